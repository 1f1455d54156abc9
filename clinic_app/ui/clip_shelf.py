"""The clips of the open child for every screen: which there are, and what is being taken in."""

import threading
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

from PySide6.QtCore import QObject, Signal, Slot

from clinic_app.domain.attachments import Attachment, AttachmentId, ClipMark
from clinic_app.domain.episodes import EpisodeId, EventId
from clinic_app.domain.errors import UserError
from clinic_app.domain.people import Actor, PatientId
from clinic_app.i18n import _
from clinic_app.services.clips import keeping
from clinic_app.services.clips.ports import Cancelled, LocalWrite
from clinic_app.services.clips.taking_in import Taken, attach_clip
from clinic_app.services.context import Context, Desk
from clinic_app.ui.tasks import TaskRunner

Failed = Callable[[Exception], object]
#: Bytes between two reports: a bar has no more steps than that.
_REPORT_EVERY = 4_194_304


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file that is to be taken in, and what it shows."""

    path: Path
    episode_id: EpisodeId
    event_id: EventId | None
    although_elsewhere: bool = False


class ClipShelf(QObject):
    """Reads and writes the clips of one child. Files are taken in one after another, beside everything else.

    What is changed is shown at once, and read anew when it is written: keys may be faster than the disk.
    """

    #: The clips are read anew.
    changed = Signal()
    #: A file is being taken in: bytes done and in all; 0 of 0 where nothing is.
    progressed = Signal(object, object)
    #: A file was taken in, as ``Taken``.
    taken = Signal(object)
    #: A file was not taken in: what was wanted, and the exception.
    refused = Signal(object, object)
    #: A clip was removed, as ``Attachment``.
    removed = Signal(object)
    #: A clip was not removed: the clip, and the exception.
    not_removed = Signal(object, object)
    #: Something else was not done, as an exception.
    failed = Signal(object)

    def __init__(self, desk: Desk, runner: TaskRunner, patient_id: PatientId) -> None:
        super().__init__()
        self._desk, self._runner, self._patient = desk, runner, patient_id
        self._clips: tuple[Attachment, ...] = ()
        self._stop = threading.Event()
        self._waiting = self._writing = self._readings = 0
        self._is_read = False

    @property
    def patient_id(self) -> PatientId:
        """Whose clips they are."""
        return self._patient

    @property
    def clips(self) -> tuple[Attachment, ...]:
        """Every clip of the child, newest first."""
        return self._clips

    @property
    def is_busy(self) -> bool:
        """Whether a file is being taken in."""
        return self._waiting > 0

    def of_thread(self, episode_id: EpisodeId) -> tuple[Attachment, ...]:
        """The clips of one episode, newest first."""
        return tuple(one for one in self._clips if one.episode_id == episode_id)

    def counts(self) -> Mapping[EventId, int]:
        """How many clips each event has."""
        return Counter(one.event_id for one in self._clips if one.event_id is not None)

    def read_once(self) -> None:
        """Read the clips, unless that was done."""
        if not self._is_read:
            self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read the clips anew."""
        self._is_read = True
        self._readings += 1
        reading = self._readings
        self._runner.query(
            self._desk.run,
            keeping.clips_of,
            self._patient,
            owner=self,
            on_done=lambda clips: self._on_read(reading, clips),
            on_failed=self._on_failed,
        )

    def take_in(self, wanted: Wanted) -> None:
        """Take in a file after those that wait."""
        if not self.is_busy:
            self._stop.clear()
        self._waiting += 1
        self._runner.carry(
            self._carry,
            wanted,
            owner=self,
            on_done=self._on_taken,
            on_failed=lambda problem: self._on_refused(wanted, problem),
        )

    def stop(self) -> None:
        """Stop what is being taken in or given out, and what waits. Nothing of it is kept."""
        self._stop.set()

    def mark_seen(self, clip: Attachment) -> None:
        """Say that a clinician watched it."""
        self._change(replace(clip, seen=True), keeping.mark_seen, clip.id, seen=clip.version)

    def set_marks(self, clip: Attachment, marks: Sequence[ClipMark]) -> None:
        """Replace the marks on its time line."""
        ordered = tuple(sorted(marks, key=lambda one: one.at_ms))
        self._change(replace(clip, marks=ordered), keeping.set_marks, clip.id, ordered, seen=clip.version)

    def describe(self, clip: Attachment, *, note: str | None = None, turn: int | None = None) -> None:
        """Change the note, or how it is turned."""
        shown = replace(
            clip, note=clip.note if note is None else note.strip(), turn=clip.turn if turn is None else turn % 4
        )
        self._change(shown, keeping.describe_clip, clip.id, seen=clip.version, note=note, turn=turn)

    def remove(self, clip: Attachment, reason: str) -> None:
        """Take a clip out of the record for good; ``removed`` or ``not_removed`` tells."""
        self._runner.command(
            self._desk.run,
            keeping.remove_clip,
            clip.id,
            reason,
            seen=clip.version,
            owner=self,
            on_done=lambda _done: self._on_removed(clip),
            on_failed=lambda problem: self.not_removed.emit(clip, problem),
        )

    def export(self, clip: Attachment, path: Path, on_done: Callable[[object], object], on_failed: Failed) -> None:
        """Write a copy without place and device."""
        if not self.is_busy:
            self._stop.clear()
        self._runner.carry(
            self._desk.run,
            _export,
            clip.id,
            path,
            self._stop.is_set,
            owner=self,
            on_done=on_done,
            on_failed=on_failed,
        )

    def _carry(self, wanted: Wanted) -> Taken:
        told = 0

        def progress(done: int, whole: int) -> None:
            nonlocal told
            if done - told >= _REPORT_EVERY or done == whole:
                told = done
                self.progressed.emit(done, whole)

        with self._desk.context.clips.read(wanted.path) as source:
            return self._desk.run(
                attach_clip,
                AttachmentId(str(uuid4())),
                wanted.episode_id,
                wanted.event_id,
                source,
                progress=progress,
                cancelled=self._stop.is_set,
                although_elsewhere=wanted.although_elsewhere,
            )

    def _on_taken(self, taken: Taken) -> None:
        self._end_one()
        self.taken.emit(taken)
        self.refresh()

    def _on_refused(self, wanted: Wanted, problem: Exception) -> None:
        self._end_one()
        self.refused.emit(wanted, problem)

    def _end_one(self) -> None:
        self._waiting -= 1
        if not self.is_busy:
            self.progressed.emit(0, 0)

    def _change(self, shown: Attachment, use_case: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
        """Show a clip as it will be, and write it; a second change counts on the first."""
        shown = replace(shown, version=shown.version + 1)
        self._clips = tuple(shown if one.id == shown.id else one for one in self._clips)
        self._writing += 1
        self._runner.command(
            self._desk.run,
            use_case,
            *args,
            owner=self,
            on_done=lambda _done: self._end_change(),
            on_failed=self._on_not_changed,
            **kwargs,
        )
        self.changed.emit()

    def _end_change(self) -> None:
        self._writing -= 1
        if self._writing == 0:
            self.refresh()

    def _on_not_changed(self, problem: Exception) -> None:
        self._end_change()
        self.failed.emit(problem)

    def _on_removed(self, clip: Attachment) -> None:
        self.removed.emit(clip)
        self.refresh()

    def _on_read(self, reading: int, clips: tuple[Attachment, ...]) -> None:
        """What was read before something else was asked for is older than what is shown."""
        if self._writing or reading != self._readings:
            return
        self._clips = clips
        self.changed.emit()

    def _on_failed(self, problem: Exception) -> None:
        self.failed.emit(problem)


class _Stoppable:
    """A file that is written until somebody stops it."""

    def __init__(self, sink: LocalWrite, cancelled: Cancelled) -> None:
        self._sink, self._cancelled = sink, cancelled

    def put(self, offset: int, content: bytes) -> None:
        if self._cancelled():
            raise UserError(_("Cancelled. Nothing was kept."), "clip")
        self._sink.put(offset, content)


def _export(
    context: Context, actor: Actor, attachment_id: AttachmentId, path: Path, cancelled: Cancelled
) -> Attachment:
    with context.clips.write(path) as sink:
        return keeping.export_clip(context, actor, attachment_id, _Stoppable(sink, cancelled))
