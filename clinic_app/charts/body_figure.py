"""A child seen from the front, for pages on which a family marks a side. The child's right is on the left of
the page.
"""

import math

from clinic_app.charts.scene import XY, Anchor, Dots, Ink, Item, Lines, Pen, Poly, Scene, Text

_PEN = Pen(Ink.INK, 1.6)


def _circle(x: float, y: float, radius: float, start: float = 0.0, end: float = 2 * math.pi) -> tuple[XY, ...]:
    step = (end - start) / 32
    return tuple((x + radius * math.cos(start + i * step), y + radius * math.sin(start + i * step)) for i in range(33))


def body_figure(right_words: tuple[str, ...], left_words: tuple[str, ...]) -> Scene:
    """Draw the figure with the words for its right beside its right leg (left of the page), and for its left."""
    middle = 130.0
    items: list[Item] = [
        Poly(_circle(middle, 24, 20), _PEN),
        Dots(((middle - 7, 20.0), (middle + 7, 20.0)), size=2.4),
        Poly(_circle(middle, 27, 8, math.pi * 0.2, math.pi * 0.8), _PEN),
        Poly(((114.0, 48.0), (146.0, 48.0), (151.0, 102.0), (109.0, 102.0)), _PEN, closed=True),
        Lines(((115.0, 52.0, 88.0, 78.0), (145.0, 52.0, 172.0, 78.0)), _PEN),
    ]
    for side in (-1, 1):
        leg = ((middle + side * 15, 102.0), (middle + side * 19, 132.0), (middle + side * 17, 166.0))
        items.append(Poly((*leg, (middle + side * 26, 171.0)), _PEN))
    for i, word in enumerate(right_words):
        items.append(Text(94.0, 140.0 + 17 * i, word, size=13.5, bold=True, anchor=Anchor.END))
    for i, word in enumerate(left_words):
        items.append(Text(166.0, 140.0 + 17 * i, word, size=13.5, bold=True))
    return Scene(260.0, 176.0, tuple(items))
