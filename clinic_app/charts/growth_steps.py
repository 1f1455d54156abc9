"""Where a growth chart steps: centile lines that change reference or position, and ages that change correction."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from clinic_app.charts.axes import LINE_HEIGHT, Frame, text_width
from clinic_app.charts.scene import XY, Anchor, Dash, Ink, Item, Lines, Pen, Poly, Text

_ARROW = 5.0
_LOW = 200.0  # below it the step keeps to the top edge
_LEAST_HEIGHT = 110.0  # below it the step would lie on the curves


@dataclass(frozen=True, slots=True)
class Step:
    """Lines end before ``at`` (in the axis' own unit) and go on from it, with a word for each side."""

    at: float
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class CorrectionEnd:
    """The day on which corrected age stops being used: ``corrected_days`` old by one count, ``age_days`` by the other.

    ``label`` says it.
    """

    corrected_days: float
    age_days: float
    label: str


def parts(points: Sequence[XY], steps: Sequence[Step]) -> list[tuple[XY, ...]]:
    """A line cut at the steps: what lies before each, and what lies from it on. Empty parts are left out."""
    edges = [float("-inf"), *sorted(step.at for step in steps), float("inf")]
    cut = [tuple(point for point in points if low <= point[0] < high) for low, high in itertools.pairwise(edges)]
    return [part for part in cut if part]


def draw_steps(steps: Sequence[Step], frame: Frame) -> list[Item]:
    """A dotted upright at each step, its words at the foot."""
    items: list[Item] = []
    y = frame.y.start - 8 - LINE_HEIGHT
    for step in steps:
        if not frame.x.low < step.at < frame.x.high:
            continue
        x = frame.x(step.at)
        items.append(Lines(((x, frame.y.end, x, frame.y.start),), Pen(Ink.MUTED, 1.0, Dash.DOTTED)))
        if step.before and x - 6 - text_width(step.before) > frame.x.start:
            items.append(Text(x - 5, y, step.before, Ink.MUTED, anchor=Anchor.END))
        if step.after and x + 6 + text_width(step.after) < frame.x.end:
            items.append(Text(x + 5, y, step.after, Ink.MUTED))
    return items


def draw_correction_end(end: CorrectionEnd | None, frame: Frame) -> list[Item]:
    """A step along the age axis, from the corrected to the chronological age of one and the same day."""
    if end is None or not (frame.x.holds(end.corrected_days) and frame.x.holds(end.age_days)):
        return []
    if frame.y.start - frame.y.end < _LEAST_HEIGHT:
        return []
    left, right = frame.x(end.corrected_days), frame.x(end.age_days)
    is_low = frame.y.start - frame.y.end < _LOW
    top = frame.y.end + (8 if is_low else 2.4 * LINE_HEIGHT)
    low = top + (8 if is_low else 12)
    stairs = ((left - 22, top), (left, top), (left, low), (right, low))
    tip = ((right, low), (right - _ARROW, low - 3), (right - _ARROW, low + 3))
    items: list[Item] = [Poly(stairs, Pen(Ink.ACCENT, 1.6)), Poly(tip, None, Ink.ACCENT, closed=True)]
    if right + 6 + text_width(end.label) < frame.x.end:
        items.append(Text(right + 6, low + 4, end.label, Ink.ACCENT))
    elif left - 28 - text_width(end.label) > frame.x.start:
        items.append(Text(left - 28, top + 4, end.label, Ink.ACCENT, anchor=Anchor.END))
    return items
