"""What a period adds up to, with the denominator of every share."""

from dataclasses import replace
from datetime import timedelta

from clinic_app.clinical.episodes.summary import NOT_TOLD, Share, last_days, summarise
from clinic_app.domain.episodes import ClockKind, DayPart, EventTime, TimeOfDay
from tests.clinical.episodes.logs import MONDAY, event

LAST = MONDAY + timedelta(days=20)


def test_shares_are_of_those_that_were_told() -> None:
    events = [
        event(MONDAY, 6, held="yes", side="right_only", triggers=("limb_stretch",), states=("awake_quiet",)),
        event(MONDAY, 2, held="no", side="symmetric", triggers=("cold", "crying"), states=("crying",)),
        event(MONDAY, 3, held="not_tried", side="unclear"),
        event(MONDAY, None),
    ]
    found = summarise(events, MONDAY, LAST)
    assert (found.events, found.uncounted) == (12, 1)
    assert found.share_held("yes") == Share(6, 8)
    assert found.share_side("right_only") == Share(6, 8)
    assert found.held == {"yes": 6, "no": 2, "not_tried": 3, NOT_TOLD: 1}
    assert found.triggers[("cold", "crying")] == found.triggers[("crying", "crying")] == 2
    assert found.by_trigger[NOT_TOLD] == 4


def test_no_share_is_made_of_nothing() -> None:
    found = summarise([event(MONDAY, 2)], MONDAY, LAST)
    assert found.share_held("yes") == Share(0, 0)
    assert found.longest_s is None
    assert found.median_s is None
    assert summarise([], MONDAY, LAST).a_week is None


def test_weeks_without_a_log_are_in_no_average() -> None:
    found = summarise([event(MONDAY, 4), event(MONDAY + timedelta(days=14), 2)], MONDAY, LAST)
    assert (found.logged_weeks, found.a_week) == (2, 3)


def test_a_day_with_none_is_logged_and_no_event() -> None:
    found = summarise([event(MONDAY, 0, held="no")], MONDAY, LAST)
    assert (found.events, found.logged_weeks, found.held) == (0, 1, {})


def test_lengths_and_time_of_day() -> None:
    clock = EventTime(MONDAY, time=TimeOfDay(ClockKind.EXACT, 7 * 60))
    morning = [event(MONDAY, 2, longest_s=length) for length in (4, 6, 12)]
    found = summarise([*(replace(one, when=clock) for one in morning), event(MONDAY, 1)], MONDAY, LAST)
    assert (found.longest_s, found.median_s, found.lengths) == (12, 6, 3)
    assert found.day_parts == {DayPart.MORNING: 6, None: 1}


def test_a_period_has_both_its_ends() -> None:
    events = [event(MONDAY + timedelta(days=day), 1) for day in range(10)]
    assert last_days(events, MONDAY + timedelta(days=6), 7).events == 7
    assert summarise(events, MONDAY + timedelta(days=3), MONDAY + timedelta(days=4)).days == 2
