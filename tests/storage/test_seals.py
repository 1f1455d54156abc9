"""Signed notes, addenda and the log cannot be changed, whatever the statement."""

from typing import Any

import pytest
from sqlalchemy import Engine

from clinic_app.domain.errors import SealedError
from clinic_app.domain.notes import Addendum
from clinic_app.storage.engine import schema_engine, writer_engine
from clinic_app.storage.faults import sentences
from tests.storage.samples import DOCTOR, NOW, Opened
from tests.storage.test_repositories import note


@pytest.fixture
def sealed(opened: Opened) -> Opened:
    with opened.store.unit_of_work() as work:
        work.notes.add(note(), [])
        work.notes.add_addendum(Addendum("a-1", note().id, "More.", NOW, DOCTOR.id, DOCTOR.name))
        work.commit()
    return opened


@pytest.mark.parametrize("engine_of", [writer_engine, schema_engine])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE note SET document = '{}'",
        "UPDATE note SET summary = 'x' WHERE id = 'n-1'",
        "DELETE FROM note",
        "INSERT OR REPLACE INTO note SELECT id, visit_id, patient_id, day, '{}', sha256, summary, signed_at, "
        "signed_by, signed_name FROM note",
        "UPDATE OR REPLACE note SET id = 'n-2'",
        "UPDATE addendum SET text = 'x'",
        "DELETE FROM addendum",
        "INSERT OR REPLACE INTO addendum SELECT id, note_id, 'x', written_at, author_id, author_name FROM addendum",
        "UPDATE audit_event SET reason = 'x'",
        "DELETE FROM audit_event",
        "INSERT OR REPLACE INTO audit_event SELECT seq, at, actor_id, actor_name, role, workstation, action, "
        "patient_id, object_id, outcome, 'x', prev_hash, hash FROM audit_event",
    ],
)
def test_raw_sql_is_refused(sealed: Opened, engine_of: Any, statement: str) -> None:
    engine: Engine = engine_of(sealed.folder.database, sealed.key)
    with pytest.raises(SealedError, match="addendum"), sentences(), engine.begin() as connection:
        connection.exec_driver_sql(statement)
    assert sealed.store.reads.note(note().id).document == note().document
    assert sealed.store.reads.verify_audit().broken_at is None


def test_a_visit_is_signed_once(sealed: Opened) -> None:
    import sqlalchemy.exc

    with pytest.raises(sqlalchemy.exc.IntegrityError), sealed.store.unit_of_work() as work:
        work.notes.add(note(2), [])
