"""What the use cases about clips need from outside."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from clinic_app.domain.attachments import AttachmentId, ClipFacts

#: Told while a file is read or copied: bytes done and bytes in all.
Progress = Callable[[int, int], None]
#: Asked between two pieces: whether the person wants to stop.
Cancelled = Callable[[], bool]


class Source(Protocol):
    """Bytes that can be read at any place; a clip is never held whole."""

    @property
    def size(self) -> int: ...
    def read(self, offset: int, count: int) -> bytes: ...


class Sink(Protocol):
    """Where bytes are written at any place."""

    def put(self, offset: int, content: bytes) -> None: ...


@dataclass(frozen=True, slots=True)
class ClipFrame:
    """One frame in RGB: ``stride`` bytes a row, at ``at_s`` seconds, upright after ``turn`` quarter turns clockwise."""

    width: int
    height: int
    stride: int
    turn: int
    at_s: float
    content: bytes


class OpenClip(Protocol):
    """A clip in its confined process. Calls raise ``UserError`` when the file is refused or the process failed."""

    @property
    def facts(self) -> ClipFacts: ...
    def thumbnail(self, at_s: float) -> bytes: ...
    def frame(self, at_s: float) -> ClipFrame: ...
    def step(self, count: int) -> ClipFrame: ...
    def strip_to(self, sink: Sink) -> None: ...
    def close(self) -> None: ...
    def __enter__(self) -> Self: ...
    def __exit__(self, *details: object) -> None: ...


#: Opens a clip in a process of its own.
OpenClips = Callable[[Source], OpenClip]


class ClipFiles(Protocol):
    """The encrypted files of clips. ``write`` leaves a part that ``keep`` makes whole; raise ``EnvironmentProblem``."""

    def free_bytes(self) -> int: ...
    def write(
        self, attachment_id: AttachmentId, key: bytes, source: Source, progress: Progress, cancelled: Cancelled
    ) -> str: ...
    def keep(self, attachment_id: AttachmentId) -> None: ...
    def drop(self, attachment_id: AttachmentId) -> None: ...
    def drop_part(self, attachment_id: AttachmentId) -> None: ...
    def open(self, attachment_id: AttachmentId, key: bytes, size: int) -> Source: ...
    def names(self, *, parts: bool = False) -> frozenset[str]: ...


class LocalRead(Source, Protocol):
    """A file of the person's own, to be closed after use."""

    def __enter__(self) -> Self: ...
    def __exit__(self, *details: object) -> None: ...


class LocalWrite(Sink, Protocol):
    """A new file of the person's own, which appears when its block ends without an error."""

    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


@dataclass(frozen=True, slots=True)
class ClipPorts:
    """What an open record offers for clips; ``read`` and ``write`` are for files outside the record."""

    open: OpenClips
    files: ClipFiles
    read: Callable[[Path], LocalRead]
    write: Callable[[Path], LocalWrite]
