"""One event described in full, with what the rules say to it while it is typed."""

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from clinic_app.clinical.assessment import Assessment
from clinic_app.domain.answers import Answer, ItemKey
from clinic_app.domain.episodes import EpisodeEvent
from clinic_app.domain.errors import ClinicError
from clinic_app.domain.record import VisitRecord
from clinic_app.i18n import _
from clinic_app.services import assessing
from clinic_app.services.access import Action
from clinic_app.services.episodes.describing import answers_of, form_for, with_answers
from clinic_app.services.episodes.event_words import day_words, events_words, time_words
from clinic_app.ui.forms.form_model import FormModel
from clinic_app.ui.forms.form_settings import FormSettings
from clinic_app.ui.forms.instrument_form import InstrumentForm
from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.pages.episodes.verdict_list import VerdictList, lines_of
from clinic_app.ui.record_controller import JUDGE_AFTER_MS
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel

_WIDTH, _HEIGHT, _VERDICT = 1120, 600, 300
_EDGE = 24
_MOST_LINES = 6


class DescriptionDialog(QDialog):
    """The whole vocabulary for one event. Leaving it stores what was typed as one change of the event.

    What a field refused stands in it and is told before the dialog closes.
    """

    #: A description was stored; carries the event.
    described = Signal(object)

    def __init__(self, child: OpenChild, event: EpisodeEvent, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("dialog:describe")
        self.setWindowTitle(_("Describe the event"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._child, self._event = child, event
        self._is_storing = self._was_warned = False
        self._turn = 0
        allowed = child.desk.context.permissions.get(child.desk.actor.role, frozenset())
        form = form_for(child.desk.context.knowledge, examines=Action.WRITE_EXAM in allowed)
        self._model = FormModel([form])
        log = child.log
        settings = FormSettings(today=lambda: log.today, born=child.chart.patient.birth_date)
        self._form = InstrumentForm(self._model, settings)
        self._form.answer_changed.connect(self._on_answer)
        self._answers = answers_of(event)
        self._form.show_answers(dict(self._answers))
        self._judge_timer = QTimer(self)
        self._judge_timer.setSingleShot(True)
        self._judge_timer.setInterval(JUDGE_AFTER_MS)
        self._judge_timer.timeout.connect(self._judge)
        self._build_ui()
        log.changed.connect(self._on_stored)
        QShortcut(QKeySequence("W"), self, self._verdict.show_why)
        self._judge()

    def _build_ui(self) -> None:
        self._say = PlainLabel("", TextStyle.SMALL, ink="secondary", wrap=True)
        self._say.setObjectName("describe:says")
        self._say.setText(_("What is typed is kept when this is closed, as one change in the history of the event."))
        close = ActionButton("button:describe_close", _("Keep and close"), ButtonKind.PRIMARY_STANDARD, key="Esc")
        close.clicked.connect(self.reject)
        verdict = Card(_("For and against"), margins=(10, 8, 10, 8))
        verdict.setFixedWidth(px(_VERDICT))
        self._verdict = VerdictList("describe:verdict", _MOST_LINES)
        inside = QWidget()
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self._verdict)
        lines.addStretch(1)
        scroll = QScrollArea()
        scroll.setObjectName("scroll:describe_verdict")
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        verdict.body.addWidget(scroll, 1)
        middle = QHBoxLayout()
        middle.setSpacing(px(10))
        middle.addWidget(self._form, 1)
        middle.addWidget(verdict)
        foot = QHBoxLayout()
        foot.addWidget(self._say, 1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(10), px(12), px(10))
        column.setSpacing(px(8))
        column.addWidget(PlainLabel(_title(self._event), TextStyle.TITLE))
        column.addLayout(middle, 1)
        column.addLayout(foot)
        window = self.parentWidget()
        width, height = px(_WIDTH), px(_HEIGHT)
        if window is not None:
            width, height = min(width, window.width() - _EDGE), min(height, window.height() - _EDGE)
        self.resize(width, height)

    @property
    def form(self) -> InstrumentForm:
        """The form."""
        return self._form

    @property
    def verdict(self) -> VerdictList:
        """What the rules say to what is typed."""
        return self._verdict

    @property
    def says(self) -> str:
        """The sentence at the foot."""
        return self._say.text()

    def go_to(self, field: str) -> None:
        """Begin at a question, or at the first."""
        if not field or not self._form.focus_item(field):
            self._form.focus_first()

    @property
    def _described(self) -> EpisodeEvent:
        return with_answers(self._event, self._answers)

    @Slot(object, object)
    def _on_answer(self, key: ItemKey, answer: Answer | None) -> None:
        self._answers.pop(key, None)
        if answer is not None:
            self._answers[key] = answer
        self._was_warned = False
        self._form.show_answers(dict(self._answers))
        self._judge_timer.start()

    @Slot()
    def _judge(self) -> None:
        self._turn += 1
        turn, controller, desk = self._turn, self._child.controller, self._child.desk
        record = controller.record if controller is not None else VisitRecord.from_entries({})

        def judged(said: Assessment) -> None:
            if turn == self._turn:
                self._verdict.show_lines(lines_of(said, desk.context.knowledge))

        self._child.runner.query(
            desk.run,
            assessing.judge_event,
            self._child.chart,
            record,
            self._described,
            owner=self,
            on_done=judged,
            on_failed=lambda _problem: None,  # what is typed is refused beside its field, or when it is stored
        )

    def store(self) -> bool:
        """Hand over what is typed; ``False`` when nothing of it differs from what is stored."""
        self._form.commit()
        described = self._described
        if described == self._event or self._is_storing:
            return False
        self._is_storing = True
        self._child.log.change(described, on_failed=self._on_failed)
        return True

    def _on_failed(self, problem: Exception) -> None:
        self._is_storing = False
        words = str(problem) if isinstance(problem, ClinicError) else type(problem).__name__
        self._say.set_ink("danger")
        self._say.setText(_("Not stored: {why} What you typed stays here.").format(why=words))
        field = getattr(problem, "field", "")
        if field:
            self._form.problem_at(field, words)

    @Slot()
    def _on_stored(self) -> None:
        if self._is_storing:
            self._is_storing = False
            self.described.emit(self._event)
            super().reject()

    # Qt overrides

    @Slot()
    def reject(self) -> None:
        """Escape keeps what is typed; what a field refused is told once before it is left out."""
        self._form.commit()
        if self._form.refused and not self._was_warned:
            self._was_warned = True
            self._say.set_ink("danger")
            self._say.setText(_("Some of it cannot be kept as typed, see the list. Close again to leave that out."))
            return
        if not self.store() and not self._is_storing:
            super().reject()


def _title(event: EpisodeEvent) -> str:
    when = ", ".join((day_words(event), time_words(event).replace("?", _("time not known"))))
    return f"{when}, {events_words(event)}"
