"""Clips through the use cases: taken in whole or not at all, known again, watched, given out, removed."""

import contextlib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from clinic_app.domain.attachments import AttachmentId, ClipMark
from clinic_app.domain.episodes import Episode, EpisodeEvent, EventId, EventTime
from clinic_app.domain.errors import ConflictError, EnvironmentProblem, NotAllowedError, NotFoundError, UserError
from clinic_app.domain.people import Role
from clinic_app.services.clips import keeping
from clinic_app.services.clips.taking_in import MOST_BYTES, ElsewhereError, Taken, attach_clip
from clinic_app.services.episodes.events import log_events
from clinic_app.storage.attachments.local_files import LocalSink, LocalSource
from tests.media.films import Bytes
from tests.services.clips.conftest import make_child

CLIP = b"film place " * 200_000


def take(clinic: Any, thread: Episode, content: bytes = CLIP, name: str = "a", **more: Any) -> Taken:
    return clinic.desk(Role.NURSE).run(attach_clip, AttachmentId(name), thread.id, None, Bytes(content), **more)


def files(clinic: Any) -> list[str]:
    folder = clinic.folder.attachments
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def test_a_clip_is_taken_in_encrypted_and_comes_back(clinic: Any, thread: Episode) -> None:
    told: list[tuple[int, int]] = []
    taken = take(clinic, thread, progress=lambda done, whole: told.append((done, whole)))
    assert not taken.already
    assert files(clinic) == ["a.clip"]
    assert b"film" not in (clinic.folder.attachments / "a.clip").read_bytes()
    assert told[-1] == (2 * len(CLIP), 2 * len(CLIP))
    assert [done for done, _whole in told] == sorted(done for done, _whole in told)
    (found,) = clinic.desk(Role.NURSE).run(keeping.clips_of, thread.patient_id)
    assert (found.size, found.thumbnail, found.seen, found.missing) == (len(CLIP), b"jpeg", False, False)
    opened = clinic.desk(Role.NURSE).run(keeping.open_clip, found.id)
    assert opened._source.read(len(CLIP) - 6, 6) == b"place "


def test_a_second_try_with_one_id_and_the_same_clip_again_copy_nothing(clinic: Any, thread: Episode) -> None:
    take(clinic, thread)
    assert take(clinic, thread).already
    again = take(clinic, thread, name="b")
    assert (again.already, again.attachment.id) == (True, "a")
    assert files(clinic) == ["a.clip"]


def test_a_clip_of_another_child_warns_without_a_name(clinic: Any, thread: Episode) -> None:
    take(clinic, thread)
    other = make_child(clinic, "D-00413")[1]
    with pytest.raises(ElsewhereError, match="another child's record") as warned:
        take(clinic, other, name="b")
    assert "Brightwater" not in warned.value.message
    assert "D-00412" not in warned.value.message
    assert files(clinic) == ["a.clip"]
    assert not take(clinic, other, name="b", although_elsewhere=True).already


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (Bytes(b""), "empty"),
        (Bytes(b"film", size=MOST_BYTES + 1), "4.0 GB"),
        (Bytes(b"MZ renamed"), "not a film"),
        (Bytes(b"film", size=100), "to its end"),
    ],
)
def test_what_cannot_be_taken_leaves_nothing(clinic: Any, thread: Episode, source: Bytes, words: str) -> None:
    with pytest.raises(UserError, match=words):
        clinic.desk(Role.NURSE).run(attach_clip, AttachmentId("a"), thread.id, None, source)
    assert files(clinic) == []


def test_cancelled_half_way_leaves_nothing(clinic: Any, thread: Episode) -> None:
    asked = iter([False] * 4 + [True] * 9)
    with pytest.raises(UserError, match="Cancelled"):
        take(clinic, thread, cancelled=lambda: next(asked))
    assert files(clinic) == []


def test_a_file_that_changes_meanwhile_is_not_kept(clinic: Any, thread: Episode) -> None:
    class Changing(Bytes):
        reads = 0

        def read(self, offset: int, count: int) -> bytes:
            self.reads += 1
            content = super().read(offset, count)
            return content if self.reads < 6 else content.replace(b"film", b"FILM")

    with pytest.raises(UserError, match="changed while"):
        clinic.desk(Role.NURSE).run(attach_clip, AttachmentId("a"), thread.id, None, Changing(CLIP))
    assert files(clinic) == []


def test_a_full_disk_is_told_before_anything_is_copied(clinic: Any, thread: Episode, fake_clips: Any) -> None:
    class Full(type(clinic.context.clips.files)):  # type: ignore[misc]
        def free_bytes(self) -> int:
            return 1000

    fake_clips(Full(clinic.folder.attachments))
    with pytest.raises(UserError, match="are free on the record's disk"):
        take(clinic, thread)


