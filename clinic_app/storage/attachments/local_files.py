"""Files of a person's own, outside the record: a clip that is taken in, a copy that is given out."""

import contextlib
import secrets
from pathlib import Path
from types import TracebackType
from typing import Self

from clinic_app.domain.errors import EnvironmentProblem
from clinic_app.storage.attachments.disk import Disk
from clinic_app.storage.paths import sync_folder


class LocalSource:
    """A file on this computer, read in place. Raises ``EnvironmentProblem`` without naming it: names tell of people."""

    def __init__(self, path: Path) -> None:
        try:
            if not path.is_file():  # a pipe or a device would be waited for without end
                raise FileNotFoundError
            self._file = path.open("rb", buffering=0)
            self._size = path.stat().st_size
        except OSError as problem:
            raise EnvironmentProblem("This file cannot be read. Copy it to this computer and try again.") from problem

    @property
    def size(self) -> int:
        """Its bytes when it was opened."""
        return self._size

    def read(self, offset: int, count: int) -> bytes:
        """Up to ``count`` bytes from ``offset``; fewer only at the end."""
        parts = []
        try:
            self._file.seek(offset)
            while count and (part := self._file.read(count)):
                parts.append(part)
                count -= len(part)
        except OSError as problem:
            raise EnvironmentProblem("The file could not be read to its end. Nothing was kept.") from problem
        return b"".join(parts)

    def close(self) -> None:
        """Give the file back."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_details: object) -> None:
        self.close()


class LocalSink:
    """A new file that appears under its name when everything is written, and not at all otherwise."""

    def __init__(self, path: Path, disk: Disk | None = None) -> None:
        self._path = path
        self._disk = disk or Disk()
        self._beside = path.with_name(f".{secrets.token_hex(8)}.part")

    def put(self, offset: int, content: bytes) -> None:
        """Write at a place; a muxer comes back to the head of its file."""
        self._file.seek(offset)
        self._disk.write(self._file, content)

    def __enter__(self) -> Self:
        try:
            self._file = self._disk.create(self._beside)
        except OSError as problem:
            raise _not_saved() from problem
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._disk.sync(self._file)
                self._file.close()
                self._beside.replace(self._path)
                sync_folder(self._path.parent)
        except OSError as problem:
            raise _not_saved() from problem
        finally:
            self._file.close()
            with contextlib.suppress(OSError):
                self._beside.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise _not_saved() from error


def _not_saved() -> EnvironmentProblem:
    return EnvironmentProblem("The clip was not saved. Choose another place, or free some space, and save again.")
