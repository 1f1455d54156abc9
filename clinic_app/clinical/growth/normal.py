"""The standard normal distribution, exact in both tails."""

import math
from statistics import NormalDist

_NORMAL = NormalDist()
_SQRT_HALF = math.sqrt(0.5)


def lower_tail(z: float) -> float:
    """Probability below ``z``, with full relative precision for a very negative ``z``."""
    return 0.5 * math.erfc(-z * _SQRT_HALF)


def upper_tail(z: float) -> float:
    """Probability above ``z``, with full relative precision for a large ``z``."""
    return 0.5 * math.erfc(z * _SQRT_HALF)


def z_of_lower_tail(p: float) -> float:
    """The z-score below which the share ``p`` (0 < p < 1) lies."""
    return _NORMAL.inv_cdf(p)


def z_of_upper_tail(p: float) -> float:
    """The z-score above which the share ``p`` (0 < p < 1) lies; precise for a small ``p``."""
    return -_NORMAL.inv_cdf(p)
