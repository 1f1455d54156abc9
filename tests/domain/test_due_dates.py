"""Due dates as people type them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_app.domain.ages import age_on
from clinic_app.domain.due_dates import parse_due
from clinic_app.domain.errors import UserError
from clinic_app.domain.gestation import Gestation

TODAY = date(2026, 11, 18)
BORN = date(2026, 3, 14)
EARLY = Gestation(34, 3)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2 dec", date(2026, 12, 2)),
        ("2 12 2026", date(2026, 12, 2)),
        ("2026-12-02", date(2026, 12, 2)),
        ("3 jan", date(2027, 1, 3)),
        ("18 nov", TODAY),
        ("17 nov", date(2027, 11, 17)),
        ("29 feb", date(2028, 2, 29)),
        ("t", TODAY),
        ("t+14", date(2026, 12, 2)),
        ("14 d", date(2026, 12, 2)),
        ("2 w", date(2026, 12, 2)),
        ("in 2 weeks", date(2026, 12, 2)),
        ("+2w", date(2026, 12, 2)),
        ("3 months", date(2027, 2, 18)),
        ("8 m corrected", date(2026, 12, 22)),
        ("8M corr", date(2026, 12, 22)),
        ("at 12 months old", date(2027, 3, 14)),
    ],
)
def test_it_reads_what_people_type(text, day) -> None:
    assert parse_due(text, TODAY, BORN, EARLY) == day


@pytest.mark.parametrize(
    ("text", "gestation", "sentence"),
    [
        ("next week", EARLY, "8 m corrected"),
        ("<img src=x>", EARLY, "not a due date"),
        ("1 1 2020", EARLY, "past"),
        ("t-1", EARLY, "past"),
        ("2 m corrected", EARLY, "past"),
        ("8 m corrected", None, "gestation"),
        ("31 11 2026", EARLY, "30 days"),
        ("1 1 2099", EARLY, "ahead"),
        ("", EARLY, "not a due date"),
    ],
)
def test_it_refuses_with_a_sentence(text, gestation, sentence) -> None:
    with pytest.raises(UserError, match=sentence):
        parse_due(text, TODAY, BORN, gestation)


@given(st.integers(0, 800))
def test_a_day_without_a_year_is_the_next_such_day(ahead: int) -> None:
    today = TODAY + timedelta(days=ahead)
    for step in (0, 1, 200, 360):
        day = today + timedelta(days=step)
        if (day.month, day.day) != (2, 29):
            assert parse_due(f"{day.day} {day:%b}", today, BORN, EARLY) == day


@given(st.integers(9, 23))
def test_a_corrected_age_is_reached_on_that_day(months: int) -> None:
    day = parse_due(f"{months} m corrected", TODAY, BORN, EARLY)
    reached = age_on(BORN, EARLY, day).corrected
    before = age_on(BORN, EARLY, day - timedelta(days=1)).corrected
    assert reached is not None
    assert before is not None
    assert reached.total_months == months
    assert before.total_months == months - 1
