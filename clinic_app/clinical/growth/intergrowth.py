"""INTERGROWTH-21st postnatal growth standards for preterm infants, 27 to 64 weeks of post-menstrual age.

Source: Villar J, Giuliani F, Bhutta ZA, et al. Postnatal growth standards for preterm infants: the Preterm
Postnatal Follow-up Study of the INTERGROWTH-21st Project. Lancet Glob Health 2015;3:e681-91, equations for
mean and SD. Checked against the printed z-score tables of the same standards (every week, both sexes, -3 to
+3 SD).

``weeks`` is the exact post-menstrual age in weeks (days / 7). Weight (kg) and length (cm) are normal on the
logarithm, head circumference (cm) is normal as it is.
"""

import math
from collections.abc import Callable

from clinic_app.clinical.growth.vocabulary import Indicator

FIRST_DAY = 27 * 7
LAST_DAY = 64 * 7

MeanSd = tuple[float, float]


def _weight(male: bool, weeks: float) -> MeanSd:
    square = weeks * weeks
    mean = 2.591277 - 0.01155 * math.sqrt(weeks) - 2201.705 / square + (0.0911639 if male else 0.0)
    return mean, 0.1470258 + 505.92394 / square - 140.0576 / square * math.log(weeks)


def _length(male: bool, weeks: float) -> MeanSd:
    square = weeks * weeks
    mean = 4.136244 - 547.0018 / square + 0.0026066 * weeks + (0.0314961 if male else 0.0)
    return mean, 0.050489 + 310.44761 / square - 90.0742 / square * math.log(weeks)


def _head(male: bool, weeks: float) -> MeanSd:
    mean = 55.53617 - 852.0059 / weeks + (0.7957903 if male else 0.0)
    return mean, 3.0582292 + 3910.05 / (weeks * weeks) - 180.5625 / weeks


_EQUATIONS: dict[Indicator, Callable[[bool, float], MeanSd]] = {
    Indicator.WEIGHT: _weight,
    Indicator.LENGTH_HEIGHT: _length,
    Indicator.HEAD: _head,
}


def covers(indicator: Indicator) -> bool:
    """Whether the standards have equations for the indicator."""
    return indicator in _EQUATIONS


def preterm_z(indicator: Indicator, male: bool, pma_days: float, value: float) -> float:
    """z-score of ``value`` (kg or cm, greater than 0) at ``pma_days`` (189 to 448)."""
    mean, sd = _EQUATIONS[indicator](male, pma_days / 7.0)
    return ((value if indicator is Indicator.HEAD else math.log(value)) - mean) / sd


def preterm_value(indicator: Indicator, male: bool, pma_days: float, z: float) -> float | None:
    """Inverse of ``preterm_z``; ``None`` where it would not be greater than 0."""
    mean, sd = _EQUATIONS[indicator](male, pma_days / 7.0)
    value = mean + z * sd
    if indicator is not Indicator.HEAD:
        return math.exp(value)
    return value if value > 0.0 else None
