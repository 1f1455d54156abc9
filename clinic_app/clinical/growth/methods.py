"""From value to z-score and back, given the L, M and S of an age.

Sources:
    LMS: Cole TJ, Green PJ. Smoothing reference centile curves: the LMS method and penalized likelihood.
        Stat Med 1992;11:1305-19.
    Restricted method beyond 3 SD for weight-based measures: WHO Child Growth Standards: Methods and
        development (2006), chapter 7, Computation of centiles and z-scores.
    Above the 95th centile of BMI: Wei R, Ogden CL, Parsons VL, Freedman DS, Hales CM. A method for
        calculating BMI z-scores and percentiles above the 95th percentile of the CDC growth charts. Ann Hum
        Biol 2020;47:514-21; CDC extended BMI-for-age growth charts (2022).
"""

import math
from enum import Enum, auto

from clinic_app.clinical.growth.normal import lower_tail, upper_tail, z_of_lower_tail, z_of_upper_tail

Lms = tuple[float, float, float]
"""Power (Box-Cox), median and coefficient of variation at one age or length."""

_MOST_EXPONENT = 700.0
"""Just below where exp() leaves the range of a float."""

_Z95 = z_of_lower_tail(0.95)
_TAIL_SHARE = 0.1
"""The half-normal part describes the upper 10 % of a normal whose upper half starts at the 95th centile."""

_FAR_TAIL = 37.0
"""Beyond this many sigma the tail probability is too small for a float and its asymptote is exact enough."""


class Method(Enum):
    """How a table turns a value into a z-score."""

    LMS = auto()
    """The plain LMS method, at any z."""
    WHO_RESTRICTED = auto()
    """LMS up to 3 SD; beyond, the distance between 2 SD and 3 SD counts as one SD."""
    CDC_EXTENDED_BMI = auto()
    """LMS up to the 95th centile; above, a half-normal with an age-dependent sigma."""
    EQUATION = auto()
    """Mean and SD by a published equation, without a table."""


def lms_z(value: float, lms: Lms) -> float:
    """z-score of ``value`` (greater than 0, in the unit of M). An absurd value gives an absurd z, no error."""
    power, median, spread = lms
    log_ratio = math.log(value) - math.log(median)
    if power == 0.0:
        return log_ratio / spread
    return math.expm1(min(power * log_ratio, _MOST_EXPONENT)) / (power * spread)


def lms_value(z: float, lms: Lms) -> float | None:
    """The value at ``z``; ``None`` where the distribution has no such value (its tail ends before)."""
    power, median, spread = lms
    change = power * spread * z
    if change <= -1.0:
        return None
    exponent = spread * z if power == 0.0 else math.log1p(change) / power
    return median * math.exp(exponent) if exponent < _MOST_EXPONENT else None


def restricted_z(value: float, lms: Lms) -> float:
    """z-score by WHO's restricted method for weight-based measures."""
    z = lms_z(value, lms)
    if -3.0 <= z <= 3.0:
        return z
    sign = 1.0 if z > 0.0 else -1.0
    third, step = _third_sd(sign, lms)
    return sign * (3.0 + sign * (value - third) / step)


def restricted_value(z: float, lms: Lms) -> float | None:
    """Inverse of ``restricted_z``; ``None`` where the straight tail falls to 0 or below."""
    if -3.0 <= z <= 3.0:
        return lms_value(z, lms)
    sign = 1.0 if z > 0.0 else -1.0
    third, step = _third_sd(sign, lms)
    value = third + sign * (abs(z) - 3.0) * step
    return value if value > 0.0 else None


def _third_sd(sign: float, lms: Lms) -> tuple[float, float]:
    """The value at 3 SD on one side, and its distance from the value at 2 SD (greater than 0)."""
    second, third = lms_value(2.0 * sign, lms), lms_value(3.0 * sign, lms)
    if second is None or third is None:
        raise ValueError(f"no value at 3 SD for L, M, S = {lms}")
    return third, abs(third - second)


def bmi_sigma(male: bool, age_months: float) -> float:
    """Scale of CDC's half-normal above the 95th centile, in kg/m2 (CDC 2022; age in years from 2 to 20)."""
    years = age_months / 12.0
    if male:
        return 0.3728 + 0.5196 * years - 0.0091 * years * years
    return 0.8334 + 0.3712 * years - 0.0011 * years * years


def extended_bmi_z(value: float, lms: Lms, sigma: float) -> float:
    """z-score of a BMI by CDC's extended method. CDC's programs stop at 8.21; this goes on."""
    z = lms_z(value, lms)
    if z <= _Z95:
        return z
    excess = (value - _at_95th(lms)) / sigma
    if excess > _FAR_TAIL:
        return excess - math.log(_TAIL_SHARE) / excess
    return z_of_upper_tail(_TAIL_SHARE * upper_tail(excess))


def extended_bmi_value(z: float, lms: Lms, sigma: float) -> float | None:
    """Inverse of ``extended_bmi_z``; ``None`` beyond what a float can tell apart (z above 37)."""
    if z <= _Z95:
        return lms_value(z, lms)
    share = upper_tail(z) / _TAIL_SHARE
    if z > _FAR_TAIL:
        return None
    return _at_95th(lms) + sigma * z_of_upper_tail(share)


def _at_95th(lms: Lms) -> float:
    value = lms_value(_Z95, lms)
    if value is None:
        raise ValueError(f"no 95th centile for L, M, S = {lms}")
    return value


def centile_of(z: float) -> float:
    """Centile, 0 to 100."""
    return 100.0 * lower_tail(z)
