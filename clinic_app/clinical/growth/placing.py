"""Where a measurement lies: on which curve, at which age or length, and with which correction for position.

WHO measures length lying before day 731 and height standing from it on; the other position is corrected by
0.7 cm (WHO Child Growth Standards: Methods and development, 2006; as in WHO's igrowup and anthro programs).
CDC keeps a curve for each position and corrects nothing.
"""

import math
from collections.abc import Callable
from typing import NamedTuple

from clinic_app.clinical.growth import curves
from clinic_app.clinical.growth.curves import Axis, Curve, curves_of, indicators_of
from clinic_app.clinical.growth.vocabulary import (
    DAYS_PER_MONTH,
    STANDING_FROM_DAYS,
    WHO2006_LAST_DAY,
    Indicator,
    Measured,
    Reference,
)

POSITION_SHIFT_CM = 0.7
"""WHO: length lying exceeds height standing by this much."""

_HEIGHT_FROM_CM = 87.0
"""WHO, age and position unknown: from this length on the child is taken as measured standing."""

_CDC_STANDING_FROM_MONTHS = 24.0
_CDC_STATURE_WEIGHT_UNTIL_MONTHS = 72.0
"""CDC's weight-for-stature chart is for 2 to 5 years, that is until the sixth birthday."""


class Subject(NamedTuple):
    """What is known of a measurement beside its value. ``age_days`` is post-menstrual for the preterm
    standards.
    """

    indicator: Indicator
    age_days: float | None
    measured: Measured | None
    length_cm: float | None


class Place(NamedTuple):
    """A point on a curve. ``shift`` (cm) is added to the value before it is compared."""

    curve: Curve
    x: float
    shift: float = 0.0
    note: str = ""


class NotCovered(NamedTuple):
    """Why the reference says nothing about a measurement."""

    note: str


def place(reference: Reference, subject: Subject) -> Place | NotCovered:
    """Find the point of the reference that a measurement is compared with."""
    if not curves_of(reference, subject.indicator):
        has = ", ".join(indicators_of(reference))
        return NotCovered(f"{reference} has no {subject.indicator}; it has {has}")
    return _PLACERS[reference](subject)


def whole_days(age_days: float) -> int:
    """Age rounded to the nearest day, half a day up, as WHO's programs do."""
    return math.floor(age_days + 0.5)


def who_position_shift(days: int, measured: Measured | None) -> tuple[float, str]:
    """Correction in cm of a length or height for the position that is not the age's own, and how to say so."""
    if measured is Measured.STANDING and days < STANDING_FROM_DAYS:
        return POSITION_SHIFT_CM, f"0.7 cm added: measured standing before day {STANDING_FROM_DAYS}"
    if measured is Measured.LYING and days >= STANDING_FROM_DAYS:
        return -POSITION_SHIFT_CM, f"0.7 cm taken off: measured lying from day {STANDING_FROM_DAYS} on"
    return 0.0, ""


def _on(curve: Curve, x: float, shift: float = 0.0, note: str = "") -> Place | NotCovered:
    if curve.low <= x <= curve.high:
        return Place(curve, x, shift, note)
    corrected = f"; {note}" if note and curve.axis is Axis.LENGTH_CM else ""
    return NotCovered(f"{curve.name} covers {curve.span()}{corrected}")


def _age(subject: Subject) -> float:
    if subject.age_days is None:
        raise ValueError("only weight for length does without an age")
    return subject.age_days


def _who2006(subject: Subject) -> Place | NotCovered:
    if subject.indicator is Indicator.WEIGHT_FOR_LENGTH:
        return _who2006_weight_for_length(subject)
    days = whole_days(_age(subject))
    shift, note = 0.0, ""
    if subject.indicator is Indicator.LENGTH_HEIGHT:
        shift, note = who_position_shift(days, subject.measured)
    return _on(curves.WHO2006_BY_AGE[subject.indicator], days, shift, note)


