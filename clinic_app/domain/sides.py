"""Left and right, always the child's own."""

from enum import StrEnum


class Side(StrEnum):
    """Which of the child's sides a finding belongs to. ``NONE`` for a finding that has no side."""

    RIGHT = "right"
    LEFT = "left"
    NONE = "none"


BOTH_SIDES = (Side.RIGHT, Side.LEFT)
