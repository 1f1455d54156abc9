"""Typed dates."""

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_app.domain.dates import format_date, parse_birth_date, parse_date
from clinic_app.domain.errors import UserError

TODAY = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("18 11 26", "18 Nov 2026"),
        ("18.11.2026", "18 Nov 2026"),
        ("18/11/26", "18 Nov 2026"),
        ("181126", "18 Nov 2026"),
        ("18112026", "18 Nov 2026"),
        ("2026-11-18", "18 Nov 2026"),
        ("18nov", "18 Nov 2026"),
        ("19nov", "19 Nov 2025"),
        ("18 11", "18 Nov 2026"),
        ("14 mar 2026", "14 Mar 2026"),
        ("March 14, 2026", "14 Mar 2026"),
        ("t", "18 Nov 2026"),
        ("T-3", "15 Nov 2026"),
        ("t +14", "2 Dec 2026"),
        ("yesterday", "17 Nov 2026"),
        ("29 feb", "29 Feb 2024"),
        ("١٨ ١١ ٢٠٢٦", "18 Nov 2026"),
    ],
)
def test_reads(text: str, read: str) -> None:
    assert format_date(parse_date(text, TODAY)) == read


def test_order_of_figures_follows_the_clinic_and_is_never_turned_round() -> None:
    assert parse_date("03 04 2026", TODAY) == date(2026, 4, 3)
    assert parse_date("03 04 2026", TODAY, day_first=False) == date(2026, 3, 4)
    with pytest.raises(UserError, match="no month 18"):
        parse_date("11 18 2026", TODAY)
    with pytest.raises(UserError, match="11 18 2026"):
        parse_date("18 11 2026", TODAY, day_first=False)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("31 2 2026", "February 2026 has 28 days"),
        ("29 feb 2025", "does not exist"),
        ("30 feb", "does not exist"),
        ("0 1 2026", "does not exist"),
        ("mar 2026", "is not a date"),
        ("1 2 3 4", "is not a date"),
        ("1 1 226", "is not a date"),
        ("ma 3 2026", "is not a date"),
        ("1 1 0000", "no year 0"),
        ("=cmd|", "is not a date"),
        ("", "t-3"),
    ],
)
def test_refuses_with_what_is_accepted(text: str, told: str) -> None:
    with pytest.raises(UserError, match=told) as refusal:
        parse_date(text, TODAY, field="on_date")
    assert refusal.value.field == "on_date"


def test_birth_dates_lie_between_today_and_120_years_ago() -> None:
    assert parse_birth_date("t", TODAY) == TODAY
    with pytest.raises(UserError, match="19 Nov 2026 lies in the future"):
        parse_birth_date("19 11 2026", TODAY)
    with pytest.raises(UserError, match="too long ago"):
        parse_birth_date("1 1 1826", TODAY)


@given(st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_what_is_shown_is_read_back(day: date) -> None:
    if day.year >= 1000:
        assert parse_date(format_date(day), TODAY) == day
        assert parse_date(f"{day.day}.{day.month}.{day.year}", TODAY) == day
    assert parse_date(day.isoformat(), TODAY) == day


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(UserError):
        assert isinstance(parse_date(text, TODAY), date)
