"""The episodes of the open child for every screen: which is looked at, what is written, and taking back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from clinic_app.domain.episodes import Episode, EpisodeEvent, EpisodeId, EpisodeStatus, EventId, SaidKind
from clinic_app.services.chart import Chart
from clinic_app.services.context import Desk
from clinic_app.services.episodes import events, threads
from clinic_app.ui.record_controller import RecordController
from clinic_app.ui.tasks import TaskRunner

Failed = Callable[[Exception], object]


@dataclass(frozen=True, slots=True)
class _Step:
    """What ``undo`` does to take back the last thing that was written: an event as it was, or none of it."""

    event_id: EventId
    before: EpisodeEvent | None
    removed: bool = False


class EpisodeLog(QObject):
    """Writes episodes of one child and holds them as they now stand.

    The child's id comes with the chart it was made with. After each write the threads are read anew, so that what is
    shown is what is stored, and the rules judge the visit again.
    """

    #: Something was written; ``chart`` and ``threads`` are new.
    changed = Signal()
    #: Another thread or another event is looked at.
    selected = Signal()
    #: Something was not written, as an exception, where the caller did not take the failure itself.
    failed = Signal(object)

    def __init__(self, desk: Desk, runner: TaskRunner, chart: Chart, controller: RecordController | None) -> None:
        super().__init__()
        self._desk, self._runner, self._chart, self._controller = desk, runner, chart, controller
        self._thread = next((one.id for one in reversed(chart.episodes) if one.status.is_open), None)
        if self._thread is None and chart.episodes:
            self._thread = chart.episodes[-1].id
        self._event: EventId | None = None
        self._steps: list[_Step] = []

    @property
    def chart(self) -> Chart:
        """The chart with everything that was logged."""
        return self._chart

    @property
    def threads(self) -> tuple[Episode, ...]:
        """Every thread of the child, the oldest first."""
        return self._chart.episodes

    @property
    def today(self) -> date:
        """The day of the visit, or of the clinic where none is open."""
        return self._controller.day if self._controller is not None else self._desk.context.clock.today()

    @property
    def current(self) -> Episode | None:
        """The thread that is looked at."""
        return next((one for one in self.threads if one.id == self._thread), None)

    @property
    def current_event(self) -> EpisodeEvent | None:
        """The event that is looked at; the newest one until another is chosen."""
        thread = self.current
        if thread is None or not thread.events:
            return None
        return next((one for one in thread.events if one.id == self._event), thread.events[-1])

    @property
    def can_undo(self) -> bool:
        """Whether something was written here that can be taken back."""
        return bool(self._steps)

    def select_thread(self, episode_id: EpisodeId) -> None:
        """Look at another thread."""
        self._thread, self._event = episode_id, None
        self.selected.emit()

    def select_event(self, event_id: EventId) -> None:
        """Look at another event of the thread."""
        self._event = event_id
        self.selected.emit()

    def start_thread(self, title: str, first_seen: date | None, on_failed: Failed | None = None) -> None:
        """Begin a thread and look at it."""

        def started(episode: Episode) -> None:
            self._thread, self._event = episode.id, None

        patient = self._chart.patient.id
        self._write(
            threads.start_thread, patient, title, first_seen, request_id=_new(), then=started, on_failed=on_failed
        )

    def rename(self, title: str, first_seen: date | None, on_failed: Failed | None = None) -> None:
        """Change the name or the first day of the thread."""
        thread = self._open_thread()
        self._write(threads.rename_thread, thread.id, title, first_seen, seen=thread.version, on_failed=on_failed)

    def set_status(
        self, status: EpisodeStatus, text: str = "", became: EpisodeId | None = None, on_failed: Failed | None = None
    ) -> None:
        """Say how the thread goes on."""
        thread = self._open_thread()
        more: dict[str, Any] = {"seen": thread.version, "text": text, "became": became, "visit_id": self._visit()}
        self._write(threads.set_status, thread.id, status, **more, on_failed=on_failed)

    def say(self, kind: SaidKind, day: date, text: str, code: str = "", on_failed: Failed | None = None) -> None:
        """Add an opinion, a note, advice or treatment to the thread."""
        thread = self._open_thread()
        more: dict[str, Any] = {"request_id": _new(), "code": code, "visit_id": self._visit()}
        self._write(threads.say, thread.id, kind, day, text, **more, on_failed=on_failed)

    def add(
        self,
        told: Sequence[EpisodeEvent],
        source: str = "",
        on_done: Callable[[events.Logged], object] | None = None,
        on_failed: Failed | None = None,
    ) -> None:
        """Log events of the thread: all or none."""

        def logged(done: events.Logged) -> None:
            self._event = done.events[-1].id
            if len(done.events) == 1:
                self._steps.append(_Step(done.events[0].id, None))
            if on_done is not None:
                on_done(done)

        more: dict[str, Any] = {"request_id": _new(), "source": source}
        self._write(events.log_events, self._open_thread().id, tuple(told), **more, then=logged, on_failed=on_failed)

    def change(self, event: EpisodeEvent, on_failed: Failed | None = None) -> None:
        """Replace an event of the thread by ``event``, which has its id."""
        before = self._known(event.id)

        def changed(_now: EpisodeEvent) -> None:
            self._steps.append(_Step(event.id, before))

        self._write(events.change_event, event, seen=before.version, then=changed, on_failed=on_failed)

    def remove(self, event_id: EventId, on_failed: Failed | None = None) -> None:
        """Take an event back; it can be brought back."""
        before = self._known(event_id)

        def removed(gone: EpisodeEvent) -> None:
            self._steps.append(_Step(event_id, gone, removed=True))

        self._write(events.remove_event, event_id, seen=before.version, then=removed, on_failed=on_failed)

    def undo(self, on_failed: Failed | None = None) -> None:
        """Take back the last thing that was written here about an event."""
        if not self._steps:
            return
        step = self._steps.pop()
        if step.removed and step.before is not None:
            self._write(events.restore_event, step.event_id, seen=step.before.version, on_failed=on_failed)
        elif step.before is None:
            seen = self._known(step.event_id).version
            self._write(events.remove_event, step.event_id, seen=seen, on_failed=on_failed)
        else:
            seen = self._known(step.event_id).version
            self._write(events.change_event, replace(step.before, version=seen), seen=seen, on_failed=on_failed)

    def _write(
        self,
        use_case: Callable[..., Any],
        *args: Any,
        then: Callable[[Any], None] | None = None,
        on_failed: Failed | None = None,
        **kwargs: Any,
    ) -> None:
        desk, patient = self._desk, self._chart.patient.id

        def work() -> tuple[Any, tuple[Episode, ...]]:
            done = desk.run(use_case, *args, **kwargs)
            return done, desk.run(threads.threads_of, patient)

        def stored(result: tuple[Any, tuple[Episode, ...]]) -> None:
            done, now = result
            self._chart = replace(self._chart, episodes=now)
            if then is not None:
                then(done)
            if self._controller is not None:
                self._controller.use_chart(self._chart)
            self.changed.emit()

        self._runner.command(work, owner=self, on_done=stored, on_failed=on_failed or self.failed.emit)

    def _open_thread(self) -> Episode:
        thread = self.current
        if thread is None:
            raise ValueError("no episode is open")
        return thread

    def _known(self, event_id: EventId) -> EpisodeEvent:
        return next(one for thread in self.threads for one in thread.events if one.id == event_id)

    def _visit(self) -> Any:
        return self._controller.draft.visit_id if self._controller is not None else None


def _new() -> str:
    return str(uuid4())
