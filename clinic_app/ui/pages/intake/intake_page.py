"""The history of a child: today's intake where a visit is open, and what was recorded before."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from clinic_app.clinical.fields import Field, Range
from clinic_app.domain.ages import age_on
from clinic_app.domain.answers import Answers, AnswerState, ItemKey
from clinic_app.domain.record import TYPED, answer_key, refused_texts, typed_key
from clinic_app.i18n import _, clock_text, day_text, short_day_text
from clinic_app.services import drafts, history
from clinic_app.services.access import Action
from clinic_app.services.growth import limits_at
from clinic_app.services.history import Recorded
from clinic_app.ui.forms.form_model import FormModel
from clinic_app.ui.forms.form_settings import FormSettings
from clinic_app.ui.forms.instrument_form import InstrumentForm
from clinic_app.ui.forms.recorded_form import RecordedForm
from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.pages.intake.nutrition_panel import NutritionPanel
from clinic_app.ui.pages.intake.signed_notes_card import SignedNotesCard
from clinic_app.ui.pages.page import Page, Tab
from clinic_app.ui.record_controller import RecordController
from clinic_app.ui.widgets.action_button import ActionButton
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.notice_strip import NoticeStrip
from clinic_app.ui.widgets.toast import toast_of

_SIDE_WIDTH = 260
_NARROW = 1090


class IntakePage(Page):
    """The same form as at registration, over the visit's record. Without an open visit it only shows.

    What earlier visits recorded is read once and shown beside the fields; birth history counts without being asked
    again, nothing else is ever carried.
    """

    def __init__(self, child: OpenChild, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._child = child
        self._names: Mapping[str, str] = {}
        self._form: InstrumentForm | None = None
        self._read: RecordedForm | None = None
        self.setObjectName("page:history")
        knowledge = child.desk.context.knowledge
        self._model = FormModel((knowledge.intake, knowledge.nutrition))
        may_write = Action.WRITE_INTAKE in child.desk.context.permissions.get(child.desk.actor.role, frozenset())
        if child.controller is not None and may_write:
            self._form = self._make_form(child.controller)
        else:
            self._read = RecordedForm(self._model, self._words)
        self._discard = ActionButton("button:discard_visit", _("Throw the empty visit away"), icon_name="trash")
        self._discard.clicked.connect(self.discard_empty)
        self._panel = NutritionPanel(child)
        self._build_ui()
        self._show_discard()
        self._ask()

    def _limits_of(self, field: Field, _answers: Answers) -> Range:
        patient, controller = self._child.chart.patient, self._child.controller
        day = controller.day if controller is not None else self._child.desk.context.clock.today()
        return limits_at(field, patient.sex, age_on(patient.birth_date, patient.gestation, day))

    def _make_form(self, controller: RecordController) -> InstrumentForm:
        patient = self._child.chart.patient
        self._model.months = age_on(patient.birth_date, patient.gestation, controller.day).months_for_norms
        self._model.answers = controller.record.answers
        settings = FormSettings(
            self._child.desk.context.clock.today, self._said_by, patient.birth_date, self._limits_of
        )
        kept = {key: entry.value for key, entry in controller.draft.entries.items() if key.startswith(TYPED)}
        form = InstrumentForm(self._model, settings, refused_texts(kept))
        form.answer_changed.connect(controller.set_answer)
        form.text_refused.connect(self._on_refused)
        controller.record_changed.connect(self._on_record)
        form.show_answers(controller.record.answers)
        return form

    def _build_ui(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(10), px(12), px(10))
        column.setSpacing(px(8))
        if self._child.controller is None:
            column.addWidget(self._make_notice())
        row = QHBoxLayout()
        row.setSpacing(px(10))
        form = self._form or self._read
        if form is not None:
            row.addWidget(form, 1)
            self.setFocusProxy(form)
            form.section_shown.connect(self._on_section)
        self._notes = notes = SignedNotesCard(self._child.chart.visits)
        notes.setFixedWidth(px(_SIDE_WIDTH))
        notes.chosen.connect(partial(self.jump_requested.emit, Tab.DOCUMENTS))
        side = QVBoxLayout()
        side.setSpacing(px(8))
        side.addWidget(notes, 1)
        side.addWidget(self._panel, 1)
        side.addWidget(self._discard, 0, Qt.AlignmentFlag.AlignRight)
        row.addLayout(side)
        column.addLayout(row, 1)
        self._on_section("")

    @Slot(str)
    def _on_section(self, section: str) -> None:
        """Beside questions of nutrition and values of a laboratory stands what they are read against."""
        is_nutrition = any(section == one.id for one in self._child.desk.context.knowledge.nutrition.sections)
        self._panel.setVisible(is_nutrition)
        self._notes.setVisible(not is_nutrition)
        if is_nutrition:
            self._panel.show_section(section)

    def _make_notice(self) -> NoticeStrip:
        notice = NoticeStrip(
            "notice:no_visit", _("What was recorded last is shown with its day. Start a visit to add to it."),
            _("No visit is open."),
        )  # fmt: skip
        start = ActionButton("button:start_from_history", _("Start visit"))
        start.clicked.connect(self.start_requested)
        notice.add_action(start)
        return notice

    def _ask(self) -> None:
        child = self._child
        child.runner.query(child.desk.run, history.recorded, child.chart, owner=self, on_done=self._on_recorded)
        child.runner.query(child.desk.run, history.people_names, owner=self, on_done=self._on_names)

    def _on_recorded(self, recorded: Mapping[ItemKey, Recorded]) -> None:
        if self._read is not None:
            self._read.show_recorded(recorded)
        if self._form is not None:
            lasting = self._child.desk.context.knowledge.lasting
            self._model.known = frozenset(
                key.field for key, one in recorded.items()
                if key.field in lasting and one.answer.state is AnswerState.RECORDED
            )  # fmt: skip
            self._form.show_before({key: self._before(key, one) for key, one in recorded.items()})

    def _on_names(self, names: Mapping[str, str]) -> None:
        self._names = names

    def _words(self, key: ItemKey, one: Recorded) -> str:
        words = self._child.desk.context.knowledge.value_words(key.field, one.answer)
        return words + _(" (unusual, confirmed)") if one.answer.confirmed_unusual else words

    def _before(self, key: ItemKey, one: Recorded) -> str:
        day = (
            short_day_text(one.day)
            if one.day.year == self._child.desk.context.clock.today().year
            else day_text(one.day)
        )
        if key.field in self._model.known:
            return _("Recorded {day}: {value}").format(day=day, value=self._words(key, one))
        return _("{day}: {value}").format(day=day, value=self._words(key, one))

    def _said_by(self, key: ItemKey) -> str:
        controller = self._child.controller
        stored = controller.author_of(answer_key(key)) if controller is not None else None
        if stored is None:
            return ""
        who, at = stored
        name = self._names.get(who, _("somebody who has left"))
        return _("Answered by {name}, {day} {time}").format(
            name=name, day=short_day_text(at.astimezone().date()), time=clock_text(at)
        )

    def key_hints(self) -> tuple[tuple[str, str], ...]:
        if self._form is None:
            return (("J K", _("Section")),)
        return (
            ("Tab", _("Next field")),
            ("1 2 3", _("Choose answer")),
            ("U", _("Unknown")),
            ("Ctrl+PgDn", _("Next section")),
        )

    def show_target(self, target: str) -> None:
        """Go to a field."""
        form = self._form or self._read
        if form is not None:
            form.focus_item(target)

    def leave(self) -> None:
        """Take what is half typed."""
        if self._form is not None:
            self._form.commit()

    @Slot(object, str)
    def _on_refused(self, key: ItemKey, text: str) -> None:
        if self._child.controller is not None:
            self._child.controller.write({typed_key(key): text or None})

    def _show_discard(self) -> None:
        """A visit that was started by mistake can be taken back while nothing is written in it."""
        controller = self._child.controller
        is_empty = controller is not None and self._form is not None and controller.is_empty
        self._discard.setVisible(is_empty)

    @Slot()
    def discard_empty(self) -> None:
        """Take back that the visit was started. Nothing is lost by it: there is nothing in it."""
        child = self._child
        if child.controller is not None and child.controller.is_empty:
            child.controller.save_now()
            child.runner.command(
                child.desk.run,
                drafts.discard_empty_record,
                child.controller.draft.id,
                owner=self,
                on_done=self._on_discarded,
            )

    def _on_discarded(self, _none: None) -> None:
        toast_of(self).say(_("The empty visit was thrown away; the child stays on the day's list"))
        self.reload_requested.emit()

    @Slot()
    def _on_record(self) -> None:
        self._show_discard()
        if self._child.controller is not None and self._form is not None:
            self._form.show_answers(self._child.controller.record.answers)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._panel.set_narrow(narrow=self.width() < px(_NARROW))
        super().resizeEvent(event)
