"""Units and usual ranges in words."""

from typing import Final

from clinic_app.domain.quantities import Limits, format_number, format_quantity
from clinic_app.i18n import _

_SIGNS: Final = {
    "deg": "°", "degC": "°C", "degF": "°F", "umol/L": "µmol/L", "ug/L": "µg/L", "ug/dL": "µg/dL", "uIU/mL": "µIU/mL",
}  # fmt: skip


def unit_word(unit: str) -> str:
    """How a unit is written after a number: ``°`` for ``deg``."""
    return _SIGNS.get(unit, unit)


def usual_words(limits: Limits, unit: str) -> str:
    """``Usual 31 to 38 cm``; empty where nothing is said to be usual."""
    low, high, name = limits.soft_min, limits.soft_max, limits.soft_name
    if low is not None and high is not None:
        return _("{name} {low} to {high}").format(name=name, low=format_number(low), high=format_quantity(high, unit))
    if low is not None:
        return _("{name} {low} or more").format(name=name, low=format_quantity(low, unit))
    if high is not None:
        return _("{name} up to {high}").format(name=name, high=format_quantity(high, unit))
    return ""
