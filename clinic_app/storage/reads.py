"""Hot reads: frozen rows from connections that can only read, each on the last committed state."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date

from sqlalchemy import Connection, Engine, func, select

from clinic_app.domain.attachments import Attachment
from clinic_app.domain.clinic import Clinic
from clinic_app.domain.drafts import Draft
from clinic_app.domain.episodes import DiarySheet, Episode, EventId, PastEvent, SheetCode
from clinic_app.domain.local_rules import LocalRule
from clinic_app.domain.notes import Note, NoteId, Observation
from clinic_app.domain.people import Patient, PatientId, Person
from clinic_app.domain.plans import PlanItem
from clinic_app.domain.visits import VisitId
from clinic_app.services.views import AuditLine, AuditReport, DayRow, SearchHits, SearchQuery, VisitSummary
from clinic_app.storage import rows
from clinic_app.storage.audit import AuditTrail
from clinic_app.storage.day import day_rows
from clinic_app.storage.faults import sentences
from clinic_app.storage.repositories.attachments import Attachments
from clinic_app.storage.repositories.clinic import Clinics, People
from clinic_app.storage.repositories.episodes import Episodes
from clinic_app.storage.repositories.local_rules import LocalRules
from clinic_app.storage.repositories.notes import Notes
from clinic_app.storage.repositories.patients import Patients
from clinic_app.storage.repositories.plans import Plans
from clinic_app.storage.repositories.visits import Drafts
from clinic_app.storage.rows.base import AnyRow
from clinic_app.storage.search import search


class SqlReadStore:
    """Implements ``ReadStore`` on the reader engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def clinic(self) -> Clinic:
        """The clinic. Raises ``NotFoundError`` before it was set up."""
        with self._reading() as connection:
            return Clinics(connection).get()

    def local_rules(self) -> Sequence[LocalRule]:
        """Every decision about a shipped rule, by rule and version."""
        with self._reading() as connection:
            return LocalRules(connection).all()

    def people(self) -> Sequence[Person]:
        """Staff by name."""
        with self._reading() as connection:
            return People(connection).all()

    def day(self, day: date) -> Sequence[DayRow]:
        """Every visit of a day with its child, its note and what is still open."""
        with self._reading() as connection:
            return day_rows(connection, day)

    def search(self, query: SearchQuery) -> SearchHits:
        """What the search box shows."""
        with self._reading() as connection:
            return search(connection, query)

    def recent_patients(self, limit: int) -> Sequence[Patient]:
        """Children seen last, newest first."""
        with self._reading() as connection:
            return Patients(connection).recent(limit)

    def patient(self, patient_id: PatientId) -> Patient:
        """One child. Raises ``NotFoundError``."""
        with self._reading() as connection:
            return Patients(connection).get(patient_id)

    def patient_by_number(self, number: str) -> Patient | None:
        """The child with a record number, however it was typed."""
        with self._reading() as connection:
            return Patients(connection).by_number(number)

    def twins_of(self, patient: Patient) -> Sequence[Patient]:
        """The other children of the same birth."""
        with self._reading() as connection:
            group = Patients(connection).of_twin_group(patient.twin_group)
            return [other for other in group if other.id != patient.id]

    def visits_of(self, patient_id: PatientId) -> Sequence[VisitSummary]:
        """Every visit of a child, newest first."""
        visit, note = rows.visit, rows.note
        wanted = (
            select(
                visit.c.id, visit.c.patient_id, visit.c.day, visit.c.reason, visit.c.state,
                note.c.id.label("note_id"), note.c.signed_at, note.c.signed_name, note.c.sha256, note.c.summary,
            )
            .outerjoin_from(visit, note, note.c.visit_id == visit.c.id)
            .where(visit.c.patient_id == patient_id)
            .order_by(visit.c.day.desc(), visit.c.state_since.desc())
        )  # fmt: skip
        with self._reading() as connection:
            return [_summary_of(row) for row in connection.execute(wanted)]

    def last_visit_days(self, patient_ids: Sequence[PatientId], before: date) -> Mapping[PatientId, date]:
        """The day of the newest visit before ``before`` of each of these children that had one."""
        visit = rows.visit
        newest = (
            select(visit.c.patient_id, func.max(visit.c.day).label("day"))
            .where(visit.c.patient_id.in_(patient_ids), visit.c.day < before)
            .group_by(visit.c.patient_id)
        )
        with self._reading() as connection:
            return {PatientId(row.patient_id): row.day for row in connection.execute(newest)}

    def observations_of(self, patient_id: PatientId) -> Sequence[Observation]:
        """Every finding of a child's signed notes, oldest first."""
        with self._reading() as connection:
            return Notes(connection).observations_of(patient_id)

    def note(self, note_id: NoteId) -> Note:
        """One note with its addenda. Raises ``NotFoundError``."""
        with self._reading() as connection:
            return Notes(connection).get(note_id)

    def latest_note(self, patient_id: PatientId, before: date | None = None) -> Note | None:
        """The newest note of a child, on a day before ``before`` if given."""
        with self._reading() as connection:
            return Notes(connection).latest_of(patient_id, before=before)

    def draft_of_visit(self, visit_id: VisitId) -> Draft | None:
        """The draft of a visit, if it has one."""
        with self._reading() as connection:
            return Drafts(connection).of_visit(visit_id)

    def plans_of(self, patient_id: PatientId) -> Sequence[PlanItem]:
        """Every plan line of a child."""
        with self._reading() as connection:
            return Plans(connection).of_patient(patient_id)

    def plans_due(self, until: date) -> Sequence[PlanItem]:
        """Open plan lines of all children due on or before ``until``, the most overdue first."""
        with self._reading() as connection:
            return Plans(connection).due(until)

    def episodes_of(self, patient_id: PatientId) -> Sequence[Episode]:
        """Every episode thread of a child."""
        with self._reading() as connection:
            return Episodes(connection).of_patient(patient_id)

    def attachments_of(self, patient_id: PatientId) -> Sequence[Attachment]:
        """Every clip of a child, newest first."""
        with self._reading() as connection:
            return Attachments(connection).of_patient(patient_id)

    def past_of_event(self, event_id: EventId) -> Sequence[PastEvent]:
        """What an event was before it was changed, oldest first."""
        with self._reading() as connection:
            return Episodes(connection).past_of(event_id)

    def diary_sheet(self, code: SheetCode) -> DiarySheet | None:
        """The diary sheet with this code, ``None`` when none was printed."""
        with self._reading() as connection:
            return Episodes(connection).sheet(code)

    def audit(self, limit: int, before: int | None = None) -> Sequence[AuditLine]:
        """The newest events of the log, newest first; those older than the event ``before`` if given."""
        with self._reading() as connection:
            return AuditTrail(connection).newest(limit, before)

    def verify_audit(self) -> AuditReport:
        """Check the chained log from its first event to its last."""
        with self._reading() as connection:
            return AuditTrail(connection).verify()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with sentences(), self._engine.connect() as connection:
            yield connection


def _summary_of(row: AnyRow) -> VisitSummary:
    return VisitSummary(
        id=VisitId(row.id),
        patient_id=PatientId(row.patient_id),
        day=row.day,
        reason=row.reason,
        state=row.state,
        note_id=None if row.note_id is None else NoteId(row.note_id),
        signed_at=row.signed_at,
        signed_name=row.signed_name or "",
        sha256=row.sha256 or "",
        summary=row.summary or "",
    )
