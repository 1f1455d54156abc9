"""A word-sized growth line against the usual range."""

from dataclasses import dataclass

from clinic_app.charts.axes import Scale
from clinic_app.charts.scene import (
    NO_TABLE,
    ChartTable,
    Dash,
    Dots,
    Ink,
    Item,
    Lines,
    Pen,
    Poly,
    Rects,
    Scene,
    Size,
)


@dataclass(frozen=True, slots=True)
class SparklineModel:
    """Points ``(age in days, z-score)`` of ascending age, on a band ``low``..``high`` around ``middle``.

    The default band is the 3rd to the 97th centile (z -1.881 to 1.881). The words are ready-made.
    """

    points: tuple[tuple[float, float], ...]
    spoken: str = ""
    low: float = -1.881
    high: float = 1.881
    middle: float = 0.0
    table: ChartTable = NO_TABLE


def sparkline(model: SparklineModel, size: Size) -> Scene:
    """Draw the band, its middle dotted, the line, a dot at the newest value. One point draws a point."""
    values = [v for _, v in model.points]
    y = Scale(min([model.low, *values]), max([model.high, *values]), size.height - 3, 3.0)
    band = (0.0, y(model.high), size.width, y(model.low) - y(model.high))
    middle = y(model.middle)
    items: list[Item] = [
        Rects((band,), fill=Ink.BAND),
        Lines(((0.0, middle, size.width, middle),), Pen(Ink.MUTED, 1.0, Dash.DOTTED)),
    ]
    if model.points:
        first, last = model.points[0][0], model.points[-1][0]
        x = Scale(first, max(last, first + 1), 8.0, size.width - 10)
        places = tuple((x(age), y(v)) for age, v in model.points)
        places = places if last > first else ((size.width - 10, places[-1][1]),)
        if len(places) > 1:
            items.append(Poly(places, Pen(Ink.INK, 1.4)))
        items.append(Dots((places[-1],), size=7.0))
    return Scene(size.width, size.height, tuple(items), (), model.table)
