"""Events by week: what is counted, what is about, and what nobody logged."""

import itertools
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from clinic_app.clinical.episodes.weeks import weekly
from tests.clinical.episodes.logs import MONDAY, event, weeks_of

WEEK = timedelta(days=7)


def test_a_week_without_a_log_is_not_a_week_without_events() -> None:
    found = weekly(weeks_of(5, None, 0, 2), MONDAY + 3 * WEEK)
    assert [(week.logged, week.at_least) for week in found] == [(True, 5), (False, 0), (True, 0), (True, 2)]


def test_the_running_week_is_marked_until_its_sunday() -> None:
    events = weeks_of(1)
    assert weekly(events, MONDAY + timedelta(days=5))[0].unfinished
    assert not weekly(events, MONDAY + timedelta(days=6))[0].unfinished


def test_ten_a_day_since_monday_is_about_that_many() -> None:
    since = event(MONDAY, 10, last_day=MONDAY + timedelta(days=8), per_day=True, count_about=True)
    first, second = weekly([since], MONDAY + timedelta(days=8))
    assert (first.about, second.about) == (70, 20)
    assert first.exact == second.exact == 0


def test_a_sum_over_two_weeks_is_shared_by_days() -> None:
    sunday = MONDAY + timedelta(days=6)
    first, second = weekly([event(sunday, 8, last_day=sunday + timedelta(days=3))], sunday + timedelta(days=3))
    assert (first.about, second.about) == (2, 6)


def test_some_without_a_number_are_at_least_one() -> None:
    (week,) = weekly([event(MONDAY, None), event(MONDAY, 3)], MONDAY)
    assert (week.told, week.uncounted, week.at_least) == (3, 1, 4)


def test_nothing_is_drawn_where_nothing_was_told() -> None:
    assert weekly([], MONDAY) == ()
    assert [week.logged for week in weekly([], MONDAY, since=MONDAY - WEEK)] == [False, False]


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 40)), min_size=1, max_size=60))
def test_every_counted_event_stands_in_exactly_one_week(told: list[tuple[int, int]]) -> None:
    events = [event(MONDAY + timedelta(days=day), number) for day, number in told]
    found = weekly(events, MONDAY + timedelta(days=300))
    assert sum(week.exact for week in found) == sum(number for _day, number in told)
    assert {week.first.weekday() for week in found} == {0}
    assert [b.first - a.first for a, b in itertools.pairwise(found)] == [WEEK] * (len(found) - 1)


@given(st.integers(0, 40), st.integers(1, 60), st.integers(0, 60), st.booleans())
def test_what_comes_after_the_last_day_is_left_out(day: int, length: int, until: int, per_day: bool) -> None:
    start = MONDAY + timedelta(days=day)
    last = start + timedelta(days=length)
    found = weekly([event(start, 7, last_day=last, per_day=per_day)], MONDAY + timedelta(days=until))
    days = max(0, min(until, day + length) - day + 1)
    wanted = 7 * days if per_day else 7 * days / (length + 1)
    assert abs(sum(week.about for week in found) - wanted) <= len(found) / 2


def test_weeks_cross_a_year() -> None:
    found = weekly([event(date(2026, 12, 30), 1)], date(2027, 1, 10))
    assert [week.first for week in found] == [date(2026, 12, 28), date(2027, 1, 4)]
