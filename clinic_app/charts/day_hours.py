"""Time of day: 24 hours, then the parts of the day that were all that was told, then what nobody knows."""

from dataclasses import dataclass

from clinic_app.charts.axes import LINE_HEIGHT, Frame, Scale, text_width
from clinic_app.charts.episode_weeks import count_ticks
from clinic_app.charts.event_bars import EventBar, draw_bars, focus_of, slot
from clinic_app.charts.scene import NO_TABLE, Anchor, ChartTable, Ink, Item, Lines, Pen, Scene, Size, Text

_LEFT = 30.0
_GAP = 1.0
_PART = 2.6
_EVERY = 3


@dataclass(frozen=True, slots=True)
class DayCount:
    """Events at one time. ``about`` of them at a time that is a guess, drawn as an outline."""

    label: str
    count: int
    spoken: str
    about: int = 0


@dataclass(frozen=True, slots=True)
class DayHoursModel:
    """What the chart shows, in ready-made words: 24 ``hours``, then ``parts``, the last of which is not known."""

    hours: tuple[DayCount, ...]
    parts: tuple[DayCount, ...]
    table: ChartTable = NO_TABLE


def day_hours(model: DayHoursModel, size: Size) -> Scene:
    """Draw it; one scale for hours and parts, so that they can be compared."""
    hours = tuple(_bar(place, place + 1.0, one) for place, one in enumerate(model.hours))
    start = len(hours) + _GAP
    parts = tuple(
        _bar(start + place * _PART, start + (place + 1) * _PART, one) for place, one in enumerate(model.parts)
    )
    bars = (*hours, *parts)
    ticks = count_ticks(max((bar.count for bar in bars if bar.count is not None), default=0))
    x = Scale(0.0, start + len(parts) * _PART, _LEFT, size.width - 6)
    frame = Frame(x, Scale(0.0, float(ticks[-1]), size.height - LINE_HEIGHT * 1.5, 20.0))
    base = frame.y.start
    items: list[Item] = [
        Lines(tuple((_LEFT, frame.y(tick), x.end, frame.y(tick)) for tick in ticks), Pen(Ink.HAIRLINE)),
        *(Text(_LEFT - 6, frame.y(tick) + 4, str(tick), Ink.MUTED, anchor=Anchor.END) for tick in ticks),
        *draw_bars([bar for bar in bars if bar.count], frame, Ink.ACCENT),
        Lines(((_LEFT, base, x(len(hours)), base), (x(start), base, x.end, base)), Pen(Ink.MUTED)),
        *_labels(hours, parts, frame),
    ]
    return Scene(size.width, size.height, tuple(items), tuple(focus_of(bar, frame) for bar in bars), model.table)


def _bar(start: float, end: float, one: DayCount) -> EventBar:
    return EventBar(start, end, one.label, one.count, one.spoken, about=one.about)


def _labels(hours: tuple[EventBar, ...], parts: tuple[EventBar, ...], frame: Frame) -> list[Item]:
    """Every third hour at its beginning; parts where their names fit, else their first letters."""
    y = frame.y.start + LINE_HEIGHT
    items: list[Item] = [
        Text(frame.x(bar.start), y, bar.label, Ink.MUTED, anchor=Anchor.MIDDLE) for bar in hours[::_EVERY]
    ]
    for bar in parts:
        left, width = slot(bar, frame)
        words = bar.label
        while text_width(words) > width + 4 and len(words) > 1:
            words = words[:-1]
        items.append(Text(left + width / 2, y, words, Ink.MUTED, anchor=Anchor.MIDDLE))
    return items
