"""Since when a child does something, as people say it: an age or a day."""

import re
from datetime import date, timedelta
from typing import Final

from clinic_app.domain.ages import DAYS_PER_MONTH, add_months, age_text
from clinic_app.domain.dates import format_date, parse_date
from clinic_app.domain.errors import UserError

_AGE: Final = re.compile(
    r"\s*(?P<number>\d{1,3}(?:[.,]\d{1,2})?)\s*(?P<unit>[a-z]*)\s*(?P<corrected>c|corr|corrected)?\s*"
)
_DAYS_IN: Final = {
    "": DAYS_PER_MONTH, "m": DAYS_PER_MONTH, "mo": DAYS_PER_MONTH, "month": DAYS_PER_MONTH, "months": DAYS_PER_MONTH,
    "w": 7.0, "week": 7.0, "weeks": 7.0, "d": 1.0, "day": 1.0, "days": 1.0,
    "y": 12 * DAYS_PER_MONTH, "year": 12 * DAYS_PER_MONTH, "years": 12 * DAYS_PER_MONTH,
}  # fmt: skip
_CORRECTED: Final = ("c", "corr", "corrected")
_MONTHLY: Final = frozenset({"", "m", "mo", "month", "months", "y", "year", "years"})


def parse_attained(text: str, born: date, on: date, correction_days: int = 0, *, field: str = "") -> int:
    """Read an age or a day, as days since birth.

    ``7m``, ``7.5 months``, ``30w``, ``200d``, ``1y``, a bare number for months, ``7m c`` for a corrected age, or any
    date that ``parse_date`` reads. Ages count from the day of birth unless they are said to be corrected. Whole months
    and years are completed by the calendar, parts of one are parts of 30.4375 days.

    Args:
        text: as typed.
        born: date of birth.
        on: day of the visit; nothing may lie after it.
        correction_days: days that the corrected age is younger.
        field: named in the error.

    Raises:
        UserError: neither an age nor a date, before birth, or after ``on``.
    """
    days = _age_days(text, born, correction_days)
    if days is None:
        days = (_day(text, on, field) - born).days
    if days < 0:
        raise UserError(f"That is before birth on {format_date(born)}.", field)
    if days > (on - born).days:
        raise UserError(f"That is after {format_date(on)}, when the child is {age_text(born, on)} old.", field)
    return days


def _day(text: str, on: date, field: str) -> date:
    try:
        return parse_date(text, on, field=field)
    except UserError as problem:
        raise UserError(f"{problem.message.rstrip('.')}; or an age like 7m, 30w or 7.5.", field) from None


def _age_days(text: str, born: date, correction_days: int) -> int | None:
    match = _AGE.fullmatch(text.lower())
    if match is None:
        return None
    unit, corrected = match["unit"], match["corrected"] is not None
    if unit in _CORRECTED:
        unit, corrected = "", True
    if unit not in _DAYS_IN:
        return None
    number = float(match["number"].replace(",", "."))
    start = born + timedelta(days=correction_days if corrected else 0)
    if unit in _MONTHLY and number.is_integer():
        months = int(number) * (12 if unit.startswith("y") else 1)
        return (add_months(start, months) - born).days
    return round(number * _DAYS_IN[unit]) + (start - born).days
