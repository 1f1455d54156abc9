"""The chain finds every change made behind the program's back, and says where."""

from datetime import timedelta
from typing import Any

import pytest

from clinic_app.domain.audit import AuditEvent
from clinic_app.storage.audit import GENESIS
from clinic_app.storage.engine import schema_engine
from tests.storage.samples import ACTOR, NOW, Opened


@pytest.fixture
def logged(opened: Opened) -> Opened:
    """Ten events."""
    with opened.store.unit_of_work() as work:
        for number in range(8):
            at = NOW + timedelta(seconds=number)
            work.audit.append(AuditEvent(at, ACTOR, "read_chart", "c-1", f"v-{number}", reason="ünïcode"))
        work.commit()
    return opened


def tamper(opened: Opened, *statements: str) -> None:
    """Change the log as somebody with the key and a database tool could, past the triggers."""
    engine = schema_engine(opened.folder.database, opened.key)
    with engine.begin() as connection:
        driver: Any = connection.connection.driver_connection
        for statement in ("DROP TRIGGER audit_event_no_update", "DROP TRIGGER audit_event_no_delete", *statements):
            driver.execute(statement)


def test_an_untouched_log_is_whole(logged: Opened) -> None:
    report = logged.store.reads.verify_audit()
    assert (report.events, report.broken_at) == (10, None)
    assert len(report.head) == 64
    assert report.head != GENESIS


@pytest.mark.parametrize(
    ("statements", "broken_at"),
    [
        (["UPDATE audit_event SET reason = 'other' WHERE seq = 4"], 4),
        (["UPDATE audit_event SET actor_name = 'x' WHERE seq = 1"], 1),
        (["UPDATE audit_event SET at = '2020-01-01T00:00:00.000000Z' WHERE seq = 10"], 10),
        (["DELETE FROM audit_event WHERE seq = 5"], 5),
        (["DELETE FROM audit_event WHERE seq = 1"], 1),
        (["UPDATE audit_event SET seq = -1 WHERE seq = 3", "UPDATE audit_event SET seq = 3 WHERE seq = 4",
          "UPDATE audit_event SET seq = 4 WHERE seq = -1"], 3),
        (["DELETE FROM audit_event WHERE seq = 6", "UPDATE audit_event SET seq = seq - 1 WHERE seq > 6"], 6),
        (["INSERT INTO audit_event SELECT 11, at, actor_id, actor_name, role, workstation, action, patient_id, "
          "object_id, outcome, reason, prev_hash, hash FROM audit_event WHERE seq = 10"], 11),
        (["UPDATE audit_event SET object_id = actor_id, actor_id = object_id WHERE seq = 7"], 7),
    ],
)  # fmt: skip
def test_a_change_is_found_and_located(logged: Opened, statements: list[str], broken_at: int) -> None:
    tamper(logged, *statements)
    assert logged.store.reads.verify_audit().broken_at == broken_at


def test_a_cut_tail_shows_in_count_and_head(logged: Opened) -> None:
    before = logged.store.reads.verify_audit()
    tamper(logged, "DELETE FROM audit_event WHERE seq > 8")
    after = logged.store.reads.verify_audit()
    assert after.broken_at is None
    assert (after.events, after.head) != (before.events, before.head)


def test_an_empty_log_has_the_first_head(opened: Opened) -> None:
    tamper(opened, "DELETE FROM audit_event")
    report = opened.store.reads.verify_audit()
    assert (report.events, report.head, report.broken_at) == (0, GENESIS, None)
