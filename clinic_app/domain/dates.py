"""Dates as people type them, and the one way a date is shown."""

import calendar
import re
import unicodedata
from datetime import date, timedelta
from typing import Final

from clinic_app.domain.errors import UserError

MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_FULL: Final = tuple(name.lower() for name in calendar.month_name)[1:]
#: Nobody in a children's clinic was born longer ago than this.
_OLDEST_YEARS: Final = 120
_TODAY: Final = re.compile(r"(?:t|today)\s*(?:(?P<sign>[+-])\s*(?P<days>[0-9]{1,5}))?")
_PARTS: Final = re.compile(r"[0-9]+|[^\W\d_]+")
_ALLOWED: Final = re.compile(r"[\w\s./,-]*")
_ACCEPTED: Final = "type it like 18 11 2026, 18 nov 2026, 2026-11-18, t or t-3"
_ACCEPTED_MONTH_FIRST: Final = "type it like 11 18 2026, nov 18 2026, 2026-11-18, t or t-3"


def parse_date(text: str, today: date, *, day_first: bool = True, field: str = "") -> date:
    """Read a freely typed date.

    ``18 11 26``, ``18.11.2026``, ``181126``, ``18nov``, ``14 mar 2026``, ``2026-11-18``, ``t``, ``t-3``, ``yesterday``.
    Without a year the latest such day up to ``today`` is meant; two digits of a year mean 2000 to 2099. Figures alone
    are read in the order of ``day_first`` and never turned round.

    Raises:
        UserError: not a date, or a day that does not exist; the sentence says what is accepted.
    """
    plain = _plain(text)
    if (relative := _relative(plain, today, field)) is not None:
        return relative
    accepted = _ACCEPTED if day_first else _ACCEPTED_MONTH_FIRST
    parts = _unpacked(_PARTS.findall(plain)) if _ALLOWED.fullmatch(plain) else []
    ordered = _ordered(parts, day_first=day_first)
    if ordered is None:
        raise UserError(f"“{text.strip()[:30]}” is not a date: {accepted}.", field)
    day, month, year = ordered
    if not 1 <= month <= 12:
        raise UserError(f"There is no month {month}: {accepted}.", field)
    return _existing(day, month, _full_year(year), field) if year else _latest(day, month, today, field)


def parse_birth_date(text: str, today: date, *, day_first: bool = True, field: str = "dob") -> date:
    """Read a date of birth. Raises ``UserError`` also for a day after ``today`` or more than 120 years before it."""
    born = parse_date(text, today, day_first=day_first, field=field)
    if born > today:
        raise UserError(f"{format_date(born)} lies in the future: a birth date is up to {format_date(today)}.", field)
    if born.year < today.year - _OLDEST_YEARS:
        raise UserError(f"{format_date(born)} is too long ago for a birth date: check the year.", field)
    return born


def format_date(day: date) -> str:
    """The one way a date is shown, on screen and on paper: ``18 Nov 2026``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _plain(text: str) -> str:
    digits = "".join(str(unicodedata.decimal(char, char)) for char in text.replace("−", "-"))
    return " ".join(digits.lower().split())


def _relative(plain: str, today: date, field: str) -> date | None:
    if plain == "yesterday":
        return today - timedelta(days=1)
    match = _TODAY.fullmatch(plain)
    if match is None:
        return None
    days = int(match["days"] or "0")
    try:
        return today + timedelta(days=-days if match["sign"] == "-" else days)
    except OverflowError:
        raise UserError("That many days from today is not a date in use.", field) from None


def _unpacked(parts: list[str]) -> list[str]:
    """Split figures written without separators: ``181126`` and ``18112026``."""
    if len(parts) == 1 and parts[0].isdigit() and len(parts[0]) in {6, 8}:
        return [parts[0][:2], parts[0][2:4], parts[0][4:]]
    return parts


def _ordered(parts: list[str], *, day_first: bool) -> tuple[int, int, str] | None:
    """Day, month and the year as typed (empty when left out), or ``None`` when the parts are no date."""
    words = [part for part in parts if not part.isdigit()]
    numbers = [part for part in parts if part.isdigit()]
    if len(parts) not in {2, 3} or len(words) > 1 or any(len(part) > 4 for part in numbers):
        return None
    if words:
        month = _month(words[0])
        rest = numbers if not _is_year(numbers[0]) else numbers[::-1]
        return None if month is None else _checked(rest[0], str(month), rest[1] if len(rest) > 1 else "")
    if len(numbers) == 3 and _is_year(numbers[0]):
        return _checked(numbers[2], numbers[1], numbers[0])
    year = numbers[2] if len(numbers) == 3 else ""
    return _checked(numbers[0], numbers[1], year) if day_first else _checked(numbers[1], numbers[0], year)


def _checked(day: str, month: str, year: str) -> tuple[int, int, str] | None:
    return (int(day), int(month), year) if len(day) <= 2 and len(month) <= 2 and len(year) in {0, 2, 4} else None


def _is_year(part: str) -> bool:
    return len(part) == 4


def _month(word: str) -> int | None:
    if len(word) < 3:
        return None
    if word == "sept":
        return 9
    hits = [number for number, name in enumerate(_FULL, start=1) if name.startswith(word)]
    return hits[0] if len(hits) == 1 else None


def _full_year(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)


def _existing(day: int, month: int, year: int, field: str) -> date:
    if year < 1:
        raise UserError("There is no year 0: give the year with four digits.", field)
    length = calendar.monthrange(year, month)[1]
    if not 1 <= day <= length:
        name = f"{calendar.month_name[month]} {year}"
        raise UserError(f"{day} {name} does not exist: {name} has {length} days.", field)
    return date(year, month, day)


def _latest(day: int, month: int, today: date, field: str) -> date:
    """The latest such day up to today; 29 February may lie several years back."""
    for year in range(today.year, today.year - 9, -1):
        if 1 <= day <= calendar.monthrange(year, month)[1] and date(year, month, day) <= today:
            return date(year, month, day)
    return _existing(day, month, today.year, field)
