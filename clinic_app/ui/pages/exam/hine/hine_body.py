"""The three columns of the HINE: sections, the grid beside earlier visits, the score and the focused item."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clinic_app.clinical.hine_facts import WHOLE
from clinic_app.clinical.hine_form import HineItem, load_hine
from clinic_app.clinical.hine_instrument import item_of_field, score_field, tick_field
from clinic_app.clinical.instruments.model import Item
from clinic_app.domain.ages import AgeOn, age_on
from clinic_app.domain.answers import Answer, ItemKey
from clinic_app.domain.sides import Side
from clinic_app.i18n import _
from clinic_app.services.access import Action
from clinic_app.services.assessing import Picture
from clinic_app.services.explanations import Explanation, Reference, explain_hine
from clinic_app.services.hine import HineVisit, hine_of, past_hines, plain
from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.pages.exam.columns_layout import ThreeColumns
from clinic_app.ui.pages.exam.exam_grid import ExamGrid
from clinic_app.ui.pages.exam.grid_actions import GridActions
from clinic_app.ui.pages.exam.hine.hine_kit import HineKit
from clinic_app.ui.pages.exam.hine.levels_card import LevelsCard
from clinic_app.ui.pages.exam.hine.measured import measured_sides
from clinic_app.ui.pages.exam.hine.score_card import ScoreCard
from clinic_app.ui.pages.exam.hine.sections_card import SectionsCard
from clinic_app.ui.pages.exam.item_words import explain_item, scale_hint
from clinic_app.ui.pages.exam.marks import finding_keys
from clinic_app.ui.pages.exam.recorder import Recorder
from clinic_app.ui.record_controller import RecordController
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.why_opener import Explain, WhyOpener
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.chip import Chip, ChipKind
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.notice_strip import NoticeStrip
from clinic_app.ui.widgets.plain_label import PlainLabel

_LEFT, _RIGHT, _RIGHT_WIDE = 178, 312, 360


class HineBody(QWidget):
    """The HINE of an open visit. ``switch`` is the way back to the examination, in the head of the middle card."""

    def __init__(self, child: OpenChild, controller: RecordController, switch: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._child, self._controller = child, controller
        self._knowledge = child.desk.context.knowledge
        self._form = load_hine()
        patient = child.chart.patient
        self._age = age_on(patient.birth_date, patient.gestation, controller.day)
        self._why_closed = self._closed()
        self._recorder = Recorder(controller, self)
        self._earlier = past_hines(child.chart)
        self._make_parts(switch)
        self._connect()
        self._grid.show_form(self._knowledge.hine.sections, {})
        self._on_record()
        if controller.picture is not None:
            self._on_picture(controller.picture)

    def _closed(self) -> str:
        """Why nothing can be recorded here, empty where it can."""
        desk = self._child.desk
        if Action.WRITE_EXAM not in desk.context.permissions.get(desk.actor.role, frozenset()):
            return _("A paediatrician records the examination.")
        if self._form.is_open(self._age):
            return ""
        words = _("The form is for {first} to {last} months corrected. On the day of this visit the child is {age}.")
        return words.format(first=self._form.age_from, last=self._form.age_to, age=_age_words(self._age))

    # Parts

    def _make_parts(self, switch: QWidget) -> None:
        self._sections = SectionsCard(self._form, self._knowledge)
        self._kit = HineKit(self._form, self._earlier, self, read_only=bool(self._why_closed))
        self._grid = ExamGrid(self._kit)
        middle = Card(_("HINE, 26 scored items"), margins=(0, 0, 0, 0), spacing=0)
        middle.set_heading(switch)
        rule = PlainLabel(_("Side rule: mean of right and left"), TextStyle.SMALL, ink="secondary")
        beside = _("Previous visits shown, not carried") if self._earlier else _("No earlier HINE")
        middle.header_right.addWidget(rule)
        middle.header_right.addWidget(Chip("chip:hine_beside", beside, ChipKind.ACCENT, icon_name="history"))
        if self._why_closed:
            strip = NoticeStrip("notice:hine_closed", self._why_closed, _("Read only"), icon_name="lock")
            middle.body.addWidget(strip)
            self._grid.set_read_only()
        middle.body.addWidget(self._grid)
        self._why = WhyOpener(self._child, self)
        self._score = ScoreCard(self._form, self._earlier)
        self._levels = LevelsCard(self._form)
        right = QWidget()
        right.setObjectName("hine_right")
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(10))
        column.addWidget(self._score, 1)
        column.addWidget(self._levels)
        self._actions = GridActions(self._grid, self._recorder, self._knowledge, self)
        self._columns = ThreeColumns(
            self._sections, middle, right, self, widths=(_LEFT, _RIGHT, _RIGHT_WIDE), name="hine"
        )
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._columns)
        self.setFocusProxy(self._grid)

    def _connect(self) -> None:
        self._controller.record_changed.connect(self._on_record)
        self._controller.picture_ready.connect(self._on_picture)
        self._sections.section_chosen.connect(self._grid.show_section)
        self._sections.citation_wanted.connect(self._cite)
        self._score.why_requested.connect(self._explain_score)
        grid = self._grid
        grid.answer_given.connect(self._on_answer)
        grid.both_asked.connect(self._on_both)
        grid.current_changed.connect(self._on_current)
        grid.section_shown.connect(self._sections.set_current)
        grid.refused_digit.connect(self._on_refused)
        grid.key_pressed.connect(self._on_key)
        self._kit.tick_asked.connect(self._tick)
        self._kit.visits_changed.connect(self._grid.rebuild, Qt.ConnectionType.QueuedConnection)
        self._recorder.hint_changed.connect(self._levels.say)
        self._actions.hint_changed.connect(self._levels.say)
        self._levels.measured_wanted.connect(self._take_measured)
        self._shortcut("F6", self._next_panel)
        self._shortcut("Ctrl+Z", self._recorder.undo)

    def _shortcut(self, keys: str, slot: object) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(slot)

    @property
    def grid(self) -> ExamGrid:
        """The grid."""
        return self._grid

    @property
    def hint(self) -> str:
        """What is being said about the last key."""
        return self._levels.hint

    @property
    def may_write(self) -> bool:
        """Whether scores can be given at this age and by this person."""
        return not self._why_closed

    # The record

    @property
    def _risk(self) -> object:
        picture = self._controller.picture
        return picture.facts.get("hx_cp_risk") if picture is not None else None

    def _now(self) -> HineVisit | None:
        patient, answers = self._child.chart.patient, self._controller.record.answers
        return hine_of(patient, self._controller.day, answers, self._risk)

    @Slot()
    def _on_record(self) -> None:
        answers = self._controller.record.answers
        now = self._now()
        self._grid.show_answers(answers)
        self._grid.show_hints(self._hints(now))
        self._sections.show_answers(answers, now)
        self._score.show_score(now, self._age)
        self._levels.show_answers(answers)
        scored = now.score.items_scored if now is not None else 0
        items = len(self._form.items)
        self._columns.set_left_words(_("Sections"), _("{done} of {total}").format(done=scored, total=items))
        self._columns.set_right_words(_("Score"), _("{done} of {total}, F6").format(done=scored, total=items))

    def _hints(self, now: HineVisit | None) -> Mapping[str, str]:
        hints = dict.fromkeys((one.id for one in self._form.stage_sections), _("recorded, never part of the score"))
        for section in self._form.sections:
            found = now.score.subtotals[section.id] if now is not None else None
            items = sum(item.section == section.id for item in self._form.items)
            if found is None or not found.scored:
                hints[section.id] = _("0 of {items} scored").format(items=items)
                continue
            words = _("{scored} of {items} scored, {sum} of {possible}")
            hints[section.id] = words.format(
                scored=found.scored, items=items, sum=plain(found.sum), possible=found.possible
            )
        return hints

    @Slot(object)
    def _on_picture(self, picture: Picture) -> None:
        self._score.show_flags([flag for flag in picture.assessment.flags if WHOLE & flag.inputs.keys()])
        self._score.show_score(self._now(), self._age)

    @Slot(object, object)
    def _on_answer(self, key: ItemKey, answer: Answer | None) -> None:
        if self.may_write:
            self._recorder.give(self._knowledge.hine.item(key.field), key, answer)

    @Slot(object, int)
    def _on_both(self, item: Item, digit: int) -> None:
        if self.may_write and not self._recorder.give_both(item, digit):
            self._levels.say(scale_hint(item))

    # The grid

    @Slot(object, object)
    def _on_current(self, item: Item, _side: Side) -> None:
        self._levels.show_item(item, self._controller.record.answers)
        section = self._grid.section_of(item.field.id)
        if section is not None:
            self._sections.set_current(section.id)

    @Slot(object)
    def _on_refused(self, item: Item) -> None:
        if self.may_write:
            self._levels.say(scale_hint(item))

    @Slot(int)
    def _on_key(self, key: int) -> None:
        at = self._grid.current
        match Qt.Key(key):
            case Qt.Key.Key_F1:
                self._explain()
            case _ if at is None or not self.may_write:
                pass
            case Qt.Key.Key_A:
                self._tick(at[0])
            case Qt.Key.Key_M:
                self._take_measured()
            case Qt.Key.Key_C:
                self._actions.comment()
            case Qt.Key.Key_N:
                self._actions.leave_both_out()
            case _:
                pass

    def _scored(self, item: Item) -> HineItem | None:
        return item_of_field(self._form, item.field.id)

    @Slot(object)
    def _tick(self, item: Item) -> None:
        """Sides differ: a second press takes it back. Scores that differ count by themselves."""
        scored = self._scored(item)
        if scored is None:
            self._levels.say(_("{item}: say in a comment (C) what differs").format(item=item.label))
            return
        key = ItemKey(tick_field(scored.id))
        now = self._now()
        if key not in self._recorder.answers and now is not None and scored.id in now.asymmetric:
            self._levels.say(_("{item}: counted already, because the scores differ").format(item=item.label))
            self._grid.show_answers(self._recorder.answers)
            return
        self._recorder.give_all({key: None if key in self._recorder.answers else Answer("yes")})

    @Slot()
    def _take_measured(self) -> None:
        """Score both sides by the angles measured today, as one step that can be taken back."""
        at = self._grid.current
        scored = self._scored(at[0]) if at is not None else None
        if scored is None or scored.angle is None or not self.may_write:
            self._levels.say(_("This item is not scored from an angle"))
            return
        sides = measured_sides(scored, self._recorder.answers)
        field = self._knowledge.fields[score_field(scored.id)]
        patch = {
            ItemKey(field.id, side): Answer(str(one.printed), scale=field.scale)
            for side, one in sides.items()
            if one.printed is not None
        }
        if patch:
            self._recorder.give_all(patch)
        if not sides:
            self._levels.say(_("No angle was measured today: type it under passive tone in the examination (H)"))
        elif len(patch) < len(sides):
            self._levels.say(_("An angle between two printed levels: choose the score"))

    @Slot()
    def _explain(self) -> None:
        if (at := self._grid.current) is not None:
            item, answers = at[0], self._controller.record.answers
            self._open_why(lambda trail: (explain_item(item, self._knowledge, self._age, answers, trail),))

    @Slot()
    def _explain_score(self) -> None:
        """The sums, the bounds and the limits of today's score."""
        now, patient = self._now(), self._child.chart.patient
        if now is not None:
            risk = self._risk
            self._open_why(lambda trail: (explain_hine(self._knowledge, patient, now, risk, trail),))

    def _open_why(self, explain: Explain) -> None:
        self._why.open(explain, self._grid.focus_current)

    @Slot()
    def _cite(self) -> None:
        words = _("The published form is not reproduced here; every level is in own words. Official form: {address}")
        address = "https://www.mackeith.co.uk"
        cited = Explanation(
            _("HINE"),
            (words.format(address=address),),
            sources=(Reference(self._form.source, address),),
            confidence=self._form.confidence,
            version=_("Form {version}").format(version=self._form.form_version),
        )
        self._open_why(lambda _trail: (cited,))

    # Moving

    def show_item(self, key: ItemKey) -> None:
        """Go to an item; a place that is not on the form leaves the keyboard where it is."""
        self._columns.close_drawers()
        scored = item_of_field(self._form, key.field)
        self._grid.go_to(score_field(scored.id) if scored is not None else key.field, key.side)

    @Slot()
    def _next_panel(self) -> None:
        if self._grid.has_keyboard and self._columns.is_narrow and not self._columns.has_drawer_open:
            self._columns.open_right()
        elif self._grid.has_keyboard and not self._columns.has_drawer_open:
            self._sections.focus_list()
        else:
            self._columns.close_drawers()
            self._grid.focus_current()

    def first_unset(self) -> ItemKey | None:
        """The first place that says nothing yet."""
        answers = self._controller.record.answers
        keys = (key for section in self._knowledge.hine.sections for key in finding_keys(section))
        return next((key for key in keys if key not in answers), None)

    def leave(self) -> None:
        """Close what lies over the grid and save."""
        self._columns.close_drawers()
        self._controller.save_now()

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves a panel or a drawer for the grid; from the grid it goes on to the window."""
        if event.key() == Qt.Key.Key_Escape and (self._columns.has_drawer_open or not self._grid.has_keyboard):
            self._columns.close_drawers()
            self._grid.focus_current()
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """The first thing not yet said has the keyboard."""
        super().showEvent(event)
        if self._grid.current is not None:
            self._grid.focus_current()
        elif (key := self.first_unset()) is not None:
            self._grid.go_to(key.field, key.side)


def _age_words(age: AgeOn) -> str:
    """The age that the form goes by; "corrected" only where something is corrected."""
    if age.before_term or not age.correction_days:
        return age.corrected_text
    return _("{age} corrected").format(age=age.corrected_text)
