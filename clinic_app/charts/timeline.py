"""The timeline: lanes of marks, lines, bars and windows on one axis of the child's days, both ages beneath.

Lanes are general: visits are marks, a HINE total is a line with a reference, events are bars. Dense lanes are
binned by pixel column, so that ten thousand events cost no more than the width of the picture.
"""

import itertools
from dataclasses import dataclass, replace

from clinic_app.charts.axes import LINE_HEIGHT, Scale, text_width
from clinic_app.charts.scene import (
    NO_TABLE,
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

_NAMES = 96.0
_LANE_PAD = 6.0
#: How high the hatching of days without a log stands.
_SILENCE = 9.0


@dataclass(frozen=True, slots=True)
class LaneMark:
    """Something on one day of life. ``open`` draws it hollow: not done yet, or not complete."""

    day: float
    label: str
    spoken: str
    marker: Marker = Marker.DOT
    ink: Ink = Ink.INK
    open: bool = False


@dataclass(frozen=True, slots=True)
class LanePoint:
    """A value on one day; ``level`` is its place from 0 (bottom of the lane) to 1 (top)."""

    day: float
    level: float
    label: str
    spoken: str
    open: bool = False


@dataclass(frozen=True, slots=True)
class LaneBar:
    """A count over some days; ``level`` from 0 to 1 of the lane's height.

    ``silent`` days have no log: they are hatched, and their level means nothing.
    """

    day_from: float
    day_to: float
    level: float
    label: str = ""
    spoken: str = ""
    unfinished: bool = False
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """One row of the timeline. ``reference`` is a dashed line at a level with its name; ``note`` says what is
    absent.
    """

    title: str
    subtitle: str = ""
    marks: tuple[LaneMark, ...] = ()
    points: tuple[LanePoint, ...] = ()
    bars: tuple[LaneBar, ...] = ()
    windows: tuple[tuple[float, float], ...] = ()
    reference: tuple[float, str] | None = None
    note: str = ""
    joined: bool = True

    def within(self, low: float, high: float) -> "Lane":
        """The part from day ``low`` to day ``high``; what reaches over an end is cut there."""
        return replace(
            self,
            marks=tuple(mark for mark in self.marks if low <= mark.day <= high),
            points=tuple(point for point in self.points if low <= point.day <= high),
            bars=tuple(
                replace(bar, day_from=max(bar.day_from, low), day_to=min(bar.day_to, high))
                for bar in self.bars
                if bar.day_from < high and bar.day_to > low
            ),
            windows=tuple((max(a, low), min(b, high)) for a, b in self.windows if a < high and b > low),
        )


@dataclass(frozen=True, slots=True)
class AgeTick:
    """A place on an age axis."""

    day: float
    label: str


@dataclass(frozen=True, slots=True)
class TimelineModel:
    """What the timeline shows. Days count from birth; words are ready-made.

    ``calendar`` stands above, ``ages`` and ``corrected`` beneath (``corrected`` empty where no correction
    applies); ``axis_titles`` name those two. ``today`` is drawn through all lanes.
    """

    day_from: float
    day_to: float
    today: float
    today_label: str
    lanes: tuple[Lane, ...]
    calendar: tuple[AgeTick, ...]
    ages: tuple[AgeTick, ...]
    corrected: tuple[AgeTick, ...] = ()
    axis_titles: tuple[str, str] = ("", "")
    table: ChartTable = NO_TABLE


def timeline(model: TimelineModel, size: Size) -> Scene:
    """Draw all lanes in equal height. Focus walks the marks lane by lane, oldest first."""
    x = Scale(model.day_from, max(model.day_to, model.day_from + 1), _NAMES, size.width - 24)
    top = LINE_HEIGHT + 10
    bottom = size.height - LINE_HEIGHT * (2 if model.corrected else 1) - 4
    height = (bottom - top) / max(1, len(model.lanes))
    shaded = tuple((0.0, top + i * height, size.width, height) for i in range(1, len(model.lanes), 2))
    items: list[Item] = [Rects(shaded, fill=Ink.BAND)]
    focus: list[FocusPoint] = []
    items.extend(_ages(model, x, top, bottom))
    items.extend(_today(model, x, top, bottom))
    for i, lane in enumerate(model.lanes):
        drawn, boxes = draw_lane(lane.within(x.low, x.high), x, top + i * height, height, x(model.today))
        items.extend(drawn)
        focus.extend(boxes)
    return Scene(size.width, size.height, tuple(items), tuple(focus), model.table)


def _today(model: TimelineModel, x: Scale, top: float, bottom: float) -> list[Item]:
    at = x(model.today)
    return [
        Lines(((at, top - 6, at, bottom),), Pen(Ink.ACCENT, 2.0)),
        Text(at, LINE_HEIGHT - 1, model.today_label, Ink.ACCENT, bold=True, anchor=Anchor.MIDDLE),
    ]


def _ages(model: TimelineModel, x: Scale, top: float, bottom: float) -> list[Item]:
    items: list[Item] = []
    inside = [t for t in model.ages if x.holds(t.day)]
    items.append(Lines(tuple((x(t.day), top, x(t.day), bottom) for t in inside), Pen(Ink.HAIRLINE)))
    busy = x(model.today), text_width(model.today_label) / 2
    items.extend(
        Text(x(tick.day), LINE_HEIGHT - 1, tick.label, Ink.MUTED, anchor=Anchor.MIDDLE)
        for tick in _that_fit(model.calendar, x)
        if abs(x(tick.day) - busy[0]) > busy[1] + text_width(tick.label) / 2 + 4
    )
    rows = ((model.ages, model.axis_titles[0]), (model.corrected, model.axis_titles[1]))
    for i, (ticks, title) in enumerate(rows):
        y = bottom + LINE_HEIGHT * (i + 1) - 2
        items.extend(Text(x(t.day), y, t.label, Ink.MUTED, anchor=Anchor.MIDDLE) for t in _that_fit(ticks, x))
        if ticks:
            items.append(Text(6.0, y, title, Ink.MUTED))
    return items


def _that_fit(ticks: tuple[AgeTick, ...], x: Scale) -> list[AgeTick]:
    inside = [t for t in ticks if x.holds(t.day)]
    if len(inside) < 2:
        return inside
    gap = min(x(b.day) - x(a.day) for a, b in itertools.pairwise(inside))
    widest = max(text_width(t.label) for t in inside) + 10
    return inside[:: max(1, -int(-widest // max(gap, 0.1)))]


def draw_lane(lane: Lane, x: Scale, top: float, height: float, today: float) -> tuple[list[Item], list[FocusPoint]]:
    """One lane from ``top`` down, with its focus points. Words keep clear of ``today``, a place of the picture."""
    y = Scale(0.0, 1.0, top + height - _LANE_PAD, top + _LANE_PAD + 12)
    items: list[Item] = [Text(6.0, top + 15, lane.title, bold=True)]
    if lane.subtitle:
        items.append(Text(6.0, top + 15 + LINE_HEIGHT, lane.subtitle, Ink.MUTED))
    for start, end in lane.windows:
        items.append(Rects(((x(start), top + 5, x(end) - x(start), 4.0),), fill=Ink.BAND_LINE))
    if lane.reference is not None:
        level = y(lane.reference[0])
        items.append(Lines(((x.start, level, x.end, level),), Pen(Ink.MUTED, 1.0, Dash.DOTTED)))
        items.append(Text(x.start + 4, level - 4, lane.reference[1], Ink.MUTED))
    if lane.note:
        items.append(Text(x.start + 16, top + height / 2 + 4, lane.note, Ink.MUTED))
    focus: list[FocusPoint] = []
    for drawn, boxes in (_bars(lane.bars, x, y), _points(lane, x, y, today), _marks(lane.marks, x, y, today)):
        items.extend(drawn)
        focus.extend(boxes)
    return items, focus


def _bars(bars: tuple[LaneBar, ...], x: Scale, y: Scale) -> tuple[list[Item], list[FocusPoint]]:
    binned = _bin(bars, x)
    base = y.start
    solid: list[tuple[float, float, float, float]] = []
    silent: list[tuple[float, float, float, float]] = []
    items: list[Item] = []
    focus: list[FocusPoint] = []
    for bar in binned:
        left, right, top = x(bar.day_from), x(bar.day_to), base - _SILENCE if bar.silent else y(bar.level)
        rect = (left, top, max(right - left - 1.5, 1.0), base - top)
        if bar.silent:
            silent.append(rect)
        elif bar.unfinished:
            items.append(Rects((rect,), fill=Ink.PAPER, pen=Pen(Ink.ACCENT, 1.0, Dash.DASHED)))
        else:
            solid.append(rect)
        if bar.label:
            items.append(Text((left + right) / 2, top - 3, bar.label, bold=True, anchor=Anchor.MIDDLE))
        if bar.spoken:
            focus.append(FocusPoint(left - 2, top - 4, right - left + 4, base - top + 6, bar.spoken))
    quiet: list[Item] = [Rects(tuple(silent), pen=Pen(Ink.HAIRLINE), hatched=True)] if silent else []
    return [Rects(tuple(solid), fill=Ink.ACCENT), *quiet, *items], focus


def _bin(bars: tuple[LaneBar, ...], x: Scale) -> list[LaneBar]:
    """At most one bar for each pixel column, the tallest."""
    if len(bars) <= (x.end - x.start) / 2:
        return list(bars)
    columns: dict[int, LaneBar] = {}
    for bar in bars:
        column = int(x(bar.day_from))
        held = columns.get(column)
        if held is None or bar.level > held.level:
            columns[column] = bar
    return [columns[c] for c in sorted(columns)]


def _points(lane: Lane, x: Scale, y: Scale, today: float) -> tuple[list[Item], list[FocusPoint]]:
    items: list[Item] = []
    known = tuple((x(p.day), y(p.level)) for p in lane.points if not p.open)
    if lane.joined and len(known) > 1:
        items.append(Poly(known, Pen(Ink.INK, 1.4)))
    focus: list[FocusPoint] = []
    labels = _Labels(x.start, today)
    for point in lane.points:
        at = (x(point.day), y(point.level))
        items.append(Dots((at,), size=7.0, hollow=point.open))
        focus.append(FocusPoint(at[0] - 8, at[1] - 8, 16, 16, point.spoken))
        below = at[1] - 18 < y.end - 12
        items.extend(labels.place(at[0], at[1] + (17 if below else -7), point.label, Ink.INK))
    return items, focus


def _marks(marks: tuple[LaneMark, ...], x: Scale, y: Scale, today: float) -> tuple[list[Item], list[FocusPoint]]:
    items: list[Item] = []
    focus: list[FocusPoint] = []
    at = (y.start + y.end) / 2 - 10
    labels = _Labels(x.start, today)
    for mark in marks:
        place = (x(mark.day), at)
        items.append(Dots((place,), mark.marker, 9.0, mark.ink, mark.open))
        focus.append(FocusPoint(place[0] - 8, at - 8, 16, 16, mark.spoken))
        items.extend(labels.place(place[0], at + 20, mark.label, Ink.MUTED))
    return items, focus


#: A label ends or begins at most this far from its mark.
_FARTHEST = 24.0


class _Labels:
    """Places the labels of a lane from left to right: none over another, none under the line of today."""

    def __init__(self, start: float, today: float) -> None:
        self._start = start
        self._today = today
        self._taken = start - 100.0

    def place(self, at: float, y: float, text: str, ink: Ink) -> tuple[Text, ...]:
        """The label centred on its mark, beside the line of today, or left out where there is no room."""
        width = text_width(text)
        left = max(at - width / 2, self._start - 6)
        if left < self._taken <= at:
            left = self._taken
        if left < self._today + 4 and left + width > self._today - 4:
            before = self._today - 7 - width
            left = before if before >= self._taken and at <= self._today else self._today + 7
        reach = max(0.0, left - at, at - left - width)  # a label far from its mark would name another one
        if not text or left < self._taken or reach > _FARTHEST:
            return ()
        self._taken = left + width + 4
        return (Text(left + width / 2, y, text, ink, anchor=Anchor.MIDDLE),)
