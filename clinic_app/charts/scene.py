"""The display list: what a picture is made of, with ink roles in place of colours.

Coordinates are logical units (1/96 inch on a screen), x to the right and y downwards. A painter maps each
role to a colour (screen) or a grey (paper) and draws the items in order; it makes no decision of its own.
"""

from dataclasses import dataclass
from enum import StrEnum


class Ink(StrEnum):
    """What a mark means; the painter knows how that looks."""

    INK = "ink"
    MUTED = "muted"
    ACCENT = "accent"
    RIGHT = "right"
    LEFT = "left"
    BAND = "band"
    BAND_LINE = "band_line"
    EXPECTED = "expected"  # what most children do; on paper the one grey fill
    FAINT = "faint"  # the edge of what children do; on paper white
    HAIRLINE = "hairline"
    BAR = "bar"
    PAPER = "paper"
    LEVEL_NOW = "level_now"
    LEVEL_DAY = "level_day"
    LEVEL_2WK = "level_2wk"
    LEVEL_PLAN = "level_plan"


class Dash(StrEnum):
    """Line styles. Two are enough to tell neighbours apart without colour."""

    SOLID = "solid"
    DASHED = "dashed"
    DOTTED = "dotted"


class Marker(StrEnum):
    """Shapes of a data point. They are drawn, never typed: fonts lack them."""

    DOT = "dot"
    CROSS = "cross"
    SQUARE = "square"
    TRIANGLE = "triangle"
    DIAMOND = "diamond"


class Anchor(StrEnum):
    """Where along a text its x lies. Charts never mirror, so start is always the left end."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


#: One point, ``(x, y)``.
XY = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Pen:
    """How an outline is drawn. ``width`` in logical units; 1 is drawn as the thinnest crisp line."""

    ink: Ink = Ink.INK
    width: float = 1.0
    dash: Dash = Dash.SOLID


@dataclass(frozen=True, slots=True)
class Poly:
    """A run of joined points; closed and filled for an area."""

    points: tuple[XY, ...]
    pen: Pen | None = Pen()
    fill: Ink | None = None
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """Separate straight segments ``(x1, y1, x2, y2)`` of one pen."""

    segments: tuple[tuple[float, float, float, float], ...]
    pen: Pen = Pen()


@dataclass(frozen=True, slots=True)
class Rects:
    """Rectangles ``(x, y, width, height)``. ``hatched`` means nobody looked, never a value."""

    rects: tuple[tuple[float, float, float, float], ...]
    fill: Ink | None = None
    pen: Pen | None = None
    hatched: bool = False


@dataclass(frozen=True, slots=True)
class Dots:
    """Data points. ``size`` is the full width of the marker; hollow marks are filled with paper."""

    points: tuple[XY, ...]
    marker: Marker = Marker.DOT
    size: float = 7.0
    ink: Ink = Ink.INK
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text. ``y`` is the baseline; ``size`` in logical units."""

    x: float
    y: float
    text: str
    ink: Ink = Ink.INK
    size: float = 12.0
    bold: bool = False
    anchor: Anchor = Anchor.START


Item = Poly | Lines | Rects | Dots | Text


@dataclass(frozen=True, slots=True)
class CardLine:
    """One line of the card of a point, behind the mark that it speaks of."""

    text: str
    marker: Marker | None = None
    bold: bool = False
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class FocusPoint:
    """One thing that keyboard focus can rest on: its box, and what a screen reader says there.

    ``card`` is shown beside the point while focus rests on it.
    """

    x: float
    y: float
    width: float
    height: float
    spoken: str
    card: tuple[CardLine, ...] = ()

    @property
    def centre(self) -> XY:
        """The middle of the box."""
        return (self.x + self.width / 2, self.y + self.height / 2)


@dataclass(frozen=True, slots=True)
class ChartTable:
    """The same data as a table, for those who read rather than look. Every row is as long as the header."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


#: For a picture that has no table of its own.
NO_TABLE = ChartTable((), ())


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height in logical units."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Scene:
    """A finished picture, with the points that the keyboard walks and the same data as a table."""

    width: float
    height: float
    items: tuple[Item, ...]
    focus: tuple[FocusPoint, ...] = ()
    table: ChartTable = NO_TABLE

    def texts(self) -> tuple[str, ...]:
        """Every text drawn, so that a document can check its letters before it prints."""
        return tuple(item.text for item in self.items if isinstance(item, Text))
