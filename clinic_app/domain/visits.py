"""A child's place on the day's list."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import NewType

from clinic_app.domain.people import PatientId

VisitId = NewType("VisitId", str)


class VisitState(StrEnum):
    """Where the child is, in the order of a visit. Digits 1 to 6 set them."""

    EXPECTED = "expected"
    ARRIVED = "arrived"
    WITH_NURSE = "with_nurse"
    READY = "ready"
    WITH_DOCTOR = "with_doctor"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit. ``state_since`` is a UTC instant; ``with_person`` is a name to show, not an id."""

    id: VisitId
    patient_id: PatientId
    day: date
    at: time | None
    reason: str
    state: VisitState
    state_since: datetime
    with_person: str = ""
    version: int = 1
