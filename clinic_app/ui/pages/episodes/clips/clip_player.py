"""Playing a clip frame by frame: one frame in flight, a late one is dropped, nothing is decoded in the window."""

import threading

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal, Slot

from clinic_app.domain.attachments import Attachment, AttachmentId
from clinic_app.services.clips.keeping import open_clip
from clinic_app.services.clips.ports import ClipFrame, OpenClip
from clinic_app.services.context import Desk
from clinic_app.ui.tasks import TaskRunner

_SHORTEST_MS = 15
_USUAL_RATE = 25.0
#: A key that is held runs ahead of the decoder by so many frames, no more.
_MOST_STEPS = 8


class _Process:
    """The confined process of one player: started on another thread, ended from the window, in either order."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._opened: OpenClip | None = None
        self._is_closed = False

    def start(self, desk: Desk, clip_id: AttachmentId) -> OpenClip:
        """Open the clip. One that nobody wants any more is closed at once."""
        opened = desk.run(open_clip, clip_id)
        with self._turn:
            self._opened = opened
            is_wanted = not self._is_closed
        if not is_wanted:
            opened.close()
        return opened

    def close(self) -> None:
        """End it, now or as soon as it has begun."""
        with self._turn:
            self._is_closed, opened = True, self._opened
        if opened is not None:
            opened.close()


class ClipPlayer(QObject):
    """Opens one clip in its confined process and asks for frames. ``close`` ends the process."""

    #: Another frame, as ``ClipFrame``.
    frame_ready = Signal(object)
    #: Playing began or ended.
    playing_changed = Signal(bool)
    #: The clip cannot be read, as an exception.
    failed = Signal(object)

    def __init__(self, desk: Desk, runner: TaskRunner, clip: Attachment, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner, self._clip = runner, clip
        self._process = _Process()
        self._opened: OpenClip | None = None
        self._is_closed = self._is_asking = self._is_playing = False
        self._at_s = self._began_at_s = 0.0
        self._speed = 1.0
        self._next: float | None = None
        self._steps = 0
        self._clock = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)
        runner.query(self._process.start, desk, clip.id, owner=self, on_done=self._on_opened, on_failed=self._on_failed)

    @property
    def at_s(self) -> float:
        """The moment of the frame that is shown."""
        return self._at_s

    @property
    def is_playing(self) -> bool:
        """Whether it runs."""
        return self._is_playing

    @property
    def duration_s(self) -> float:
        """Length of the clip."""
        return self._clip.duration_s

    @property
    def speed(self) -> float:
        """1 as it was filmed, 0.25 four times slower."""
        return self._speed

    def set_speed(self, speed: float) -> None:
        """Play on at another speed."""
        self._speed = speed
        self._restart_clock()

    def toggle(self) -> None:
        """Play, or stop; at the end it begins anew."""
        if self._is_playing or self.duration_s <= 0:
            self._stop()
            return
        if self._at_s >= self.duration_s - 1.5 / self._rate:
            self._at_s = 0.0
        self._is_playing = True
        self._restart_clock()
        self._timer.start(max(_SHORTEST_MS, round(1000 / self._rate)))
        self.playing_changed.emit(True)

    def seek(self, at_s: float) -> None:
        """Show the frame of a moment; asked again before it came, only the last moment counts."""
        wanted = min(max(at_s, 0.0), self.duration_s)
        self._steps = 0
        if self._is_asking:
            self._next = wanted
            return
        self._ask(wanted)
        self._restart_clock(wanted)

    def step(self, count: int) -> None:
        """One frame on or back, after those that were asked for before; playing stops."""
        self._stop()
        self._steps = min(max(self._steps + count, -_MOST_STEPS), _MOST_STEPS)
        if not self._is_asking:
            self._step_on()

    def close(self) -> None:
        """End the process; also one that is still being started."""
        self._stop()
        self._is_closed = True
        self._opened = None
        self._process.close()

    @property
    def _rate(self) -> float:
        rate = self._clip.facts.frames_per_s
        return rate if 1.0 <= rate <= 240.0 else _USUAL_RATE

    def _restart_clock(self, at_s: float | None = None) -> None:
        self._began_at_s = self._at_s if at_s is None else at_s
        self._clock.restart()

    def _stop(self) -> None:
        if self._is_playing:
            self._is_playing = False
            self._timer.stop()
            self.playing_changed.emit(False)

    @Slot()
    def _tick(self) -> None:
        at_s = self._began_at_s + self._clock.elapsed() / 1000 * self._speed
        if at_s >= self.duration_s:
            self._stop()
        elif not self._is_asking:
            self._ask(at_s)

    def _ask(self, at_s: float) -> None:
        opened = self._opened
        if opened is None:
            self._next = at_s
            return
        self._is_asking = True
        self._runner.query(opened.frame, at_s, owner=self, on_done=self._on_frame, on_failed=self._on_failed)

    def _step_on(self) -> None:
        opened = self._opened
        if opened is None or self._steps == 0:
            return
        one = 1 if self._steps > 0 else -1
        self._steps -= one
        self._is_asking = True
        self._runner.query(opened.step, one, owner=self, on_done=self._on_frame, on_failed=self._on_failed)

    def _on_opened(self, opened: OpenClip) -> None:
        if self._is_closed:
            return
        self._opened = opened
        first, self._next = self._next, None
        self._ask(0.0 if first is None else first)

    def _on_frame(self, frame: ClipFrame) -> None:
        self._is_asking = False
        if self._is_closed:
            return
        self._at_s = frame.at_s
        self.frame_ready.emit(frame)
        if self._next is not None:
            at_s, self._next = self._next, None
            steps = self._steps
            self.seek(at_s)
            self._steps = steps
        else:
            self._step_on()

    def _on_failed(self, problem: Exception) -> None:
        self._is_asking, self._steps, self._next = False, 0, None
        self._stop()
        if not self._is_closed:
            self.failed.emit(problem)