def test_watched_marked_turned_and_described(clinic: Any, thread: Episode) -> None:
    take(clinic, thread)
    nurse, doctor = clinic.desk(Role.NURSE), clinic.desk(Role.PAEDIATRICIAN)
    with pytest.raises(NotAllowedError):
        nurse.run(keeping.mark_seen, AttachmentId("a"), seen=1)
    doctor.run(keeping.mark_seen, AttachmentId("a"), seen=1)
    with pytest.raises(ConflictError):
        nurse.run(keeping.set_marks, AttachmentId("a"), [], seen=1)
    nurse.run(keeping.set_marks, AttachmentId("a"), [ClipMark(9000, "<b>"), ClipMark(100, "starts")], seen=2)
    with pytest.raises(UserError, match="inside"):
        nurse.run(keeping.set_marks, AttachmentId("a"), [ClipMark(14_001, "x")], seen=3)
    nurse.run(keeping.describe_clip, AttachmentId("a"), seen=3, note=" on the mat ", turn=5)
    (found,) = nurse.run(keeping.clips_of, thread.patient_id)
    assert (found.seen, found.turn, found.note, found.version) == (True, 1, "on the mat", 4)
    assert [mark.text for mark in found.marks] == ["starts", "<b>"]


def test_a_copy_is_given_out_whole_or_not_at_all_and_logged(clinic: Any, thread: Episode, tmp_path: Path) -> None:
    take(clinic, thread)
    target = tmp_path / "copy.mp4"
    with LocalSink(target) as sink:
        clinic.desk(Role.PAEDIATRICIAN).run(keeping.export_clip, AttachmentId("a"), sink)
    assert b"place" not in target.read_bytes()
    assert clinic.context.reads.audit(1)[0].reason == "clip saved"
    with pytest.raises(NotFoundError), LocalSink(tmp_path / "other.mp4") as sink:
        clinic.desk(Role.PAEDIATRICIAN).run(keeping.export_clip, AttachmentId("none"), sink)
    assert [path.name for path in tmp_path.glob("*.mp4")] == ["copy.mp4"]
    assert not list(tmp_path.glob(".*.part"))


def test_a_removed_clip_is_gone_for_good_and_the_reason_stays(clinic: Any, thread: Episode) -> None:
    take(clinic, thread)
    nurse = clinic.desk(Role.NURSE)
    with pytest.raises(UserError, match="3 words"):
        nurse.run(keeping.remove_clip, AttachmentId("a"), "wrong", seen=1)
    nurse.run(keeping.remove_clip, AttachmentId("a"), "wrong child filmed", seen=1)
    assert files(clinic) == []
    assert nurse.run(keeping.clips_of, thread.patient_id) == ()
    assert clinic.context.reads.audit(1)[0].reason == "clip removed: wrong child filmed"
    assert not take(clinic, thread, name="b").already


def test_a_clip_whose_file_is_gone_says_so(clinic: Any, thread: Episode) -> None:
    take(clinic, thread)
    (clinic.folder.attachments / "a.clip").unlink()
    nurse = clinic.desk(Role.NURSE)
    assert nurse.run(keeping.clips_of, thread.patient_id)[0].missing
    with pytest.raises(EnvironmentProblem, match="not there any more"):
        nurse.run(keeping.open_clip, AttachmentId("a"))
    assert nurse.run(keeping.repair_clips).missing == 1


def test_what_has_no_row_is_cleared_away_at_the_next_start(clinic: Any, thread: Episode) -> None:
    take(clinic, thread)
    for name in ("b.clip", "c.part"):
        (clinic.folder.attachments / name).write_bytes(b"left over")
    nurse = clinic.desk(Role.NURSE)
    assert nurse.run(keeping.repair_clips) == keeping.Repaired(2, 0)
    assert files(clinic) == ["a.clip"]
    assert nurse.run(keeping.repair_clips) == keeping.Repaired(0, 0)


def test_a_clip_shows_an_event_of_its_own_episode_alone(clinic: Any, thread: Episode) -> None:
    other = make_child(clinic, "D-00413")[1]
    nurse = clinic.desk(Role.NURSE)
    foreign = EpisodeEvent(EventId("e"), EventTime(date(2026, 11, 18)))
    nurse.run(log_events, other.id, [foreign], request_id="e")
    with pytest.raises(UserError, match="event of this episode"):
        nurse.run(attach_clip, AttachmentId("a"), thread.id, foreign.id, Bytes(CLIP))
    take(clinic, thread)
    with pytest.raises(UserError, match="event of this episode"):
        nurse.run(keeping.describe_clip, AttachmentId("a"), seen=1, event_id=foreign.id)
    assert files(clinic) == ["a.clip"]


def test_the_same_id_tried_twice_at_once_keeps_the_first(clinic: Any, thread: Episode) -> None:
    """The first comes through while the second has checked already and not copied yet."""

    class Overtaken(Bytes):
        first = True

        def read(self, offset: int, count: int) -> bytes:
            if self.first:
                self.first = False
                take(clinic, thread)
            return super().read(offset, count)

    with contextlib.suppress(UserError):
        clinic.desk(Role.NURSE).run(attach_clip, AttachmentId("a"), thread.id, None, Overtaken(CLIP + b"more"))
    assert files(clinic) == ["a.clip"]
    opened = clinic.desk(Role.NURSE).run(keeping.open_clip, AttachmentId("a"))
    assert opened._source.read(0, 4) == b"film"


def test_a_file_on_this_computer_is_read_in_place(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"0123456789")
    with LocalSource(tmp_path / "x") as source:
        assert (source.size, source.read(3, 4), source.read(8, 9)) == (10, b"3456", b"89")
    with pytest.raises(EnvironmentProblem, match="cannot be read") as problem:
        LocalSource(tmp_path / "O'Neil Ayla.mp4")
    assert "Ayla" not in str(problem.value)
