"""The two halves of the page, and what goes on between them."""

from uuid import uuid4

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from clinic_app.domain.answers import ItemKey
from clinic_app.domain.people import Role
from clinic_app.domain.plans import PlanLine, PlanLineId
from clinic_app.domain.record import ASSESSMENT, FAMILY, TAKEN, TYPED, flag_key, plan_key, typed_key
from clinic_app.i18n import _, ngettext
from clinic_app.services import planning, signing
from clinic_app.services.access import Action
from clinic_app.services.explanations import explain_flag, said_now
from clinic_app.services.planning import LookedOver
from clinic_app.services.signing import SigningReview
from clinic_app.services.taken_back import change_words
from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.pages.flags.dismiss_dialog import DismissDialog
from clinic_app.ui.pages.flags.missing import Place, place_of
from clinic_app.ui.pages.page import Tab
from clinic_app.ui.pages.plan.assessment_card import AssessmentCard
from clinic_app.ui.pages.plan.family_card import FamilyCard
from clinic_app.ui.pages.plan.plan_list import PlanList
from clinic_app.ui.pages.plan.review_dialog import ReviewDialog
from clinic_app.ui.pages.plan.sign_dialog import SignDialog
from clinic_app.ui.pages.plan.signer import Signer
from clinic_app.ui.pages.plan.signing_card import SigningCard
from clinic_app.ui.pages.taken_back.taken_back_notice import ask_why
from clinic_app.ui.record_controller import RecordController
from clinic_app.ui.role_words import role_words
from clinic_app.ui.why_opener import WhyOpener
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.toast import toast_of

#: Said here because wrapping labels would ask for all the height they could want.
_LEAST_PLAN, _LEAST_LOWER = 220, 252


