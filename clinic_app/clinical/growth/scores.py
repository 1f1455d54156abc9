"""z-scores and centiles of single measurements, and the values on a centile curve."""

import math
from dataclasses import dataclass

from clinic_app.clinical.growth.curves import Curve
from clinic_app.clinical.growth.intergrowth import preterm_value, preterm_z
from clinic_app.clinical.growth.methods import (
    Lms,
    Method,
    bmi_sigma,
    centile_of,
    extended_bmi_value,
    extended_bmi_z,
    lms_value,
    lms_z,
    restricted_value,
    restricted_z,
)
from clinic_app.clinical.growth.normal import z_of_lower_tail
from clinic_app.clinical.growth.placing import NotCovered, Place, Subject, place
from clinic_app.clinical.growth.tables import load_table
from clinic_app.clinical.growth.vocabulary import Indicator, Measured, Reference
from clinic_app.domain.errors import UserError
from clinic_app.domain.people import Sex

_SEX_NOTE = "growth references describe girls and boys; the sex is neither female nor male"


@dataclass(frozen=True, slots=True)
class GrowthScore:
    """A z-score and its centile (0 to 100), or ``None`` for both and a note that says why.

    A note beside a z-score says what was corrected.
    """

    z: float | None
    centile: float | None
    note: str = ""


def z_score(
    reference: Reference,
    indicator: Indicator,
    sex: Sex,
    age_days: float | None,
    value: float,
    measured: Measured | None = None,
    length_cm: float | None = None,
) -> GrowthScore:
    """Compare one measurement with a reference.

    WHO 2006 takes the age to the nearest whole day (half a day up) and looks it up by day; WHO 2007 and CDC
    take it in months of 30.4375 days and are linear in L, M and S between rows; the preterm standards take
    exact post-menstrual days. Length or height that WHO expects in the other position is corrected by 0.7 cm;
    a BMI is taken as given.

    Args:
        age_days: days since birth (chronological or corrected, whichever is to be used); post-menstrual days
            for the preterm standards; may be fractional; ``None`` only for weight for length.
        value: kg for weight and weight for length, cm for length, height and head, kg/m2 for BMI.
        measured: position of a length or height; ``None`` takes the position usual at the age.
        length_cm: length or height, for weight for length only.

    Raises:
        UserError: a value, age or length that is missing, not finite, or out of the question (naming the
        field).
    """
    _check(indicator, age_days, value, length_cm)
    if sex is not Sex.MALE and sex is not Sex.FEMALE:
        return GrowthScore(None, None, _SEX_NOTE)
    spot = place(reference, Subject(indicator, age_days, measured, length_cm))
    if isinstance(spot, NotCovered):
        return GrowthScore(None, None, spot.note)
    compared = value + spot.shift
    if compared <= 0.0:
        return GrowthScore(None, None, f"nothing is left of {value:g} cm after the correction for position")
    z = _z_at(spot, indicator, sex is Sex.MALE, compared)
    if not math.isfinite(z):
        return GrowthScore(None, None, f"{value:g} is too far from the reference for a z-score")
    return GrowthScore(z, centile_of(z), spot.note)


def value_for_z(
    reference: Reference,
    indicator: Indicator,
    sex: Sex,
    age_days: float | None,
    z: float,
    measured: Measured | None = None,
    length_cm: float | None = None,
) -> float | None:
    """The measurement that has the z-score ``z``: the inverse of ``z_score``, for drawing centile curves.

    ``None`` where the reference does not cover the age or length, or has no such value.

    Raises:
        UserError: an age or length that is missing, not finite or negative.
    """
    _check(indicator, age_days, 1.0, length_cm)
    if sex is not Sex.MALE and sex is not Sex.FEMALE:
        return None
    spot = place(reference, Subject(indicator, age_days, measured, length_cm))
    if isinstance(spot, NotCovered):
        return None
    value = _value_at(spot, indicator, sex is Sex.MALE, z)
    if value is None or value - spot.shift <= 0.0:
        return None
    return value - spot.shift


@dataclass(frozen=True, slots=True)
class ReadRow:
    """The row of a reference that a measurement is compared with, as it was used.

    Attributes:
        curve: the table and its axis.
        x: where on the axis it was read.
        lms: L, M and S there; ``None`` for a reference by equations.
        median, minus_1, plus_1: the value at z 0, -1 and +1; ``None`` where there is none.
        shift: cm added to the measurement before it was compared.
    """

    curve: Curve
    x: float
    lms: Lms | None
    median: float | None
    minus_1: float | None
    plus_1: float | None
    shift: float


def read_row(
    reference: Reference,
    indicator: Indicator,
    sex: Sex,
    age_days: float,
    measured: Measured | None = None,
    length_cm: float | None = None,
) -> ReadRow | None:
    """What ``z_score`` reads for these, to be shown; ``None`` where the reference covers nothing.

    Raises:
        UserError: as ``z_score``.
    """
    _check(indicator, age_days, 1.0, length_cm)
    spot = place(reference, Subject(indicator, age_days, measured, length_cm))
    if isinstance(spot, NotCovered) or sex not in (Sex.FEMALE, Sex.MALE):
        return None
    male = sex is Sex.MALE
    lms = None if spot.curve.method is Method.EQUATION else load_table(spot.curve.name).at(male, spot.x)
    middle, low, high = (_value_at(spot, indicator, male, z) for z in (0.0, -1.0, 1.0))
    return ReadRow(spot.curve, spot.x, lms, middle, low, high, spot.shift)


def z_of_centile(centile: float) -> float:
    """z-score of a centile strictly between 0 and 100.

    Raises:
        UserError: anything else.
    """
    from_below = centile / 100.0
    if not 0.0 < from_below < 1.0:
        raise UserError("a centile lies between 0 and 100", field="centile")
    return z_of_lower_tail(from_below)


def _check(indicator: Indicator, age_days: float | None, value: float, length_cm: float | None) -> None:
    if not (math.isfinite(value) and value > 0.0):
        raise UserError("a measurement is a number greater than 0", field="value")
    if age_days is None:
        if indicator is not Indicator.WEIGHT_FOR_LENGTH:
            raise UserError(f"{indicator} needs the age in days", field="age_days")
    elif not (math.isfinite(age_days) and age_days >= 0.0):
        raise UserError("an age is a number of days, 0 or more", field="age_days")
    if indicator is Indicator.WEIGHT_FOR_LENGTH and (
        length_cm is None or not (math.isfinite(length_cm) and length_cm > 0.0)
    ):
        raise UserError("weight for length needs the length in cm, greater than 0", field="length_cm")


def _z_at(spot: Place, indicator: Indicator, male: bool, value: float) -> float:
    curve = spot.curve
    if curve.method is Method.EQUATION:
        return preterm_z(indicator, male, spot.x, value)
    lms = load_table(curve.name).at(male, spot.x)
    if curve.method is Method.LMS:
        return lms_z(value, lms)
    if curve.method is Method.WHO_RESTRICTED:
        return restricted_z(value, lms)
    return extended_bmi_z(value, lms, bmi_sigma(male, spot.x))


def _value_at(spot: Place, indicator: Indicator, male: bool, z: float) -> float | None:
    curve = spot.curve
    if curve.method is Method.EQUATION:
        return preterm_value(indicator, male, spot.x, z)
    lms = load_table(curve.name).at(male, spot.x)
    if curve.method is Method.LMS:
        return lms_value(z, lms)
    if curve.method is Method.WHO_RESTRICTED:
        return restricted_value(z, lms)
    return extended_bmi_value(z, lms, bmi_sigma(male, spot.x))
