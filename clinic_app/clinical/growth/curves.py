"""Which curves there are, over what, and how far each one goes."""

from dataclasses import dataclass
from enum import StrEnum

from clinic_app.clinical.growth import intergrowth
from clinic_app.clinical.growth.methods import Method
from clinic_app.clinical.growth.vocabulary import (
    DAYS_PER_MONTH,
    WHO2006_LAST_DAY,
    Indicator,
    Measured,
    Reference,
)


class Axis(StrEnum):
    """What a curve runs over."""

    WHOLE_DAYS = "whole days"
    """Age rounded to the nearest day (half a day up), as WHO's programs do."""
    MONTHS = "months"
    """Age in months of 30.4375 days, between rows linear."""
    LENGTH_CM = "cm"
    POST_MENSTRUAL_DAYS = "post-menstrual days"


@dataclass(frozen=True, slots=True)
class Curve:
    """One curve of a reference.

    Attributes:
        name: of the table, and of its provenance.
        low, high: first and last point covered, on the axis.
        position: how the child was measured, where the curve holds for one position only.
    """

    name: str
    axis: Axis
    low: float
    high: float
    method: Method
    position: Measured | None = None

    @property
    def low_days(self) -> float:
        """First day of age covered. Only for a curve over age."""
        return self._in_days(self.low)

    @property
    def high_days(self) -> float:
        """Last day of age covered. Only for a curve over age."""
        return self._in_days(self.high)

    def _in_days(self, x: float) -> float:
        if self.axis is Axis.LENGTH_CM:
            raise ValueError(f"{self.name} runs over length, not over age")
        return x * DAYS_PER_MONTH if self.axis is Axis.MONTHS else x

    def span(self) -> str:
        """What the curve covers, in words."""
        how = f" measured {self.position}" if self.position is not None else ""
        if self.axis is Axis.LENGTH_CM:
            return f"{self.low:g} to {self.high:g} cm{how}"
        if self.axis is Axis.MONTHS:
            days = f"{self.low_days:.10g} to {self.high_days:.10g} days"
            return f"{self.low:g} to {self.high:g} months of age ({days}){how}"
        what = "post-menstrual days" if self.axis is Axis.POST_MENSTRUAL_DAYS else "days of age"
        return f"{self.low:g} to {self.high:g} {what}{how}"


def _who2006(indicator: str, method: Method) -> Curve:
    return Curve(f"who2006_{indicator}", Axis.WHOLE_DAYS, 0, WHO2006_LAST_DAY, method)


def _preterm(indicator: Indicator) -> Curve:
    name = f"{Reference.INTERGROWTH21_PRETERM}_{indicator}"
    return Curve(name, Axis.POST_MENSTRUAL_DAYS, intergrowth.FIRST_DAY, intergrowth.LAST_DAY, Method.EQUATION)


WHO2006_BY_AGE = {
    Indicator.WEIGHT: _who2006("weight", Method.WHO_RESTRICTED),
    Indicator.LENGTH_HEIGHT: _who2006("length_height", Method.LMS),
    Indicator.HEAD: _who2006("head", Method.LMS),
    Indicator.BMI: _who2006("bmi", Method.WHO_RESTRICTED),
}
WHO2006_WEIGHT_FOR_LENGTH = Curve(
    "who2006_weight_for_length", Axis.LENGTH_CM, 45, 110, Method.WHO_RESTRICTED, Measured.LYING
)
WHO2006_WEIGHT_FOR_HEIGHT = Curve(
    "who2006_weight_for_height", Axis.LENGTH_CM, 65, 120, Method.WHO_RESTRICTED, Measured.STANDING
)
WHO2007 = {
    Indicator.WEIGHT: Curve("who2007_weight", Axis.MONTHS, 61, 120, Method.WHO_RESTRICTED),
    Indicator.LENGTH_HEIGHT: Curve("who2007_height", Axis.MONTHS, 61, 228, Method.LMS),
    Indicator.BMI: Curve("who2007_bmi", Axis.MONTHS, 61, 228, Method.WHO_RESTRICTED),
}
CDC2000_BY_AGE = {
    Indicator.WEIGHT: Curve("cdc2000_weight", Axis.MONTHS, 0, 240, Method.LMS),
    Indicator.HEAD: Curve("cdc2000_head", Axis.MONTHS, 0, 36, Method.LMS),
    Indicator.BMI: Curve("cdc2000_bmi", Axis.MONTHS, 24, 240, Method.CDC_EXTENDED_BMI),
}
CDC2000_LENGTH = Curve("cdc2000_length", Axis.MONTHS, 0, 36, Method.LMS, Measured.LYING)
CDC2000_STATURE = Curve("cdc2000_stature", Axis.MONTHS, 24, 240, Method.LMS, Measured.STANDING)
CDC2000_WEIGHT_FOR_LENGTH = Curve("cdc2000_weight_for_length", Axis.LENGTH_CM, 45, 103.5, Method.LMS, Measured.LYING)
CDC2000_WEIGHT_FOR_STATURE = Curve(
    "cdc2000_weight_for_stature", Axis.LENGTH_CM, 77, 121.5, Method.LMS, Measured.STANDING
)
PRETERM = {indicator: _preterm(indicator) for indicator in (Indicator.WEIGHT, Indicator.LENGTH_HEIGHT, Indicator.HEAD)}


def _group(
    by_age: dict[Indicator, Curve], lengths: tuple[Curve, ...] = (), for_length: tuple[Curve, ...] = ()
) -> dict[Indicator, tuple[Curve, ...]]:
    group: dict[Indicator, tuple[Curve, ...]] = {indicator: (curve,) for indicator, curve in by_age.items()}
    if lengths:
        group[Indicator.LENGTH_HEIGHT] = lengths
    if for_length:
        group[Indicator.WEIGHT_FOR_LENGTH] = for_length
    return group


_CURVES: dict[Reference, dict[Indicator, tuple[Curve, ...]]] = {
    Reference.WHO2006: _group(WHO2006_BY_AGE, for_length=(WHO2006_WEIGHT_FOR_LENGTH, WHO2006_WEIGHT_FOR_HEIGHT)),
    Reference.WHO2007: _group(WHO2007),
    Reference.CDC2000: _group(
        CDC2000_BY_AGE,
        lengths=(CDC2000_LENGTH, CDC2000_STATURE),
        for_length=(CDC2000_WEIGHT_FOR_LENGTH, CDC2000_WEIGHT_FOR_STATURE),
    ),
    Reference.INTERGROWTH21_PRETERM: _group(PRETERM),
}


def curves_of(reference: Reference, indicator: Indicator) -> tuple[Curve, ...]:
    """The curves a reference has for an indicator: none, one, or one for lying and one for standing."""
    return _CURVES[reference].get(indicator, ())


def indicators_of(reference: Reference) -> tuple[Indicator, ...]:
    """What a reference describes, in the order of ``Indicator``."""
    return tuple(indicator for indicator in Indicator if indicator in _CURVES[reference])
