"""The live flags beside a form: what was raised and why, and what could not be judged."""

from collections.abc import Sequence
from uuid import uuid4

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from clinic_app.clinical.assessment import Flag, SwitchedOff
from clinic_app.domain.answers import ItemKey
from clinic_app.domain.plans import PlanLine, PlanLineId
from clinic_app.domain.record import flag_key, plan_key
from clinic_app.i18n import _
from clinic_app.services.access import Action
from clinic_app.services.assessing import Picture
from clinic_app.services.explanations import explain_flag, said_now
from clinic_app.services.wording import because, missing_words
from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.pages.flags.dismiss_dialog import DismissDialog
from clinic_app.ui.pages.flags.flag_group import FlagGroup
from clinic_app.ui.pages.flags.flag_words import flag_view, switched_off_words
from clinic_app.ui.pages.flags.missing import Place, ordered_missing, place_of
from clinic_app.ui.pages.page import Tab
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.why_opener import WhyOpener
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.flag_card import FlagView
from clinic_app.ui.widgets.level_mark import Level
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.not_assessable_box import NotAssessableBox
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.toast import toast_of

#: So many of the most urgent flags show their reasons from the start.
_OPEN_AT_FIRST = 2
_OPEN_LEVELS = (Level.NOW, Level.DAY, Level.WEEKS)


