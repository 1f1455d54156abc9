"""Puts a finished document on disk: whole under its name, or not at all."""

import contextlib
import errno
import os
import secrets
from pathlib import Path

from clinic_app.domain.errors import EnvironmentProblem

_SENTENCES = {
    errno.ENOSPC: "The disk is full. Free some space, or choose another place, and save again.",
    errno.EDQUOT: "Your share of this disk is full. Free some space, or choose another place, and save again.",
    errno.EACCES: "You may not write in this folder. Choose another place.",
    errno.EPERM: "You may not write in this folder. Choose another place.",
    errno.EROFS: "This disk can only be read. Choose another place.",
    errno.ENOENT: "The folder does not exist. Choose another place.",
    errno.ENOTDIR: "The folder does not exist. Choose another place.",
    errno.EISDIR: "A folder has this name already. Choose another name.",
    errno.ENAMETOOLONG: "The file name is too long. Choose a shorter one.",
}


def write_pdf(path: Path, content: bytes) -> None:
    """Write beside the target, flush to disk, then rename over it; nobody else may read the file.

    A document that stood under this name before stays whole when anything fails. Raises
    ``EnvironmentProblem`` with what happened and what to do; the text holds no path, since a path may hold a
    child's name.
    """
    beside = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        _write_beside(beside, content)
        beside.replace(path)
        _sync_folder(path.parent)
    except OSError as problem:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        fallback = "The file could not be written. Choose another place, and save again."
        reason = _SENTENCES.get(problem.errno or 0, fallback)
        raise EnvironmentProblem(f"The document was not saved. {reason}") from problem


def _write_beside(beside: Path, content: bytes) -> None:
    """Create the file anew (never through a link) and make sure that its bytes are on the disk."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(beside, flags, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Make the rename durable where the system lets a folder be flushed; Windows does not."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
