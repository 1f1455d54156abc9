"""When in the day events were, as surely as it was told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from clinic_app.domain.episodes import ClockKind, DayPart, EpisodeEvent

_HOURS = 24


@dataclass(frozen=True, slots=True)
class HourCounts:
    """Events by time of day; each stands in exactly one place.

    Attributes:
        exact, about: by hour of the clock, 24 each.
        parts: told as a part of the day only.
        unknown: nobody knows when.
    """

    exact: tuple[int, ...]
    about: tuple[int, ...]
    parts: Mapping[DayPart, int]
    unknown: int

    @property
    def total(self) -> int:
        """Every event."""
        return sum(self.exact) + sum(self.about) + sum(self.parts.values()) + self.unknown


def by_hour(events: Iterable[EpisodeEvent], first: date, last: date) -> HourCounts:
    """Count the lines that begin in ``first`` to ``last``; a line without a number counts as one event."""
    clocks = {ClockKind.EXACT: [0] * _HOURS, ClockKind.ABOUT: [0] * _HOURS}
    parts = dict.fromkeys(DayPart, 0)
    unknown = 0
    for event in events:
        if not event.happened or not first <= event.when.day <= last:
            continue
        time, total = event.when.time, event.total
        count = 1 if total is None else total
        if time.minute is not None:
            clocks[time.kind][time.minute // 60] += count
        elif time.part is not None:
            parts[time.part] += count
        else:
            unknown += count
    return HourCounts(tuple(clocks[ClockKind.EXACT]), tuple(clocks[ClockKind.ABOUT]), parts, unknown)
