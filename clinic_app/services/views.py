"""Frozen rows that screens and commands show."""

from dataclasses import dataclass
from datetime import date, datetime

from clinic_app.domain.notes import NoteId
from clinic_app.domain.people import Patient, PatientId
from clinic_app.domain.visits import Visit, VisitId


@dataclass(frozen=True, slots=True)
class DayRow:
    """One line of the day's list.

    ``note`` is ``none``, ``draft`` or ``signed``. ``flag_levels`` are the levels of the flags still open from the last
    signed note, worst first.
    """

    visit: Visit
    patient: Patient
    note: str
    flag_levels: tuple[str, ...]
    open_plan_lines: int


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What was understood of the search text: folded name parts, at most one birth date, at most one record number."""

    text: str
    words: tuple[str, ...]
    born: date | None = None
    number: str = ""
    limit: int = 20


@dataclass(frozen=True, slots=True)
class SearchHits:
    """Hits by how well they fit. ``exact``: all that was typed. ``near``: the name fits, the birth date does not.
    ``alike``: spelt or sounding alike. ``children`` is how many children the record holds."""

    exact: tuple[Patient, ...]
    near: tuple[Patient, ...] = ()
    alike: tuple[Patient, ...] = ()
    children: int = 0


@dataclass(frozen=True, slots=True)
class VisitSummary:
    """One visit in the chart, with its note if it was signed."""

    id: VisitId
    patient_id: PatientId
    day: date
    reason: str
    state: str
    note_id: NoteId | None
    signed_at: datetime | None
    signed_name: str
    sha256: str
    summary: str


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One event of the access and change log as it is listed. Children appear by their record number alone.

    ``number`` is the child's record number and ``person`` the member of staff the event is about; both may be empty.
    """

    seq: int
    at: datetime
    who: str
    role: str
    workstation: str
    action: str
    reason: str
    outcome: str
    number: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class AuditReport:
    """Outcome of checking the chain: how many events, the head, and the first place where it breaks."""

    events: int
    head: str
    broken_at: int | None = None
