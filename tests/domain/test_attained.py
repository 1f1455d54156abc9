"""Since when, as people say it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_app.domain.attained import parse_attained
from clinic_app.domain.errors import UserError

BORN, ON = date(2026, 3, 14), date(2026, 11, 18)
EARLY = 39


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("7m", 214), ("7 months", 214), ("7", 214), ("4.6", 140), ("4,6 m", 140), ("30w", 210), ("200d", 200), ("0", 0),
        ("6m c", 222), ("6 corr", 222), ("6c", 222), ("18nov", 249), ("18 10 26", 218), ("181026", 218), ("t-3", 246),
        ("t", 249), ("2026-10-01", 201), (" 7M ", 214),
    ],
)  # fmt: skip
def test_ages_and_days_are_read(text: str, days: int) -> None:
    assert parse_attained(text, BORN, ON, EARLY) == days


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("9m", "after 18 Nov 2026, when the child is 8 m 4 d old"),
        ("1y", "after 18 Nov 2026"),
        ("19 nov 2026", "after 18 Nov 2026"),
        ("13mar", "before birth on 14 Mar 2026"),
        ("2025-12-24", "before birth"),
        ("soon", "not a date: .*or an age like 7m"),
        ("7x", "or an age like 7m"),
        ("31 2 2026", "does not exist"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(text: str, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        parse_attained(text, BORN, ON, EARLY)


@given(st.text(max_size=20))
def test_whatever_is_typed_is_read_within_life_or_refused(text: str) -> None:
    try:
        days = parse_attained(text, BORN, ON)
    except UserError:
        return
    assert 0 <= days <= (ON - BORN).days


@given(st.integers(0, 249))
def test_a_day_and_its_age_in_days_are_the_same(days: int) -> None:
    day = BORN + timedelta(days=days)
    assert parse_attained(day.isoformat(), BORN, ON) == parse_attained(f"{days}d", BORN, ON) == days