class PlanBody(QWidget):
    """Both halves, and what goes on between them. Everything is written through the record's controller."""

    jump_requested = Signal(Tab, str)
    signed = Signal(object)

    def __init__(self, child: OpenChild, controller: RecordController) -> None:
        super().__init__()
        self._child, self._controller = child, controller
        self._review: SigningReview | None = None
        self._knowledge = child.desk.context.knowledge
        allowed = child.desk.context.permissions.get(child.desk.actor.role, frozenset())
        self._may_write = Action.WRITE_EXAM in allowed
        self._may_sign = Action.SIGN_NOTE in allowed
        self._assessment = AssessmentCard(self._knowledge, may_write=self._may_write)
        self._plan = PlanList(child.chart.patient, child.desk.context.clock.today, may_write=self._may_write)
        self.family = FamilyCard()
        patient = child.chart.patient
        self._signing = SigningCard(
            f"{patient.given_name} {patient.family_name}", may_sign=self._may_sign, who_may=self._who_may()
        )
        self._signer = Signer(child, controller, self)
        self._why = WhyOpener(child, self)
        self._build_ui()
        self._connect()
        self._read_names()
        self.refresh()
        if controller.picture is not None:
            self._on_picture()

    def _who_may(self) -> str:
        permissions = self._child.desk.context.permissions
        return _(" or ").join(
            role_words(role).lower() for role in Role if Action.SIGN_NOTE in permissions.get(role, frozenset())
        )

    def _build_ui(self) -> None:
        plan = Card(_("Plan"), margins=(0, 0, 0, 0), spacing=0)
        plan.setObjectName("card:plan")
        self._add = ActionButton("button:add_line", _("Line"), key="L", icon_name="plus", spoken=_("Add a plan line"))
        self._from_flags = ActionButton("button:lines_from_flags", _("From flags"), key="Ctrl+L")
        for button in (self._add, self._from_flags):
            button.set_kind(ButtonKind.SMALL)
            button.setEnabled(self._may_write)
            plan.header_right.addWidget(button)
        plan.body.addWidget(self._plan, 1)
        plan.setMinimumHeight(px(_LEAST_PLAN))
        lower = QWidget()
        lower.setMinimumHeight(px(_LEAST_LOWER))
        row = QHBoxLayout(lower)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(10))
        row.addWidget(self.family, 264)
        row.addWidget(self._signing, 356)
        right = QVBoxLayout()
        right.setSpacing(px(10))
        right.addWidget(plan, 5)
        right.addWidget(lower, 4)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._halves.setContentsMargins(12, 10, 12, 10)
        self._halves.setSpacing(px(10))
        self._halves.addWidget(self._assessment, 632)
        self._halves.addLayout(right, 628)

    def _connect(self) -> None:
        self._assessment.text_changed.connect(lambda text: self._controller.write({ASSESSMENT: text or None}))
        self._assessment.patterns.ask_requested.connect(self._on_ask)
        flags = self._assessment.flags
        flags.plan_requested.connect(self._on_plan_flag)
        flags.dismiss_requested.connect(self._on_dismiss)
        flags.withdraw_requested.connect(lambda rule_id: self._controller.write({flag_key(rule_id): None}))
        flags.line_requested.connect(self._open_line_of)
        flags.why_requested.connect(self._explain)
        self._add.clicked.connect(self.add_line)
        self._from_flags.clicked.connect(self.lines_from_flags)
        self._plan.line_changed.connect(self._on_line)
        self._plan.remove_requested.connect(self._remove_line)
        self.family.note_changed.connect(lambda text: self._controller.write({FAMILY: text or None}))
        self._signing.sign_requested.connect(self.sign)
        self._signing.flags_requested.connect(self._to_first_flag)
        self._signing.list_requested.connect(self._show_lists)
        self._signing.lines_requested.connect(self._to_first_fault)
        self._signing.typed_requested.connect(self._to_first_typed)
        self._signing.taken_requested.connect(self._ask_why)
        self._signer.ready.connect(self._ask_to_sign)
        self._signer.refused.connect(self._on_refused)
        self._signer.signed.connect(self.signed)
        self._controller.record_changed.connect(self.refresh)
        self._controller.picture_ready.connect(self._on_picture)
        for keys, action in (
            ("Ctrl+I", self._assessment.pick_finding),
            ("Ctrl+L", self.lines_from_flags),
            ("Ctrl+S", self.sign),
        ):
            shortcut = QShortcut(QKeySequence(keys), self, action)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)

    def _read_names(self) -> None:
        child = self._child
        child.runner.query(
            child.desk.run, planning.staff_names, owner=self, on_done=self._plan.set_names, on_failed=_nothing
        )

    def focus_first(self) -> None:
        """Give the keyboard to the words, where one begins."""
        self._assessment.editor.setFocus()

    def set_narrow(self, is_narrow: bool) -> None:
        """One half under the other in a narrow window."""
        vertical = QBoxLayout.Direction.TopToBottom
        self._halves.setDirection(vertical if is_narrow else QBoxLayout.Direction.LeftToRight)

    # The record

    @Slot()
    def refresh(self) -> None:
        """Show the record as it is now; nothing that is being typed is touched."""
        record = self._controller.record
        self._assessment.show_record(record, self._controller.picture)
        self._plan.show_lines(record.plan)
        self.family.show_note(record.family_note)
        self._signing.show_refused(len(record.refused))
        changes = [change_words(self._knowledge, one) for one in record.unexplained]
        self._signing.show_taken_back(changes, len(record.told_back))

    @Slot()
    def _on_picture(self) -> None:
        self.refresh()
        picture = self._controller.picture
        child = self._child
        if picture is not None:
            record = self._controller.record
            child.runner.query(
                child.desk.run, signing.review, record, picture, owner=self, on_done=self._on_review, on_failed=_nothing
            )

    def _on_review(self, review: SigningReview) -> None:
        self._review = review
        self._signing.show_review(review, self._controller.record)

    def commit(self) -> None:
        """Take over everything that is half typed."""
        self._assessment.commit()
        self._plan.commit()
        self.family.commit()

    # Lines

    @Slot()
    def add_line(self) -> None:
        """An empty line, written at once."""
        if self._may_write:
            line = PlanLine(_new_id(), "", who=self._child.desk.actor.name)
            self._controller.write({plan_key(line.id): line.to_json()})
            self._plan.edit(line.id)

    @Slot()
    def lines_from_flags(self) -> None:
        """A line for each finding that is flagged and not answered yet."""
        picture = self._controller.picture
        if picture is None or not self._may_write:
            return
        desk = self._child.desk
        lines = planning.lines_from_flags(
            self._controller.record, picture, desk.context.clock.today(), desk.actor.name, _new_id
        )
        toast = toast_of(self)
        if not lines:
            toast.say(_("Every flag has an answer"))
            return
        self._controller.write({plan_key(line.id): line.to_json() for line in lines})
        keys = [plan_key(line.id) for line in lines]
        words = ngettext("{count} line from flags", "{count} lines from flags", len(lines)).format(count=len(lines))
        toast.say(words, lambda: self._controller.write(dict.fromkeys(keys)))
        self._plan.focus_line(lines[0].id)

    @Slot(str)
    def _on_plan_flag(self, rule_id: str) -> None:
        """A line for one flag, opened for writing."""
        picture = self._controller.picture
        flag = next((one for one in picture.assessment.flags if one.id == rule_id), None) if picture else None
        if flag is not None:
            desk = self._child.desk
            day = desk.context.clock.today()
            line = planning.line_for(flag, (), day, desk.actor.name, _new_id())
            self._controller.write({plan_key(line.id): line.to_json()})
            self._plan.edit(line.id)

    @Slot(object)
    def _on_line(self, line: PlanLine) -> None:
        self._controller.write({plan_key(line.id): line.to_json()})

    @Slot(str)
    def _remove_line(self, line_id: str) -> None:
        line = next((one for one in self._controller.record.plan if one.id == line_id), None)
        if line is None:
            return
        key = plan_key(line.id)
        self._controller.write({key: None})
        words = _("Line removed: {what}").format(what=line.what) if line.what else _("Empty line removed")
        toast_of(self).say(words, lambda: self._controller.write({key: line.to_json()}))

    @Slot(str)
    def _open_line_of(self, rule_id: str) -> None:
        line = next((one for one in self._controller.record.plan if rule_id in one.flags), None)
        if line is not None:
            self._plan.edit(line.id)

    # Flags and patterns

    @Slot(str)
    def _explain(self, rule_id: str) -> None:
        """Why a flag is raised."""
        picture, knowledge = self._controller.picture, self._knowledge
        flag = next((one for one in picture.assessment.flags if one.id == rule_id), None) if picture else None
        if flag is not None:
            self._why.open(lambda trail: (explain_flag(knowledge, said_now(flag), trail),))

    @Slot(str)
    def _on_dismiss(self, rule_id: str) -> None:
        picture = self._controller.picture
        flag = next((one for one in picture.assessment.flags if one.id == rule_id), None) if picture else None
        if flag is not None:
            dialog = DismissDialog(flag.title, self)
            dialog.given.connect(lambda reason: self._dismiss(rule_id, reason))
            dialog.open()

    def _dismiss(self, rule_id: str, reason: str) -> None:
        key = flag_key(rule_id)
        self._controller.write({key: {"dismissed": True, "reason": reason}})
        toast_of(self).say(_("Flag {id} dismissed").format(id=rule_id), lambda: self._controller.write({key: None}))
        self._assessment.flags.focus_flag(rule_id)

    @Slot(str)
    def _on_ask(self, fact: str) -> None:
        field = self._knowledge.fields.of_fact(fact)
        self._jump(fact, field.id if field is not None else fact)

    def _jump(self, fact: str, target: str) -> None:
        place = place_of(fact, self._knowledge)
        tab = {Place.EXAM: Tab.EXAM, Place.HISTORY: Tab.HISTORY, Place.MILESTONES: Tab.MILESTONES}.get(place)
        if tab is not None:
            self.jump_requested.emit(tab, target)

    def _jump_to(self, key: ItemKey) -> None:
        self._jump(key.fact, str(key))

    def show_target(self, target: str) -> None:
        """A plan line, a rule, the key of a text, or that of a field whose text was refused."""
        if target.startswith(TYPED):
            self._jump_to(ItemKey.parse(target.removeprefix(TYPED)))
        elif target.startswith(TAKEN):
            self._ask_why(target.removeprefix(TAKEN))
        elif target == ASSESSMENT:
            self._assessment.editor.setFocus()
        elif target == FAMILY:
            self.family.focus_note()
        elif not self._plan.edit(target):
            self._assessment.flags.focus_flag(target)

    # Signing

    @Slot()
    def _to_first_flag(self) -> None:
        picture = self._controller.picture
        flags = picture.assessment.flags if picture is not None else ()
        record = self._controller.record
        first = next((flag.id for flag in flags if not signing.is_answered(record, flag.id)), "")
        self.show_target(first)

    @Slot()
    def _to_first_typed(self) -> None:
        for key in sorted(self._controller.record.refused)[:1]:
            self.show_target(typed_key(key))

    @Slot()
    def _ask_why(self, entry_id: str = "") -> None:
        """Ask why a finding was taken back, that one or the first that lacks a reason."""
        waiting = self._controller.record.unexplained
        found = next((one for one in waiting if one.id == entry_id), next(iter(waiting), None))
        if found is not None:
            ask_why(self._controller, self._knowledge, found, self)

    @Slot()
    def _to_first_fault(self) -> None:
        lines = self._controller.record.plan
        faulty = (line for line in lines if not line.what.strip() or line.due is None or not line.who.strip())
        first = next(faulty, None)
        if first is not None:
            self._plan.edit(first.id)

    @Slot()
    def _show_lists(self) -> None:
        if self._review is not None:
            ReviewDialog(self._review, self).open()

    @Slot()
    def sign(self) -> None:
        """Save, look over, and ask; what stands in the way is said and shown."""
        if self._may_sign:
            self.commit()
            self._signer.start()

    @Slot(object)
    def _ask_to_sign(self, looked: LookedOver) -> None:
        dialog = SignDialog(self._child.chart.patient, looked.review, len(self._controller.record.plan), self)
        dialog.confirmed.connect(lambda: self._signer.seal(looked))
        dialog.open()

    @Slot(str, str)
    def _on_refused(self, sentence: str, where: str) -> None:
        toast_of(self).say(sentence)
        if where:
            self.show_target(where)


def _new_id() -> PlanLineId:
    return PlanLineId(str(uuid4()))


def _nothing(_problem: Exception) -> None:
    """Whoever may not assess is offered nothing."""
