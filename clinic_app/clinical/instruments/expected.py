"""What is expected at an age: a window of presence, a band of numbers, or a phrase."""

from dataclasses import dataclass
from decimal import Decimal
from math import floor
from typing import Final

#: From and to in corrected months; ``None`` as the end means for good.
Span = tuple[Decimal, Decimal | None]


@dataclass(frozen=True, slots=True)
class NumericBand:
    """Usual numbers at some completed corrected months, both ends included.

    ``months`` (4, 6) holds from 4.0 up to, not including, 7.0 months.
    """

    months: tuple[int, int | None]
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class AgeBand:
    """The column "expected for age" of one item. Everything is optional; ages are corrected months.

    Attributes:
        phrase: in words: ``compare sides``, ``from birth``; windows beside it are read, not drawn.
        emerging: present in some children, drawn dashed.
        usual: present in most children, drawn filled.
        fading: still present in some children, drawn dashed.
        absent_abnormal: the ages at which absence is abnormal.
        persist_watch: the age after which presence is to be watched, where that is not the end of ``fading``.
        persist_abnormal: the age after which presence is abnormal.
        bands: usual numbers by completed months.
    """

    phrase: str = ""
    emerging: Span | None = None
    usual: Span | None = None
    fading: Span | None = None
    absent_abnormal: Span | None = None
    persist_watch: Decimal | None = None
    persist_abnormal: Decimal | None = None
    bands: tuple[NumericBand, ...] = ()

    @property
    def drawable(self) -> bool:
        """Whether there is a picture to draw for this item: windows are drawn where no phrase says them."""
        return bool(self.bands or (not self.phrase and (self.emerging or self.usual or self.fading)))

    @property
    def has_windows(self) -> bool:
        """Whether presence and absence can be read at an age."""
        return any((self.emerging, self.usual, self.fading))

    def numbers_at(self, months: float) -> NumericBand | None:
        """The band of the completed corrected month, ``None`` where there is no norm at this age."""
        completed = floor(months)
        for band in self.bands:
            first, last = band.months
            if first <= completed and (last is None or completed <= last):
                return band
        return None


#: For items that are read by themselves, or not at all.
NOTHING_EXPECTED: Final = AgeBand()


def within(span: Span | None, months: float) -> bool:
    """Whether an age lies in a span, both ends included; never in a span that is not there."""
    if span is None:
        return False
    start, end = span
    return Decimal(str(months)) >= start and (end is None or Decimal(str(months)) <= end)
