"""From data to places: linear scales, ticks at round numbers, labels that do not collide."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from clinic_app.charts.scene import XY

TEXT_SIZE = 12.0
LINE_HEIGHT = 15.0
#: Letter widths of IBM Plex Sans as parts of the text size, in three groups; the rest are wide.
_NARROW, _MEDIUM, _WIDE = 0.30, 0.57, 0.66
_NARROW_LETTERS = frozenset("ijlft.,:;'|!()[] Ir")
_MEDIUM_LETTERS = frozenset("abcdeghknopqsuvxyz0123456789+-\u2212\u2013")


def text_width(text: str, size: float = TEXT_SIZE) -> float:
    """Estimate the width of a text in logical units, wide enough for layout without a font at hand."""
    narrow = sum(c in _NARROW_LETTERS for c in text)
    medium = sum(c in _MEDIUM_LETTERS for c in text)
    return size * (narrow * _NARROW + medium * _MEDIUM + (len(text) - narrow - medium) * _WIDE)


@dataclass(frozen=True, slots=True)
class Scale:
    """Maps ``low``..``high`` of the data onto ``start``..``end`` of the picture. Both spans must not be
    empty.
    """

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Place of a value; a value outside the data span lands outside the picture span."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    def holds(self, value: float) -> bool:
        """Whether the value lies on the axis."""
        return self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class Frame:
    """The rectangle that data is drawn in, with its two scales."""

    x: Scale
    y: Scale

    @property
    def rect(self) -> tuple[float, float, float, float]:
        """``(x, y, width, height)`` of the frame."""
        return (self.x.start, self.y.end, self.x.end - self.x.start, self.y.start - self.y.end)

    def place(self, x: float, y: float) -> XY:
        """Place of a data point."""
        return (self.x(x), self.y(y))


def round_step(span: float, most: int) -> float:
    """The smallest of 1, 2, 5 times a power of ten that cuts ``span`` into at most ``most`` steps."""
    raw = span / max(1, most)
    power = 10.0 ** math.floor(math.log10(raw))
    return next(f * power for f in (1.0, 2.0, 5.0, 10.0) if f * power >= raw * (1 - 1e-9))


def ticks(low: float, high: float, step: float) -> tuple[float, ...]:
    """Multiples of ``step`` from ``low`` to ``high``, both included where they are multiples."""
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return tuple(round(i * step, 10) for i in range(first, last + 1))


def tick_label(value: float) -> str:
    """A tick without trailing zeros and with the true minus sign."""
    return f"{value:g}".replace("-", "\u2212")


def spread(places: Sequence[float], gap: float, low: float, high: float) -> tuple[float, ...]:
    """Move ascending places apart to at least ``gap``, staying within ``low``..``high`` where they fit."""
    out = list(places)
    for i in range(1, len(out)):
        out[i] = max(out[i], out[i - 1] + gap)
    if out and out[-1] > high:
        out[-1] = high
        for i in range(len(out) - 2, -1, -1):
            out[i] = min(out[i], out[i + 1] - gap)
    if out and out[0] < low:
        out = [p + (low - out[0]) for p in out]
    return tuple(out)
