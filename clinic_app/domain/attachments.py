"""Clips and pictures that belong to a child's episodes, and what is known about them."""

from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from clinic_app.domain.episodes import EpisodeId, EventId
from clinic_app.domain.people import PatientId

AttachmentId = NewType("AttachmentId", str)


@dataclass(frozen=True, slots=True)
class ClipFacts:
    """What the file itself says. ``taken_at`` is the phone's own clock, in its own words, and may be wrong.

    Attributes:
        kind: ``clip`` or ``picture``.
        width, height: in pixels, as the file holds them.
        duration_ms: length in milliseconds; 0 for a picture.
    """

    kind: str
    format: str
    codec: str
    width: int
    height: int
    duration_ms: int
    frames_per_s: float
    taken_at: str = ""


@dataclass(frozen=True, slots=True)
class ClipMark:
    """A moment in a clip that somebody marked."""

    at_ms: int
    text: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """One clip or picture. Its bytes lie encrypted beside the database.

    Attributes:
        event_id: the event that it shows; ``None`` for the episode as a whole.
        sha256: digest of its bytes, 64 hex digits.
        thumbnail: a small JPEG, upright.
        turn: quarter turns clockwise that a person added.
        seen: whether a clinician has watched it.
        missing: its file is not there any more.
    """

    id: AttachmentId
    patient_id: PatientId
    episode_id: EpisodeId
    event_id: EventId | None
    facts: ClipFacts
    size: int
    sha256: str
    thumbnail: bytes
    added_by: str
    added_at: datetime
    note: str = ""
    turn: int = 0
    seen: bool = False
    marks: tuple[ClipMark, ...] = ()
    missing: bool = False
    version: int = 1

    @property
    def duration_s(self) -> float:
        """Length in seconds."""
        return self.facts.duration_ms / 1000
