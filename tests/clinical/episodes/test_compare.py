"""Two periods beside each other: denominators add up, a period equals itself, silence is never a number."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_app.clinical.episodes.compare import Amount, Compared, Measure, Period, compare, since_and_before
from clinic_app.clinical.episodes.hours import by_hour
from clinic_app.domain.episodes import ClockKind, DayPart, EpisodeEvent, EventTime, TimeOfDay
from tests.clinical.episodes.logs import MONDAY, event

FORTNIGHT = Period(MONDAY, MONDAY + timedelta(days=13))
NEXT = Period(MONDAY + timedelta(days=14), MONDAY + timedelta(days=27))

times = st.one_of(
    st.just(TimeOfDay()),
    st.builds(TimeOfDay, st.just(ClockKind.PART), st.none(), st.sampled_from(DayPart)),
    st.builds(TimeOfDay, st.sampled_from((ClockKind.EXACT, ClockKind.ABOUT)), st.integers(0, 1439)),
)


@st.composite
def lines(draw) -> EpisodeEvent:
    made = event(
        MONDAY + timedelta(days=draw(st.integers(0, 27))),
        draw(st.none() | st.integers(0, 12)),
        held=draw(st.sampled_from(("", "yes", "partly", "no", "not_tried", "unknown"))),
        side=draw(st.sampled_from(("", "right_only", "left_only", "symmetric", "unclear"))),
        triggers=draw(st.sampled_from(((), ("cold",), ("limb_stretch",)))),
        states=draw(st.sampled_from(((), ("crying",), ("awake_quiet",)))),
        longest_s=draw(st.none() | st.integers(0, 90)),
    )
    return replace(made, when=EventTime(made.when.day, time=draw(times)))


logs = st.lists(lines(), max_size=30)


def of(found, measure: Measure) -> list[Compared]:
    return [line for line in found.lines if line.measure is measure]


@given(logs)
def test_the_denominators_add_up_to_all_events(events: list[EpisodeEvent]) -> None:
    found = compare(events, FORTNIGHT, NEXT)
    for summary, side in ((found.before, "before"), (found.after, "after")):
        for measure in (Measure.HELD, Measure.SIDE, Measure.TRIGGER, Measure.STATE, Measure.DAY_PART):
            amounts: list[Amount] = [getattr(line, side) for line in of(found, measure)]
            for amount in amounts:
                assert amount.whole + amount.not_told + amount.not_tried == summary.events
            known = [amount.value for amount in amounts if amount.value is not None]
            if known:
                assert sum(known) == amounts[0].whole
        (longest,) = of(found, Measure.LONGEST)
        told: Amount = getattr(longest, side)
        assert told.whole + told.not_told == summary.lines


@given(logs)
def test_a_period_beside_itself_is_equal(events: list[EpisodeEvent]) -> None:
    found = compare(events, FORTNIGHT, FORTNIGHT)
    assert found.before == found.after
    assert all(line.before == line.after for line in found.lines)


@given(logs)
def test_time_of_day_counts_every_event_once(events: list[EpisodeEvent]) -> None:
    found = compare(events, FORTNIGHT, NEXT)
    assert by_hour(events, FORTNIGHT.first, FORTNIGHT.last).total == found.before.events


def test_a_period_without_a_log_is_no_number() -> None:
    found = compare([event(MONDAY, 4, held="yes", side="left_only", longest_s=5)], FORTNIGHT, NEXT)
    assert all(line.after.value is None for line in found.lines)
    assert of(found, Measure.EVENTS)[0].after == Amount(None, 0, 14)


def test_days_with_none_told_are_a_zero_and_no_share() -> None:
    found = compare([event(MONDAY, 0)], FORTNIGHT, NEXT)
    assert of(found, Measure.EVENTS)[0].before == Amount(0, 7, 7)
    assert of(found, Measure.HELD)[0].before == Amount(None, 0)


def test_a_week_that_is_cut_counts_with_its_days() -> None:
    days = [event(MONDAY + timedelta(days=day), 2) for day in range(28)]
    cut = Period(MONDAY + timedelta(days=3), MONDAY + timedelta(days=16))
    found = compare(days, cut, FORTNIGHT)
    (line,) = of(found, Measure.A_WEEK)
    assert (line.before.value, line.after.value) == (14, 14)
    short = compare(days, Period(MONDAY, MONDAY + timedelta(days=2)), FORTNIGHT)
    assert of(short, Measure.A_WEEK)[0].before.value is None


def test_lines_that_reach_over_the_end_are_counted_where_they_begin_and_named() -> None:
    line = event(MONDAY + timedelta(days=12), 8, last_day=MONDAY + timedelta(days=15))
    found = compare([line], FORTNIGHT, NEXT)
    assert (found.before.events, found.after.events, found.reaching) == (8, 0, 1)


def test_since_a_visit_and_as_long_before() -> None:
    day = MONDAY + timedelta(days=9)
    before, after = since_and_before(day, day + timedelta(days=5)) or pytest.fail("no day has passed")
    assert (before.last, after.first) == (day, day + timedelta(days=1))
    assert before.days == after.days == 5
    assert since_and_before(day, day) is None


def test_a_period_ends_after_it_begins() -> None:
    with pytest.raises(ValueError, match="ends"):
        Period(MONDAY, MONDAY - timedelta(days=1))


def test_hours_of_the_clock_parts_and_nobody_knows() -> None:
    def at(time: TimeOfDay, count: int) -> EpisodeEvent:
        return replace(event(MONDAY, count), when=EventTime(MONDAY, time=time))

    told = [
        at(TimeOfDay(ClockKind.EXACT, 7 * 60 + 59), 2),
        at(TimeOfDay(ClockKind.ABOUT, 19 * 60), 3),
        at(TimeOfDay(ClockKind.PART, part=DayPart.MORNING), 4),
        at(TimeOfDay(), 5),
    ]
    found = by_hour([*told, event(MONDAY, None)], MONDAY, MONDAY)
    assert (found.exact[7], found.about[19], found.parts[DayPart.MORNING], found.unknown) == (2, 3, 4, 6)
