"""A thread of movement episodes that the family gave a name."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import NewType

from clinic_app.domain.episodes.event import EpisodeEvent
from clinic_app.domain.episodes.said import Said, SaidKind
from clinic_app.domain.errors import UserError
from clinic_app.domain.people import PatientId

EpisodeId = NewType("EpisodeId", str)

_LONGEST_TITLE = 80


class EpisodeStatus(StrEnum):
    """How a thread goes on. An open one is asked about at each visit."""

    ACTIVE = "active"
    FADING = "fading"
    RESOLVED = "resolved"
    BECAME = "became"  # something else, which has a thread of its own

    @property
    def is_open(self) -> bool:
        """Whether its events still count in what the rules see."""
        return self in {EpisodeStatus.ACTIVE, EpisodeStatus.FADING}


@dataclass(frozen=True, slots=True)
class Episode:
    """One thread.

    Attributes:
        title: what the family calls it.
        first_seen: the day it was first seen; ``None`` when nobody knows.
        became: the thread that it turned into, only for ``BECAME``.
        events: by day, oldest first.
        said: opinions, notes, advice and changes of status, oldest first.
    """

    id: EpisodeId
    patient_id: PatientId
    title: str
    first_seen: date | None
    status: EpisodeStatus = EpisodeStatus.ACTIVE
    became: EpisodeId | None = None
    events: tuple[EpisodeEvent, ...] = ()
    said: tuple[Said, ...] = ()
    version: int = 1

    def last(self, kind: SaidKind) -> Said | None:
        """The newest entry of a kind."""
        return next((one for one in reversed(self.said) if one.kind is kind), None)

    def renamed(self, title: str, first_seen: date | None) -> "Episode":
        """The same under another name. Raises ``UserError`` for an empty or an endless one."""
        return replace(self, title=checked_title(title), first_seen=first_seen, version=self.version + 1)


def checked_title(title: str) -> str:
    """A title without spare blanks. Raises ``UserError`` with the field ``title``."""
    plain = " ".join(title.split())
    if not plain or len(plain) > _LONGEST_TITLE:
        raise UserError(f"Give it the name that the family uses, up to {_LONGEST_TITLE} letters.", "title")
    return plain
