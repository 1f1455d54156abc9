"""Words and numbers in the language of the person at the screen.

``_`` marks every visible string. Headless output is never localised, so nothing here chooses a language by itself.
"""

import gettext
from datetime import date, datetime
from decimal import Decimal

from clinic_app.resources import resource_path

DOMAIN = "clinic_app"
_THIN_SPACE = "\u2009"
_MINUS = "\u2212"


class _Language:
    """The language in use. English needs no catalogue."""

    code = "en"
    catalogue: gettext.NullTranslations = gettext.NullTranslations()


def use_language(code: str) -> None:
    """Show ``code`` from now on; a language without a catalogue shows the original words."""
    _Language.code = code
    _Language.catalogue = gettext.translation(DOMAIN, resource_path("i18n"), [code], fallback=True)


def _(text: str) -> str:
    """The words of ``text`` in the language in use."""
    return _Language.catalogue.gettext(text)


def ngettext(one: str, many: str, count: int) -> str:
    """``one`` or ``many`` by the rules of the language, with ``{count}`` left to be filled in."""
    return _Language.catalogue.ngettext(one, many, count)


_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SHORT = 3


def _date_part(day: date, pattern: str) -> str:
    """A month (``MMM``, ``MMMM``) or weekday (``EEEE``) as a word."""
    if _Language.code == "en":  # the language of the unlock window: asking babel costs 25 ms of the start
        month = _MONTHS[day.month - 1]
        return {"MMM": month[:_SHORT], "MMMM": month, "EEEE": _WEEKDAYS[day.weekday()]}[pattern]
    from babel.dates import format_date

    return format_date(day, pattern, _Language.code)


def day_text(day: date) -> str:
    """``18 Nov 2026``: the month is always a word."""
    return f"{day.day} {_date_part(day, 'MMM').rstrip('.')} {day.year}"


def long_day_text(day: date) -> str:
    """``Wednesday 18 November 2026``."""
    return f"{_date_part(day, 'EEEE')} {day.day} {_date_part(day, 'MMMM')} {day.year}"


def short_day_text(day: date) -> str:
    """``18 Nov``, where the year stands beside it."""
    return f"{day.day} {_date_part(day, 'MMM').rstrip('.')}"


def clock_text(instant: datetime) -> str:
    """``10:38`` at the clinic's own time."""
    return instant.astimezone().strftime("%H:%M")


def number_text(value: Decimal | float | int, decimals: int | None = None) -> str:
    """A number as it is shown: thin space for thousands, a real minus sign."""
    digits = f"{abs(value):,}" if decimals is None else f"{abs(value):,.{decimals}f}"
    return (_MINUS if value < 0 else "") + digits.replace(",", _THIN_SPACE)
