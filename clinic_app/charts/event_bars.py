"""Bars of events on an axis, for every chart that has them: counts, guesses, silence, and the span that still runs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from clinic_app.charts.axes import LINE_HEIGHT, Frame, Scale, text_width
from clinic_app.charts.scene import Anchor, Dash, FocusPoint, Ink, Item, Pen, Rects, Text

_GAP = 5.0
_NARROWEST = 2.0
#: How high the hatching of a silence stands, as a part of the frame.
_SILENCE = 0.3


@dataclass(frozen=True, slots=True)
class EventBar:
    """One span of the axis.

    Attributes:
        start, end: in units of the axis.
        label: names the span (``7 Sep``).
        count: events in all; ``None`` where nothing was logged, which is never a zero.
        about: how many of them are a guess or part of a sum told for several days; drawn as an outline on top.
        mark: stands after the number: ``+`` where some events were told without a number.
        blank: without a log, but inside a stretch that was logged as a whole: left empty, not hatched.
    """

    start: float
    end: float
    label: str
    count: int | None
    spoken: str
    unfinished: bool = False
    about: int = 0
    mark: str = ""
    blank: bool = False


def merged(bars: Sequence[EventBar], x: Scale) -> tuple[EventBar, ...]:
    """At most one bar for each column of the picture that is wide enough to be seen: the highest, silence last."""
    if not bars or x(bars[0].end) - x(bars[0].start) >= _NARROWEST:
        return tuple(bars)
    columns: dict[int, EventBar] = {}
    for bar in bars:
        column = int((x(bar.start) - x.start) / _NARROWEST)
        held = columns.get(column)
        if held is None:
            columns[column] = bar
            continue
        highest = max(held, bar, key=lambda one: -1 if one.count is None else one.count)
        columns[column] = replace(highest, start=held.start, end=bar.end)
    return tuple(columns.values())


def draw_bars(bars: Sequence[EventBar], frame: Frame, edge: Ink = Ink.INK) -> list[Item]:
    """Bars with their number on top, where the widest number fits. ``edge`` is the ink of outlines."""
    items: list[Item] = []
    counts = [f"{bar.count}{bar.mark}" for bar in bars if bar.count is not None]
    widest = max((text_width(number) for number in counts), default=0.0)
    numbers_fit = all(frame.x(bar.end) - frame.x(bar.start) >= widest - 1 for bar in bars)
    for bar in bars:
        if bar.count is None:
            continue
        left, width = slot(bar, frame)
        top = frame.y(float(bar.count))
        items.extend(_bar(bar, bar.count, (left, top, width), frame, edge))
        if numbers_fit:
            items.append(Text(left + width / 2, top - 5, f"{bar.count}{bar.mark}", bold=True, anchor=Anchor.MIDDLE))
    return items


def _bar(bar: EventBar, count: int, place: tuple[float, float, float], frame: Frame, edge: Ink) -> list[Item]:
    left, top, width = place
    base = frame.y.start
    if bar.unfinished:
        rect = (left, min(top, base - 3), width, max(base - top, 3.0))
        return [Rects((rect,), fill=Ink.PAPER, pen=Pen(edge, 1.0, Dash.DASHED))]
    if count == 0:
        return []
    sure = frame.y(float(count - bar.about))
    guess = [Rects(((left, top, width, sure - top),), fill=Ink.PAPER, pen=Pen(edge))] if bar.about else []
    known = [Rects(((left, sure, width, base - sure),), fill=Ink.BAR, pen=Pen(edge))] if count > bar.about else []
    return [*guess, *known]


def draw_silence(bars: Sequence[EventBar], frame: Frame, words: str) -> list[Item]:
    """Hatch each run of bars without a log, and say so where the words fit."""
    items: list[Item] = []
    for silent, run in groupby(bars, key=lambda bar: bar.count is None and not bar.blank):
        if silent:
            held = list(run)
            items.extend(hatched(held[0].start, held[-1].end, frame, words))
    return items


def hatched(start: float, end: float, frame: Frame, words: str) -> list[Item]:
    """One stretch without a log, from ``start`` to ``end`` of the axis."""
    left, right = frame.x(start) + 1, frame.x(end) - 1
    top = frame.y.start - (frame.y.start - frame.y.end) * _SILENCE
    pen = Pen(Ink.HAIRLINE, 1.0, Dash.DOTTED)
    items: list[Item] = [
        Rects(((left, top, max(right - left, 1.0), frame.y.start - top),), pen=pen, hatched=True),
    ]
    if text_width(words) <= right - left + 8:
        items.append(Text((left + right) / 2, top - 5, words, Ink.MUTED, anchor=Anchor.MIDDLE))
    return items


def draw_labels(bars: Sequence[EventBar], frame: Frame) -> list[Item]:
    """The names of as many spans as fit, evenly spaced from the first."""
    if not bars:
        return []
    widest = max(text_width(bar.label) for bar in bars) + 14
    every = max(1, -int(-widest // max(1.0, frame.x(bars[0].end) - frame.x(bars[0].start))))
    y = frame.y.start + LINE_HEIGHT
    out: list[Item] = []
    for bar in bars[::every]:
        left, width = slot(bar, frame)
        half = text_width(bar.label) / 2
        middle = min(max(left + width / 2, frame.x.start + half), frame.x.end - half)
        out.append(Text(middle, y, bar.label, Ink.MUTED, anchor=Anchor.MIDDLE))
    return out


def focus_of(bar: EventBar, frame: Frame) -> FocusPoint:
    """Where the keyboard rests on a bar: its whole column, so that a silence can be reached too."""
    left, width = slot(bar, frame)
    return FocusPoint(left - 2, frame.y.end - 16, width + 4, frame.y.start - frame.y.end + 18, bar.spoken)


def slot(bar: EventBar, frame: Frame) -> tuple[float, float]:
    """Left edge and width of a bar, with a gap of at most 5 units to its neighbour."""
    left, right = frame.x(bar.start), frame.x(bar.end)
    gap = min(_GAP, (right - left) * 0.2)
    return (left + gap / 2, right - left - gap)
