"""Small private files that are either old or new, never half: written beside, synced, then renamed."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from clinic_app.storage.faults import os_problem
from clinic_app.storage.paths import sync_folder

PRIVATE_FILE = 0o600


def create_private(path: Path) -> None:
    """Create an empty file for this user alone, whatever the umask. ``FileExistsError`` if it is there."""
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, PRIVATE_FILE)
    os.close(handle)
    path.chmod(PRIVATE_FILE)


def replace_private(content: bytes, *targets: Path) -> None:
    """Give every target the same ``content``.

    All copies are written and synced before the first rename, so a full disk changes nothing; a crash between
    two renames leaves one new and one old file, both whole. Raises ``EnvironmentProblem`` if nothing was.
    """
    beside = [target.with_name(f".{target.name}.{secrets.token_hex(6)}") for target in targets]
    try:
        for place in beside:
            _write_synced(place, content)
        for place, target in zip(beside, targets, strict=True):
            place.replace(target)
        sync_folder(targets[0].parent)
    except OSError as error:
        raise os_problem(error, "Nothing was changed.") from error
    finally:
        for place in beside:
            # On a read-only disk even this fails; the error of the write is the one to tell.
            with suppress(OSError):
                place.unlink()


def _write_synced(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE)
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
