"""Events by week. A week that nobody logged is not a week without events, and is never counted as one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from clinic_app.domain.episodes import EpisodeEvent

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class WeekCount:
    """One week, from its Monday.

    Attributes:
        exact: events that somebody counted, day by day.
        about: events from guesses and from sums told for several days.
        uncounted: lines that tell of events without a number; each is at least one more.
        logged: whether any line, also one that says "none", speaks of this week.
        unfinished: the week still runs.
    """

    monday: date
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


def weekly(events: Iterable[EpisodeEvent], until: date, since: date | None = None) -> tuple[WeekCount, ...]:
    """Every week from the first line (or from ``since``) to the week of ``until``; nothing where neither is given."""
    tally: dict[date, _Tally] = {}
    for event in events:
        for monday, days in _weeks_of(event, until):
            tally.setdefault(monday, _Tally()).add(event, days)
    starts = [*tally, *([monday_of(since)] if since is not None else [])]
    if not starts:
        return ()
    weeks, monday = [], min(starts) if since is None else monday_of(since)
    while monday <= until:
        weeks.append(tally.get(monday, _Tally()).week(monday, until))
        monday += _WEEK
    return tuple(weeks)


def _weeks_of(event: EpisodeEvent, until: date) -> Iterable[tuple[date, int]]:
    """The weeks that a line speaks of, with how many of its days lie in each; days after ``until`` are left out."""
    day, last = event.when.day, min(event.when.until, until)
    while day <= last:
        monday = monday_of(day)
        end = min(last, monday + _WEEK - timedelta(days=1))
        yield monday, (end - day).days + 1
        day = end + timedelta(days=1)


@dataclass(slots=True)
class _Tally:
    """Running sums of one week; parts of a sum over several weeks are rounded at the end."""

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

    def week(self, monday: date, until: date) -> WeekCount:
        unfinished = monday + _WEEK - timedelta(days=1) > until
        return WeekCount(monday, self.exact, round(self.about), self.uncounted, self.logged, unfinished)
