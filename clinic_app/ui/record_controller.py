"""The open record of one visit: what was typed, what is saved, and what the rules make of it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from clinic_app.domain.answers import Answer, ItemKey
from clinic_app.domain.drafts import Draft
from clinic_app.domain.record import VisitRecord, answer_key
from clinic_app.services import assessing
from clinic_app.services.assessing import Picture
from clinic_app.services.chart import Chart, OpenVisit
from clinic_app.services.context import Desk
from clinic_app.ui.draft_keeper import DraftKeeper
from clinic_app.ui.tasks import TaskRunner

#: Long enough that a burst of keys is judged once, short enough to feel immediate.
JUDGE_AFTER_MS = 40


class RecordController(QObject):
    """Holds the draft of one child's visit for every screen of that child.

    The child's id lives in the draft and the chart it was made with; nothing here asks for "the current patient".
    """

    #: The record after a change, as a ``VisitRecord``.
    record_changed = Signal(object)
    #: What the rules say to the latest record, as a ``Picture``.
    picture_ready = Signal(object)
    #: As ``DraftKeeper.saved``.
    saved = Signal(object)
    #: As ``DraftKeeper.save_failed``.
    save_failed = Signal(object)
    #: As ``DraftKeeper.conflict_found``.
    conflict_found = Signal(object)

    def __init__(
        self, desk: Desk, runner: TaskRunner, chart: Chart, visit: OpenVisit, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._runner = runner
        self._chart = chart
        self._day = visit.day
        self._keeper = DraftKeeper(desk, runner, visit.draft, self)
        self._keeper.changed.connect(self._on_changed)
        self._keeper.saved.connect(self.saved)
        self._keeper.save_failed.connect(self.save_failed)
        self._keeper.conflict_found.connect(self.conflict_found)
        self._judged = 0
        self._picture: Picture | None = None
        self._judge_timer = QTimer(self)
        self._judge_timer.setSingleShot(True)
        self._judge_timer.timeout.connect(self._judge)
        self._judge_timer.start(0)

    @property
    def chart(self) -> Chart:
        """The chart this record belongs to."""
        return self._chart

    def use_chart(self, chart: Chart) -> None:
        """Go on with the same child's chart as it now stands, and judge anew."""
        if chart.patient.id != self._chart.patient.id:
            raise ValueError("a record stays with its child")
        self._chart = chart
        self._judge_timer.start(0)

    @property
    def day(self) -> date:
        """The day of the visit, on which ages are reckoned."""
        return self._day

    @property
    def draft(self) -> Draft:
        """The draft as last stored; its version travels with each save."""
        return self._keeper.draft

    @property
    def record(self) -> VisitRecord:
        """The record with everything typed so far, saved or not."""
        return VisitRecord.from_entries(self._keeper.values)

    @property
    def picture(self) -> Picture | None:
        """What the rules said last, ``None`` until they have been asked once."""
        return self._picture

    @property
    def is_saved(self) -> bool:
        """Whether everything typed is on disk."""
        return self._keeper.is_saved

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in the record, of anybody."""
        return all(value is None for value in self._keeper.values.values())

    def value_of(self, key: str) -> Any:
        """The JSON of an entry as it stands here, saved or not; ``None`` where there is none."""
        return self._keeper.values.get(key)

    def author_of(self, key: str) -> tuple[str, datetime] | None:
        """Id of who stored an entry, and when; ``None`` while it is not stored."""
        return self._keeper.author_of(key)

    def set_answer(self, key: ItemKey, answer: Answer | None) -> None:
        """Record, change or take back one finding."""
        self.write({answer_key(key): answer.to_json() if answer is not None else None})

    def write(self, patch: Mapping[str, Any]) -> None:
        """Change entries; the screen is told at once, the store follows within seconds."""
        self._keeper.write(patch)

    @Slot()
    def save_now(self) -> None:
        """Send what is unsaved without waiting."""
        self._keeper.save_now()

    def resolve(self, stored: Draft, mine: frozenset[str]) -> None:
        """Settle a conflict, as ``DraftKeeper.resolve``."""
        self._keeper.resolve(stored, mine)

    @Slot()
    def _on_changed(self) -> None:
        self._judge_timer.start(JUDGE_AFTER_MS)
        self.record_changed.emit(self.record)

    @Slot()
    def _judge(self) -> None:
        self._judged += 1
        turn = self._judged
        self._runner.query(
            self._desk.run,
            assessing.assess_visit,
            self._chart,
            self.record,
            self._day,
            owner=self,
            on_done=lambda picture: self._on_judged(turn, picture),
        )

    def _on_judged(self, turn: int, picture: Picture) -> None:
        """Tell what the rules say. A flag that is about to be seen is stored first: what was seen is history."""
        if turn != self._judged or self._judge_timer.isActive():  # what was judged is not what stands here any more
            return
        had = {flag.id for flag in self._picture.assessment.flags} if self._picture is not None else set()
        self._picture = picture
        if any(flag.id not in had for flag in picture.assessment.flags):
            self._keeper.save_now()
        self.picture_ready.emit(picture)
