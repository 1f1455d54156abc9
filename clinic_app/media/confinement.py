"""Taking a process's rights away, before it reads the first byte of a file that somebody sent."""

import contextlib
import ctypes
import sys

#: A decoder of a phone clip needs a few hundred megabytes; one that wants more is being misused.
MEMORY_BYTES = 1_610_612_736
#: Seconds of work for one clip in all; a parent that waits longer than its patience kills the process before.
CPU_SECONDS = 900
_NO_NEW_PRIVILEGES = 38
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000


def confine() -> None:
    """Give up files, connections, memory and privileges.

    With no file descriptor left to give, nothing can be opened: no file, no socket, no device. What is open already,
    the two pipes, goes on working. Windows has no such limits; there the process is only separate.
    """
    if sys.platform == "win32":
        return
    import resource

    _leave_the_network()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    _lower(resource.RLIMIT_CPU, CPU_SECONDS)
    _lower(resource.RLIMIT_AS, MEMORY_BYTES)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def _lower(what: int, limit: int) -> None:
    import resource

    _soft, hard = resource.getrlimit(what)
    limit = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    resource.setrlimit(what, (limit, limit))


def _leave_the_network() -> None:
    """A network of its own without any interface, where the kernel grants one to everybody; the rest stands without."""
    if not sys.platform.startswith("linux"):
        return
    with contextlib.suppress(OSError, AttributeError):
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        libc.unshare(_NEW_USER | _NEW_NETWORK)
