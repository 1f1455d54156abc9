"""Ages against a day-by-day count that shares nothing with the code under test."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_app.domain.ages import age_on, age_text, calendar_age
from clinic_app.domain.errors import UserError
from clinic_app.domain.gestation import Gestation

days = st.dates(date(1990, 1, 1), date(2060, 12, 31))
gestations = st.none() | st.builds(Gestation, st.integers(20, 45), st.integers(0, 6))


def walked_age(start: date, on: date) -> tuple[int, int, int]:
    """Walk from one monthly anniversary to the next (the last day where a month is too short), then count days."""
    months, reached = 0, start
    while True:
        year, month = start.year + (start.month - 1 + months + 1) // 12, (start.month + months) % 12 + 1
        following = date(year, month, min(start.day, monthrange(year, month)[1]))
        if following > on:
            return months // 12, months % 12, (on - reached).days
        months, reached = months + 1, following


@given(days, st.integers(0, 9000))
def test_calendar_age_equals_walking_the_anniversaries(start: date, later: int) -> None:
    on = start + timedelta(days=later)
    age = calendar_age(start, on)
    assert (age.years, age.months, age.days) == walked_age(start, on)


@given(days, st.integers(0, 9000))
def test_age_grows_every_day(start: date, later: int) -> None:
    on = start + timedelta(days=later)
    assert calendar_age(start, on) < calendar_age(start, on + timedelta(days=1))


@pytest.mark.parametrize(
    ("born", "on", "expected"),
    [
        ("2024-02-29", "2025-02-27", (0, 11, 29)),
        ("2024-02-29", "2025-02-28", (1, 0, 0)),
        ("2024-02-29", "2025-03-01", (1, 0, 1)),
        ("2024-02-29", "2028-02-28", (3, 11, 30)),
        ("2024-02-29", "2028-02-29", (4, 0, 0)),
        ("2026-01-31", "2026-02-27", (0, 0, 27)),
        ("2026-01-31", "2026-02-28", (0, 1, 0)),
        ("2026-01-31", "2026-03-01", (0, 1, 1)),
        ("2026-01-31", "2026-03-31", (0, 2, 0)),
        ("2026-03-14", "2026-11-18", (0, 8, 4)),
    ],
)
def test_end_of_month(born: str, on: str, expected: tuple[int, int, int]) -> None:
    age = calendar_age(date.fromisoformat(born), date.fromisoformat(on))
    assert (age.years, age.months, age.days) == expected


@given(days, gestations, st.integers(0, 9000))
def test_correction_is_the_days_missing_to_forty_weeks(born: date, gestation: Gestation | None, later: int) -> None:
    age = age_on(born, gestation, born + timedelta(days=later))
    early = 0
    if gestation is not None and gestation.weeks < 37:
        early = (40 - gestation.weeks) * 7 - gestation.days
    assert age.corrected_days == later - early
    assert age.use_corrected == (early > 0 and (later - early) / 30.4375 < 24)
    assert age.before_term == (later < early)
    assert (age.corrected is None) == age.before_term


def test_the_step_between_36_6_and_37_0() -> None:
    born, on = date(2026, 1, 1), date(2026, 7, 1)
    late_preterm, term = age_on(born, Gestation(36, 6), on), age_on(born, Gestation(37, 0), on)
    assert (late_preterm.correction_days, late_preterm.use_corrected) == (22, True)
    assert (term.correction_days, term.use_corrected) == (0, False)


def test_correction_stops_at_24_months_corrected() -> None:
    born, gestation = date(2024, 1, 1), Gestation(30, 0)
    last = age_on(born, gestation, born + timedelta(days=70 + 730))
    after = age_on(born, gestation, born + timedelta(days=70 + 731))
    assert (last.use_corrected, after.use_corrected) == (True, False)
    assert after.months_for_norms == after.chron_months
    assert after.corrected_days == 731


def test_worked_example_born_at_30_weeks() -> None:
    age = age_on(date(2026, 1, 1), Gestation(30), date(2026, 1, 1) + timedelta(days=228))
    assert round(age.chron_months, 1) == 7.5
    assert round(age.corrected_months, 1) == 5.2


def test_before_term_gives_the_postmenstrual_age() -> None:
    age = age_on(date(2026, 11, 10), Gestation(30, 2), date(2026, 11, 18))
    assert (age.corrected, age.postmenstrual_days) == (None, 30 * 7 + 2 + 8)
    assert age.corrected_text == "before term, 31 w 3 d postmenstrual"


def test_unknown_gestation_corrects_nothing() -> None:
    age = age_on(date(2026, 1, 1), None, date(2026, 11, 18))
    assert (age.corrected_days, age.use_corrected, age.postmenstrual_days) == (age.chron_days, False, None)


def test_refuses_an_examination_before_birth_and_a_birth_after_today() -> None:
    with pytest.raises(UserError, match="before the birth"):
        age_on(date(2026, 11, 18), None, date(2026, 11, 17))
    with pytest.raises(UserError, match="future"):
        age_on(date(2026, 11, 19), None, date(2026, 11, 20), today=date(2026, 11, 18))


@pytest.mark.parametrize(
    ("weeks", "days", "field"),
    [(19, 6, "gestation_weeks"), (46, 0, "gestation_weeks"), (34, 7, "gestation_days"), (34, -1, "gestation_days")],
)
def test_gestation_limits(weeks: int, days: int, field: str) -> None:
    with pytest.raises(UserError, match="accepted") as refusal:
        Gestation(weeks, days)
    assert refusal.value.field == field
    assert [str(Gestation(20, 0)), str(Gestation(45, 6))] == ["20+0", "45+6"]


@pytest.mark.parametrize(
    ("born", "words"),
    [
        ((2026, 11, 18), "0 d"), ((2026, 10, 22), "27 d"), ((2026, 10, 21), "4 w 0 d"), ((2026, 6, 11), "22 w 6 d"),
        ((2026, 5, 18), "6 m 0 d"), ((2024, 12, 27), "22 m 22 d"), ((2024, 11, 18), "2 y 0 m"),
        ((2021, 8, 19), "5 y 2 m"),
    ],
)  # fmt: skip
def test_words(born: tuple[int, int, int], words: str) -> None:
    assert age_text(date(*born), date(2026, 11, 18)) == words


def test_both_ages_are_worded_in_the_same_units() -> None:
    ayla = age_on(date(2026, 3, 14), Gestation(34, 3), date(2026, 11, 18))
    juniper = age_on(date(2026, 9, 30), Gestation(36, 2), date(2026, 11, 18))
    assert (ayla.text, ayla.corrected_text) == ("8 m 4 d", "6 m 27 d")
    assert (juniper.text, juniper.corrected_text) == ("7 w 0 d", "3 w 2 d")
