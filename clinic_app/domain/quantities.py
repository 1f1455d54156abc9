"""Numbers as people type them, and whether they can be true.

Nothing is guessed: ``93,5`` and ``93.5`` have one reading, ``1,234`` has two and is refused, ``6840 g`` in a field of
kilograms is converted and the echo says so.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Final, Protocol

from clinic_app.domain.errors import UserError
from clinic_app.domain.units import OtherUnit

_MAX_LENGTH: Final = 40
_MAX_DIGITS: Final = 15
_MINUS: Final = "\u2212"
_THIN_SPACE: Final = "\u2009"
#: Marks that other scripts and the Swiss use, by what they mean here.
_MARKS: Final = str.maketrans({"٫": ".", "٬": " ", "'": " ", "’": " ", "．": ".", "，": ",", "−": "-", "–": "-"})
_SHAPE: Final = re.compile(r"(?P<number>[+-]?[0-9.,][0-9., ]*?)\s*(?P<unit>[^\s0-9.,+-].*)?")
_SPACED: Final = re.compile(r"[0-9]{1,3}( [0-9]{3})+")
_GROUPED: Final = re.compile(r"[0-9]{1,3}(?P<mark>[.,])[0-9]{3}((?P=mark)[0-9]{3})*")

#: Units that can be turned into each other: factor to the first of each kind.
_FACTORS: Final[tuple[dict[str, Decimal], ...]] = (
    {"kg": Decimal(1), "g": Decimal("0.001"), "lb": Decimal("0.45359237"), "oz": Decimal("0.028349523125")},
    {"cm": Decimal(1), "m": Decimal(100), "mm": Decimal("0.1"), "in": Decimal("2.54")},
    {"s": Decimal(1), "min": Decimal(60), "h": Decimal(3600)},
    {"days": Decimal(1), "weeks": Decimal(7)},
)
_SPELLINGS: Final = {
    "kilogram": "kg", "kilograms": "kg", "kgs": "kg", "gram": "g", "grams": "g", "gr": "g", "lbs": "lb", "pounds": "lb",
    "centimetre": "cm", "centimetres": "cm", "centimeter": "cm", "centimeters": "cm", "cms": "cm", "metre": "m",
    "meter": "m", "millimetres": "mm", "millimeters": "mm", "inch": "in", "inches": "in", '"': "in",
    "sec": "s", "secs": "s", "second": "s", "seconds": "s", "mins": "min", "minute": "min", "minutes": "min",
    "hour": "h", "hours": "h", "hr": "h", "hrs": "h", "day": "days", "d": "days", "week": "weeks", "w": "weeks",
    "°c": "degC", "c": "degC", "celsius": "degC", "degc": "degC", "°f": "degF", "f": "degF", "fahrenheit": "degF",
    "degf": "degF", "°": "deg", "º": "deg", "degree": "deg", "degrees": "deg", "beat": "beats", "percent": "%",
    "per min": "/min", "bpm": "/min", "µmol/l": "umol/L", "μmol/l": "umol/L", "umol/l": "umol/L", "mmol/l": "mmol/L",
    "point": "points", "pts": "points", "mg/dl": "mg/dL", "mg/l": "mg/L", "g/dl": "g/dL", "g/l": "g/L",
    "ng/ml": "ng/mL", "ng/l": "ng/L", "pg/ml": "pg/mL", "nmol/l": "nmol/L", "pmol/l": "pmol/L", "meq/l": "mEq/L",
    "ug/l": "ug/L", "µg/l": "ug/L", "μg/l": "ug/L", "ug/dl": "ug/dL", "µg/dl": "ug/dL", "μg/dl": "ug/dL",
    "u/l": "U/L", "iu/l": "U/L", "miu/l": "mIU/L", "mu/l": "mIU/L", "uiu/ml": "uIU/mL", "µiu/ml": "uIU/mL",
    "μiu/ml": "uIU/mL",
}  # fmt: skip
#: How a unit is written where its own name is plain ASCII.
_WRITTEN: Final = {
    "degC": "°C", "degF": "°F", "umol/L": "µmol/L", "ug/L": "µg/L", "ug/dL": "µg/dL", "uIU/mL": "µIU/mL",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Parsed:
    """A number that was understood.

    Attributes:
        value: in ``unit``, with at most the decimals of its field.
        unit: the unit of the field, empty where it has none.
        echo: what was understood, to be shown beside the field: ``33.1 cm``, or ``6840 g read as 6.84 kg``.
        converted: the number was typed in another unit.
        typed, typed_unit: the number and unit as they were typed; the same as ``value`` where nothing was converted.
    """

    value: Decimal
    unit: str
    echo: str
    converted: bool = False
    typed: Decimal = Decimal(0)
    typed_unit: str = ""


class Limits(Protocol):
    """Limits of a number: outside hard it is refused, outside soft it is asked for again."""

    @property
    def hard_min(self) -> Decimal | None: ...
    @property
    def hard_max(self) -> Decimal | None: ...
    @property
    def soft_min(self) -> Decimal | None: ...
    @property
    def soft_max(self) -> Decimal | None: ...
    @property
    def soft_name(self) -> str: ...
    @property
    def soft_message(self) -> str: ...


class Verdict(StrEnum):
    """Whether a number is kept as it is, kept once typed again, or not kept."""

    USUAL = "usual"
    UNUSUAL = "unusual"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class RangeCheck:
    """The verdict, a sentence for a number that is not usual, and the number that was probably meant."""

    verdict: Verdict
    message: str = ""
    suggestion: Decimal | None = None


def parse_quantity(
    text: str,
    *,
    unit: str = "",
    decimals: int = 0,
    field: str = "",
    others: tuple[OtherUnit, ...] = (),
    assumed: str = "",
) -> Parsed:
    """Read a typed or pasted number for a field that keeps ``decimals`` digits in ``unit``.

    Point and comma are decimal marks; spaces, thin spaces and apostrophes group thousands; digits of any script and
    the typographic minus are read; a unit may follow.

    Args:
        others: units of this field besides the general ones, each with its own factor.
        assumed: the unit of a number without one; empty for ``unit``.

    Raises:
        UserError: no number, two readings, an unknown unit, or more decimals than the field keeps. The sentence says
            what is accepted. ``field`` is carried as its ``field``.
    """
    plain = _plain(text)
    match = _SHAPE.fullmatch(plain)
    if match is None or len(plain) > _MAX_LENGTH:
        raise UserError(f"{_quoted(text)} is not a number: type digits, such as {_example(decimals)}.", field)
    number = _number(match["number"].strip(), text, decimals, field)
    typed_unit = _unit(match["unit"] or "") or _unit(assumed)
    if not typed_unit or typed_unit == _unit(unit):
        _check_decimals(number, decimals, text, field)
        value = _tidy(number, decimals)
        return Parsed(value, unit, format_quantity(value, unit), typed=value, typed_unit=unit)
    kept = _kept(number, typed_unit, others)
    value = _tidy(kept if kept is not None else _convert(number, typed_unit, unit, text, field), decimals)
    echo = f"{format_quantity(number, typed_unit)} read as {format_quantity(value, unit)}"
    return Parsed(value, unit, echo, converted=True, typed=number, typed_unit=typed_unit)


def check_range(value: Decimal, limits: Limits, unit: str = "") -> RangeCheck:
    """Whether ``value`` can be true, and which number was probably meant when it cannot.

    A suggestion is made only when exactly one shift of the decimal mark (by 10 or 1000) lands within the limits.
    """
    if _outside(value, limits.hard_min, limits.hard_max):
        span = _span(limits.hard_min, limits.hard_max, unit)
        return RangeCheck(Verdict.REFUSED, f"Not saved: {span}.", _meant(value, limits))
    if _outside(value, limits.soft_min, limits.soft_max):
        usual = f"{limits.soft_name} {_span(limits.soft_min, limits.soft_max, unit)}"
        reason = f" ({limits.soft_message})" if limits.soft_message else ""
        return RangeCheck(Verdict.UNUSUAL, f"{usual}{reason}. Type it again to keep it.", _meant(value, limits))
    return RangeCheck(Verdict.USUAL)


def format_number(value: Decimal) -> str:
    """A number as it is shown: thin space for thousands, typographic minus, no trailing zeros."""
    text = format(abs(value).normalize(), "f")
    whole, _, rest = text.partition(".")
    grouped = f"{int(whole):,}".replace(",", _THIN_SPACE)
    sign = _MINUS if value < 0 else ""
    return f"{sign}{grouped}.{rest}" if rest else f"{sign}{grouped}"


def format_quantity(value: Decimal, unit: str) -> str:
    """A number with its unit; degrees and percent stand close to it, ``degC`` is written ``°C``, ``umol/L`` with µ."""
    close = {"deg": "°", "%": "%"}.get(unit)
    shown = close if close is not None else f" {_WRITTEN.get(unit, unit)}" if unit else ""
    return f"{format_number(value)}{shown}"


def _plain(text: str) -> str:
    """One spelling for digits, spaces, marks and minus, whatever keyboard they came from."""
    digits = "".join(str(unicodedata.decimal(char, char)) for char in text.translate(_MARKS))
    return " ".join(digits.split())


def _quoted(text: str) -> str:
    short = " ".join(text.split())
    return f"“{short[:30]}…”" if len(short) > 30 else f"“{short}”"


def _example(decimals: int) -> str:
    return "93.5 or 93,5" if decimals else "93"


def _number(digits: str, text: str, decimals: int, field: str) -> Decimal:
    sign, body = (digits[0], digits[1:].strip()) if digits[0] in "+-" else ("", digits)
    whole, mark, rest = _split(body)
    if _SPACED.fullmatch(whole):
        whole = whole.replace(" ", "")
    elif _ambiguous(whole, mark, rest, decimals):
        small = f"{whole}.{rest}" if decimals >= len(rest) else f"{whole}.{rest[: decimals or 1]}"
        raise UserError(
            f"{_quoted(text)} can be read as {whole}.{rest} or as {whole}{rest}: type {small} or {whole}{rest}.", field
        )
    elif _GROUPED.fullmatch(whole) and mark not in set(whole):
        whole = re.sub("[.,]", "", whole)
    if not (whole + rest).isdigit() or len(whole + rest) > _MAX_DIGITS:
        raise UserError(f"{_quoted(text)} is not a number: type digits, such as {_example(decimals)}.", field)
    return Decimal(f"{sign}{whole or '0'}.{rest}" if rest else f"{sign}{whole}")


def _split(body: str) -> tuple[str, str, str]:
    """Whole part, decimal mark and decimals. Several equal marks are grouping and stay in the whole part."""
    at = max(body.rfind("."), body.rfind(","))
    if at < 0 or body.count(body[at]) > 1:
        return body, "", ""
    return body[:at], body[at], body[at + 1 :]


def _ambiguous(whole: str, mark: str, rest: str, decimals: int) -> bool:
    """One mark before exactly three digits can group thousands, too; only our own written form is exempt.

    A field that keeps three decimals shows 6.840 itself, so a point there is a decimal mark.
    """
    if not mark or len(rest) != 3 or not whole.isdigit() or len(whole) > 3 or whole.startswith("0"):
        return False
    return mark == "," or decimals < 3


def _unit(text: str) -> str:
    text = text.strip().rstrip(".")
    return _SPELLINGS.get(text.lower(), text)


def _kept(number: Decimal, typed: str, others: tuple[OtherUnit, ...]) -> Decimal | None:
    """By the factor of the field itself; ``None`` where the unit is none of its own."""
    other = next((one for one in others if one.unit == typed), None)
    if other is None:
        return None
    exact = other.kept(number)
    return Decimal(exact.numerator) / Decimal(exact.denominator)


def _convert(number: Decimal, typed: str, wanted: str, text: str, field: str) -> Decimal:
    target = _unit(wanted)
    if (typed, target) == ("degF", "degC"):
        return (number - 32) * 5 / 9
    for factors in _FACTORS:
        for spelling in (typed, typed.lower()):
            if spelling in factors and target in factors:
                return number * factors[spelling] / factors[target]
    accepted = f"in {wanted}" if wanted else "without a unit"
    raise UserError(f"{_quoted(text)} has a unit that does not fit: type the number {accepted}.", field)


def _check_decimals(number: Decimal, decimals: int, text: str, field: str) -> None:
    if number != _tidy(number, decimals):
        kept = "whole numbers" if decimals == 0 else f"{decimals} decimal{'s' if decimals > 1 else ''}"
        near = format_number(_tidy(number, decimals))
        raise UserError(f"{_quoted(text)} is more exact than this field keeps ({kept}): type {near}.", field)


def _tidy(number: Decimal, decimals: int) -> Decimal:
    """Rounded half up to the field's decimals, without trailing zeros and never as an exponent."""
    rounded = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP).normalize()
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded


def _outside(value: Decimal, low: Decimal | None, high: Decimal | None) -> bool:
    return (low is not None and value < low) or (high is not None and value > high)


def _span(low: Decimal | None, high: Decimal | None, unit: str) -> str:
    if low is not None and high is not None:
        return f"{format_number(low)} to {format_quantity(high, unit)}"
    if low is not None:
        return f"{format_quantity(low, unit)} or more"
    return f"up to {format_quantity(high, unit)}" if high is not None else "any number"


def _meant(value: Decimal, limits: Limits) -> Decimal | None:
    low = limits.soft_min if limits.soft_min is not None else limits.hard_min
    high = limits.soft_max if limits.soft_max is not None else limits.hard_max
    too_big = high is not None and value > high
    shifted = [value / factor if too_big else value * factor for factor in (Decimal(10), Decimal(1000))]
    fitting = [number for number in shifted if number > 0 and not _outside(number, low, high)]
    return fitting[0] if len(fitting) == 1 else None
