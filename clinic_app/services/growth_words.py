"""How growth is said: measures, units, centiles and z-scores."""

from decimal import Decimal

from clinic_app.clinical.growth.scores import GrowthScore
from clinic_app.clinical.growth.vocabulary import Indicator, Reference
from clinic_app.domain.quantities import format_quantity

UNITS = {
    Indicator.WEIGHT: "kg",
    Indicator.LENGTH_HEIGHT: "cm",
    Indicator.HEAD: "cm",
    Indicator.BMI: "kg/m²",
    Indicator.WEIGHT_FOR_LENGTH: "kg",
}
_NAMES = {
    Indicator.WEIGHT: "Weight",
    Indicator.LENGTH_HEIGHT: "Length",
    Indicator.HEAD: "Head",
    Indicator.BMI: "BMI",
    Indicator.WEIGHT_FOR_LENGTH: "Weight for length",
}
_REFERENCES = {
    Reference.WHO2006: "WHO 2006",
    Reference.WHO2007: "WHO 2007",
    Reference.CDC2000: "CDC 2000",
    Reference.INTERGROWTH21_PRETERM: "INTERGROWTH-21st preterm",
}
_MINUS = "\u2212"


def measure_words(indicator: Indicator) -> str:
    """The measure as a person calls it."""
    return _NAMES[indicator]


def reference_words(reference: Reference) -> str:
    """The short name of a reference."""
    return _REFERENCES[reference]


def place_words(score: GrowthScore) -> str:
    """``19th, z −0.9``; where no reference covers it, why."""
    return score.note if score.z is None else f"{centile_words(score)}, {z_words(score)}"


def value_words(indicator: Indicator, value: float) -> str:
    """A measurement with its unit: two decimals for BMI, otherwise as measured to a gram or a millimetre."""
    places = {Indicator.WEIGHT: 3, Indicator.WEIGHT_FOR_LENGTH: 3}.get(indicator, 1)
    return format_quantity(Decimal(str(round(value, places))), UNITS[indicator])


def centile_words(score: GrowthScore) -> str:
    """``19th``; in the tails ``under 0.1`` and ``over 99.9``; empty where no reference covers it."""
    if score.centile is None:
        return ""
    if score.centile < 0.1:
        return "under 0.1st"
    if score.centile > 99.9:
        return "over 99.9th"
    if score.centile < 1 or score.centile > 99:
        return f"{score.centile:.1f}th"
    return ordinal(round(score.centile))


def z_words(score: GrowthScore) -> str:
    """``z −0.9``; empty where no reference covers it."""
    if score.z is None:
        return ""
    return f"z {z_number(score.z)}"


def z_number(z: float) -> str:
    """One decimal, with the true minus sign."""
    rounded = f"{abs(z):.1f}"
    return f"{_MINUS if z < 0 and rounded != '0.0' else ''}{rounded}"


def ordinal(number: int) -> str:
    """``1st``, ``2nd``, ``3rd``, ``11th``, ``22nd``."""
    if number % 100 in {11, 12, 13}:
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"
