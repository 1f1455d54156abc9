"""The five shapes of the flag levels. Reserved for clinical flags; drawn, because fonts lack them."""

import math
from enum import StrEnum

from clinic_app.charts.scene import XY, Dash, Dots, Ink, Item, Pen, Poly, Rects, Scene


class FlagLevel(StrEnum):
    """How soon a flag asks to be acted on. One vocabulary in the whole product, most urgent first."""

    EMERGENCY_NOW = "emergency_now"
    SAME_DAY = "same_day"
    URGENT_2WK = "urgent_2wk"
    ROUTINE = "routine"
    NOT_ASSESSABLE = "not_assessable"


def _regular(corners: int, turn: float, radius: float = 7.0) -> tuple[XY, ...]:
    step = 2 * math.pi / corners
    return tuple(
        (8 + radius * math.cos(turn + step * i), 8 + radius * math.sin(turn + step * i)) for i in range(corners)
    )


def _exclamation(top: float, bottom: float) -> tuple[Item, ...]:
    stem = Rects(((7.1, top, 1.8, bottom - top - 3.0),), fill=Ink.PAPER)
    return (stem, Dots(((8.0, bottom - 1.0),), size=2.0, ink=Ink.PAPER))


def _solid(points: tuple[XY, ...], ink: Ink) -> Poly:
    return Poly(points, pen=None, fill=ink, closed=True)


def _shape(level: FlagLevel) -> tuple[Item, ...]:
    if level is FlagLevel.EMERGENCY_NOW:
        return (_solid(_regular(8, math.pi / 8), Ink.LEVEL_NOW), *_exclamation(3.8, 12.4))
    if level is FlagLevel.SAME_DAY:
        triangle = ((8.0, 1.2), (15.2, 14.4), (0.8, 14.4))
        return (_solid(triangle, Ink.LEVEL_DAY), *_exclamation(5.6, 13.2))
    if level is FlagLevel.URGENT_2WK:
        return (_solid(_regular(4, 0.0, 7.6), Ink.LEVEL_2WK), *_exclamation(3.8, 12.4))
    ring = Pen(Ink.LEVEL_PLAN, 1.8)
    if level is FlagLevel.ROUTINE:
        return (
            Poly(_regular(32, 0.0, 6.2), pen=ring, closed=True),
            Dots(((8.0, 8.0),), size=4.0, ink=Ink.LEVEL_PLAN),
        )
    return (Poly(_regular(32, 0.0, 6.2), pen=Pen(Ink.MUTED, 1.4, Dash.DASHED), closed=True),)


def level_mark(level: FlagLevel) -> Scene:
    """The shape of a level on a 16 x 16 ground; scale it to the line it stands in. Always print words beside
    it.
    """
    return Scene(16.0, 16.0, _shape(level))
