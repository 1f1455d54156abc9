"""The growth chart: centile lines of a named reference, and each measurement at both of the child's ages.

The reference values come in as data. No centile is emphasised, none is judged by colour: neighbouring lines
alternate between dashed and solid, and each carries its name at its right-hand end.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter

from clinic_app.charts.axes import (
    LINE_HEIGHT,
    TEXT_SIZE,
    Frame,
    Scale,
    round_step,
    spread,
    text_width,
    tick_label,
    ticks,
)
from clinic_app.charts.growth_steps import CorrectionEnd, Step, draw_correction_end, draw_steps, parts
from clinic_app.charts.scene import (
    XY,
    Anchor,
    CardLine,
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

_MARK = 8.0
_TICK_APART = 34.0
_CLOSEST = 3.0  # points of a curve nearer than this are one on any screen or paper
_NOTES_NEED = 200.0  # height of a frame in which words on the axis do not cover the curves


@dataclass(frozen=True, slots=True)
class Curve:
    """One centile line: its name (``3rd``) and ``(age in days, value)`` pairs of ascending age."""

    label: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class GrowthPoint:
    """One measurement. Ages in days (or in the unit of another axis); ``corrected_days`` is None where no correction
    applies, ``age_days`` where only the corrected age is wanted.

    ``corrected_value`` is where the cross stands when it is not ``value``: lying and standing are two tables.

    ``spoken`` is read to a person on this point; ``cells`` are its row in the table. A value that is not
    ``plausible`` is drawn hollow: it is shown, and taken for nothing.
    """

    age_days: float | None
    corrected_days: float | None
    value: float
    value_text: str
    spoken: str
    cells: tuple[str, ...] = ()
    plausible: bool = True
    corrected_value: float | None = None
    card: tuple[CardLine, ...] = ()


@dataclass(frozen=True, slots=True)
class AxisNote:
    """Something that happened at an age, marked on the age axis."""

    age_days: float
    label: str


@dataclass(frozen=True, slots=True)
class GrowthChartModel:
    """What a growth chart shows. All words are ready-made.

    ``title`` names measure and unit, ``reference`` names table, sex and span; ``unit_days`` is one step of
    the age axis in days (30.4375 for months, 7 for weeks). Curves run from the lowest to the highest centile.
    ``steps`` cut the curves; ``correction_end`` is drawn as a step between the two ages of one day.
    The value axis spans the curves within the age span unless ``value_from`` and ``value_to`` are given.
    """

    title: str
    reference: str
    curves: tuple[Curve, ...]
    points: tuple[GrowthPoint, ...]
    age_from_days: float
    age_to_days: float
    axis_title: str = ""
    unit_days: float = 30.4375
    value_from: float | None = None
    value_to: float | None = None
    notes: tuple[AxisNote, ...] = ()
    table_header: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    correction_end: CorrectionEnd | None = None


def growth_chart(model: GrowthChartModel, size: Size) -> Scene:
    """Draw the chart: dot at chronological age, cross at corrected age, a line joining one measurement to
    itself.
    """
    frame = _frame(model, size)
    items = [
        *_age_axis(model, frame, size),
        *_value_axis(frame),
        *draw_steps(model.steps, frame),
        *_curves(model, frame),
        *draw_correction_end(model.correction_end, frame),
        *_notes(model, frame),
        Rects((frame.rect,), pen=Pen(Ink.MUTED)),
        *_words(model, frame),
    ]
    focus: list[FocusPoint] = []
    for point in model.points:
        drawn, box = _measurement(point, frame)
        items.extend(drawn)
        focus.append(FocusPoint(*box, point.spoken, point.card))
    table = ChartTable(model.table_header, tuple(p.cells for p in model.points))
    return Scene(size.width, size.height, tuple(items), tuple(focus), table)


def _value_span(model: GrowthChartModel) -> tuple[float, float]:
    if model.value_from is not None and model.value_to is not None:
        return (model.value_from, model.value_to)
    inside = [v for c in model.curves for age, v in c.points if model.age_from_days <= age <= model.age_to_days]
    inside = inside or [p.value for p in model.points] or [0.0, 1.0]
    low, high = min(inside), max(inside)
    room = (high - low) * 0.04 or max(abs(high) * 0.1, 1.0)
    step = round_step(high - low + 2 * room, 8)
    return ((low - room) // step * step, -(-(high + room) // step) * step)


def _frame(model: GrowthChartModel, size: Size) -> Frame:
    low, high = _value_span(model)
    widest = max((text_width(c.label) for c in model.curves), default=0.0)
    below = LINE_HEIGHT * (2.3 if model.axis_title else 1.3)
    y = Scale(low, high, size.height - below, 6.0)
    left = 8 + max(14.0, *(text_width(tick_label(tick)) for tick in _value_ticks(y)))
    return Frame(Scale(model.age_from_days, model.age_to_days, left, size.width - widest - 8), y)


def _value_ticks(y: Scale) -> tuple[float, ...]:
    """Round values far enough apart to be read."""
    most = max(3, int((y.start - y.end) / _TICK_APART))
    return ticks(y.low, y.high, round_step(y.high - y.low, most))


def _age_axis(model: GrowthChartModel, frame: Frame, size: Size) -> list[Item]:
    low, high = model.age_from_days / model.unit_days, model.age_to_days / model.unit_days
    most = max(2, int((frame.x.end - frame.x.start) / 42))
    step = next((s for s in (1.0, 2.0, 3.0, 6.0, 12.0, 24.0) if (high - low) / s <= most), 60.0)
    base = frame.y.start
    items: list[Item] = []
    places = [(frame.x(t * model.unit_days), tick_label(t)) for t in ticks(low, high, step)]
    items.append(Lines(tuple((x, base, x, base + 4) for x, _ in places), Pen(Ink.MUTED)))
    items.extend(Text(x, base + LINE_HEIGHT + 1, t, Ink.MUTED, anchor=Anchor.MIDDLE) for x, t in places)
    if model.axis_title:
        middle = (frame.x.start + frame.x.end) / 2
        items.append(Text(middle, size.height - 4, model.axis_title, Ink.MUTED, anchor=Anchor.MIDDLE))
    return items


def _value_axis(frame: Frame) -> list[Item]:
    places = [(frame.y(t), tick_label(t)) for t in _value_ticks(frame.y)]
    x = frame.x.start
    return [
        Lines(tuple((x - 4, y, x, y) for y, _ in places), Pen(Ink.MUTED)),
        *(Text(x - 7, y + 4, t, Ink.MUTED, anchor=Anchor.END) for y, t in places),
    ]


def _clip(points: tuple[XY, ...], frame: Frame) -> tuple[XY, ...]:
    """The part of a curve inside the frame, cut exactly at its edges, without points closer than can be seen."""
    inside: list[XY] = []
    apart = (frame.x.high - frame.x.low) / (frame.x.end - frame.x.start) * _CLOSEST
    first = max(0, bisect_left(points, frame.x.low, key=itemgetter(0)) - 1)
    last = bisect_right(points, frame.x.high, key=itemgetter(0)) + 1
    for start, end in pairwise(_thinned(points[first:last], apart)):
        if _holds(frame, start) and _holds(frame, end):
            inside.extend((end,) if inside and inside[-1] == start else (start, end))
        else:
            inside.extend(_crossing(start, end, frame))
    return tuple(inside)


def _thinned(points: tuple[XY, ...], apart: float) -> list[XY]:
    """The first and last point, and those between that lie at least ``apart`` in age."""
    kept = list(points[:1])
    for point in points[1:-1]:
        if point[0] - kept[-1][0] >= apart:
            kept.append(point)
    return [*kept, *points[1:][-1:]]


def _holds(frame: Frame, point: XY) -> bool:
    return frame.x.holds(point[0]) and frame.y.holds(point[1])


def _crossing(start: XY, end: XY, frame: Frame) -> list[XY]:
    """What a segment that leaves the frame has inside of it: nothing, or its two ends within."""
    (x1, y1), (x2, y2) = start, end
    cuts = [0.0, 1.0]
    cuts += [(edge - x1) / (x2 - x1) for edge in (frame.x.low, frame.x.high) if x1 != x2]
    cuts += [(edge - y1) / (y2 - y1) for edge in (frame.y.low, frame.y.high) if y1 != y2]
    near = 1e-9 * max(1.0, abs(frame.x.high), abs(frame.y.high))
    places = ((x1 + (x2 - x1) * t, y1 + (y2 - y1) * t) for t in sorted(c for c in cuts if 0.0 <= c <= 1.0))
    return [
        (x, y)
        for x, y in places
        if frame.x.low - near <= x <= frame.x.high + near and frame.y.low - near <= y <= frame.y.high + near
    ]


def _curves(model: GrowthChartModel, frame: Frame) -> list[Item]:
    items: list[Item] = []
    ends: list[tuple[float, str]] = []
    for i, curve in enumerate(model.curves):
        dash = Dash.DASHED if i % 2 == 0 else Dash.SOLID
        clipped = [_clip(part, frame) for part in parts(curve.points, model.steps)]
        visible = [part for part in clipped if len(part) >= 2]
        pen = Pen(Ink.MUTED, 1.0, dash)
        items.extend(Poly(tuple(frame.place(x, y) for x, y in part), pen) for part in visible)
        if visible:
            ends.append((frame.y(visible[-1][-1][1]), curve.label))
    shown = _labels_that_fit(ends)
    places = spread([y for y, _ in reversed(shown)], LINE_HEIGHT - 1, frame.y.end + 4, frame.y.start)
    for y, (_, label) in zip(places, reversed(shown), strict=True):
        items.append(Text(frame.x.end + 5, y + 4, label, Ink.MUTED))
    return items


def _labels_that_fit(ends: list[tuple[float, str]]) -> list[tuple[float, str]]:
    """All labels, or every other one where the lines run closer together than two lines of text."""
    if len(ends) < 3:
        return ends
    closest = min(abs(a[0] - b[0]) for a, b in pairwise(ends))
    return ends if closest >= LINE_HEIGHT * 0.6 else ends[::2]


def _notes(model: GrowthChartModel, frame: Frame) -> list[Item]:
    """Ticks on the age axis with their words: above the reference's name, left out where the chart is too
    low.
    """
    items: list[Item] = []
    base = frame.y.start
    named = base - frame.y.end >= _NOTES_NEED
    reference_from = frame.x.end - 12 - text_width(model.reference)
    for i, note in enumerate(n for n in model.notes if frame.x.holds(n.age_days)):
        x = frame.x(note.age_days)
        items.append(Lines(((x, base - 18, x, base),), Pen(Ink.ACCENT, 2.0)))
        width = text_width(note.label)
        after = i % 2 == 1 and x + 5 + width < frame.x.end
        left, right = (x + 5, x + 5 + width) if after else (x - 5 - width, x - 5)
        y = base - 8 if right < reference_from else base - 8 - LINE_HEIGHT
        if named and left > frame.x.start:
            items.append(Text(left, y, note.label, Ink.ACCENT))
    return items


def _words(model: GrowthChartModel, frame: Frame) -> list[Item]:
    return [
        Text(frame.x.start + 8, frame.y.end + 17, model.title, Ink.INK),
        Text(frame.x.end - 6, frame.y.start - 7, model.reference, Ink.MUTED, anchor=Anchor.END),
    ]


def _measurement(point: GrowthPoint, frame: Frame) -> tuple[list[Item], tuple[float, float, float, float]]:
    """The marks of one measurement and the box that holds them."""
    marks = [(age, value, marker) for age, value, marker in _marks(point) if frame.x.holds(age)]
    if not marks or not all(frame.y.holds(value) for _age, value, _marker in marks):
        return _outside(point, frame)
    items: list[Item] = []
    ends = [
        (min(max(frame.x(age), frame.x.start), frame.x.end), frame.y(value)) for age, value, _marker in _marks(point)
    ]
    if len(ends) == 2 and point.plausible:
        items.append(Lines(((*ends[0], *ends[1]),), Pen(Ink.INK, 1.2)))
    for age, value, marker in marks:
        hollow = marker is Marker.DOT and not point.plausible
        items.append(Dots((frame.place(age, value),), marker, _MARK, Ink.INK, hollow=hollow))
    xs, ys = [x for x, _y in ends], [y for _x, y in ends]
    return items, (min(xs) - 10, min(ys) - 10, max(xs) - min(xs) + 20, max(ys) - min(ys) + 20)


def _marks(point: GrowthPoint) -> list[tuple[float, float, Marker]]:
    """Cross and dot of a measurement, as age and value."""
    marks: list[tuple[float, float, Marker]] = []
    if point.corrected_days is not None:
        at = point.corrected_value if point.corrected_value is not None else point.value
        alone = point.age_days is None and not point.plausible  # a cross cannot be hollow
        marks.append((point.corrected_days, at, Marker.DOT if alone else Marker.CROSS))
    if point.age_days is not None:
        marks.append((point.age_days, point.value, Marker.DOT))
    return marks


def _outside(point: GrowthPoint, frame: Frame) -> tuple[list[Item], tuple[float, float, float, float]]:
    """An arrow at the edge that points to where the value lies, with the value in words."""
    age = _marks(point)[-1][0]
    x = min(max(frame.x(age), frame.x.start + 8), frame.x.end - 8)
    y = min(max(frame.y(point.value), frame.y.end + 24), frame.y.start - 24)
    dx = _direction(frame.x, age)
    dy = -_direction(frame.y, point.value)
    tip = (x + dx * 8, y + dy * 16) if dy else (x + dx * 8, y)
    tail = (tip[0] - dx * 14, tip[1] - dy * 14)
    across = (-dy, dx) if (dx == 0 or dy == 0) else (-dy * 0.7, dx * 0.7)
    wings = [(tip[0] - dx * 6 + s * across[0] * 4, tip[1] - dy * 6 + s * across[1] * 4) for s in (1, -1)]
    anchor = Anchor.END if x > (frame.x.start + frame.x.end) / 2 else Anchor.START
    shift = -8 if anchor is Anchor.END else 8
    items: list[Item] = [
        Lines(((*tail, *tip),), Pen(Ink.INK, 1.4)),
        Poly((wings[0], tip, wings[1]), pen=None, fill=Ink.INK, closed=True),
        Text(tail[0] + shift, tail[1] + 4, point.value_text, Ink.INK, TEXT_SIZE, bold=True, anchor=anchor),
    ]
    return items, (x - 12, y - 18, 24, 36)


def _direction(scale: Scale, value: float) -> int:
    if value > scale.high:
        return 1
    return -1 if value < scale.low else 0
