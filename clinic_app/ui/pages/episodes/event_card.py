"""The card of one event: how it was described, the questions that tell most, what speaks for and against."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from clinic_app.clinical.assessment import Assessment
from clinic_app.clinical.episodes.facts import event_facts
from clinic_app.clinical.episodes.summary import Share, summarise
from clinic_app.domain.ages import age_on
from clinic_app.domain.answers import Answer, ItemKey
from clinic_app.domain.episodes import EpisodeEvent
from clinic_app.domain.record import VisitRecord
from clinic_app.i18n import _
from clinic_app.services import assessing
from clinic_app.services.assessing import JudgedLog
from clinic_app.services.episodes.asking import open_questions
from clinic_app.services.episodes.describing import answers_of
from clinic_app.services.episodes.description import ALL_EVENTS, description_lines, log_lines
from clinic_app.services.episodes.event_words import day_words, question_label, time_words
from clinic_app.services.episodes.seizure_questions import Question, Reply, questions, questions_of_log
from clinic_app.services.episodes.verdict import VerdictLine
from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.pages.episodes.verdict_list import VerdictList, lines_of
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.chip import Chip, ChipKind
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.rule_line import RuleLine
from clinic_app.ui.widgets.segmented_switch import SegmentedSwitch

THIS, ALL = "event", "thread"
_MOST_LINES = 3
_CHIPS = {
    Reply.MILD: (ChipKind.OK, "check"),
    Reply.QUIET: (ChipKind.QUIET, ""),
    Reply.TELLING: (ChipKind.NOTICE, "alert-circle"),
    Reply.OPEN: (ChipKind.UNSET, "circle-dashed"),
}


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the card shows, so that it is drawn anew only when something changed."""

    title: str
    lines: tuple[tuple[str, str], ...]
    questions: tuple[Question, ...]
    verdict: tuple[VerdictLine, ...]
    asks: tuple[str, ...]


