"""The quick line of the log: what was typed in its fields becomes one event, or a sentence for one of them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from clinic_app.clinical.episodes.facts import HELD, SIDE, STATES, TRIGGERS
from clinic_app.domain.episodes import EpisodeEvent, EventId, EventTime, HowMany, Seen
from clinic_app.domain.errors import UserError
from clinic_app.services.episodes.events import check_event
from clinic_app.services.knowledge import Knowledge

DAY, TIME, COUNT, LONGEST, TOLD_BY = "day", "time", "count", "longest", "told_by"

_LENGTH: Final = re.compile(
    r"(?P<first>\d{1,7})\s*(?P<unit>s|sec|secs|m|min|mins|h)?(?:\s*:?\s*(?P<rest>\d{1,2})\s*s?)?"
)
_SECONDS: Final = {"": 1, "s": 1, "m": 60, "h": 3600}
_LENGTH_ACCEPTED: Final = "type seconds like 8, or 2 min, 1:30"


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the fields, as it was typed. ``codes`` are chosen codes by field id."""

    day: str
    time: str
    count: str
    longest: str
    codes: Mapping[str, tuple[str, ...]]
    told_by: str


def read_line(
    typed: Typed, before: EpisodeEvent, born: date, today: date, knowledge: Knowledge, *, day_first: bool = True
) -> EpisodeEvent:
    """The event that was typed. ``before`` gives the id and everything that the line does not ask.

    Raises ``UserError`` whose ``field`` is the field of the line, or the id of the field of the registry.
    """
    when = EventTime.parse(typed.day, typed.time, today, day_first=day_first)
    many = HowMany.parse(typed.count, COUNT)
    codes = typed.codes
    seen = Seen(
        read_length(typed.longest),
        codes.get(TRIGGERS, ()),
        codes.get(STATES, ()),
        next(iter(codes.get(HELD, ())), ""),
        next(iter(codes.get(SIDE, ())), ""),
    )
    if many.count == 0 and seen != Seen():
        raise UserError("A day without an event has no length, trigger or side: leave these empty.", COUNT)
    event = replace(
        before,
        when=when,
        count=many.count,
        count_about=many.about,
        per_day=many.per_day,
        in_run=many.in_run,
        seen=seen,
        told_by=" ".join(typed.told_by.split()),
    )
    return check_event(knowledge, event, born, today)


def new_event(event_id: EventId) -> EpisodeEvent:
    """What a new line starts from. Its day is replaced by the one that is typed."""
    return EpisodeEvent(event_id, EventTime(date.min))


def read_length(text: str, field: str = LONGEST) -> int | None:
    """Seconds from ``8``, ``8 s``, ``2 min``, ``1:30``; ``None`` for nothing and for ``?``.

    Raises ``UserError`` saying what is accepted.
    """
    plain = " ".join(text.lower().split())
    if plain in {"", "?"}:
        return None
    found = _LENGTH.fullmatch(plain)
    if found is None:
        raise UserError(f"“{text.strip()[:20]}” is not a length: {_LENGTH_ACCEPTED}.", field)
    unit = (found["unit"] or "")[:1]
    if found["rest"] is None:
        return int(found["first"]) * _SECONDS[unit]
    if unit not in {"", "m"} or int(found["rest"]) >= _SECONDS["m"] or (unit == "" and ":" not in plain):
        raise UserError(f"“{text.strip()[:20]}” is not a length: {_LENGTH_ACCEPTED}.", field)
    return int(found["first"]) * _SECONDS["m"] + int(found["rest"])


def tellers(events: Sequence[EpisodeEvent], usual: Sequence[str]) -> tuple[str, ...]:
    """Who told of events, the newest first, then who usually does; each once."""
    told = (event.told_by for event in reversed(events) if event.told_by)
    return tuple(dict.fromkeys((*told, *usual)))


def used_codes(events: Sequence[EpisodeEvent], field_id: str, newest: int = 300) -> tuple[str, ...]:
    """The codes of a field in the newest events, the most frequent first: these are offered first."""
    counts: dict[str, int] = {}
    for event in events[-newest:]:
        seen = event.seen
        chosen = {TRIGGERS: seen.triggers, STATES: seen.states, HELD: (seen.held,), SIDE: (seen.side,)}[field_id]
        for code in chosen:
            if code:
                counts[code] = counts.get(code, 0) + 1
    return tuple(sorted(counts, key=lambda code: -counts[code]))
