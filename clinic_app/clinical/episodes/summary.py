"""What a log adds up to in a period: how often, how long, on what trigger, in which state, held, side, time of day.

Every share comes with its denominator: events of which that was told. What was not told is counted as not told.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import median
from typing import TypeVar

from clinic_app.clinical.episodes.weeks import SpanCount, Step, weekly
from clinic_app.domain.episodes import DayPart, EpisodeEvent

_K = TypeVar("_K")

#: Stands for what nobody told, in every table.
NOT_TOLD = ""
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Share:
    """``part`` of ``whole`` events of which this was told."""

    part: int
    whole: int


@dataclass(frozen=True, slots=True)
class LogSummary:
    """One period of a log.

    Attributes:
        first, last: its days, both counted.
        events: how many events, a line without a number counted as one.
        uncounted: lines among them without a number.
        logged_weeks: weeks of which any line speaks; a week without a log is in no average.
        logged_days: days of the period that lie in these weeks.
        weeks: every week of the period.
        longest_s, median_s: of the lengths that were told, in seconds; ``None`` where none was.
        lines: lines that tell of events, not of a day without one.
        lengths: of how many of them a length was told.
        triggers: events by trigger and state, ``NOT_TOLD`` included. An event with two triggers stands in both.
        by_trigger, by_state: events by trigger and by state, once for each that was told.
        held, side: events by code, ``NOT_TOLD`` included.
        day_parts: events by part of the day; the key ``None`` where nobody knows.
        runs: events that came in a run.
    """

    first: date
    last: date
    events: int
    uncounted: int
    logged_weeks: int
    logged_days: int
    weeks: tuple[SpanCount, ...]
    longest_s: int | None
    median_s: float | None
    lines: int
    lengths: int
    triggers: Mapping[tuple[str, str], int]
    by_trigger: Mapping[str, int]
    by_state: Mapping[str, int]
    held: Mapping[str, int]
    side: Mapping[str, int]
    day_parts: Mapping[DayPart | None, int]
    runs: int

    @property
    def days(self) -> int:
        """Length of the period in days."""
        return (self.last - self.first).days + 1

    @property
    def a_week(self) -> float | None:
        """Events in seven days of logged weeks, on average; ``None`` where no week was logged.

        A week that the period cuts counts with the days that lie in it.
        """
        return self.events * _WEEK / self.logged_days if self.logged_days else None

    def share_held(self, code: str) -> Share:
        """Share of a code of ``held`` among the events where holding was tried and told."""
        tried = {key: count for key, count in self.held.items() if key not in {NOT_TOLD, "not_tried", "unknown"}}
        return Share(tried.get(code, 0), sum(tried.values()))

    def share_side(self, code: str) -> Share:
        """Share of a side among the events of which the side was told."""
        told = {key: count for key, count in self.side.items() if key not in {NOT_TOLD, "unclear"}}
        return Share(told.get(code, 0), sum(told.values()))


def summarise(events: Iterable[EpisodeEvent], first: date, last: date) -> LogSummary:
    """Add up the lines that begin in ``first`` to ``last``, both counted.

    Whether a week was logged is a matter of the whole log: a line of the same week outside the period counts for it.
    """
    told = tuple(events)
    chosen = [event for event in told if first <= event.when.day <= last]
    happened = [(event, _weight(event)) for event in chosen if event.happened]
    lengths = [event.seen.longest_s for event, _count in happened if event.seen.longest_s is not None]
    logged = {week.first for week in weekly(told, Step.WEEK.last_of(last)) if week.logged}
    weeks = tuple(replace(week, logged=week.first in logged) for week in weekly(chosen, last, first))
    return LogSummary(
        first=first,
        last=last,
        events=sum(count for _event, count in happened),
        uncounted=sum(event.count is None for event, _count in happened),
        logged_weeks=sum(week.logged for week in weeks),
        logged_days=sum((min(week.last, last) - max(week.first, first)).days + 1 for week in weeks if week.logged),
        weeks=weeks,
        longest_s=max(lengths, default=None),
        median_s=median(lengths) if lengths else None,
        lines=len(happened),
        lengths=len(lengths),
        triggers=_pairs(happened),
        by_trigger=_tally((code, count) for event, count in happened for code in event.seen.triggers or (NOT_TOLD,)),
        by_state=_tally((code, count) for event, count in happened for code in event.seen.states or (NOT_TOLD,)),
        held=_tally((event.seen.held, count) for event, count in happened),
        side=_tally((event.seen.side, count) for event, count in happened),
        day_parts=_tally((event.when.time.day_part, count) for event, count in happened),
        runs=sum(count for event, count in happened if event.in_run),
    )


def last_days(events: Iterable[EpisodeEvent], until: date, days: int) -> LogSummary:
    """The ``days`` up to ``until``."""
    return summarise(events, until - timedelta(days=days - 1), until)


def _weight(event: EpisodeEvent) -> int:
    total = event.total
    return 1 if total is None else total


def _tally(pairs: Iterable[tuple[_K, int]]) -> dict[_K, int]:
    counts: Counter[_K] = Counter()
    for key, count in pairs:
        counts[key] += count
    return dict(counts)


def _pairs(happened: Iterable[tuple[EpisodeEvent, int]]) -> dict[tuple[str, str], int]:
    return _tally(
        ((trigger, state), count)
        for event, count in happened
        for trigger in event.seen.triggers or (NOT_TOLD,)
        for state in event.seen.states or (NOT_TOLD,)
    )
