"""Movement episodes: a thread the family gave a name, and the events told of it."""

from dataclasses import dataclass
from datetime import date
from typing import NewType

from clinic_app.domain.people import PatientId

EpisodeId = NewType("EpisodeId", str)


@dataclass(frozen=True, slots=True)
class EpisodeEvent:
    """Events told for one day. ``count`` and ``longest_s`` are ``None`` when nobody said."""

    id: str
    day: date
    confidence: str = "exact"
    count: int | None = None
    longest_s: int | None = None
    trigger: str = ""
    state: str = ""
    held: str = ""
    side: str = ""
    told_by: str = ""


@dataclass(frozen=True, slots=True)
class Episode:
    """One thread of events, named in the family's words."""

    id: EpisodeId
    patient_id: PatientId
    title: str
    first_seen: date | None
    status: str = "active"
    events: tuple[EpisodeEvent, ...] = ()
