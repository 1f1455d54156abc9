"""The open record of one visit: what was typed, what is saved, and what the rules make of it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from clinic_app.domain.answers import Answer, ItemKey
from clinic_app.domain.drafts import Draft
from clinic_app.domain.errors import ConflictError
from clinic_app.domain.record import VisitRecord, answer_key
from clinic_app.services import assessing, drafts
from clinic_app.services.assessing import Picture
from clinic_app.services.chart import Chart, OpenVisit
from clinic_app.services.context import Desk
from clinic_app.ui.tasks import TaskRunner

#: The first unsaved key starts this; it is not put off by later keys, so nothing typed waits longer.
SAVE_AFTER_MS = 2_000
RETRY_AFTER_MS = 5_000
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
    #: Everything typed so far is on disk; carries the time of the write.
    saved = Signal(object)
    #: Something typed is not on disk yet; carries the exception. It is tried again by itself.
    save_failed = Signal(object)
    #: Another person changed the same entries; carries the ``ConflictError`` and the stored draft is read again.
    conflict_found = Signal(object)

    def __init__(
        self, desk: Desk, runner: TaskRunner, chart: Chart, visit: OpenVisit, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        draft = visit.draft
        self._day = visit.day
        self._desk = desk
        self._runner = runner
        self._chart = chart
        self._draft = draft
        self._values: dict[str, Any] = {key: entry.value for key, entry in draft.entries.items()}
        self._unsaved: dict[str, Any] = {}
        self._sending: dict[str, Any] = {}
        self._judged = 0
        self._picture: Picture | None = None
        self._save_timer = self._timer(self._send)
        self._judge_timer = self._timer(self._judge)
        self._judge_timer.start(0)

    def _timer(self, slot: Any) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(slot)
        return timer

    @property
    def chart(self) -> Chart:
        """The chart this record belongs to."""
        return self._chart

    @property
    def day(self) -> date:
        """The day of the visit, on which ages are reckoned."""
        return self._day

    @property
    def draft(self) -> Draft:
        """The draft as last stored; its version travels with each save."""
        return self._draft

    @property
    def record(self) -> VisitRecord:
        """The record with everything typed so far, saved or not."""
        return VisitRecord.from_entries(self._values)

    @property
    def picture(self) -> Picture | None:
        """What the rules said last, ``None`` until they have been asked once."""
        return self._picture

    @property
    def is_saved(self) -> bool:
        """Whether everything typed is on disk."""
        return not self._unsaved and not self._sending

    def value_of(self, key: str) -> Any:
        """The JSON of an entry as it stands here, saved or not; ``None`` where there is none."""
        return self._values.get(key)

    def author_of(self, key: str) -> tuple[str, datetime] | None:
        """Who stored an entry and when, or ``None`` while it is not stored."""
        entry = self._draft.entries.get(key)
        return (entry.by, entry.at) if entry is not None and entry.value is not None else None

    def set_answer(self, key: ItemKey, answer: Answer | None) -> None:
        """Record, change or take back one finding."""
        self.write({answer_key(key): answer.to_json() if answer is not None else None})

    def write(self, patch: Mapping[str, Any]) -> None:
        """Change entries; the screen is told at once, the store follows within seconds."""
        changed = {key: value for key, value in patch.items() if self._values.get(key) != value}
        if not changed:
            return
        self._values.update(changed)
        self._unsaved.update(changed)
        if not self._save_timer.isActive():
            self._save_timer.start(SAVE_AFTER_MS)
        self._judge_timer.start(JUDGE_AFTER_MS)
        self.record_changed.emit(self.record)

    @Slot()
    def save_now(self) -> None:
        """Send what is unsaved without waiting: a field was left, the screen changes, the window closes."""
        self._save_timer.stop()
        self._send()

    @Slot()
    def _send(self) -> None:
        if self._sending or not self._unsaved:
            return
        self._sending, self._unsaved = self._unsaved, {}
        self._runner.command(
            self._desk.run,
            drafts.keep,
            self._draft.id,
            dict(self._sending),
            seen=self._draft.version,
            owner=self,
            on_done=self._on_saved,
            on_failed=self._on_save_failed,
        )

    def _on_saved(self, draft: Draft) -> None:
        self._draft = draft
        self._sending = {}
        stored = {key: entry.value for key, entry in draft.entries.items()}
        theirs = {key: value for key, value in stored.items() if self._values.get(key) != value}
        self._values = stored | self._unsaved
        self.saved.emit(draft.updated_at)
        if theirs:
            self.record_changed.emit(self.record)
        if self._unsaved:
            self._save_timer.start(SAVE_AFTER_MS)

    def _on_save_failed(self, problem: Exception) -> None:
        self._unsaved = self._sending | self._unsaved
        self._sending = {}
        if isinstance(problem, ConflictError):
            self.conflict_found.emit(problem)
            return
        self._save_timer.start(RETRY_AFTER_MS)
        self.save_failed.emit(problem)

    def resolve(self, stored: Draft, mine: frozenset[str]) -> None:
        """Settle a conflict: keep what was typed here for ``mine``, take the stored values for the rest, save again."""
        self._draft = stored
        theirs = {key: entry.value for key, entry in stored.entries.items()}
        self._unsaved = {key: value for key, value in self._unsaved.items() if key in mine or key not in theirs}
        self._values = theirs | self._unsaved
        self.record_changed.emit(self.record)
        self._judge_timer.start(JUDGE_AFTER_MS)
        self._send()

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
        if turn == self._judged:
            self._picture = picture
            self.picture_ready.emit(picture)
