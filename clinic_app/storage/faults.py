"""From the errors of libraries to sentences: what happened, what is safe, what to do. No patient data."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from sqlcipher3 import dbapi2 as sqlcipher

from clinic_app.domain.errors import ClinicError, EnvironmentProblem, SealedError

#: Marker that the triggers put into their message.
SEALED = "sealed:"

_DISK_FULL = (
    "The disk is full. Nothing of this was saved; everything saved before is safe. Free some space and try again."
)
_READ_ONLY = (
    "The clinic's file cannot be written: it or its folder is read-only. "
    "Nothing of this was saved; everything saved before is safe. Make the folder writable and try again."
)
_LOCKED = (
    "Another program is using the clinic's file. Nothing of this was saved; everything saved before is safe. "
    "Wait a moment and try again."
)
_NOT_OURS = (
    "This file is not this clinic's database, or the key does not fit it. Nothing was changed. "
    "Check which file was chosen, or restore a backup."
)
_DAMAGED = (
    "The clinic's file is damaged. Nothing of this was saved. Close the program, keep the file as it is and "
    "restore the last backup."
)
_IO = (
    "The disk did not accept the data. Nothing of this was saved; everything saved before is safe. "
    "Check the disk or the connection to it and try again."
)
_NO_FILE = (
    "The clinic's file cannot be opened. Nothing was changed. Check that the folder exists and that you may use it."
)

#: Part of SQLite's own wording, and what it means here. The first that fits counts.
_SQLITE_WORDS = (
    ("database or disk is full", _DISK_FULL),
    ("readonly database", _READ_ONLY),
    ("file is not a database", _NOT_OURS),
    ("file is encrypted", _NOT_OURS),
    ("malformed", _DAMAGED),
    ("database is locked", _LOCKED),
    ("database table is locked", _LOCKED),
    ("database schema is locked", _LOCKED),
    ("unable to open database file", _NO_FILE),
    ("disk i/o error", _IO),
)

_ERRNO = {
    errno.ENOSPC: _DISK_FULL,
    errno.EDQUOT: _DISK_FULL,
    errno.EFBIG: _DISK_FULL,
    errno.EROFS: _READ_ONLY,
    errno.EACCES: _READ_ONLY,
    errno.EPERM: _READ_ONLY,
    errno.EIO: _IO,
}


def os_problem(error: OSError, safe: str) -> EnvironmentProblem:
    """The sentence for an operating-system error; ``safe`` says what holds where the cause is not known."""
    known = _ERRNO.get(error.errno) if error.errno is not None else None
    return EnvironmentProblem(known or f"A file of the clinic could not be written or read. {safe}")


def translated(error: Exception) -> ClinicError | None:
    """The failure to show for a database error, or ``None`` when the error is a bug of the program."""
    text = str(error).casefold()
    if SEALED in text:
        return SealedError("What was signed or logged cannot be changed. A correction is added as an addendum.")
    for words, sentence in _SQLITE_WORDS:
        if words in text:
            return EnvironmentProblem(sentence)
    return None


@contextmanager
def sentences() -> Iterator[None]:
    """Translate database and file errors raised inside; anything unknown stays the bug that it is."""
    from sqlalchemy import exc

    try:
        yield
    except exc.TimeoutError as error:
        raise EnvironmentProblem(_LOCKED) from error
    except (exc.DBAPIError, sqlcipher.Error) as error:
        origin = error.orig if isinstance(error, exc.DBAPIError) else error
        known = translated(origin) if isinstance(origin, Exception) else None
        if known is None:
            raise
        raise known from error
    except OSError as error:
        raise os_problem(error, "Nothing of this was saved; everything saved before is safe.") from error