class EventCard(Card):
    """This event, or all events of the thread. The rules look at it on a worker while the log is walked through."""

    #: A question was pressed; carries the field to go to.
    ask_requested = Signal(str)
    #: The whole description is asked for.
    describe_requested = Signal()

    def __init__(self, child: OpenChild, parent: QWidget | None = None) -> None:
        super().__init__(_("Event"), margins=(10, 8, 10, 8), spacing=px(6), parent=parent)
        self._child = child
        self._view, self._turn = THIS, 0
        self._shown: _Shown | None = None
        self._verdict: tuple[VerdictLine, ...] = ()
        self._asks: tuple[str, ...] = ()
        self._asked = frozenset(item.field.id for item in child.desk.context.knowledge.episode_event.items)
        self.setObjectName("card:event")
        self._age = PlainLabel("", TextStyle.SMALL, ink="muted")
        self._switch = SegmentedSwitch(
            "switch:event_or_thread", _("For and against"), ((THIS, _("This event")), (ALL, _("All events")))
        )
        self._switch.chosen.connect(self.show_view)
        self.header_right.addWidget(self._age)
        self.header_right.addWidget(self._switch)
        self._build_ui()
        log = child.log
        log.changed.connect(self.refresh)
        log.selected.connect(self.refresh)
        if child.controller is not None:
            child.controller.picture_ready.connect(self.refresh)
        self.refresh()

    def _build_ui(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        top = QHBoxLayout()
        top.setSpacing(px(12))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(5))
        self._grid.setColumnMinimumWidth(0, px(96))
        self._grid.setColumnStretch(1, 1)
        top.addLayout(self._grid, 1)
        side = QVBoxLayout()
        side.setSpacing(px(5))
        side.addWidget(PlainLabel(_("Seizure questions"), TextStyle.SMALL, ink=""))
        self._chips = QVBoxLayout()
        self._chips.setSpacing(px(5))
        side.addLayout(self._chips)
        side.addStretch(1)
        top.addLayout(side)
        column.addLayout(top)
        column.addWidget(RuleLine())
        self._rows = VerdictList("event:verdict", _MOST_LINES)
        column.addWidget(self._rows)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setObjectName("scroll:event")
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        self.body.addWidget(scroll, 1)
        self.body.addLayout(self._make_foot())

    def _make_foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(px(8))
        self._next = PlainLabel("", TextStyle.SMALL, ink="secondary")
        self._next.setObjectName("event:not_asked")
        self._ask = ActionButton("button:ask_next", _("Ask"), ButtonKind.SMALL, key="A")
        self._ask.clicked.connect(self.ask_next)
        describe = ActionButton("button:describe", _("Describe"), ButtonKind.SMALL, key="D")
        describe.clicked.connect(self.describe_requested)
        self._describe = describe
        foot.addWidget(self._next, 1)
        foot.addWidget(self._ask)
        foot.addWidget(describe)
        return foot

    @property
    def view(self) -> str:
        """``event`` or ``thread``."""
        return self._view

    @property
    def not_asked(self) -> tuple[str, ...]:
        """Fields that were not asked, the most telling first."""
        return self._asks

    @property
    def lines(self) -> tuple[VerdictLine, ...]:
        """What the rules and cards say."""
        return self._verdict

    @Slot(str)
    def show_view(self, view: str) -> None:
        """This event, or all of them."""
        self._view = view
        self._switch.set_current(view)
        self.refresh()

    @Slot()
    def toggle_view(self) -> None:
        """The other of the two."""
        self.show_view(ALL if self._view == THIS else THIS)

    @Slot()
    def ask_next(self) -> None:
        """Go to the most telling question that was not asked."""
        if self._asks:
            self.ask_requested.emit(self._asks[0])

    @Slot()
    def refresh(self) -> None:
        """Show the event that is looked at, or the log, as it stands now."""
        log = self._child.log
        event = log.current_event
        self._turn += 1
        self._describe.setEnabled(event is not None)
        if event is None:
            return
        if self._view == ALL:
            self._show_log()
        else:
            self._show_event(event)

    def _show_event(self, event: EpisodeEvent) -> None:
        knowledge = self._child.desk.context.knowledge
        patient = self._child.chart.patient
        age = age_on(patient.birth_date, patient.gestation, event.when.day)
        self._age.setText(_("{age} corrected").format(age=age.corrected_text) if age.use_corrected else age.text)
        when = ", ".join(part for part in (day_words(event), _time(event)) if part)
        title = _("Event {when}").format(when=when) if event.happened else _("No event, {when}").format(when=when)
        self._show(_Shown(
            title, description_lines(event, knowledge), questions(event_facts(event)), self._verdict, self._asks
        ))  # fmt: skip
        if event.happened:
            self._judge(event)
        else:
            self._show_verdict(None, answers_of(event))

    def _judge(self, event: EpisodeEvent) -> None:
        turn, controller = self._turn, self._child.controller
        record = controller.record if controller is not None else VisitRecord.from_entries({})

        def judged(said: Assessment) -> None:
            if turn == self._turn:
                self._show_verdict(said, answers_of(event))

        desk = self._child.desk
        self._child.runner.query(
            desk.run, assessing.judge_event, self._child.chart, record, event, owner=self, on_done=judged
        )

    def _show_log(self) -> None:
        thread = self._child.log.current
        judged = self._judged_log()
        self._age.setText("")
        if thread is None:
            return
        title = _("All events of “{name}”").format(name=thread.title)
        if judged is None:
            say = _("A closed episode is not judged any more.")
            if thread.status.is_open:
                say = _("The log as a whole is judged at a visit: open one to see it.")
            self._show(_Shown(title, ((ALL_EVENTS, say),), (), (), ()))
            return
        knowledge = self._child.desk.context.knowledge
        lines = log_lines(judged.read, knowledge)
        asked = questions_of_log(judged.read, self._held_in(judged))
        self._show(_Shown(title, lines, asked, self._verdict, self._asks))
        self._show_verdict(judged.assessment, {})

    def _held_in(self, judged: JudgedLog) -> Share:
        events = judged.episode.events
        return summarise(events, events[0].when.day, self._child.log.today).share_held("yes")

    def _judged_log(self) -> JudgedLog | None:
        controller, thread = self._child.controller, self._child.log.current
        picture = controller.picture if controller is not None else None
        if picture is None or thread is None:
            return None
        return next((one for one in picture.logs if one.episode.id == thread.id), None)

    def _show_verdict(self, said: Assessment | None, told: Mapping[ItemKey, Answer]) -> None:
        knowledge = self._child.desk.context.knowledge
        lines = () if said is None else lines_of(said, knowledge)
        asks = () if said is None else open_questions(said, self._asked)
        asks = tuple(one for one in asks if ItemKey(one) not in told)
        if self._shown is not None:
            shown = self._shown
            self._show(_Shown(shown.title, shown.lines, shown.questions, lines, asks))

    def _show(self, shown: _Shown) -> None:
        before, self._shown = self._shown, shown
        self._verdict, self._asks = shown.verdict, shown.asks
        self.set_title(shown.title)
        if before is None or before.lines != shown.lines:
            self._show_lines(shown.lines)
        if before is None or before.questions != shown.questions:
            self._show_questions(shown.questions)
        self._rows.show_lines(shown.verdict)
        self._show_next(shown.asks)

    def _show_lines(self, lines: Sequence[tuple[str, str]]) -> None:
        _empty(self._grid)
        top = Qt.AlignmentFlag.AlignTop
        for row, (label, words) in enumerate(lines):
            if label == ALL_EVENTS:
                self._grid.addWidget(PlainLabel(words, wrap=True), row, 0, 1, 2)
                continue
            self._grid.addWidget(PlainLabel(label, ink="secondary"), row, 0, top)
            said = PlainLabel(words or _("not asked"), ink="" if words else "muted", wrap=True)
            self._grid.addWidget(said, row, 1, top)
        self._grid.setRowStretch(len(lines), 1)

    def _show_questions(self, found: Sequence[Question]) -> None:
        _empty(self._chips)
        for one in found:
            kind, icon_name = _CHIPS[one.reply]
            chip = Chip(f"chip:question:{one.title}", one.words, kind, icon_name=icon_name)
            self._chips.addWidget(chip)

    def _show_next(self, asks: Sequence[str]) -> None:
        knowledge = self._child.desk.context.knowledge
        names = [question_label(one, knowledge) for one in asks]
        whole = _("Not asked yet: {questions}").format(questions="; ".join(names)) if names else ""
        self._next.setText(whole)
        self._next.setToolTip(whole)
        self._next.setMinimumWidth(px(40))
        self._ask.setVisible(bool(asks))

    @Slot()
    def show_why(self) -> None:
        """Everything behind the lines."""
        self._rows.show_why()


def _time(event: EpisodeEvent) -> str:
    words = time_words(event)
    return _("time not known") if words == "?" else words


def _empty(layout: QGridLayout | QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
