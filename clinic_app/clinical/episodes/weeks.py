"""Events by week, day or month. A week that nobody logged is not a week without events, and is never counted as one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from clinic_app.domain.episodes import EpisodeEvent

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_DECEMBER = 12


class Step(StrEnum):
    """What one bar stands for."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"

    def first_of(self, day: date) -> date:
        """The first day of the span that ``day`` lies in."""
        if self is Step.DAY:
            return day
        return monday_of(day) if self is Step.WEEK else day.replace(day=1)

    def last_of(self, day: date) -> date:
        """The last day of the span that ``day`` lies in."""
        if self is Step.DAY:
            return day
        if self is Step.WEEK:
            return monday_of(day) + _WEEK - _DAY
        if day.month == _DECEMBER:
            return day.replace(day=31)
        return day.replace(month=day.month + 1, day=1) - _DAY


@dataclass(frozen=True, slots=True)
class SpanCount:
    """One week (from its Monday), day or month.

    Attributes:
        first, last: its days, both counted.
        exact: events that somebody counted, day by day.
        about: events from guesses and from sums told for several days.
        uncounted: lines that tell of events without a number; each is at least one more.
        logged: whether any line, also one that says "none", speaks of this span.
        unfinished: the span still runs.
    """

    first: date
    last: date
    exact: int = 0
    about: int = 0
    uncounted: int = 0
    logged: bool = False
    unfinished: bool = False

    @property
    def told(self) -> int:
        """Every event that a number was told for."""
        return self.exact + self.about

    @property
    def at_least(self) -> int:
        """Fewest events that the log speaks of."""
        return self.told + self.uncounted


def monday_of(day: date) -> date:
    """The first day of the week of ``day``."""
    return day - timedelta(days=day.weekday())


def weekly(events: Iterable[EpisodeEvent], until: date, since: date | None = None) -> tuple[SpanCount, ...]:
    """Every week from the first line (or from ``since``) to the week of ``until``; nothing where neither is given."""
    return counted(events, until, since, Step.WEEK)


def counted(
    events: Iterable[EpisodeEvent], until: date, since: date | None = None, step: Step = Step.WEEK
) -> tuple[SpanCount, ...]:
    """Every span from the first line (or from ``since``) to that of ``until``; nothing where neither is given."""
    tally: dict[date, _Tally] = {}
    for event in events:
        for first, days in _spans_of(event, until, step):
            if first not in tally:
                tally[first] = _Tally()
            tally[first].add(event, days)
    starts = [*tally, *([step.first_of(since)] if since is not None else [])]
    if not starts:
        return ()
    spans, first = [], min(starts) if since is None else step.first_of(since)
    while first <= until:
        last = step.last_of(first)
        spans.append(tally.get(first, _Tally()).span(first, last, until))
        first = last + _DAY
    return tuple(spans)


def _spans_of(event: EpisodeEvent, until: date, step: Step) -> Iterator[tuple[date, int]]:
    """The spans that a line speaks of, with how many of its days lie in each; days after ``until`` are left out."""
    day = event.when.day
    if event.when.last_day is None:  # nearly every line of a log of thousands
        if day <= until:
            yield step.first_of(day), 1
        return
    last = min(event.when.last_day, until)
    while day <= last:
        end = min(last, step.last_of(day))
        yield step.first_of(day), (end - day).days + 1
        day = end + _DAY


@dataclass(slots=True)
class _Tally:
    """Running sums of one span; parts of a sum over several spans are rounded at the end."""

    exact: int = 0
    about: float = 0.0
    uncounted: int = 0
    logged: bool = False

    def add(self, event: EpisodeEvent, days: int) -> None:
        self.logged = True
        if event.count is None:
            self.uncounted += 1
        elif event.count_about or event.when.about or event.when.last_day is not None:
            self.about += days * (event.count if event.per_day else event.count / event.when.days)
        else:
            self.exact += event.count

    def span(self, first: date, last: date, until: date) -> SpanCount:
        return SpanCount(first, last, self.exact, round(self.about), self.uncounted, self.logged, last > until)
