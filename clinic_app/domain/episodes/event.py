"""One entry of an episode's log: events that somebody told of, as they told it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NewType

from clinic_app.domain.answers import Answer, Answers, ItemKey
from clinic_app.domain.episodes.when import EventTime
from clinic_app.domain.errors import UserError
from clinic_app.domain.people import PersonId

EventId = NewType("EventId", str)

#: So many in one day are asked again (and kept when they are meant); so many nobody counts.
MANY_A_DAY, MOST_A_DAY = 100, 50_000
#: 30 days in seconds: nothing that is told as one event is longer.
LONGEST_S = 2_592_000


@dataclass(frozen=True, slots=True)
class Seen:
    """What the quick line asks of an event, in codes of the field registry. Empty where nobody said.

    Attributes:
        longest_s: length of the longest, in seconds.
        triggers: codes of ``ep_triggers``.
        states: codes of ``ep_states``.
        held: a code of ``ep_suppressible``: does it stop when held.
        side: a code of ``ep_side``, the child's own.
    """

    longest_s: int | None = None
    triggers: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    held: str = ""
    side: str = ""


@dataclass(frozen=True, slots=True)
class EpisodeEvent:
    """Events told in one line.

    Attributes:
        count: how many; 0 says that there were none that day, ``None`` that there were some and nobody counted.
        count_about: the number is a guess.
        per_day: the number is for each day of ``when``, not for all of them.
        in_run: they came in one run, one after another.
        seen: what the quick line asks.
        described: everything else of the vocabulary, for the event that was described in full.
        told_by: who told it (``mother``).
        note: free words.
        version: 1 when it was logged; one more with each change.
    """

    id: EventId
    when: EventTime
    count: int | None = None
    count_about: bool = False
    per_day: bool = False
    in_run: bool = False
    seen: Seen = Seen()
    described: Answers = field(default_factory=dict)
    told_by: str = ""
    note: str = ""
    version: int = 1

    @property
    def happened(self) -> bool:
        """Whether this line tells of an event, not of a day without one."""
        return self.count != 0

    @property
    def total(self) -> int | None:
        """How many in all, ``None`` when nobody counted."""
        if self.count is None:
            return None
        return self.count * self.when.days if self.per_day else self.count

    @property
    def most_a_day(self) -> float | None:
        """How many on one day, as far as the line tells it."""
        if self.count is None:
            return None
        return float(self.count) if self.per_day else self.count / self.when.days

    def checked(self) -> "EpisodeEvent":
        """The same. Raises ``UserError`` with its field for a number that cannot be."""
        if self.count is not None and not 0 <= self.count <= MOST_A_DAY:
            raise UserError(f"{self.count} is not a number of events: 0 to {MOST_A_DAY}.", "count")
        if self.seen.longest_s is not None and not 0 <= self.seen.longest_s <= LONGEST_S:
            raise UserError("A length is given in seconds, from 0 to 2592000 (30 days).", "longest")
        return self

    def to_json(self) -> dict[str, Any]:
        """Everything that can change, for the history of changes."""
        when, seen = self.when, self.seen
        return {
            "day": when.day.isoformat(),
            "last_day": when.last_day.isoformat() if when.last_day is not None else None,
            "about": when.about,
            "time": str(when.time),
            "count": self.count,
            "count_about": self.count_about,
            "per_day": self.per_day,
            "in_run": self.in_run,
            "longest_s": seen.longest_s,
            "triggers": list(seen.triggers),
            "states": list(seen.states),
            "held": seen.held,
            "side": seen.side,
            "described": described_json(self.described),
            "told_by": self.told_by,
            "note": self.note,
        }


@dataclass(frozen=True, slots=True)
class PastEvent:
    """An event as it stood before somebody changed or removed it. Kept for ever.

    Attributes:
        version: the version that was replaced.
        what: ``changed``, ``removed`` or ``restored``.
        content: as ``EpisodeEvent.to_json``.
    """

    event_id: EventId
    version: int
    what: str
    person_id: PersonId
    person_name: str
    at: datetime
    content: dict[str, Any]


def described_json(described: Answers) -> dict[str, Any]:
    """The description as JSON, by item and side."""
    return {str(key): answer.to_json() for key, answer in described.items()}


def described_of(doc: dict[str, Any]) -> dict[ItemKey, Answer]:
    """Read back what ``described_json`` wrote."""
    return {ItemKey.parse(key): Answer.from_json(answer) for key, answer in doc.items()}
