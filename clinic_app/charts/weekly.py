"""Events a week. A week that nobody logged is hatched, never a zero; the week still running is a dashed
outline.
"""

from dataclasses import dataclass
from itertools import groupby

from clinic_app.charts.axes import LINE_HEIGHT, Frame, Scale, text_width
from clinic_app.charts.scene import (
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
    Rects,
    Scene,
    Size,
    Text,
)


@dataclass(frozen=True, slots=True)
class Week:
    """One week.

    Attributes:
        label: names its first day (``7 Sep``).
        count: events in all; ``None`` where no log was kept.
        about: how many of them are a guess or part of a sum told for several days; drawn as an outline on top.
        mark: stands after the number: ``+`` where some events were told without a number.
    """

    label: str
    count: int | None
    spoken: str
    unfinished: bool = False
    about: int = 0
    mark: str = ""


@dataclass(frozen=True, slots=True)
class VisitMark:
    """A visit at ``week`` (0 is the start of the first week, 2.5 the middle of the third)."""

    week: float
    label: str


@dataclass(frozen=True, slots=True)
class WeeklyEventsModel:
    """What the chart shows, in ready-made words. ``no_log`` is written on hatched weeks (``no log``)."""

    weeks: tuple[Week, ...]
    visits: tuple[VisitMark, ...] = ()
    no_log: str = ""
    table_header: tuple[str, str] = ("", "")


def events_per_week(model: WeeklyEventsModel, size: Size) -> Scene:
    """Draw bars with their number on top and a triangle under the axis at each visit."""
    frame = _frame(model, size)
    items: list[Item] = [*_bars(model, frame), *_silent_weeks(model, frame)]
    base = frame.y.start
    items.append(Lines(((frame.x.start, base, frame.x.end, base),), Pen(Ink.INK)))
    items.extend(_week_labels(model, frame))
    items.extend(_visits(model, frame))
    focus = tuple(_focus(i, week, frame) for i, week in enumerate(model.weeks))
    rows = tuple((w.label, model.no_log if w.count is None else f"{w.count}{w.mark}") for w in model.weeks)
    return Scene(size.width, size.height, tuple(items), focus, ChartTable(model.table_header, rows))


def _frame(model: WeeklyEventsModel, size: Size) -> Frame:
    highest = max((w.count for w in model.weeks if w.count is not None), default=0)
    below = LINE_HEIGHT * (2.6 if model.visits else 1.4)
    return Frame(
        Scale(0.0, float(max(1, len(model.weeks))), 4.0, size.width - 4.0),
        Scale(0.0, float(max(1, highest)), size.height - below, 20.0),
    )


def _slot(frame: Frame, index: int) -> tuple[float, float]:
    """Left edge and width of a bar, with a gap of at most 5 units to its neighbour."""
    left, right = frame.x(index), frame.x(index + 1)
    gap = min(5.0, (right - left) * 0.2)
    return (left + gap / 2, right - left - gap)


def _bars(model: WeeklyEventsModel, frame: Frame) -> list[Item]:
    items: list[Item] = []
    base = frame.y.start
    numbers_fit = frame.x(1) - frame.x(0) >= 13
    for i, week in enumerate(model.weeks):
        if week.count is None:
            continue
        left, width = _slot(frame, i)
        top = frame.y(float(week.count))
        if week.unfinished:
            rect = (left, min(top, base - 3), width, max(base - top, 3.0))
            items.append(Rects((rect,), fill=Ink.PAPER, pen=Pen(Ink.INK, 1.0, Dash.DASHED)))
        elif week.count > 0:
            sure = frame.y(float(week.count - week.about))
            if week.about:
                items.append(Rects(((left, top, width, sure - top),), fill=Ink.PAPER, pen=Pen(Ink.INK)))
            items.append(Rects(((left, sure, width, base - sure),), fill=Ink.BAR, pen=Pen(Ink.INK)))
        if numbers_fit:
            number = f"{week.count}{week.mark}"
            items.append(Text(left + width / 2, top - 5, number, bold=True, anchor=Anchor.MIDDLE))
    return items


def _silent_weeks(model: WeeklyEventsModel, frame: Frame) -> list[Item]:
    """Hatch each run of weeks without a log over the whole height, and say so where the words fit."""
    items: list[Item] = []
    runs = groupby(range(len(model.weeks)), key=lambda i: model.weeks[i].count is None)
    for silent, run in runs:
        if not silent:
            continue
        weeks = list(run)
        left, right = frame.x(weeks[0]) + 1, frame.x(weeks[-1] + 1) - 1
        top = frame.y.start - (frame.y.start - frame.y.end) * 0.3
        pen = Pen(Ink.HAIRLINE, 1.0, Dash.DOTTED)
        items.append(Rects(((left, top, right - left, frame.y.start - top),), pen=pen, hatched=True))
        if text_width(model.no_log) <= right - left + 8:
            items.append(Text((left + right) / 2, top - 5, model.no_log, Ink.MUTED, anchor=Anchor.MIDDLE))
    return items


def _week_labels(model: WeeklyEventsModel, frame: Frame) -> list[Item]:
    """The first day of as many weeks as fit, evenly spaced from the first."""
    widest = max((text_width(w.label) for w in model.weeks), default=1.0) + 14
    every = max(1, -int(-widest // max(1.0, frame.x(1) - frame.x(0))))
    y = frame.y.start + LINE_HEIGHT
    out: list[Item] = []
    for i in range(0, len(model.weeks), every):
        left, width = _slot(frame, i)
        half = text_width(model.weeks[i].label) / 2
        middle = min(max(left + width / 2, frame.x.start + half), frame.x.end - half)
        out.append(Text(middle, y, model.weeks[i].label, Ink.MUTED, anchor=Anchor.MIDDLE))
    return out


def _visits(model: WeeklyEventsModel, frame: Frame) -> list[Item]:
    y = frame.y.start + LINE_HEIGHT * 2
    items: list[Item] = []
    taken = frame.x.start - 100
    for visit in sorted(model.visits, key=lambda v: v.week):
        x = min(max(frame.x(visit.week), frame.x.start + 4), frame.x.end - 5)
        items.append(Dots(((x, y + 2),), Marker.TRIANGLE, 9.0))
        width = text_width(visit.label)
        after = x + 9 + width <= frame.x.end
        left = x + 9 if after else x - 9 - width
        if left < taken:
            continue
        anchor = Anchor.START if after else Anchor.END
        items.append(Text(x + 9 if after else x - 9, y + 6, visit.label, anchor=anchor))
        taken = left + width + 8
    return items


def _focus(index: int, week: Week, frame: Frame) -> FocusPoint:
    left, width = _slot(frame, index)
    return FocusPoint(left - 2, frame.y.end - 16, width + 4, frame.y.start - frame.y.end + 18, week.spoken)
