"""Units and usual ranges in words."""

from typing import Final

from clinic_app.domain.quantities import Limits, format_number, format_quantity
from clinic_app.i18n import _

_SIGNS: Final = {"deg": "°", "degC": "°C", "degF": "°F", "umol/L": "µmol/L"}


def unit_word(unit: str) -> str:
    """How a unit is written after a number: ``°`` for ``deg``."""
    return _SIGNS.get(unit, unit)


def usual_words(limits: Limits, unit: str) -> str:
    """``Usual 31 to 38 cm``; empty where nothing is said to be usual."""
    low, high = limits.soft_min, limits.soft_max
    if low is not None and high is not None:
        return _("Usual {low} to {high}").format(low=format_number(low), high=format_quantity(high, unit))
    if low is not None:
        return _("Usual {low} or more").format(low=format_quantity(low, unit))
    if high is not None:
        return _("Usual up to {high}").format(high=format_quantity(high, unit))
    return ""
