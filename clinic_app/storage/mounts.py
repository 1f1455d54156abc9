"""On which kind of file system a folder lies, so that the record is never kept on a share.

A write-ahead log needs memory that all programs on the file share, and locks that hold; a network file system gives
neither, and a record there is damaged sooner or later (sqlite.org, "Write-Ahead Logging", "Over a network").
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from clinic_app.domain.errors import EnvironmentProblem

_TABLE = Path("/proc/self/mountinfo")
_ESCAPED = re.compile(r"\\([0-7]{3})")
_NETWORK = frozenset({
    "afs", "afpfs", "beegfs", "ceph", "cifs", "coda", "davfs", "davfs2", "fuse.ceph", "fuse.curlftpfs", "fuse.gcsfuse",
    "fuse.glusterfs", "fuse.gvfsd-fuse", "fuse.rclone", "fuse.s3fs", "fuse.smbnetfs", "fuse.sshfs", "gfs", "gfs2",
    "glusterfs", "lustre", "ncp", "ncpfs", "nfs", "nfs4", "ocfs2", "orangefs", "smb", "smb2", "smb3", "smbfs",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mount:
    """A folder on which a file system is mounted, and its kind as the system calls it, such as ``ext4``."""

    place: Path
    kind: str


#: Gives the mounts in the order in which they were made.
ReadMounts = Callable[[], Sequence[Mount]]


def system_mounts() -> tuple[Mount, ...]:
    """The mounts of this computer; empty on a system that has no such table."""
    try:
        lines = _TABLE.read_text("utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return ()
    return tuple(mount for line in lines if (mount := read_mount(line)) is not None)


def read_mount(line: str) -> Mount | None:
    """One line of ``/proc/self/mountinfo`` (proc(5)); ``None`` for a line that is none."""
    before, dash, after = line.partition(" - ")
    fields, kinds = before.split(" "), after.split(" ")
    if not dash or len(fields) < 5:
        return None
    return Mount(Path(_ESCAPED.sub(lambda octal: chr(int(octal[1], 8)), fields[4])), kinds[0])


def refuse_network(folder: Path, mounts: Sequence[Mount]) -> None:
    """Raise ``EnvironmentProblem`` when ``folder``, which need not exist yet, lies on a network file system."""
    place = folder.resolve()
    holding = [mount for mount in mounts if place.is_relative_to(mount.place)]
    if not holding:
        return
    deepest = max(len(mount.place.parts) for mount in holding)
    lies_on = [mount for mount in holding if len(mount.place.parts) == deepest][-1]
    if lies_on.kind.casefold() in _NETWORK:
        raise EnvironmentProblem(
            f"The folder {folder} lies on a network drive ({lies_on.kind}), where the record would be damaged sooner "
            "or later. Nothing was opened or changed. Keep the record on a disk of this computer."
        )
