"""How long events were over time: for each span a dot at the median and a triangle at the longest, joined."""

from dataclasses import dataclass

from clinic_app.charts.axes import LINE_HEIGHT, Frame, Scale
from clinic_app.charts.episode_weeks import count_ticks
from clinic_app.charts.event_bars import EventBar, draw_labels, draw_silence, focus_of, slot
from clinic_app.charts.scene import (
    NO_TABLE,
    Anchor,
    ChartTable,
    Dots,
    Ink,
    Item,
    Lines,
    Marker,
    Pen,
    Scene,
    Size,
    Text,
)

_AXIS = 40.0


@dataclass(frozen=True, slots=True)
class LengthSpan:
    """One span, in seconds. Both numbers are ``None`` where no length was told; ``logged`` where any line was."""

    label: str
    median: float | None
    longest: int | None
    logged: bool
    spoken: str


@dataclass(frozen=True, slots=True)
class LengthsModel:
    """What the chart shows, in ready-made words. ``unit`` stands at the axis."""

    spans: tuple[LengthSpan, ...]
    unit: str
    no_log: str
    table: ChartTable = NO_TABLE


def lengths_chart(model: LengthsModel, size: Size) -> Scene:
    """Draw it. A span without a told length is empty, one without a log is hatched."""
    bars = tuple(_column(place, span) for place, span in enumerate(model.spans))
    longest = max((span.longest for span in model.spans if span.longest is not None), default=0)
    x = Scale(0.0, float(max(1, len(bars))), _AXIS, size.width - 8)
    ticks = count_ticks(longest)
    frame = Frame(x, Scale(0.0, float(ticks[-1]), size.height - LINE_HEIGHT * 1.5, 18.0))
    items: list[Item] = [
        Lines(tuple((_AXIS, frame.y(tick), x.end, frame.y(tick)) for tick in ticks), Pen(Ink.HAIRLINE)),
        *(Text(_AXIS - 6, frame.y(tick) + 4, str(tick), Ink.MUTED, anchor=Anchor.END) for tick in ticks[:-1]),
        Text(_AXIS - 6, frame.y(ticks[-1]) + 4, f"{ticks[-1]} {model.unit}", Ink.MUTED, anchor=Anchor.END),
        *draw_silence(bars, frame, model.no_log),
        *_marks(model, bars, frame),
        *draw_labels(bars, frame),
    ]
    return Scene(size.width, size.height, tuple(items), tuple(focus_of(bar, frame) for bar in bars), model.table)


def _column(place: int, span: LengthSpan) -> EventBar:
    return EventBar(place, place + 1, span.label, None, span.spoken, blank=span.logged)


def _marks(model: LengthsModel, bars: tuple[EventBar, ...], frame: Frame) -> list[Item]:
    medians, longest, joins = [], [], []
    for span, bar in zip(model.spans, bars, strict=True):
        if span.median is None or span.longest is None:
            continue
        left, width = slot(bar, frame)
        at = left + width / 2
        medians.append((at, frame.y(span.median)))
        longest.append((at, frame.y(span.longest)))
        joins.append((at, frame.y(span.median), at, frame.y(span.longest)))
    return [
        Lines(tuple(joins), Pen(Ink.MUTED)),
        Dots(tuple(longest), Marker.TRIANGLE, 8.0, Ink.BAR),
        Dots(tuple(medians), Marker.DOT, 8.0, Ink.INK),
    ]
