"""When an event was, as families say it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_app.domain.episodes import ClockKind, DayPart, EventTime, TimeOfDay
from clinic_app.domain.errors import UserError

TODAY = date(2026, 11, 18)  # a Wednesday


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("07:10", "07:10"),
        ("7", "07:00"),
        ("710", "07:10"),
        ("7.10", "07:10"),
        ("7pm", "19:00"),
        ("12am", "00:00"),
        ("12 pm", "12:00"),
        ("about 7", "about 7 h"),
        ("~19:30", "about 19:30"),
        ("about 19 h", "about 19 h"),
        ("morning", "morning"),
        ("mo", "morning"),
        ("n", "night"),
        ("?", "?"),
        ("", "?"),
    ],
)
def test_a_time_is_read_as_it_was_meant(typed: str, shown: str) -> None:
    assert str(TimeOfDay.parse(typed)) == shown


@pytest.mark.parametrize("typed", ["25", "7:60", "noonish", "13pm", "0pm", "-1", "7:1:2", "<b>"])
def test_what_is_no_time_says_what_is_accepted(typed: str) -> None:
    with pytest.raises(UserError, match="about 19, morning") as problem:
        TimeOfDay.parse(typed)
    assert problem.value.field == "time"


@given(st.integers(0, 1439), st.booleans())
def test_every_clock_time_comes_back(minute: int, about: bool) -> None:
    time = TimeOfDay(ClockKind.ABOUT if about else ClockKind.EXACT, minute)
    assert TimeOfDay.parse(str(time)) == time


@pytest.mark.parametrize(
    ("hour", "part"),
    [
        (5, "night"),
        (6, "morning"),
        (11, "morning"),
        (12, "afternoon"),
        (17, "afternoon"),
        (18, "evening"),
        (21, "evening"),
        (22, "night"),
    ],
)
def test_a_clock_time_lies_in_one_part_of_the_day(hour: int, part: str) -> None:
    assert TimeOfDay(ClockKind.EXACT, hour * 60).day_part is DayPart(part)


@pytest.mark.parametrize(
    ("typed", "day", "last", "about"),
    [
        ("", TODAY, None, False),
        ("17 nov", date(2026, 11, 17), None, False),
        ("about 3 nov", date(2026, 11, 3), None, True),
        ("monday", date(2026, 11, 16), None, False),
        ("wed", TODAY, None, False),
        ("thu", date(2026, 11, 12), None, False),
        ("since monday", date(2026, 11, 16), TODAY, False),
        ("9 nov to 15 nov", date(2026, 11, 9), date(2026, 11, 15), False),
        ("9 nov - 15 nov", date(2026, 11, 9), date(2026, 11, 15), False),
        ("since t", TODAY, None, False),
        ("2026-11-09", date(2026, 11, 9), None, False),
    ],
)
def test_a_day_or_days_are_read(typed: str, day: date, last: date | None, about: bool) -> None:
    assert EventTime.parse(typed, "", TODAY) == EventTime(day, last, about)


def test_an_end_before_its_start_is_named() -> None:
    with pytest.raises(UserError, match="ends on 9 Nov 2026, before it starts on 15 Nov 2026"):
        EventTime.parse("15 nov to 9 nov", "", TODAY)


def test_before_birth_and_in_the_future_are_refused() -> None:
    born = date(2026, 3, 14)
    assert EventTime(born).within(born, TODAY) == EventTime(born)
    assert EventTime(TODAY).within(born, TODAY) == EventTime(TODAY)
    with pytest.raises(UserError, match="before the birth on 14 Mar 2026"):
        EventTime(born - timedelta(days=1)).within(born, TODAY)
    with pytest.raises(UserError, match="future"):
        EventTime(TODAY, TODAY + timedelta(days=1)).within(born, TODAY)


def test_days_are_counted_with_both_ends() -> None:
    assert EventTime(date(2026, 11, 9), date(2026, 11, 15)).days == 7
    assert EventTime(TODAY).days == 1
