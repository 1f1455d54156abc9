"""The course of an episode: events by week, day or month on the child's days of life, with visits and what was advised.

Growth, skills and anything else can stand beneath on the same axis, as lanes of the timeline.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from clinic_app.charts.axes import LINE_HEIGHT, Frame, Scale, text_width
from clinic_app.charts.event_bars import EventBar, draw_bars, draw_labels, draw_silence, focus_of, hatched, merged
from clinic_app.charts.scene import (
    NO_TABLE,
    Anchor,
    ChartTable,
    Dash,
    FocusPoint,
    Ink,
    Item,
    Lines,
    Pen,
    Rects,
    Scene,
    Size,
    Text,
)
from clinic_app.charts.timeline import Lane, draw_lane

#: Where the bars begin: as wide as the names of lanes are on the timeline.
LEFT, RIGHT = 96.0, 10.0
_AXIS = 34.0
_TOP = 24.0
_LANE = 58.0
_MOST_TICKS = 4
_STEPS = (1, 2, 4, 5)


@dataclass(frozen=True, slots=True)
class DayLine:
    """A visit, or advice or treatment between visits: a dashed line through everything on one day of life.

    ``label`` stands at its foot where there is room, else ``short``; ``spoken`` says all of it.
    """

    day: float
    label: str
    short: str
    spoken: str
    dash: Dash = Dash.DASHED


@dataclass(frozen=True, slots=True)
class EpisodeWeeksModel:
    """What the chart shows, in ready-made words.

    Attributes:
        day_from, day_to: the part of the child's life that is drawn, in days since birth.
        bars: the spans within, ``start`` and ``end`` in days since birth.
        silent: weeks without a log within, where the bars are not weeks.
        today: drawn as a line with ``today_label`` where it lies within.
        before: lines of words left of the first bar: since when there is a log, or how much lies before.
        no_log: written on silence.
        lanes: beneath, on the same axis.
    """

    day_from: float
    day_to: float
    bars: tuple[EventBar, ...]
    today: float
    today_label: str
    lines: tuple[DayLine, ...] = ()
    silent: tuple[tuple[float, float], ...] = ()
    before: tuple[str, ...] = ()
    no_log: str = ""
    lanes: tuple[Lane, ...] = ()
    table: ChartTable = NO_TABLE


def episode_weeks(model: EpisodeWeeksModel, size: Size) -> Scene:
    """Draw it. Focus walks bars and visits together, oldest first, then the lanes."""
    x = axis_of(model, size)
    bars = merged(model.bars, x)
    foot = size.height - _LANE * len(model.lanes) - 4
    frame = _frame(bars, x, foot - LINE_HEIGHT * 2.2)
    items: list[Item] = [*_grid(frame), *_lines(model, frame, size.height - 4), *_before(model, frame)]
    for start, end in model.silent:
        low, high = max(start, model.day_from), min(end, model.day_to)
        if low < high:
            items.extend(hatched(low, high, frame, model.no_log))
    if not model.silent:
        items.extend(draw_silence(bars, frame, model.no_log))
    items.extend(_above_lines([*draw_bars(bars, frame, Ink.ACCENT), *draw_labels(bars, frame)], _places(model, x)))
    items.append(Lines(((x.start, frame.y.start, x.end, frame.y.start),), Pen(Ink.MUTED)))
    items.extend(_line_labels(model, frame, foot - 3))
    focus = sorted([*(focus_of(bar, frame) for bar in bars), *_line_focus(model, frame)], key=lambda point: point.x)
    for place, lane in enumerate(model.lanes):
        drawn, boxes = draw_lane(lane.within(x.low, x.high), x, foot + 4 + place * _LANE, _LANE, x(model.today))
        items.extend(drawn)
        focus.extend(boxes)
    return Scene(size.width, size.height, tuple(items), tuple(focus), model.table)


def axis_of(model: EpisodeWeeksModel, size: Size) -> Scale:
    """The axis, from days since birth to the picture; for reading a place of the picture back as a day."""
    return Scale(model.day_from, max(model.day_to, model.day_from + 1), LEFT, max(size.width - RIGHT, LEFT + 1))


def count_ticks(highest: int) -> tuple[int, ...]:
    """Whole numbers from 0 to at least ``highest``, at most five of them, at steps that are easy to read."""
    power = 1
    while True:
        for step in (one * power for one in _STEPS):
            if step * _MOST_TICKS >= highest:
                return tuple(range(0, max(step * -(-highest // step), step) + 1, step))
        power *= 10


def _frame(bars: Sequence[EventBar], x: Scale, base: float) -> Frame:
    highest = max((bar.count for bar in bars if bar.count is not None), default=0)
    return Frame(x, Scale(0.0, float(count_ticks(highest)[-1]), max(base, _TOP + 1), _TOP))


def _grid(frame: Frame) -> list[Item]:
    ticks = count_ticks(int(frame.y.high))
    lines = tuple((_AXIS, frame.y(tick), frame.x.end, frame.y(tick)) for tick in ticks)
    labels = [Text(_AXIS - 6, frame.y(tick) + 4, str(tick), Ink.MUTED, anchor=Anchor.END) for tick in ticks]
    return [Lines(lines, Pen(Ink.HAIRLINE)), *labels]


def _before(model: EpisodeWeeksModel, frame: Frame) -> list[Item]:
    """A block of short lines at the axis, on the ground of the chart, never over a bar."""
    first = min((frame.x(bar.start) for bar in model.bars), default=frame.x.end)
    top = frame.y.start - LINE_HEIGHT * len(model.before) - 2
    lines = [line for line in model.before if _AXIS + 4 + text_width(line) <= first]
    if len(lines) < len(model.before):
        return []
    return [Text(_AXIS + 4, top + LINE_HEIGHT * place + 8, line, Ink.MUTED) for place, line in enumerate(model.before)]


def _shown(model: EpisodeWeeksModel, x: Scale) -> list[DayLine]:
    return sorted((line for line in model.lines if x.holds(line.day)), key=lambda line: line.day)


def _places(model: EpisodeWeeksModel, x: Scale) -> list[float]:
    """Where the lines stand."""
    days = [line.day for line in _shown(model, x)] + [model.today]
    return [x(day) for day in days if x.holds(day)]


def _above_lines(items: Sequence[Item], places: Sequence[float]) -> list[Item]:
    """The same, with paper under each text that a line would run through."""
    out: list[Item] = []
    for item in items:
        if isinstance(item, Text):
            half = text_width(item.text, item.size) / 2
            if any(abs(at - item.x) <= half + 1 for at in places):
                out.append(Rects(((item.x - half - 1, item.y - 10, 2 * half + 2, 12.0),), fill=Ink.PAPER))
        out.append(item)
    return out


def _lines(model: EpisodeWeeksModel, frame: Frame, bottom: float) -> list[Item]:
    items: list[Item] = []
    for dash in (Dash.DASHED, Dash.DOTTED):
        places = [frame.x(line.day) for line in _shown(model, frame.x) if line.dash is dash]
        if dash is Dash.DASHED and frame.x.holds(model.today):
            places.append(frame.x(model.today))
        if places:
            items.append(Lines(tuple((at, 6.0, at, bottom) for at in places), Pen(Ink.INK, 1.3, dash)))
    return items


def _line_labels(model: EpisodeWeeksModel, frame: Frame, y: float) -> list[Item]:
    """Words right of each line as far as the next; today's stand left of it. None over another."""
    items: list[Item] = []
    end = frame.x.end
    if frame.x.holds(model.today):
        at = frame.x(model.today)
        end = at - 5 - text_width(model.today_label)
        items.append(Text(at - 5, y, model.today_label, anchor=Anchor.END))
    shown = _shown(model, frame.x)
    for place, line in enumerate(shown):
        at = frame.x(line.day) + 5
        room = min(end, frame.x(shown[place + 1].day) - 3 if place + 1 < len(shown) else end) - at
        words = next((one for one in (line.label, line.short) if one and text_width(one) <= room), "")
        if words:
            items.append(Text(at, y, words))
    return items


def _line_focus(model: EpisodeWeeksModel, frame: Frame) -> list[FocusPoint]:
    high = frame.y.start + LINE_HEIGHT * 2 - 4
    return [FocusPoint(frame.x(line.day) - 6, 4.0, 12.0, high, line.spoken) for line in _shown(model, frame.x)]
