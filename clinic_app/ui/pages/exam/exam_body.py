"""The three columns of a form at a visit: sections, the grid, and what the rules say."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clinic_app.clinical.hine_facts import WHOLE
from clinic_app.clinical.hine_form import load_hine
from clinic_app.clinical.hine_instrument import HINE, is_hine_field
from clinic_app.clinical.instruments.model import Instrument, Item, Section
from clinic_app.clinical.state_effects import STATE
from clinic_app.domain.ages import age_on
from clinic_app.domain.answers import Answer, ItemKey
from clinic_app.domain.record import typed_key
from clinic_app.domain.sides import Side
from clinic_app.i18n import _, day_text
from clinic_app.services.access import Action
from clinic_app.services.assessing import Picture
from clinic_app.services.form_results import hint_with_results, results_by_section
from clinic_app.services.hine import hine_of
from clinic_app.services.knowledge import EXAM
from clinic_app.services.visits_beside import earlier_visits
from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.pages.exam.columns_layout import ThreeColumns
from clinic_app.ui.pages.exam.exam_grid import ExamGrid
from clinic_app.ui.pages.exam.grid_actions import GridActions
from clinic_app.ui.pages.exam.grid_kit import ExamKit
from clinic_app.ui.pages.exam.hine.so_far import HineSoFar
from clinic_app.ui.pages.exam.how_to import HowTo
from clinic_app.ui.pages.exam.item_words import explain_item, scale_hint, section_hint
from clinic_app.ui.pages.exam.items_shown import ItemsShown
from clinic_app.ui.pages.exam.last_value import LastValue
from clinic_app.ui.pages.exam.marks import counts, finding_keys, levels_by_field
from clinic_app.ui.pages.exam.past import Past
from clinic_app.ui.pages.exam.recorder import Recorder
from clinic_app.ui.pages.exam.toolbar import Toolbar
from clinic_app.ui.pages.flags import FlagsPanel
from clinic_app.ui.pages.page import Tab
from clinic_app.ui.record_controller import RecordController
from clinic_app.ui.why_opener import WhyOpener
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.reasons import reason_word
from clinic_app.ui.widgets.section_list import SectionList, SectionProgress
from clinic_app.ui.widgets.toast import toast_of


class ExamBody(QWidget):
    """The three columns of an open visit: the general examination, or another ``form`` of the same kind.

    ``switch`` is the way to the other forms, in the head of the middle card.
    """

    #: As ``Page.jump_requested``.
    jump_requested = Signal(Tab, str)

    #: Another form is to be chosen.
    forms_requested = Signal()

    #: Every visit of this form is to be seen side by side.
    visits_requested = Signal()

    #: The HINE is wanted, or an item of it: its entry key, a fact of it, or ``hine``.
    hine_requested = Signal(str)

    def __init__(
        self, child: OpenChild, controller: RecordController, form: Instrument, switch: QWidget, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._form, self._everything = form, False
        self._child = child
        self._controller = controller
        self._knowledge = child.desk.context.knowledge
        patient = child.chart.patient
        self._age = age_on(patient.birth_date, patient.gestation, controller.day)
        self._may_write = Action.WRITE_EXAM in child.desk.context.permissions.get(child.desk.actor.role, frozenset())
        self._visits = earlier_visits(child.chart, form)
        self._sections: tuple[Section, ...] = ()
        self._past = Past()
        self._recorder = Recorder(controller, self)
        self._why = WhyOpener(child, self)
        self._make_parts(switch)
        self._connect()
        self._put_beside(str(self._visits[0].note_id) if self._visits else "")
        self._on_record()
        if controller.picture is not None:
            self._on_picture(controller.picture)

    # Parts

    def _make_parts(self, switch: QWidget) -> None:
        self._list = SectionList("exam_sections", _("Sections of the examination"))
        left = Card(margins=(1, 4, 1, 4))
        left.setObjectName("exam_sections_card")
        left.body.addWidget(self._list)
        self._hine = HineSoFar()
        self._hine.open_requested.connect(lambda: self.hine_requested.emit(HINE))
        left.body.addWidget(self._hine)
        self._shown = ItemsShown(self._age.months_for_norms)
        self._shown.toggled.connect(self._toggle_ages)
        self._shown.forms_requested.connect(self.forms_requested)
        left.body.addWidget(self._shown)
        state = next((item for item in self._form.items if item.field.id == STATE), None)
        self._toolbar = Toolbar(state, self._visits)
        self._kit = ExamKit(
            self._kit_name, self._age.months_for_norms, self._knowledge.doubt_of, lambda: self._controller.day
        )
        self._grid = ExamGrid(self._kit)
        middle = Card(self._form.title, margins=(0, 0, 0, 0))
        middle.set_heading(switch)
        middle.header_right.addWidget(self._toolbar)
        middle.body.addWidget(self._grid)
        self._actions = GridActions(self._grid, self._recorder, self._knowledge, self)
        self._flags = FlagsPanel(self._child)
        self._how_to = HowTo()
        self._flags.set_foot(self._how_to)
        self._last = LastValue(self)
        self._columns = ThreeColumns(left, middle, self._flags, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._columns)
        self.setFocusProxy(self._grid)
        if not self._may_write:
            self._grid.set_read_only()
            self._toolbar.set_read_only()
            self._toolbar.setToolTip(_("A paediatrician records the examination"))

    def _connect(self) -> None:
        self._controller.record_changed.connect(self._on_record)
        self._controller.picture_ready.connect(self._on_picture)
        self._list.section_chosen.connect(self._grid.show_section)
        self._list.section_chosen.connect(self._on_section)
        grid = self._grid
        grid.answer_given.connect(self._on_answer)
        grid.both_asked.connect(self._on_both)
        grid.current_changed.connect(self._on_current)
        grid.section_shown.connect(self._on_section)
        grid.message_changed.connect(self._how_to.say)
        grid.show_refused(self._controller.record.refused)
        grid.text_refused.connect(lambda key, text: self._controller.write({typed_key(key): text or None}))
        grid.refused_digit.connect(self._on_refused)
        grid.key_pressed.connect(self._on_key)
        self._recorder.hint_changed.connect(self._how_to.say)
        self._actions.hint_changed.connect(self._how_to.say)
        self._recorder.shown_wrong.connect(self._show_answers)
        self._toolbar.state_chosen.connect(self._on_state)
        self._toolbar.beside_chosen.connect(self._put_beside)
        self._toolbar.all_requested.connect(self.visits_requested)
        self._toolbar.rest_left_out.connect(self._leave_rest_out)
        self._how_to.more_requested.connect(self._explain)
        self._flags.item_wanted.connect(self._on_wanted)
        self._flags.jump_requested.connect(self.jump_requested)
        self._shortcut("F6", self._next_panel)
        self._shortcut("Ctrl+Z", self._recorder.undo)

    def _shortcut(self, keys: str, slot: object) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(slot)

    @property
    def _is_exam(self) -> bool:
        return self._form.id == EXAM

    @property
    def _kit_name(self) -> str:
        return "exam" if self._is_exam else f"form_{self._form.id}"

    @property
    def form(self) -> Instrument:
        """The form that is filled in here."""
        return self._form

    @property
    def grid(self) -> ExamGrid:
        """The grid."""
        return self._grid

    @property
    def flags(self) -> FlagsPanel:
        """The live flags."""
        return self._flags

    @property
    def hint(self) -> str:
        """What is being said about the last key."""
        return self._how_to.hint

    # The record

    @Slot()
    def _on_record(self) -> None:
        answers = self._controller.record.answers
        months = self._age.months_for_norms
        sections = self._form.offered(None if self._everything else months, answers)
        if sections != self._sections:
            self._sections = sections
            self._grid.show_form(sections, self._hints())
            of = sum(len(section.items) for section in self._form.offered(None, answers))
            self._shown.show_items(sum(len(one.items) for one in sections), of, everything=self._everything)
        self._show_answers()

    def _hints(self) -> Mapping[str, str]:
        """What stands beside the titles: what the form works out, else what helps to fill it in."""
        results = results_by_section(self._form, self._controller.record.answers)
        months = self._age.months_for_norms
        return {
            section.id: hint_with_results(section, results.get(section.id, ()), section_hint(section, months))
            for section in self._sections
        }

    @Slot()
    def _toggle_ages(self) -> None:
        """Between the items of the child's age and those of every age; what holds an answer is always shown."""
        self._everything = not self._everything
        self._on_record()
        self._grid.focus_current()

    @Slot()
    def _show_answers(self) -> None:
        answers = self._controller.record.answers
        self._grid.show_answers(answers)
        if self._form.results:
            self._grid.show_hints(self._hints())
        self._toolbar.show_state(answers.get(ItemKey(STATE)))
        progress = [SectionProgress(section.id, section.title, *counts(section, answers)) for section in self._sections]
        self._list.set_sections(progress)
        done, total = sum(one.done for one in progress), sum(one.total for one in progress)
        self._columns.set_left_words(_("Sections"), _("{done} of {total}").format(done=done, total=total))
        hine = hine_of(self._child.chart.patient, self._controller.day, answers) if self._is_exam else None
        self._hine.show_score(hine)
        self._hine.setVisible(hine is not None or (self._is_exam and load_hine().is_open(self._age)))

    @Slot(object)
    def _on_picture(self, picture: Picture) -> None:
        self._grid.show_levels(levels_by_field(picture, self._knowledge.fields))
        count = len(picture.assessment.flags)
        self._columns.set_right_words(_("Flags"), _("{count}, F6").format(count=count))

    @Slot(object, object)
    def _on_answer(self, key: ItemKey, answer: Answer | None) -> None:
        self._recorder.give(self._form.item(key.field), key, answer)

    @Slot(object, int)
    def _on_both(self, item: Item, digit: int) -> None:
        if self._may_write and not self._recorder.give_both(item, digit):
            self._how_to.say(scale_hint(item))

    @Slot(object)
    def _on_state(self, answer: Answer) -> None:
        self._recorder.give(self._form.item(STATE), ItemKey(STATE), answer)

    @Slot(str)
    def _leave_rest_out(self, reason: str) -> None:
        section = next((one for one in self._sections if one.id == self._list.current), None)
        if section is None:
            return
        count = self._recorder.leave_out(finding_keys(section), reason)
        said = _("{section}: {count} left as not examined, {reason}")
        words = said.format(section=section.title, count=count, reason=reason_word(reason))
        toast_of(self).say(words, self._recorder.undo if count else None)

    # The grid

    @Slot(object, object)
    def _on_current(self, item: Item, _side: Side) -> None:
        self._how_to.show_item(item)
        section = self._grid.section_of(item.field.id)
        if section is not None:
            self._on_section(section.id)

    @Slot(str)
    def _on_section(self, section_id: str) -> None:
        self._list.set_current(section_id)
        title = next((one.title for one in self._sections if one.id == section_id), "")
        self._toolbar.show_section(title)

    @Slot(object)
    def _on_refused(self, item: Item) -> None:
        self._how_to.say(scale_hint(item))

    @Slot(int)
    def _on_key(self, key: int) -> None:
        match Qt.Key(key):
            case Qt.Key.Key_V:
                self._show_last()
            case Qt.Key.Key_C if self._may_write:
                self._actions.comment()
            case Qt.Key.Key_F1:
                self._explain()
            case Qt.Key.Key_S:
                self._toggle_ages()
            case Qt.Key.Key_N if self._may_write:
                self._actions.leave_both_out()
            case _:
                pass

    def _show_last(self) -> None:
        if (at := self._grid.current) is None:
            return
        item, side = at
        key = ItemKey(item.field.id, side)
        if self._past.day is None:
            self._how_to.say(_("There is no earlier visit to look at"))
            return
        words = self._past.words(item, key)
        title = self._knowledge.name_of(key)
        self._last.show_value(title, words, day_text(self._past.day), self._grid.cell_widget(key))

    @Slot()
    def _explain(self) -> None:
        if (at := self._grid.current) is not None:
            item, answers = at[0], self._controller.record.answers
            self._why.open(
                lambda trail: (explain_item(item, self._knowledge, self._age, answers, trail),),
                self._grid.focus_current,
            )

    # Moving

    @Slot(str)
    def _on_wanted(self, target: str) -> None:
        """A flag asks for a finding: one of this form, or one of the HINE."""
        if target in WHOLE or is_hine_field(target):
            self.hine_requested.emit(target)
        else:
            self.show_target(target)

    @Slot(str)
    def show_target(self, target: str) -> None:
        """Go to an item, a fact of one side, or a flag."""
        if self._flags.show_flag(target):
            self._columns.open_right()
            return
        field = self._knowledge.fields.of_fact(target)
        key = ItemKey.parse(target) if "@" in target else ItemKey(target)
        if field is not None and field.id != target:
            key = next(key for side in (Side.RIGHT, Side.LEFT) if (key := ItemKey(field.id, side)).fact == target)
        self._columns.close_drawers()
        if not self._grid.go_to(key.field, key.side) and not self._everything and self._form.has(key.field):
            self._toggle_ages()
            self._grid.go_to(key.field, key.side)

    @Slot()
    def _next_panel(self) -> None:
        if self._grid.has_keyboard:
            self._columns.open_right()
            self._flags.focus_first()
        elif self._flags.has_keyboard:
            self._columns.open_left()
            self._list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._columns.close_drawers()
            self._grid.focus_current()

    @Slot(str)
    def _put_beside(self, note_id: str) -> None:
        visit = next((one for one in self._visits if one.note_id == note_id), None)
        findings = self._child.chart.findings_of(note_id) if visit is not None else {}
        self._past = Past(visit.day if visit is not None else None, findings)
        self._toolbar.show_beside(visit)
        self._kit.show_past(self._past, self._past.heading(self._controller.day))
        self._grid.rebuild()

    def first_unset(self) -> ItemKey | None:
        """The first place that says nothing yet."""
        answers = self._controller.record.answers
        keys = (key for section in self._sections for key in finding_keys(section))
        return next((key for key in keys if key not in answers), None)

    def leave(self) -> None:
        """Take over what is half typed and save."""
        focused = self.focusWidget()
        if focused is not None and focused.hasFocus():
            focused.clearFocus()
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
