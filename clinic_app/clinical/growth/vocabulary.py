"""The words of the growth references: which reference, which measurement, which position."""

from enum import StrEnum

DAYS_PER_MONTH = 30.4375
"""Days in a month of age (365.25 / 12), as WHO's and CDC's programs count."""

STANDING_FROM_DAYS = 731
"""WHO: length is measured lying before this day of age, height standing from it on."""


WHO2006_LAST_DAY = 1856
"""WHO 2006 ends below 61 completed months; WHO 2007 begins there."""


class Reference(StrEnum):
    """A growth reference or standard."""

    WHO2006 = "who2006"
    WHO2007 = "who2007"
    CDC2000 = "cdc2000"
    INTERGROWTH21_PRETERM = "intergrowth21_preterm"


class Indicator(StrEnum):
    """What is compared. Weight in kg, length, height and head in cm, BMI in kg/m2."""

    WEIGHT = "weight"
    LENGTH_HEIGHT = "length_height"
    HEAD = "head"
    BMI = "bmi"
    WEIGHT_FOR_LENGTH = "weight_for_length"


class Measured(StrEnum):
    """How the child was measured: recumbent length or standing height."""

    LYING = "lying"
    STANDING = "standing"


REFERENCE_TITLES = {
    Reference.WHO2006: "WHO Child Growth Standards 2006",
    Reference.WHO2007: "WHO Growth Reference 2007",
    Reference.CDC2000: "CDC Growth Charts 2000",
    Reference.INTERGROWTH21_PRETERM: "INTERGROWTH-21st preterm postnatal standards",
}
"""The name to print beside a z-score."""
