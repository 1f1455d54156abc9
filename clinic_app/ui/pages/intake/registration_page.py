"""Registering a child: one form of identity and intake, kept from the first key on."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Final
from uuid import uuid4

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from clinic_app.clinical.fields import Field, Range
from clinic_app.domain.answers import Answer, Answers, ItemKey
from clinic_app.domain.drafts import Draft
from clinic_app.domain.errors import ClinicError, UserError
from clinic_app.domain.people import Patient, PatientId
from clinic_app.domain.record import VisitRecord, answer_key, refused_texts, typed_key
from clinic_app.domain.visits import Visit
from clinic_app.i18n import _, clock_text, day_text
from clinic_app.services import children, drafts
from clinic_app.services.children import GESTATION_WEEKS, Candidate
from clinic_app.services.context import Desk
from clinic_app.ui.draft_keeper import DraftKeeper
from clinic_app.ui.forms.form_model import FormModel
from clinic_app.ui.forms.form_settings import FormSettings
from clinic_app.ui.forms.instrument_form import InstrumentForm
from clinic_app.ui.pages.intake.carry_over import answers_of_typed
from clinic_app.ui.pages.intake.discard_dialog import DiscardDialog
from clinic_app.ui.pages.intake.duplicates_card import DuplicatesCard
from clinic_app.ui.pages.intake.typed_identity import typed_corrected_age, typed_limits, typed_title, typed_who
from clinic_app.ui.pages.page import Page
from clinic_app.ui.role_words import role_words
from clinic_app.ui.tasks import TaskRunner
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.chip import Chip, ChipKind
from clinic_app.ui.widgets.icon import Icon
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.toast import toast_of

_LOOK_AFTER_MS: Final = 250
#: Fields wait for a pause in typing themselves; what they hand over is on its way at once.
_SAVE_AFTER_MS: Final = 300
_SIDE_WIDTH: Final = 306
#: From this width on the header has room for more than the name, the draft and the buttons.
_ROOMY: Final = 1100
#: Choices of the card on the right, kept in the draft beside the answers and not carried into the visit.
TWIN_OF, NOT_SAME = "registration:twin_of", "registration:not_same"
#: Where the service names its own part of the gestation.
_FIELD_OF: Final[Mapping[str, str]] = {"gestation_weeks": GESTATION_WEEKS, "gestation_days": GESTATION_WEEKS}


class RegistrationPage(Page):
    """Ctrl+Enter finishes, Esc leaves the field and then the page; nothing typed is ever thrown away.

    Args:
        draft: of the kind registration, new or left half done.
        typed: what stood in the search box.
    """

    #: The child is in the record; carries the patient id.
    registered = Signal(str)
    #: The form was left; everything typed is kept.
    closed = Signal()
    #: Everything typed is on disk.
    kept = Signal()
    #: Another child's chart is wanted instead; carries the patient id.
    open_requested = Signal(str)

    def __init__(
        self, desk: Desk, runner: TaskRunner, draft: Draft, typed: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._runner = desk, runner
        self._keeper = DraftKeeper(desk, runner, draft, self, save_after_ms=_SAVE_AFTER_MS)
        self._request = str(uuid4())
        self._wants_to_finish = self._is_done = False
        self._looked_for: object = None
        self.setObjectName("page:registration")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        knowledge = desk.context.knowledge
        self._model = FormModel((knowledge.registration, knowledge.intake))
        self._carry_over(typed)
        self._form = InstrumentForm(
            self._model,
            FormSettings(desk.context.clock.today, self._said_by, limits=self._limits_of),
            refused_texts(self._keeper.values),
        )
        self._duplicates = DuplicatesCard(self._filled_in_by())
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.timeout.connect(self._look_for_duplicates)
        self._build_ui()
        self._connect()
        self._show()

    def _build_ui(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(10), px(12), px(10))
        column.setSpacing(px(8))
        column.addLayout(self._make_header())
        row = QHBoxLayout()
        row.setSpacing(px(10))
        row.addWidget(self._form, 1)
        self._duplicates.setFixedWidth(px(_SIDE_WIDTH))
        row.addWidget(self._duplicates)
        column.addLayout(row, 1)

    def _make_header(self) -> QHBoxLayout:
        self._title = PlainLabel(_("New child"), TextStyle.TITLE)
        self._title.setObjectName("title")
        self._title.setMinimumWidth(px(80))
        self._kept_sign = Icon("check", "text_secondary", 14)
        self._kept_sign.hide()
        self._kept = PlainLabel("", TextStyle.SMALL, ink="secondary")
        self._kept.setObjectName("draft_kept")
        self._discard = ActionButton("button:discard_draft", _("Throw away"), icon_name="trash")
        self._close = ActionButton("button:close_draft", _("Close, keep draft"), key="Esc")
        self._finish = ActionButton(
            "button:finish_intake", _("Finish intake"), ButtonKind.PRIMARY_STANDARD, key="Ctrl+Enter"
        )
        top = QHBoxLayout()
        top.setSpacing(px(8))
        top.addWidget(self._title, 1)
        self._number = Chip("chip:number", _("Number is given at the end"), ChipKind.QUIET)
        top.addWidget(self._number)
        for part in (self._kept_sign, self._kept, self._discard, self._close, self._finish):
            top.addWidget(part)
        return top

    def _connect(self) -> None:
        self._form.answer_changed.connect(self._on_answered)
        self._form.text_refused.connect(self._on_refused_text)
        self._keeper.changed.connect(self._show)
        self._keeper.saved.connect(self._on_saved)
        self._keeper.save_failed.connect(self._on_save_failed)
        self._keeper.conflict_found.connect(self._on_save_failed)
        self._duplicates.open_requested.connect(self._on_open)
        self._duplicates.twin_chosen.connect(lambda twin: self._keeper.write({TWIN_OF: twin or None}))
        self._duplicates.set_aside.connect(self._on_set_aside)
        self._discard.clicked.connect(self.ask_to_discard)
        self._close.clicked.connect(self.close_draft)
        self._finish.clicked.connect(self.finish)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.finish, context=within)
        QShortcut(QKeySequence("Esc"), self, self._on_escape, context=within)

    # What it says

    def _filled_in_by(self) -> str:
        actor, draft = self._desk.actor, self._keeper.draft
        words = _("{name}, {role}, {day} {time}. The doctor’s part opens with the visit and sees every answer here.")
        at = draft.updated_at
        return words.format(
            name=actor.name, role=role_words(actor.role), day=day_text(at.astimezone().date()), time=clock_text(at)
        )

    def _said_by(self, key: ItemKey) -> str:
        stored = self._keeper.author_of(answer_key(key))
        return _("Answered {time}").format(time=clock_text(stored[1])) if stored is not None else ""

    def key_hints(self) -> tuple[tuple[str, str], ...]:
        return (
            ("Tab", _("Next field")),
            ("1 2 3", _("Choose answer")),
            ("U", _("Unknown")),
            ("Ctrl+PgDn", _("Next section")),
            ("Ctrl+Enter", _("Finish")),
            ("Esc", _("Close, keep draft")),
        )

    @Slot()
    def _show(self) -> None:
        answers = self._answers()
        self._form.show_answers(answers)
        self._form.set_corrected(typed_corrected_age(answers, self._desk.context.clock.today()))
        self._title.setText(typed_title(answers))
        self._duplicates.show_choices(self._twin(), self._set_aside())
        if self._looked_for != typed_who(answers):
            self._look.start(_LOOK_AFTER_MS)
        if not self._keeper.is_saved:
            self._say_kept(_("Keeping the draft"))
        elif self._keeper.values and not self._kept.text():
            self._say_kept(_("Draft of {day}").format(day=self._time_of(self._keeper.draft.updated_at)))

    def _limits_of(self, field: Field, answers: Answers) -> Range:
        return typed_limits(field, answers, self._desk.context.clock.today())

    @staticmethod
    def _time_of(at: datetime) -> str:
        return f"{day_text(at.astimezone().date())} {clock_text(at)}"

    def _say_kept(self, words: str, *, is_kept: bool = False, ink: str = "secondary") -> None:
        self._kept_sign.setVisible(is_kept)
        self._kept.set_ink(ink)
        self._kept.setText(words)

    # What is typed

    def _answers(self) -> Answers:
        return VisitRecord.from_entries(self._keeper.values).answers

    def _twin(self) -> str:
        return str(self._keeper.values.get(TWIN_OF) or "")

    def _set_aside(self) -> tuple[str, ...]:
        return tuple(self._keeper.values.get(NOT_SAME) or ())

    def _carry_over(self, typed: str) -> None:
        if typed.strip() and not self._answers():
            found = answers_of_typed(typed, self._desk.context.clock.today())
            self._keeper.write({answer_key(key): answer.to_json() for key, answer in found.items()})

    @Slot(object, object)
    def _on_answered(self, key: ItemKey, answer: Answer | None) -> None:
        self._keeper.write({answer_key(key): answer.to_json() if answer is not None else None})

    @Slot(object, str)
    def _on_refused_text(self, key: ItemKey, text: str) -> None:
        self._keeper.write({typed_key(key): text or None})

    @Slot(str)
    def _on_set_aside(self, patient_id: str) -> None:
        self._keeper.write({NOT_SAME: [*self._set_aside(), patient_id]})

    @Slot()
    def _look_for_duplicates(self) -> None:
        family, given, born = self._looked_for = typed_who(self._answers())
        if not family.strip() and not given.strip():
            self._duplicates.show_candidates(None)
            return
        self._runner.query(
            self._desk.run,
            children.possible_duplicates,
            family,
            given,
            born,
            owner=self,
            on_done=partial(self._on_found, self._looked_for),
        )

    def _on_found(self, looked_for: object, candidates: tuple[Candidate, ...]) -> None:
        """What was found for a name that changed meanwhile is dropped."""
        if looked_for == self._looked_for:
            self._duplicates.show_candidates(candidates)

    # Keeping it

    @Slot(object)
    def _on_saved(self, at: datetime) -> None:
        if self._keeper.is_saved:
            self._say_kept(_("Draft kept {time}").format(time=at.astimezone().strftime("%H:%M:%S")), is_kept=True)
            self.kept.emit()
            if self._wants_to_finish:
                self._register()

    @Slot(object)
    def _on_save_failed(self, problem: Exception) -> None:
        self._wants_to_finish = False
        self._finish.setEnabled(True)
        why = str(problem) if isinstance(problem, ClinicError) else type(problem).__name__
        self._say_kept(_("Not kept yet, tried again: {why}").format(why=why), ink="danger")

    @property
    def is_kept(self) -> bool:
        """Whether nothing typed would be lost with this page."""
        return self._is_done or self._keeper.is_saved

    def leave(self) -> None:
        """Take what is half typed and save it."""
        if not self._is_done:
            self._form.commit()
            self._keeper.save_now()

    @Slot(str)
    def _on_open(self, patient_id: str) -> None:
        self.leave()
        self.open_requested.emit(patient_id)

    @Slot()
    def _on_escape(self) -> None:
        """Out of the text first, then out of the page."""
        if isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit):
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.close_draft()

    @Slot()
    def close_draft(self) -> None:
        """Leave; the draft is offered again. One in which nothing was typed is not kept."""
        self.leave()
        if not any(value is not None for value in self._keeper.values.values()):
            self._is_done = True
            self._runner.command(self._desk.run, drafts.discard_registration, self._keeper.draft.id, owner=self)
        self.closed.emit()

    @Slot()
    def ask_to_discard(self) -> None:
        """Ask once, then throw the whole registration away."""
        dialog = DiscardDialog(self)
        dialog.confirmed.connect(self._throw_away)
        dialog.open()

    @Slot()
    def _throw_away(self) -> None:
        self.setEnabled(False)  # nothing more is typed into what is going
        self._keeper.save_now()
        self._runner.command(
            self._desk.run,
            drafts.discard_registration,
            self._keeper.draft.id,
            owner=self,
            on_done=self._on_thrown_away,
            on_failed=self._on_kept_after_all,
        )

    def _on_thrown_away(self, _none: None) -> None:
        self._is_done = True
        toast_of(self).say(_("The registration was thrown away"))
        self.closed.emit()

    def _on_kept_after_all(self, problem: Exception) -> None:
        self.setEnabled(True)
        if isinstance(problem, ClinicError):
            toast_of(self).say(str(problem))
        else:
            self._runner.failed.emit(problem)

    # Finishing

    @Slot()
    def finish(self) -> None:
        """Save everything, then register."""
        if self._is_done or not self._finish.isEnabled():
            return
        self._form.commit()
        if self._form.refused:
            key = next(iter(self._form.refused))
            self._form.problem_at(key.field, _("Correct this or empty the field, then finish."))
            return
        self._finish.setEnabled(False)
        if self._keeper.is_saved:
            self._register()
            return
        self._wants_to_finish = True
        self._keeper.save_now()

    def _register(self) -> None:
        self._wants_to_finish = False
        self._runner.command(
            self._desk.run,
            children.register,
            self._keeper.draft.id,
            seen=self._keeper.draft.version,
            twin_of=PatientId(self._twin()) if self._twin() else None,
            request_id=self._request,
            owner=self,
            on_done=self._on_registered,
            on_failed=self._on_not_registered,
        )

    def _on_registered(self, made: tuple[Patient, Visit]) -> None:
        self._is_done = True
        self.registered.emit(str(made[0].id))

    def _on_not_registered(self, problem: Exception) -> None:
        """The form stays; the sentence stands beside the field that is at fault."""
        self._finish.setEnabled(True)
        if isinstance(problem, UserError) and self._form.problem_at(
            _FIELD_OF.get(problem.field, problem.field), problem.message
        ):
            return
        if isinstance(problem, ClinicError):
            toast_of(self).say(str(problem))
        else:
            self._runner.failed.emit(problem)

    def show_target(self, target: str) -> None:
        """Go to a field."""
        self._form.focus_item(target)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The name has the room first."""
        super().resizeEvent(event)
        self._number.setVisible(event.size().width() >= px(_ROOMY))

    def showEvent(self, event: QShowEvent) -> None:
        """Typing can start at once."""
        super().showEvent(event)
        QTimer.singleShot(0, self._form.focus_first)
