"""Two periods of a log beside each other: every number with what it is of, and with how many events did not tell."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from clinic_app.clinical.episodes.summary import NOT_TOLD, LogSummary, summarise
from clinic_app.domain.episodes import DayPart, EpisodeEvent

_WEEK = 7
_UNHELD = "not_tried"
_UNKNOWN = "unknown"
_UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Period:
    """Days of a log, both counted."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("a period ends on its first day or later")

    @property
    def days(self) -> int:
        """How many days."""
        return (self.last - self.first).days + 1


class Measure(StrEnum):
    """What is compared."""

    EVENTS = "events"  # whole: days in weeks with a log
    A_WEEK = "a_week"  # whole: days in weeks with a log
    LONGEST = "longest"  # seconds; whole: lines with a length
    MEDIAN = "median"  # seconds; whole: lines with a length
    HELD = "held"
    SIDE = "side"
    TRIGGER = "trigger"
    STATE = "state"
    DAY_PART = "day_part"
    RUN = "run"

    @property
    def is_share(self) -> bool:
        """Whether the value is a part of the whole."""
        return self not in {Measure.EVENTS, Measure.A_WEEK, Measure.LONGEST, Measure.MEDIAN}


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with what it is of.

    Attributes:
        value: ``None`` where there is none: nothing logged, nothing told, or too short to say.
        whole: what the value is of; see ``Measure``. For shares: events of which this was told.
        not_told: events (days for ``EVENTS``, lines for lengths) that are not in ``whole`` because nobody told.
        not_tried: events that are not in ``whole`` because holding was not tried; only for ``HELD``.
    """

    value: float | None
    whole: int
    not_told: int = 0
    not_tried: int = 0


@dataclass(frozen=True, slots=True)
class Compared:
    """One line. ``code`` is the answer that is counted, empty for the numbers that have none."""

    measure: Measure
    code: str
    before: Amount
    after: Amount


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two periods.

    Attributes:
        before, after: each added up.
        lines: what is compared; codes that either of the two tells, each once.
        reaching: lines of the log that reach over the end of a period; they count where they begin.
    """

    before: LogSummary
    after: LogSummary
    lines: tuple[Compared, ...]
    reaching: int


def since_and_before(day: date, today: date) -> tuple[Period, Period] | None:
    """As long a time up to ``day`` as has passed since, and the time since; ``day`` itself is in the first.

    ``None`` where no day has passed.
    """
    length = (today - day).days
    if length <= 0:
        return None
    return Period(day - timedelta(days=length - 1), day), Period(day + timedelta(days=1), today)


def compare(events: Iterable[EpisodeEvent], before: Period, after: Period) -> Comparison:
    """Set two periods of a log beside each other. They may overlap, and may be the same."""
    told = tuple(events)
    then, now = (summarise(told, one.first, one.last) for one in (before, after))
    lines = tuple(line for make in _MAKERS for line in make(then, now))
    return Comparison(then, now, lines, sum(_reaches(event, (before, after)) for event in told))


def _reaches(event: EpisodeEvent, periods: tuple[Period, ...]) -> bool:
    return event.happened and any(one.first <= event.when.day <= one.last < event.when.until for one in periods)


def _frequency(then: LogSummary, now: LogSummary) -> Iterator[Compared]:
    yield Compared(Measure.EVENTS, "", _events(then), _events(now))
    yield Compared(Measure.A_WEEK, "", _a_week(then), _a_week(now))


def _events(one: LogSummary) -> Amount:
    return Amount(one.events if one.logged_days else None, one.logged_days, one.days - one.logged_days)


def _a_week(one: LogSummary) -> Amount:
    """Nothing is said of a week from less than one."""
    value = one.a_week if one.logged_days >= _WEEK else None
    return Amount(value, one.logged_days, one.days - one.logged_days)


def _lengths(then: LogSummary, now: LogSummary) -> Iterator[Compared]:
    yield Compared(
        Measure.LONGEST,
        "",
        Amount(then.longest_s, then.lengths, then.lines - then.lengths),
        Amount(now.longest_s, now.lengths, now.lines - now.lengths),
    )
    yield Compared(
        Measure.MEDIAN,
        "",
        Amount(then.median_s, then.lengths, then.lines - then.lengths),
        Amount(now.median_s, now.lengths, now.lines - now.lengths),
    )


def _held(then: LogSummary, now: LogSummary) -> Iterator[Compared]:
    for code in ("yes", "partly", "no"):
        yield Compared(Measure.HELD, code, _held_amount(then, code), _held_amount(now, code))


def _held_amount(one: LogSummary, code: str) -> Amount:
    share = one.share_held(code)
    not_told = one.held.get(NOT_TOLD, 0) + one.held.get(_UNKNOWN, 0)
    return Amount(share.part if share.whole else None, share.whole, not_told, one.held.get(_UNHELD, 0))


def _sides(then: LogSummary, now: LogSummary) -> Iterator[Compared]:
    yield from _shares(Measure.SIDE, then.side, now.side, then.events, now.events, {NOT_TOLD, _UNCLEAR})


def _triggers(then: LogSummary, now: LogSummary) -> Iterator[Compared]:
    yield from _shares(Measure.TRIGGER, then.by_trigger, now.by_trigger, then.events, now.events, {NOT_TOLD})


def _states(then: LogSummary, now: LogSummary) -> Iterator[Compared]:
    yield from _shares(Measure.STATE, then.by_state, now.by_state, then.events, now.events, {NOT_TOLD})


def _parts(then: LogSummary, now: LogSummary) -> Iterator[Compared]:
    before, after = (
        {NOT_TOLD if part is None else part: n for part, n in one.day_parts.items()} for one in (then, now)
    )
    known = [part for part in DayPart if part in before or part in after]
    yield from _shares(Measure.DAY_PART, before, after, then.events, now.events, {NOT_TOLD}, order=known)


def _by_part(one: LogSummary) -> dict[str, int]:
    return {NOT_TOLD if part is None else str(part): count for part, count in one.day_parts.items()}


def _runs(then: LogSummary, now: LogSummary) -> Iterator[Compared]:
    if then.runs or now.runs:
        yield Compared(
            Measure.RUN,
            "",
            Amount(then.runs if then.events else None, then.events),
            Amount(now.runs if now.events else None, now.events),
        )


def _shares(
    measure: Measure,
    before: Mapping[str, int],
    after: Mapping[str, int],
    then: int,
    now: int,
    untold: set[str],
    order: Iterable[str] = (),
) -> Iterator[Compared]:
    """Each code that either tells, the most frequent of both together first."""
    codes = list(order) or sorted(
        {*before, *after} - untold, key=lambda code: (-(before.get(code, 0) + after.get(code, 0)), code)
    )
    for code in codes:
        yield Compared(measure, code, _share(before, code, then, untold), _share(after, code, now, untold))


def _share(counts: Mapping[str, int], code: str, events: int, untold: set[str]) -> Amount:
    not_told = sum(counts.get(one, 0) for one in untold)
    whole = events - not_told
    return Amount(counts.get(code, 0) if whole else None, whole, not_told)


_MAKERS = (_frequency, _lengths, _held, _sides, _triggers, _states, _parts, _runs)
