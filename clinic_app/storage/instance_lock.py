"""One running program for one clinic's file."""

from pathlib import Path

from filelock import FileLock, Timeout

from clinic_app.domain.errors import EnvironmentProblem
from clinic_app.storage.faults import os_problem
from clinic_app.storage.private_files import PRIVATE_FILE


class InstanceLock:
    """A lock of the operating system: it dies with the process, so that no stale file ever blocks a start."""

    def __init__(self, path: Path) -> None:
        # Not by thread: a record is opened on a worker and closed on the window's thread.
        self._lock = FileLock(path, timeout=0, mode=PRIVATE_FILE, fallback_to_soft=False, thread_local=False)

    def acquire(self) -> None:
        """Take the lock or raise ``EnvironmentProblem``."""
        try:
            self._lock.acquire()
        except Timeout as error:
            raise EnvironmentProblem(
                "This clinic is already open in another window or by another user of this computer. "
                "Use that window, or close it and try again."
            ) from error
        except NotImplementedError as error:
            raise EnvironmentProblem(
                "This folder cannot be locked against a second program, as on some network drives. "
                "Nothing was opened. Keep the clinic's folder on a disk of this computer."
            ) from error
        except OSError as error:
            raise os_problem(error, "Nothing was opened.") from error

    def release(self) -> None:
        """Give the lock back. Doing it twice does no harm."""
        self._lock.release()
