"""One action is one transaction: all of it or nothing, and two writers never overwrite each other."""

import shutil
import threading
from dataclasses import replace
from typing import Any

import pytest

from clinic_app.domain.audit import AuditEvent
from clinic_app.domain.errors import ConflictError, EnvironmentProblem
from clinic_app.storage.engine import writer_engine
from clinic_app.storage.paths import ClinicFolder
from clinic_app.storage.store import Store
from clinic_app.storage.unit_of_work import SqlUnitOfWork
from tests.storage.samples import ACTOR, CHILD, NOW, Opened, child


def _register(opened: Opened, event: AuditEvent, *, fail: bool = False) -> None:
    with opened.store.unit_of_work() as work:
        work.patients.add(child(2, "Moss", "Ada"))
        work.audit.append(event)
        if fail:
            raise KeyError
        work.commit()


def test_leaving_without_commit_undoes_everything(opened: Opened) -> None:
    with opened.store.unit_of_work() as work:
        work.patients.add(child(2, "Moss", "Ada"))
        work.audit.append(AuditEvent(NOW, ACTOR, "register_child"))
    assert opened.store.reads.patient_by_number("2") is None
    assert opened.store.reads.verify_audit().events == 2


def test_an_error_undoes_everything_and_passes_on(opened: Opened) -> None:
    with pytest.raises(KeyError):
        _register(opened, AuditEvent(NOW, ACTOR, "register_child"), fail=True)
    assert opened.store.reads.patient_by_number("2") is None


def test_change_and_audit_event_are_kept_together(opened: Opened) -> None:
    with opened.store.unit_of_work() as work:
        work.patients.add(child(2, "Moss", "Ada"))
        work.audit.append(AuditEvent(NOW, ACTOR, "register_child"))
        work.commit()
    assert opened.store.reads.patient_by_number("2") is not None
    assert opened.store.reads.verify_audit().events == 3


def test_when_the_log_cannot_be_written_the_change_is_not(opened: Opened) -> None:
    naive = NOW.replace(tzinfo=None)
    with pytest.raises(ValueError, match="zone"):
        _register(opened, AuditEvent(naive, ACTOR, "register_child"))
    assert opened.store.reads.patient_by_number("2") is None


def test_readers_see_the_last_committed_state_while_somebody_writes(opened: Opened) -> None:
    with opened.store.unit_of_work() as work:
        work.patients.save(replace(CHILD, phone="new"), seen=1)
        assert opened.store.reads.patient(CHILD.id).phone == ""
        work.commit()
        assert opened.store.reads.patient(CHILD.id).phone == "new"


def test_using_it_outside_its_block_is_a_bug(opened: Opened) -> None:
    work = opened.store.unit_of_work()
    with pytest.raises(RuntimeError):
        _ = work.patients


def test_of_two_writers_who_saw_the_same_version_one_wins_and_one_is_told(opened: Opened) -> None:
    outcomes: list[str] = []
    start = threading.Barrier(2)

    def save(phone: str) -> None:
        engine = writer_engine(opened.folder.database, opened.key)
        start.wait()
        try:
            with SqlUnitOfWork(engine) as work:
                work.patients.save(replace(CHILD, phone=phone), seen=1)
                work.commit()
            outcomes.append(phone)
        except ConflictError:
            outcomes.append("told")
        finally:
            engine.dispose()

    writers = [threading.Thread(target=save, args=(phone,)) for phone in ("first", "second")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    winner = next(outcome for outcome in outcomes if outcome != "told")
    assert sorted(outcomes) == sorted([winner, "told"])
    assert opened.store.reads.patient(CHILD.id).phone == winner
    assert opened.store.reads.patient(CHILD.id).version == 2


def test_a_file_locked_by_another_program_is_a_sentence(opened: Opened) -> None:
    other = writer_engine(opened.folder.database, opened.key)
    raw: Any = opened.store._writer.raw_connection()
    raw.driver_connection.set_busy_timeout(0)
    raw.close()
    with other.begin(), pytest.raises(EnvironmentProblem, match="Another program"), opened.store.unit_of_work():
        pass
    with opened.store.unit_of_work() as work:
        work.patients.save(replace(CHILD, phone="1"), seen=1)
        work.commit()


def test_committed_work_survives_a_copy_of_the_files_taken_at_once(opened: Opened, tmp_path: Any) -> None:
    """What kill -9 leaves is the database with its WAL, as they are after the commit returned."""
    with opened.store.unit_of_work() as work:
        work.patients.save(replace(CHILD, phone="acknowledged"), seen=1)
        work.commit()
    left = ClinicFolder.at(tmp_path / "left")
    left.make()
    for suffix in ("", "-wal"):
        shutil.copyfile(f"{opened.folder.database}{suffix}", f"{left.database}{suffix}")
    with Store(left, opened.key) as store:
        assert store.reads.patient(CHILD.id).phone == "acknowledged"
