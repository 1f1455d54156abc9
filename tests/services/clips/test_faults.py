"""A pulled plug and a full disk at any moment of taking a clip in: nothing orphaned after the next start."""

import contextlib
import errno
import os
import random
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

import pytest

from clinic_app.domain.attachments import AttachmentId
from clinic_app.domain.errors import EnvironmentProblem
from clinic_app.domain.people import Role
from clinic_app.services.clips import keeping
from clinic_app.services.clips.taking_in import attach_clip
from clinic_app.storage.attachments import sealed_file
from clinic_app.storage.attachments.disk import Disk
from clinic_app.storage.attachments.folder import AttachmentFolder
from tests.media.films import Bytes
from tests.services.clips.conftest import FakeClip, make_child

FULL_ROUNDS, KILL_ROUNDS = 140, 60
CONTENT = b"film " * 4000


class FullDisk(Disk):
    """Takes ``room`` bytes and no more."""

    def __init__(self, room: int) -> None:
        self._room = room

    def write(self, file: IO[bytes], content: bytes) -> None:
        part = content[: self._room]
        super().write(file, part)
        self._room -= len(part)
        if len(part) < len(content):
            raise OSError(errno.ENOSPC, "No space left on device")


class PulledPlug(Disk):
    """The process ends at the ``step``-th thing that it does, before or after it."""

    def __init__(self, step: int, *, after: bool) -> None:
        self._left, self._after = step, after

    def _count(self) -> bool:
        self._left -= 1
        return self._left == 0

    def _end(self, now: bool) -> None:
        if now:
            os._exit(9)

    def write(self, file: IO[bytes], content: bytes) -> None:
        now = self._count()
        super().write(file, content[: len(content) // 2] if now else content)
        self._end(now)

    def sync(self, file: IO[bytes]) -> None:
        now = self._count()
        self._end(now and not self._after)
        super().sync(file)
        self._end(now)

    def rename(self, old: Path, new: Path) -> None:
        now = self._count()
        self._end(now and not self._after)
        super().rename(old, new)
        self._end(now)


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealed_file, "PIECE", 4096)


def nothing_is_orphaned(clinic: Any) -> bool:
    """No row without a file, no file without a row."""
    clinic.desk(Role.NURSE).run(keeping.repair_clips)
    with clinic.context.uow() as work:
        known = work.attachments.ids()
    folder = clinic.folder.attachments
    there = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    return there == {f"{name}.clip" for name in known}


def test_a_disk_that_fills_at_any_byte_leaves_nothing(clinic: Any) -> None:
    thread = make_child(clinic)[1]
    chance = random.Random(7)  # noqa: S311  the same rounds each time
    kept = 0
    for number in range(FULL_ROUNDS):
        room = chance.randrange(0, sealed_file.sealed_size(len(CONTENT)) + 4000)
        clinic.context.clips = replace(
            clinic.context.clips, open=FakeClip, files=AttachmentFolder(clinic.folder.attachments, FullDisk(room))
        )
        content = CONTENT + str(number).encode()
        fits = room >= sealed_file.sealed_size(len(content))
        with contextlib.nullcontext() if fits else pytest.raises(EnvironmentProblem, match="disk is full"):
            clinic.desk(Role.NURSE).run(attach_clip, AttachmentId(f"c{number}"), thread.id, None, Bytes(content))
        kept += fits
        assert nothing_is_orphaned(clinic), number
    assert 0 < kept < FULL_ROUNDS


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_process_killed_at_any_moment_leaves_nothing_orphaned(clinic: Any) -> None:
    thread = make_child(clinic)[1]
    chance = random.Random(11)  # noqa: S311  the same rounds each time
    whole = 0
    for number in range(KILL_ROUNDS):
        plug = PulledPlug(chance.randrange(1, 11), after=chance.random() < 0.5)
        died = _in_a_child(clinic, thread, number, plug)
        whole += not died
        assert nothing_is_orphaned(clinic), number
    assert 0 < whole < KILL_ROUNDS


def _in_a_child(clinic: Any, thread: Any, number: int, plug: Disk) -> bool:
    """Take a clip in, in a process that opens the record anew; whether it was killed."""
    desk = clinic.desk(Role.NURSE)
    child = os.fork()
    if child == 0:
        try:
            from sqlalchemy.pool import QueuePool

            engine = desk.context.uow()._engine
            assert isinstance(engine.pool, QueuePool)
            engine.dispose(close=False)  # the parent's handles stay the parent's
            desk.context.clips = replace(
                desk.context.clips, open=FakeClip, files=AttachmentFolder(clinic.folder.attachments, plug)
            )
            content = CONTENT + str(number).encode()
            desk.run(attach_clip, AttachmentId(f"c{number}"), thread.id, None, Bytes(content))
        finally:
            os._exit(0)
    _pid, status = os.waitpid(child, 0)
    return os.WEXITSTATUS(status) == 9
