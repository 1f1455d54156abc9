"""Sealed notes, their addenda and their findings."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, String, bindparam, insert, select, type_coerce

from clinic_app.domain.notes import Addendum, Note, NoteId, Observation
from clinic_app.domain.people import PatientId
from clinic_app.domain.record import ASSESSMENT
from clinic_app.domain.visits import VisitId
from clinic_app.storage import rows
from clinic_app.storage.mapping import addendum_of, note_of, observations_of
from clinic_app.storage.repositories.rows import one_row
from clinic_app.storage.rows.base import AnyRow

_SUMMARY_LETTERS = 200

#: The longest read of a chart: day and number come as their text and are turned into objects in one go.
_FINDINGS = (
    select(
        rows.observation.c.note_id,
        type_coerce(rows.observation.c.day, String),
        rows.observation.c.field,
        rows.observation.c.side,
        rows.observation.c.code,
        type_coerce(rows.observation.c.number, String),
        rows.observation.c.unit,
        rows.observation.c.scale,
    )
    .where(rows.observation.c.patient_id == bindparam("patient_id"))
    .order_by(rows.observation.c.day, rows.observation.c.note_id, rows.observation.c.field, rows.observation.c.side)
)


class Notes:
    """Notes. There is no way to change one: triggers refuse it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, note_id: NoteId) -> Note:
        """One note. Raises ``NotFoundError``."""
        wanted = select(rows.note).where(rows.note.c.id == note_id)
        return self._whole(one_row(self._connection, wanted, "This note is not in the record."))

    def of_visit(self, visit_id: VisitId) -> Note | None:
        """The note of a visit, if it was signed."""
        row = self._connection.execute(select(rows.note).where(rows.note.c.visit_id == visit_id)).first()
        return None if row is None else self._whole(row)

    def latest_of(self, patient_id: PatientId, *, before: date | None = None) -> Note | None:
        """The newest note of a child, on a day before ``before`` if given."""
        table = rows.note
        wanted = select(table).where(table.c.patient_id == patient_id)
        if before is not None:
            wanted = wanted.where(table.c.day < before)
        newest = wanted.order_by(table.c.day.desc(), table.c.signed_at.desc()).limit(1)
        row = self._connection.execute(newest).first()
        return None if row is None else self._whole(row)

    def add(self, note: Note, observations: Sequence[Observation]) -> None:
        """Seal a note and file its findings."""
        self._connection.execute(
            insert(rows.note).values(
                id=note.id,
                visit_id=note.visit_id,
                patient_id=note.patient_id,
                day=note.day,
                document=note.document,
                sha256=note.sha256,
                summary=_summary(note.content()),
                signed_at=note.signed_at,
                signed_by=note.signed_by,
                signed_name=note.signed_name,
            )
        )
        if observations:
            self._connection.execute(
                insert(rows.observation), [_observation_values(note.patient_id, one) for one in observations]
            )

    def add_addendum(self, addendum: Addendum) -> None:
        """Add to a note."""
        self._connection.execute(
            insert(rows.addendum).values(
                id=addendum.id,
                note_id=addendum.note_id,
                text=addendum.text,
                written_at=addendum.written_at,
                author_id=addendum.author_id,
                author_name=addendum.author_name,
            )
        )

    def observations_of(self, patient_id: PatientId) -> Sequence[Observation]:
        """Every finding of a child, oldest day first."""
        return observations_of(self._connection.execute(_FINDINGS, {"patient_id": patient_id}).all())

    def _whole(self, row: AnyRow) -> Note:
        table = rows.addendum
        wanted = select(table).where(table.c.note_id == row.id).order_by(table.c.written_at)
        return note_of(row, tuple(addendum_of(one) for one in self._connection.execute(wanted)))


def _summary(document: dict[str, Any]) -> str:
    """First line of the clinician's own words, for lists of visits."""
    entry = document.get("entries", {}).get(ASSESSMENT) or {}
    lines = str(entry.get("value") or "").strip().splitlines()
    return lines[0][:_SUMMARY_LETTERS] if lines else ""


def _observation_values(patient_id: PatientId, one: Observation) -> dict[str, Any]:
    return {
        "patient_id": patient_id,
        "day": one.day,
        "note_id": one.note_id,
        "field": one.field,
        "side": str(one.side),
        "code": one.code,
        "number": one.number,
        "unit": one.unit,
        "scale": one.scale,
    }
