"""Units of one quantity that are turned into each other by a factor of its own, such as mg/dL of glucose."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class OtherUnit:
    """A second unit of a number. One of it is ``times / over`` of the unit in which the number is kept.

    Two numbers instead of one, so that a factor that is published as a divisor stays exact and turns back exactly.

    Attributes:
        source, confidence: where the factor comes from.
    """

    unit: str
    times: Decimal
    over: Decimal
    source: str
    confidence: str

    def kept(self, number: Decimal) -> Fraction:
        """``number`` of this unit in the unit in which it is kept, exact."""
        return Fraction(number) * Fraction(self.times) / Fraction(self.over)

    def turned_back(self, kept: Fraction) -> Fraction:
        """A number in the unit in which it is kept, in this one. Exact: the inverse of ``kept``."""
        return kept * Fraction(self.over) / Fraction(self.times)
