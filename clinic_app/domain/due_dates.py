"""Due dates as people type them: a day, a time from now, or an age that the child will have reached."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from clinic_app.domain.ages import add_months
from clinic_app.domain.dates import format_date, parse_date
from clinic_app.domain.errors import UserError
from clinic_app.domain.gestation import Gestation

_SPAN: Final = re.compile(r"(?:in\s+|\+\s*)?(?P<count>[0-9]{1,3})\s*(?P<unit>d|w|m|days?|weeks?|months?)")
_AGE: Final = re.compile(r"(?:at\s+)?(?P<months>[0-9]{1,3})\s*m(?:onths?)?\s*(?P<which>corr(?:ected)?|c|old|age)\.?")
_RELATIVE: Final = re.compile(r"t(?:oday)?\b.*", re.DOTALL)
_ACCEPTED: Final = "type it like 2 dec, 2 12 2026, 2 w, 3 m or 8 m corrected"
_FOUR_YEARS_AND_MORE: Final = 5 * 366
#: A year less a day, so that today itself is found first; then a leap year, and four years for 29 February.
_AHEAD_DAYS: Final = (364, 366, 4 * 366 - 1)
#: A plan that looks further ahead than this is a slip of the keys.
_FURTHEST_YEARS: Final = 18


def parse_due(
    text: str, today: date, born: date, gestation: Gestation | None, *, day_first: bool = True, field: str = "due"
) -> date:
    """Read a due date: ``2 dec``, ``2 12 2026``, ``t+14``, ``2 w``, ``in 3 months``, ``8 m corrected``, ``12 m old``.

    Without a year the next such day is meant. An age is the day on which its last month is completed.

    Raises:
        UserError: not understood, no such day, before today, or an age corrected for a gestation that is not known.
    """
    plain = " ".join(text.lower().split())
    day = _read(plain, text, today, born, gestation, _dates(day_first=day_first, field=field), field)
    if day < today:
        raise UserError(f"{format_date(day)} lies in the past: a plan line is due today or later.", field)
    if day.year > today.year + _FURTHEST_YEARS:
        raise UserError(f"{format_date(day)} is more than {_FURTHEST_YEARS} years ahead: check the year.", field)
    return day


_ReadDate = Callable[[str, date], date]


def _dates(*, day_first: bool, field: str) -> _ReadDate:
    return lambda text, today: parse_date(text, today, day_first=day_first, field=field)


def _read(
    plain: str, text: str, today: date, born: date, gestation: Gestation | None, reader: _ReadDate, field: str
) -> date:
    if (span := _SPAN.fullmatch(plain)) is not None:
        return _ahead(today, int(span["count"]), span["unit"][0])
    if (age := _AGE.fullmatch(plain)) is not None:
        return _at_age(born, gestation, int(age["months"]), corrected=age["which"].startswith("c"), field=field)
    if _RELATIVE.fullmatch(plain):
        return reader(text, today)
    try:
        return _next_such_day(text, today, reader)
    except UserError as problem:
        if "is not a date" in problem.message:
            raise UserError(f"“{text.strip()[:30]}” is not a due date: {_ACCEPTED}.", field) from problem
        raise


def _ahead(today: date, count: int, unit: str) -> date:
    return add_months(today, count) if unit == "m" else today + timedelta(days=count * (7 if unit == "w" else 1))


def _at_age(born: date, gestation: Gestation | None, months: int, *, corrected: bool, field: str) -> date:
    if not corrected:
        return add_months(born, months)
    if gestation is None:
        raise UserError("The gestation is not known, so there is no corrected age: give a date.", field)
    return add_months(born + timedelta(days=gestation.correction_days), months)


def _next_such_day(text: str, today: date, reader: _ReadDate) -> date:
    """Without a year the reader takes the latest such day up to a day: what moves with that day has no year."""
    day = reader(text, today)
    if day == reader(text, today + timedelta(days=_FOUR_YEARS_AND_MORE)):
        return day
    for ahead in (0, *_AHEAD_DAYS):
        day = reader(text, today + timedelta(days=ahead))
        if day >= today:
            return day
    return day
