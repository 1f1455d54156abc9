"""The few things that are asked of the disk, in one place, so that a full one and a pulled plug can be rehearsed."""

import os
import shutil
from pathlib import Path
from typing import IO

from clinic_app.storage.paths import sync_folder

_PRIVATE = 0o600


class Disk:
    """A real disk."""

    def free_bytes(self, folder: Path) -> int:
        """Bytes that this account may still write where ``folder`` lies."""
        return shutil.disk_usage(folder).free

    def create(self, path: Path) -> IO[bytes]:
        """A new file for this account alone; never through a link, never over another. Unbuffered."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        return os.fdopen(os.open(path, flags, _PRIVATE), "wb", buffering=0)

    def write(self, file: IO[bytes], content: bytes) -> None:
        """All of ``content``, however many pieces the system takes it in."""
        view = memoryview(content)
        while view:
            view = view[file.write(view) :]

    def sync(self, file: IO[bytes]) -> None:
        """What was written is on the disk when this returns."""
        os.fsync(file.fileno())

    def rename(self, old: Path, new: Path) -> None:
        """Give a whole file its name; durable when this returns."""
        old.replace(new)
        sync_folder(new.parent)

    def remove(self, path: Path) -> None:
        """Delete a file, if it is there."""
        path.unlink(missing_ok=True)
