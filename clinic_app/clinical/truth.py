"""Three-valued truth: a finding that is missing is neither present nor absent (Kleene's strong logic)."""

from enum import IntEnum


class Truth(IntEnum):
    """Ordered so that *and* is the minimum and *or* the maximum."""

    FALSE = 0
    UNKNOWN = 1
    TRUE = 2

    def inverted(self) -> "Truth":
        """Kleene's *not*: UNKNOWN stays UNKNOWN."""
        return _INVERTED[self]


_INVERTED = (Truth.TRUE, Truth.UNKNOWN, Truth.FALSE)


def truth_of(value: bool) -> Truth:
    """TRUE or FALSE for a decided comparison."""
    return Truth.TRUE if value else Truth.FALSE
