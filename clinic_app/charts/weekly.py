"""Events a week, small enough for a page. A week that nobody logged is hatched, never a zero; the week still running
is a dashed outline.
"""

from dataclasses import dataclass

from clinic_app.charts.axes import LINE_HEIGHT, Frame, Scale, text_width
from clinic_app.charts.event_bars import EventBar, draw_bars, draw_labels, draw_silence, focus_of
from clinic_app.charts.scene import Anchor, ChartTable, Dots, Ink, Item, Lines, Marker, Pen, Scene, Size, Text


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
    bars = tuple(_bar(place, week) for place, week in enumerate(model.weeks))
    items: list[Item] = [*draw_bars(bars, frame), *draw_silence(bars, frame, model.no_log)]
    base = frame.y.start
    items.append(Lines(((frame.x.start, base, frame.x.end, base),), Pen(Ink.INK)))
    items.extend(draw_labels(bars, frame))
    items.extend(_visits(model, frame))
    focus = tuple(focus_of(bar, frame) for bar in bars)
    rows = tuple((w.label, model.no_log if w.count is None else f"{w.count}{w.mark}") for w in model.weeks)
    return Scene(size.width, size.height, tuple(items), focus, ChartTable(model.table_header, rows))


def _bar(place: int, week: Week) -> EventBar:
    return EventBar(place, place + 1, week.label, week.count, week.spoken, week.unfinished, week.about, week.mark)


def _frame(model: WeeklyEventsModel, size: Size) -> Frame:
    highest = max((w.count for w in model.weeks if w.count is not None), default=0)
    below = LINE_HEIGHT * (2.6 if model.visits else 1.4)
    return Frame(
        Scale(0.0, float(max(1, len(model.weeks))), 4.0, size.width - 4.0),
        Scale(0.0, float(max(1, highest)), size.height - below, 20.0),
    )


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
