"""When an event was, as surely as somebody could say it: a day or days, and a time of day."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from clinic_app.domain.dates import format_date, parse_date
from clinic_app.domain.errors import UserError

_MINUTES_OF_DAY = 24 * 60
_CLOCK = re.compile(r"(?P<hour>\d{1,2})(?:[:.h ]?(?P<minute>\d{2}))?\s*(?:h|uhr|o'clock)?(?P<half>am|pm|a|p)?")
_ABOUT = re.compile(r"(?:about|around|approx\.?|ca\.?|c\.|~)\s*")
_SPAN = re.compile(r"\s+(?:-|–|to|until|till)\s+|\s*[–]\s*|\.\.")
_ACCEPTED_TIME = "type it like 7:10, about 19, morning, or ? where nobody knows"


class DayPart(StrEnum):
    """A part of the day, as families say it."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"


class ClockKind(StrEnum):
    """How surely the time of day is known."""

    EXACT = "exact"
    ABOUT = "about"
    PART = "part"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """A time of day with its confidence: ``minute`` (0 to 1439) only when exact or about, ``part`` only for a part."""

    kind: ClockKind = ClockKind.UNKNOWN
    minute: int | None = None
    part: DayPart | None = None

    def __post_init__(self) -> None:
        clock = self.kind in {ClockKind.EXACT, ClockKind.ABOUT}
        if clock != (self.minute is not None) or (self.kind is ClockKind.PART) != (self.part is not None):
            raise ValueError("a time of day says what its kind promises, and nothing else")
        if self.minute is not None and not 0 <= self.minute < _MINUTES_OF_DAY:
            raise ValueError("a day has minutes 0 to 1439")

    @property
    def hour(self) -> float | None:
        """Hours since midnight, ``None`` without a clock time."""
        return None if self.minute is None else self.minute / 60

    @property
    def day_part(self) -> DayPart | None:
        """The part of the day: the one that was said, or that of the clock. Night is 22 to 6."""
        if self.minute is None:
            return self.part
        hour = self.minute // 60
        if hour < 6 or hour >= 22:
            return DayPart.NIGHT
        if hour < 12:
            return DayPart.MORNING
        return DayPart.AFTERNOON if hour < 18 else DayPart.EVENING

    def __str__(self) -> str:
        if self.part is not None:
            return str(self.part)
        if self.minute is None:
            return "?"
        hours, minutes = divmod(self.minute, 60)
        if self.kind is ClockKind.ABOUT:
            return f"about {hours} h" if minutes == 0 else f"about {hours:02d}:{minutes:02d}"
        return f"{hours:02d}:{minutes:02d}"

    @staticmethod
    def parse(text: str, field: str = "time") -> "TimeOfDay":
        """Read ``07:10``, ``7``, ``7pm``, ``about 19``, ``~7:30``, ``morning`` (or ``m``, ``mo``), ``?`` and nothing.

        Raises ``UserError`` saying what is accepted.
        """
        plain = " ".join(text.lower().split())
        if plain in {"", "?", "unknown"}:
            return TimeOfDay()
        part = next((one for one in DayPart if one.value.startswith(plain)), None)
        if part is not None:
            return TimeOfDay(ClockKind.PART, part=part)
        about = _ABOUT.match(plain)
        clock = _CLOCK.fullmatch(plain[about.end() :] if about else plain)
        minute = _minute_of(clock) if clock is not None else None
        if minute is None:
            raise UserError(f"“{text.strip()[:20]}” is not a time: {_ACCEPTED_TIME}.", field)
        return TimeOfDay(ClockKind.ABOUT if about else ClockKind.EXACT, minute)


def _minute_of(clock: re.Match[str]) -> int | None:
    hour, minute, half = int(clock["hour"]), int(clock["minute"] or "0"), clock["half"]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return hour * 60 + minute if hour < 24 and minute < 60 else None


@dataclass(frozen=True, slots=True)
class EventTime:
    """The day or days of an event.

    Attributes:
        day: the day, or the first of several.
        last_day: the last of several days; ``None`` for one day.
        about: the day itself is a guess.
        time: the time of day.
    """

    day: date
    last_day: date | None = None
    about: bool = False
    time: TimeOfDay = TimeOfDay()

    def __post_init__(self) -> None:
        if self.last_day is not None and self.last_day <= self.day:
            raise ValueError("the last of several days comes after the first")

    @property
    def until(self) -> date:
        """The last day, also of a single one."""
        return self.last_day or self.day

    @property
    def days(self) -> int:
        """How many days, both ends counted."""
        return (self.until - self.day).days + 1

    def day_words(self) -> str:
        """``17 Nov 2026``, ``about 17 Nov 2026``, ``9 Nov 2026 to 15 Nov 2026``."""
        words = format_date(self.day)
        if self.last_day is not None:
            words = f"{words} to {format_date(self.last_day)}"
        return f"about {words}" if self.about else words

    def within(self, born: date, today: date) -> "EventTime":
        """The same, checked. Raises ``UserError`` for a day before birth or after ``today``."""
        if self.day < born:
            raise UserError(
                f"{format_date(self.day)} is before the birth on {format_date(born)}: check day and year.", "day"
            )
        if self.until > today:
            raise UserError(
                f"{format_date(self.until)} lies in the future: an event is up to {format_date(today)}.", "day"
            )
        return self

    @staticmethod
    def parse(day: str, time: str, today: date, *, day_first: bool = True) -> "EventTime":
        """Read a day (``17 nov``, ``about 17 nov``, ``since monday``, ``9 nov to 15 nov``) and a time of day.

        Nothing typed means today. ``since`` runs up to today.

        Raises:
            UserError: ``field`` is ``day`` or ``time``; an end before its start is named.
        """
        plain = " ".join(day.lower().split())
        about = _ABOUT.match(plain)
        plain = plain[about.end() :] if about else plain
        first, last = _days(plain, today, day_first=day_first)
        if last < first:
            raise UserError(f"It ends on {format_date(last)}, before it starts on {format_date(first)}.", "day")
        return EventTime(first, None if last == first else last, about is not None, TimeOfDay.parse(time))


def _days(plain: str, today: date, *, day_first: bool) -> tuple[date, date]:
    if plain.startswith("since "):
        return _day(plain.removeprefix("since "), today, day_first=day_first), today
    ends = _SPAN.split(plain)
    if len(ends) == 2 and all(ends):
        first, last = (_day(end, today, day_first=day_first) for end in ends)
        return first, last
    only = _day(plain, today, day_first=day_first)
    return only, only


_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORTEST_WEEKDAY = 3


def _day(text: str, today: date, *, day_first: bool) -> date:
    """A weekday means the last such day, today included; everything else is read as any date."""
    if not text:
        return today
    if len(text) >= _SHORTEST_WEEKDAY:
        for number, name in enumerate(_WEEKDAYS):
            if name.startswith(text):
                return today - timedelta(days=(today.weekday() - number) % 7)
    return parse_date(text, today, day_first=day_first, field="day")
