"""The age groups that an examination goes by, in the age at which developmental norms are read."""

from decimal import Decimal
from enum import StrEnum
from typing import Final


class AgeGroup(StrEnum):
    """From birth, or from the day before term, to eighteen years."""

    NEWBORN = "newborn"
    INFANT = "infant"
    TODDLER = "toddler"
    CHILD = "child"
    ADOLESCENT = "adolescent"


#: The first month of each group; corrected below 24 months, chronological from then on.
FIRST_MONTH: Final = {
    AgeGroup.NEWBORN: None,
    AgeGroup.INFANT: Decimal(1),
    AgeGroup.TODDLER: Decimal(12),
    AgeGroup.CHILD: Decimal(24),
    AgeGroup.ADOLESCENT: Decimal(144),
}


def age_group(months: float) -> AgeGroup:
    """The group of an age in months of 30.4375 days, half-open; before term is a newborn's."""
    age = Decimal(str(months))
    return next(group for group, first in reversed(FIRST_MONTH.items()) if first is None or age >= first)
