"""Days and times of a diary, with the order of the figures chosen and never guessed for a single line."""

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Final

from clinic_app.domain.dates import parse_date
from clinic_app.domain.episodes import EventTime, TimeOfDay
from clinic_app.domain.errors import UserError

_FIGURES: Final = re.compile(r"(\d{1,4})\s*[-./ ]\s*(\d{1,2})(?:\s*[-./ ]\s*(\d{4}|\d{2}))?\.?")
_CLOCK: Final = r"\d{1,2}[:.h]\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:[ap]\.?m\.?)?"
_SPLIT: Final = re.compile(
    rf"(?P<day>.*?\S)(?:\s*,)?[ t]\s*(?P<time>{_CLOCK})\s*(?P<zone>z|utc|gmt|[+-]\d{{2}}:?\d{{2}})?", re.IGNORECASE
)
_SECONDS: Final = re.compile(r"(?P<clock>\d{1,2}:\d{2}):\d{2}(?:[.,]\d+)?")
_HALF: Final = re.compile(r"([ap])\.\s?m\.?$", re.IGNORECASE)
_YEAR: Final = 4


class DayOrder(StrEnum):
    """The order of the figures of a date."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
    YEAR_FIRST = "year_first"


def split_when(text: str) -> tuple[str, str]:
    """Day and time of one cell: ``2026-11-17T07:10:00`` is ``2026-11-17`` and ``07:10:00``; no time is empty.

    Raises ``UserError`` for a time in UTC: what o'clock it was at home is not known. Another zone's clock is taken as
    it was read there.
    """
    found = _SPLIT.fullmatch(text.strip())
    if found is not None and (found["zone"] or "").lower() in {"z", "utc", "gmt"}:
        raise UserError(f"“{text.strip()[:30]}” is in universal time (UTC): export it in the time at home.", "time")
    return (found["day"], found["time"]) if found is not None else (text.strip(), "")


def _day_part(text: str) -> str:
    try:
        return split_when(text)[0].strip()
    except UserError:
        return text


def read_when(both: str, day: str, time: str, order: DayOrder | None, today: date) -> EventTime:
    """The time of an event, from one cell or two.

    Raises:
        UserError: ``field`` is ``day`` or ``time``; also where the figures of a day can be read in two ways and no
            order was chosen.
    """
    if both:
        day, found = split_when(both)
        time = time or found
    clock = _SECONDS.sub(r"\g<clock>", _HALF.sub(r"\1m", time.strip()))
    figures = _FIGURES.fullmatch(day.strip())
    if figures is None:
        return EventTime.parse(day, clock, today)
    return EventTime(_day_of(figures, day.strip(), order, today), time=TimeOfDay.parse(clock))


def _day_of(figures: re.Match[str], text: str, order: DayOrder | None, today: date) -> date:
    possible = _orders(figures, today)
    if order is None:
        days = {_read(figures, text, one, today) for one in possible}
        if len(days) > 1:
            raise UserError(f"“{text[:20]}” can be read in two ways: choose the order of the figures.", "day")
        order = next(iter(possible), DayOrder.DAY_FIRST)
    return _read(figures, text, order, today)


def _read(figures: re.Match[str], text: str, order: DayOrder, today: date) -> date:
    first, second, third = figures.groups()
    if len(first) == _YEAR:
        if third is None:
            raise UserError(f"“{text[:20]}” has no day.", "day")
        return parse_date(f"{first}-{second}-{third}", today, field="day")
    if len(first) > 2:
        raise UserError(f"“{text[:20]}” is not a date.", "day")
    if order is DayOrder.YEAR_FIRST:
        if third is not None:
            raise UserError(f"“{text[:20]}” does not begin with a year of four figures.", "day")
        return parse_date(f"{second}.{first}", today, field="day")
    parts = ".".join(part for part in (first, second, third) if part is not None)
    return parse_date(parts, today, day_first=order is DayOrder.DAY_FIRST, field="day")


def _orders(figures: re.Match[str], today: date) -> tuple[DayOrder, ...]:
    """The orders in which the figures are a day."""
    possible = []
    for order in DayOrder:
        try:
            _read(figures, figures.group(), order, today)
        except UserError:
            continue
        possible.append(order)
    return tuple(possible)


def order_of(texts: Iterable[str], today: date) -> DayOrder | None:
    """The one order in which every date of a column can be read; ``None`` where two fit and mean other days.

    Dates with the month in words and those that begin with the year fit any order. A column that fits no order is
    read day first, so that each line at fault is named.
    """
    figures = [found for text in texts if (found := _FIGURES.fullmatch(_day_part(text))) is not None]
    fits = [order for order in DayOrder if all(order in _orders(one, today) for one in figures)]
    if figures and all(len(one.group(1)) == _YEAR for one in figures):
        return DayOrder.YEAR_FIRST
    days = {tuple(_read(one, one.group(), order, today) for one in figures) for order in fits}
    if len(days) > 1:
        return None
    return fits[0] if fits else DayOrder.DAY_FIRST


def is_day(text: str, today: date) -> bool:
    """Whether a cell looks like a day, with or without a time; a bare number does not."""
    day = _day_part(text)
    figures = _FIGURES.fullmatch(day)
    if figures is not None:
        return bool(_orders(figures, today))
    if not any(char.isdigit() for char in day) or day.isdigit():
        return False
    try:
        parse_date(day, today)
    except UserError:
        return False
    return True