class FlagsPanel(Card):
    """Follows the record. Never takes the keyboard, never loses the place that is being read."""

    #: A finding of the examination to go to, by item key.
    item_wanted = Signal(str)
    #: As ``Page.jump_requested``: a finding of the history, or a new line of the plan.
    jump_requested = Signal(Tab, str)

    def __init__(self, child: OpenChild, parent: QWidget | None = None) -> None:
        super().__init__(_("Flags, live"), margins=(0, 0, 0, 0), spacing=0, parent=parent)
        self.setObjectName("flags_panel")
        self._child = child
        self._controller = child.controller
        self._knowledge = child.desk.context.knowledge
        context = child.desk.context
        self._may_act = Action.WRITE_EXAM in context.permissions.get(child.desk.actor.role, frozenset())
        self._picture: Picture | None = None
        self._groups: dict[str, FlagGroup] = {}
        self._opened: dict[str, bool] = {}
        self._first_missing = ""
        self._said: frozenset[str] | None = None
        self._why = WhyOpener(child, self)
        self._count = PlainLabel("", ink="secondary")
        self.header_right.addWidget(self._count)
        self._make_body()
        if self._controller is not None:
            self._controller.record_changed.connect(self._on_record)
            self._controller.picture_ready.connect(self.show_picture)
            QTimer.singleShot(0, self, self._show_latest)  # the form is painted first

    def _make_body(self) -> None:
        self._scroll = QScrollArea()
        self._scroll.setObjectName("flags_scroll")
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(px(8), px(8), px(8), px(8))
        self._column.setSpacing(px(7))
        none_yet = _("No flag from what is recorded so far. What could not be judged stands below.")
        self._none = PlainLabel(none_yet, ink="muted", wrap=True)
        self._box = NotAssessableBox("flags_missing")
        self._box.go_requested.connect(self._go_to_first)
        self._column.addWidget(self._none)
        self._column.addWidget(self._box)
        self._off = PlainLabel("", TextStyle.SMALL, ink="secondary", wrap=True)
        self._off.setObjectName("flags_switched_off")
        self._off.hide()
        self._column.addWidget(self._off)
        self._column.addStretch(1)
        self._scroll.setWidget(inside)
        self.body.addWidget(self._scroll, 1)

    def set_foot(self, foot: QWidget) -> None:
        """Put something below the flags, such as how the focused item is elicited."""
        line = QFrame()
        line.setProperty("look", "rule")
        self.body.addWidget(line)
        self.body.addWidget(foot)

    @property
    def has_keyboard(self) -> bool:
        """Whether something in the panel has the keyboard."""
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def focus_first(self) -> None:
        """Give the keyboard to the first flag, or to the box below."""
        leader = next(iter(self._groups), None)
        name = f"button:why:{leader}" if leader is not None else "button:go:flags_missing"
        button = self.findChild(QWidget, name)
        if button is not None:
            button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_flag(self, rule_id: str) -> bool:
        """Open a flag's reasons and bring it into view. ``False`` when it is not raised."""
        group = next((one for one in self._groups.values() if rule_id in one.cards), None)
        if group is None:
            return False
        if rule_id != group.leader:
            group.unfold()
        card = group.cards[rule_id]
        card.set_expanded(True)
        self._scroll.ensureWidgetVisible(card)
        return True

    # What the rules say

    @Slot(object)
    def show_picture(self, picture: Picture) -> None:
        """Show what the rules say now; cards that say the same are left alone."""
        self._picture = picture
        self._render()

    @Slot()
    def _show_latest(self) -> None:
        if self._picture is None and self._controller is not None and self._controller.picture is not None:
            self.show_picture(self._controller.picture)

    @Slot()
    def _on_record(self) -> None:
        if self._picture is not None:
            self._render()

    def _render(self) -> None:
        if self._picture is None or self._controller is None:
            return
        place = self._scroll.verticalScrollBar().value()
        said, record = self._picture.assessment, self._controller.record
        views = {flag.id: flag_view(flag, record, self._knowledge) for flag in said.flags}
        followers = _followers(said.flags)
        self._open_first(views, followers)
        for gone in self._groups.keys() - followers.keys():
            group = self._groups.pop(gone)
            self._column.removeWidget(group)
            group.hide()
            group.deleteLater()
        for at, (leader, led) in enumerate(followers.items()):
            group = self._group(leader)
            group.show_flags(views[leader], [views[one] for one in led], self._opened)
            if self._column.indexOf(group) != at:
                self._column.removeWidget(group)
                self._column.insertWidget(at, group)
        self._groups = {leader: self._groups[leader] for leader in followers}
        self._count.setText(str(len(views)))
        self._count.setAccessibleName(_("{count} flags").format(count=len(views)))
        self._none.setVisible(not views)
        self._show_missing()
        self._show_switched_off(said.switched_off)
        self._announce(views)
        self._column.activate()
        self._scroll.verticalScrollBar().setValue(place)

    def _show_switched_off(self, off: Sequence[SwitchedOff]) -> None:
        """Rules that this clinic does not use: nobody takes their silence for a finding."""
        words = "; ".join(switched_off_words(one) for one in off)
        self._off.setText(_("Switched off by this clinic: {rules}.").format(rules=words))
        self._off.setVisible(bool(off))

    def _announce(self, views: dict[str, FlagView]) -> None:
        """Say new flags once, politely: level and title. What stood there at opening is read like any text."""
        new = [view for rule_id, view in views.items() if self._said is not None and rule_id not in self._said]
        self._said = (self._said or frozenset()) | views.keys()
        for view in new:
            words = _("{level}: {title}").format(level=view.level.words, title=view.title)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _open_first(self, views: dict[str, FlagView], followers: dict[str, list[str]]) -> None:
        """The most urgent ones show their reasons until a person decides otherwise."""
        for leader in list(followers)[:_OPEN_AT_FIRST]:
            if views[leader].level in _OPEN_LEVELS:
                self._opened.setdefault(leader, True)

    def _group(self, leader: str) -> FlagGroup:
        if leader not in self._groups:
            group = FlagGroup(leader, may_act=self._may_act)
            group.plan_requested.connect(self._on_plan)
            group.dismiss_requested.connect(self._on_dismiss)
            group.withdraw_requested.connect(self._withdraw)
            group.all_requested.connect(self._explain)
            group.disclosed.connect(self._opened.__setitem__)
            self._groups[leader] = group
        return self._groups[leader]

    def _show_missing(self) -> None:
        if self._picture is None or self._controller is None:
            return
        said = self._picture.assessment.not_assessable
        offered = self._knowledge.exam_keys(self._picture.age, self._controller.record.answers)
        ordered = ordered_missing(said, offered)
        self._box.set_missing(missing_words(ordered, self._knowledge), len(said))
        places = (one for one in ordered if place_of(one, self._knowledge) is not Place.NOWHERE)
        self._first_missing = next(places, "")

    @Slot()
    def _go_to_first(self) -> None:
        field = self._knowledge.fields.of_fact(self._first_missing)
        key = ItemKey(field.id if field is not None else self._first_missing)
        match place_of(self._first_missing, self._knowledge):
            case Place.EXAM:
                self.item_wanted.emit(self._first_missing)
            case Place.HISTORY:
                self.jump_requested.emit(Tab.HISTORY, str(key))
            case Place.MILESTONES:
                self.jump_requested.emit(Tab.MILESTONES, str(key))
            case Place.NOWHERE:
                pass

    # Answers to flags

    def _flag(self, rule_id: str) -> Flag | None:
        flags = self._picture.assessment.flags if self._picture is not None else ()
        return next((flag for flag in flags if flag.id == rule_id), None)

    @Slot(str)
    def _on_plan(self, rule_id: str) -> None:
        flag = self._flag(rule_id)
        if flag is None or self._controller is None:
            return
        line = PlanLine(
            PlanLineId(str(uuid4())),
            what=flag.rule.action or _("Follow up: {title}").format(title=flag.title),
            why="; ".join(because(flag.inputs, self._knowledge)),
            level=flag.urgency.code,
            flags=(flag.id,),
        )
        self._controller.write({plan_key(line.id): line.to_json()})
        toast_of(self).say(
            _("Added to the plan: {what}").format(what=line.what),
            lambda: self.jump_requested.emit(Tab.PLAN, line.id),
            _("Open the plan"),
        )

    @Slot(str)
    def _explain(self, rule_id: str) -> None:
        """Everything about a flag, with who recorded what it rests on."""
        flag = self._flag(rule_id)
        if flag is not None:
            self._why.open(lambda trail: (explain_flag(self._knowledge, said_now(flag), trail),))

    @Slot(str)
    def _on_dismiss(self, rule_id: str) -> None:
        flag = self._flag(rule_id)
        if flag is None:
            return
        dialog = DismissDialog(flag.title, self)
        dialog.given.connect(lambda reason: self._dismiss(rule_id, reason))
        dialog.open()

    def _dismiss(self, rule_id: str, reason: str) -> None:
        if self._controller is not None:
            self._controller.write({flag_key(rule_id): {"dismissed": True, "reason": reason}})
            toast_of(self).say(_("Flag {id} dismissed").format(id=rule_id), lambda: self._withdraw(rule_id))

    @Slot(str)
    def _withdraw(self, rule_id: str) -> None:
        """Take an answer to a flag back: a dismissal is cleared, lines made for this flag alone are taken out."""
        if self._controller is None:
            return
        lines = [line for line in self._controller.record.plan if line.flags == (rule_id,)]
        self._controller.write({flag_key(rule_id): None} | {plan_key(line.id): None for line in lines})


def _followers(flags: tuple[Flag, ...]) -> dict[str, list[str]]:
    """Every leading flag in order, with those that are folded under it."""
    by_id = {flag.id: flag for flag in flags}
    found: dict[str, list[str]] = {flag.id: [] for flag in flags if not flag.led_by}
    for flag in flags:
        if not flag.led_by:
            continue
        top, seen = flag, {flag.id}
        while top.led_by and top.led_by[0] not in seen:
            top = by_id[top.led_by[0]]
            seen.add(top.id)
        found.setdefault(top.id, [])
        if top.id != flag.id:
            found[top.id].append(flag.id)
    order = {flag.id: at for at, flag in enumerate(flags)}
    return dict(sorted(found.items(), key=lambda one: order[one[0]]))
