"""How long an event was, as families and their phones write it, in whole seconds."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Final

from clinic_app.domain.errors import UserError

_NUMBER = r"\d{1,7}(?:[.,]\d{1,6})?"
_PLAIN: Final = re.compile(rf"(?P<number>{_NUMBER})\s*(?P<unit>[a-z]*)\.?")
_BOTH: Final = re.compile(
    rf"(?P<min>\d{{1,5}})\s*(?:m|min|mins|minutes?)\.?\s*(?P<sec>{_NUMBER})\s*(?:s|sec|secs|seconds?)?\.?"
)
_RANGE: Final = re.compile(rf"(?P<least>{_NUMBER})\s*(?:-|–|to)\s*(?P<most>{_NUMBER})\s*(?P<unit>[a-z]*)\.?")
_CLOCK: Final = re.compile(r"(?:(?P<hours>\d{1,3}):)?(?P<min>\d{1,5}):(?P<sec>\d{2}(?:[.,]\d{1,3})?)")
_ABOUT: Final = re.compile(r"^(?:about|around|approx\.?|ca\.?|c\.|~|<|>)\s*")
_THOUSANDS: Final = re.compile(r"\d{1,3}[.,]\d{3}")
_SECONDS: Final = {
    "s": 1, "sec": 1, "secs": 1, "second": 1, "seconds": 1,
    "m": 60, "min": 60, "mins": 60, "minute": 60, "minutes": 60,
    "h": 3600, "hr": 3600, "hrs": 3600, "hour": 3600, "hours": 3600,
}  # fmt: skip
_UNKNOWN: Final = frozenset({"", "?", "-", "–"})


class LengthUnit(StrEnum):
    """What stands in a column of lengths. ``ANY``: typed by hand, where a bare number is seconds."""

    ANY = "any"
    SECONDS = "seconds"
    MINUTES = "minutes"
    CLOCK = "clock"  # minutes:seconds, or hours:minutes:seconds


@dataclass(frozen=True, slots=True)
class Length:
    """Seconds, ``None`` where nobody told; ``kept`` is what a whole number cannot hold, as it was written."""

    seconds: int | None
    kept: str = ""


def read_length(text: str, unit: LengthUnit, field: str = "longest") -> Length:
    """Read ``6``, ``6,5``, ``6 s``, ``2 min``, ``1:30``, ``5-10`` (the longer one counts), ``?`` and nothing.

    Raises ``UserError`` saying what is accepted.
    """
    plain = " ".join(text.casefold().split())
    if plain in _UNKNOWN:
        return Length(None)
    bare = _ABOUT.sub("", plain)
    kept = text.strip() if bare != plain else ""
    if _THOUSANDS.fullmatch(bare):
        raise UserError(f"“{text.strip()[:20]}” can be read in two ways: write it without a thousands sign.", field)
    seconds = _read(bare, unit)
    if seconds is None:
        raise UserError(f"“{text.strip()[:20]}” is not a length: {_accepted(unit)}.", field)
    return Length(_whole(seconds), kept or (text.strip() if _RANGE.fullmatch(bare) else ""))


def _read(plain: str, unit: LengthUnit) -> Decimal | None:
    clock = _CLOCK.fullmatch(plain)
    if clock is not None:
        return _of_clock(clock) if unit in {LengthUnit.CLOCK, LengthUnit.ANY} else None
    if (both := _BOTH.fullmatch(plain)) is not None and _number(both["sec"]) < 60:
        return _number(both["min"]) * 60 + _number(both["sec"])
    found = _PLAIN.fullmatch(plain)
    if found is not None:
        return _times(found["number"], found["unit"], unit)
    span = _RANGE.fullmatch(plain)
    if span is not None and _number(span["least"]) <= _number(span["most"]):
        return _times(span["most"], span["unit"], unit)
    return None


def _of_clock(clock: re.Match[str]) -> Decimal | None:
    hours, minutes, seconds = _number(clock["hours"] or "0"), _number(clock["min"]), _number(clock["sec"])
    if seconds >= 60 or (clock["hours"] and minutes >= 60):
        return None
    return hours * 3600 + minutes * 60 + seconds


def _times(number: str, word: str, unit: LengthUnit) -> Decimal | None:
    if word:
        return _number(number) * _SECONDS[word] if word in _SECONDS else None
    if unit is LengthUnit.CLOCK:
        return None
    return _number(number) * (60 if unit is LengthUnit.MINUTES else 1)


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def _whole(seconds: Decimal) -> int:
    """Whole seconds; what lasted at all lasted one."""
    rounded = int(seconds.quantize(Decimal(1), ROUND_HALF_UP))
    return max(rounded, 1) if seconds > 0 else 0


def _accepted(unit: LengthUnit) -> str:
    return {
        LengthUnit.ANY: "type seconds like 8, or 2 min, 1:30",
        LengthUnit.SECONDS: "a number of seconds, or one with its unit",
        LengthUnit.MINUTES: "a number of minutes, or one with its unit",
        LengthUnit.CLOCK: "minutes and seconds like 1:30",
    }[unit]
