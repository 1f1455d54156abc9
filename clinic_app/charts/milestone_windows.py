"""Windows of motor milestones: a bar for each from the 1st to the 99th centile, and what the child does.

The bar is pale, its middle from the 5th to the 95th centile darker, a tick at the 50th. A filled dot is the age at
which the skill came, a half-filled one the visit by which it was there, a ring "not yet" or "not sure" at today's age,
a diamond "lost", a dotted ring "not asked".
"""

import math
from dataclasses import dataclass
from enum import StrEnum

from clinic_app.charts.axes import LINE_HEIGHT, Scale, text_width, tick_label, ticks
from clinic_app.charts.scene import (
    NO_TABLE,
    XY,
    Anchor,
    ChartTable,
    Dash,
    Dots,
    FocusPoint,
    Ink,
    Item,
    Lines,
    Marker,
    Pen,
    Poly,
    Rects,
    Scene,
    Size,
    Text,
)

_SHORTEST_AXIS, _LONGEST_AXIS = 18.0, 24.0
_NAMES = 158.0
_RIGHT = 34.0
_BAR = 15.0
_RADIUS = 5.0


class WindowMark(StrEnum):
    """What is known of one milestone on one age."""

    CAME = "came"
    BY = "by"
    NOT_YET = "not_yet"
    LOST = "lost"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class WindowDot:
    """One mark of the child at an age in months."""

    months: float
    mark: WindowMark


@dataclass(frozen=True, slots=True)
class WindowRow:
    """One milestone: its centiles in months, the child's marks, and both in words.

    ``note`` stands under the title (``Not yet (family, today)``); ``centiles`` are the 1st, 5th, 50th, 95th and 99th.
    """

    title: str
    note: str
    centiles: tuple[float, float, float, float, float]
    dots: tuple[WindowDot, ...]
    spoken: str


@dataclass(frozen=True, slots=True)
class WindowsModel:
    """What the picture shows, in ready-made words.

    ``now`` is the age that the windows are read at; ``other`` the chronological age where that differs.
    """

    rows: tuple[WindowRow, ...]
    now: float
    now_label: str
    axis_title: str
    legend: str
    other: float | None = None
    other_label: str = ""
    table: ChartTable = NO_TABLE


def milestone_windows(model: WindowsModel, size: Size) -> Scene:
    """Draw the bars from the earliest milestone down. Focus walks them in that order."""
    ages = [model.now, *([model.other] if model.other is not None else [])]
    end = min(max(_SHORTEST_AXIS, math.ceil(max(ages) / 2) * 2.0), _LONGEST_AXIS)
    x = Scale(0.0, end, _NAMES, size.width - _RIGHT)
    top, bottom = LINE_HEIGHT + 20, size.height - 2 * LINE_HEIGHT - 10
    pitch = (bottom - top) / max(1, len(model.rows))
    items: list[Item] = _axis(model, x, top, bottom, size)
    items += _ages(model, x, top, bottom)
    focus: list[FocusPoint] = []
    for place, row in enumerate(model.rows):
        middle = top + pitch * place + min(pitch / 2, 16.0)
        items += _row(row, x, middle)
        focus.append(FocusPoint(2, middle - 14, size.width - 4, min(pitch, 32.0), row.spoken))
    for place, row in enumerate(model.rows):
        items += _dots(row, x, top + pitch * place + min(pitch / 2, 16.0))
    return Scene(size.width, size.height, tuple(items), tuple(focus), model.table)


def _axis(model: WindowsModel, x: Scale, top: float, bottom: float, size: Size) -> list[Item]:
    marks = ticks(0.0, x.high, 2.0)
    y = bottom + LINE_HEIGHT
    return [
        Lines(tuple((x(age), top - 4, x(age), bottom) for age in marks), Pen(Ink.HAIRLINE)),
        *(Text(x(age), y, tick_label(age), Ink.MUTED, anchor=Anchor.MIDDLE) for age in marks),
        Text(x.start, y + LINE_HEIGHT + 1, model.axis_title, Ink.MUTED),
        Text(size.width - _RIGHT, y + LINE_HEIGHT + 1, model.legend, Ink.MUTED, anchor=Anchor.END),
    ]


def _ages(model: WindowsModel, x: Scale, top: float, bottom: float) -> list[Item]:
    """Today at the age that counts, and dashed at the other; an age past the axis is named at its end."""
    if not x.holds(model.now):
        return [Text(x.end, top - 10, f"{model.now_label} →", Ink.ACCENT, bold=True, anchor=Anchor.END)]
    at = x(model.now)
    items: list[Item] = [Lines(((at, top - 18, at, bottom),), Pen(Ink.ACCENT, 2.0))]
    beside = model.other is not None and x.holds(model.other)
    anchor = Anchor.END if beside or at + text_width(model.now_label) > x.end else Anchor.START
    shift = -4 if anchor is Anchor.END else 4
    items.append(Text(at + shift, top - 10, model.now_label, Ink.ACCENT, bold=True, anchor=anchor))
    if model.other is not None and beside:
        other = x(model.other)
        items.append(Lines(((other, top - 18, other, bottom),), Pen(Ink.MUTED, 1.0, Dash.DASHED)))
        items.append(Text(other + 4, top - 10, model.other_label, Ink.MUTED))
    return items


def _row(row: WindowRow, x: Scale, middle: float) -> list[Item]:
    p1, p5, p50, p95, p99 = (x(age) for age in row.centiles)
    y = middle - _BAR / 2
    return [
        Text(4.0, middle - 1, row.title, bold=True),
        Text(4.0, middle - 1 + LINE_HEIGHT, row.note, Ink.MUTED),
        Rects(((p1, y, p99 - p1, _BAR),), fill=Ink.FAINT, pen=Pen(Ink.MUTED)),
        Rects(((p5, y, p95 - p5, _BAR),), fill=Ink.EXPECTED, pen=Pen(Ink.BAND_LINE)),
        Lines(((p50, y - 2, p50, y + _BAR + 2),), Pen(Ink.INK, 2.0)),
    ]


def _dots(row: WindowRow, x: Scale, middle: float) -> list[Item]:
    items: list[Item] = []
    for dot in row.dots:
        if x.holds(dot.months):
            items += _mark(dot.mark, x(dot.months), middle)
    return items


def _mark(mark: WindowMark, at: float, y: float) -> list[Item]:
    ring = Poly(_circle(at, y), Pen(Ink.INK, 1.8), fill=Ink.PAPER, closed=True)
    match mark:
        case WindowMark.CAME:
            return [Dots(((at, y),), size=2 * _RADIUS)]
        case WindowMark.BY:
            return [ring, Poly(_circle(at, y, half=True), pen=None, fill=Ink.INK, closed=True)]
        case WindowMark.NOT_YET:
            return [ring]
        case WindowMark.LOST:
            return [Dots(((at, y),), Marker.DIAMOND, 2.4 * _RADIUS, Ink.LEVEL_2WK)]
        case WindowMark.NOT_ASKED:
            return [Poly(_circle(at, y), Pen(Ink.MUTED, 1.2, Dash.DOTTED), fill=Ink.PAPER, closed=True)]


def _circle(x: float, y: float, *, half: bool = False) -> tuple[XY, ...]:
    """A ring of 24 corners, or its left half."""
    turn, corners = (math.pi, 12) if half else (2 * math.pi, 24)
    start = math.pi / 2 if half else 0.0
    return tuple(
        (x + _RADIUS * math.cos(start + turn * i / corners), y + _RADIUS * math.sin(start + turn * i / corners))
        for i in range(corners + (1 if half else 0))
    )