def _who2006_weight_for_length(subject: Subject) -> Place | NotCovered:
    length = _length(subject)
    shift, note = 0.0, ""
    if subject.age_days is not None:
        days = whole_days(subject.age_days)
        if days > WHO2006_LAST_DAY:
            return NotCovered(f"who2006 weight_for_length covers 0 to {WHO2006_LAST_DAY} days of age")
        standing = days >= STANDING_FROM_DAYS
        shift, note = who_position_shift(days, subject.measured)
    elif subject.measured is not None:
        standing = subject.measured is Measured.STANDING
    else:
        standing = length >= _HEIGHT_FROM_CM
        note = f"position not given: taken as {'standing' if standing else 'lying'}"
    curve = curves.WHO2006_WEIGHT_FOR_HEIGHT if standing else curves.WHO2006_WEIGHT_FOR_LENGTH
    return _on(curve, _tidy(length + shift), 0.0, note)


def _length(subject: Subject) -> float:
    if subject.length_cm is None:
        raise ValueError("weight for length needs a length")
    return subject.length_cm


def _tidy(length_cm: float) -> float:
    """Take off the binary dust of adding 0.7, so that 109.3 + 0.7 is 110 and still on the curve."""
    return round(length_cm, 9)


def _who2007(subject: Subject) -> Place | NotCovered:
    age = _age(subject)
    shift, note = 0.0, ""
    if subject.indicator is Indicator.LENGTH_HEIGHT:
        shift, note = who_position_shift(whole_days(age), subject.measured)
    return _on(curves.WHO2007[subject.indicator], age / DAYS_PER_MONTH, shift, note)


def _cdc2000(subject: Subject) -> Place | NotCovered:
    if subject.indicator is Indicator.WEIGHT_FOR_LENGTH:
        return _cdc2000_weight_for_length(subject)
    months = _age(subject) / DAYS_PER_MONTH
    if subject.indicator is not Indicator.LENGTH_HEIGHT:
        return _on(curves.CDC2000_BY_AGE[subject.indicator], months)
    standing = _cdc_standing(subject.measured, months)
    return _on(curves.CDC2000_STATURE if standing else curves.CDC2000_LENGTH, months)


def _cdc2000_weight_for_length(subject: Subject) -> Place | NotCovered:
    length = _length(subject)
    if subject.age_days is None:
        if subject.measured is None:
            return NotCovered("cdc2000 weight_for_length needs the age, or measured: lying or standing")
        standing = subject.measured is Measured.STANDING
    else:
        months = subject.age_days / DAYS_PER_MONTH
        standing = _cdc_standing(subject.measured, months)
        last = _CDC_STATURE_WEIGHT_UNTIL_MONTHS if standing else curves.CDC2000_LENGTH.high
        first = _CDC_STANDING_FROM_MONTHS if standing else 0.0
        if not first <= months <= last:
            how = "standing" if standing else "lying"
            return NotCovered(f"cdc2000 weight_for_length measured {how} covers {first:g} to {last:g} months of age")
    return _on(curves.CDC2000_WEIGHT_FOR_STATURE if standing else curves.CDC2000_WEIGHT_FOR_LENGTH, length)


def _cdc_standing(measured: Measured | None, months: float) -> bool:
    if measured is None:
        return months >= _CDC_STANDING_FROM_MONTHS
    return measured is Measured.STANDING


def _preterm(subject: Subject) -> Place | NotCovered:
    if subject.indicator is Indicator.LENGTH_HEIGHT and subject.measured is Measured.STANDING:
        return NotCovered("intergrowth21_preterm length is measured lying")
    return _on(curves.PRETERM[subject.indicator], _age(subject))


_PLACERS: dict[Reference, Callable[[Subject], Place | NotCovered]] = {
    Reference.WHO2006: _who2006,
    Reference.WHO2007: _who2007,
    Reference.CDC2000: _cdc2000,
    Reference.INTERGROWTH21_PRETERM: _preterm,
}
