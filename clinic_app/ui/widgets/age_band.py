"""What is expected at the child's age, as a picture the size of a table cell."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from clinic_app.clinical.instruments.expected import AgeBand, NumericBand, Span
from clinic_app.domain.quantities import format_number
from clinic_app.i18n import _
from clinic_app.ui.theme import TextStyle, current, font
from clinic_app.ui.widgets.measures import px, repaint_with_theme

#: The line of ages reaches to the first of these months that holds the whole band.
_REACHES: Final = (12, 24, 36, 60, 120, 216)


@dataclass(frozen=True, slots=True)
class _Scale:
    """Maps months or numbers onto the line from ``left`` to ``right``."""

    low: float
    high: float
    left: float
    right: float

    def at(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return self.left + min(max(share, 0.0), 1.0) * (self.right - self.left)


class AgeBandCell(QWidget):
    """A band of presence with the child's age, a band of numbers with both sides, or a phrase.

    Filled is usual, dashed is emerging or fading. The triangle stands at the corrected age; a dot is the child's
    right, a hollow square the left. Months run from left to right in every language.

    Args:
        band: what is expected; ages in corrected months.
        months: corrected age today, ``None`` when unknown: then no mark is drawn.
        right, left: numbers measured today, in the unit of the field.
    """

    def __init__(
        self,
        band: AgeBand,
        months: float | None,
        right: Decimal | None = None,
        left: Decimal | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._band, self._months = band, months
        self._right, self._left = right, left
        self._unsided: Decimal | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._say()
        repaint_with_theme(self)

    @property
    def words(self) -> str:
        """The same in words, for the tooltip and the screen reader."""
        return self.accessibleName()

    def set_values(self, right: Decimal | None, left: Decimal | None, unsided: Decimal | None = None) -> None:
        """Move the marks of both sides, or the one of an item without side; ``None`` takes a mark away."""
        if (right, left, unsided) == (self._right, self._left, self._unsided):
            return
        self._right, self._left, self._unsided = right, left, unsided
        self._say()
        self.update()

    @property
    def _numbers(self) -> NumericBand | None:
        return None if self._months is None else self._band.numbers_at(self._months)

    @property
    def _has_picture(self) -> bool:
        return self._numbers is not None if self._band.bands else self._band.drawable

    def _phrase(self) -> str:
        if self._band.bands and self._numbers is None and not self._band.phrase:
            return _("no norm at this age")
        return self._band.phrase

    def _say(self) -> None:
        spans = ((_("emerging"), self._band.emerging), (_("usual"), self._band.usual), (_("fading"), self._band.fading))
        parts = [f"{word} {_span_words(span)}" for word, span in spans if span is not None]
        if self._numbers is not None:
            low, high = format_number(self._numbers.low), format_number(self._numbers.high)
            parts.append(_("expected {low} to {high}").format(low=low, high=high))
        elif self._band.bands:
            parts.append(self._phrase())
        for word, value in self._marks():
            if value is not None and self._band.bands:
                parts.append(word.format(number=format_number(value)))
        if self._months is not None and self._has_picture and not self._band.bands:
            age = format_number(Decimal(str(round(self._months, 1))))
            parts.append(_("now {age} months corrected").format(age=age))
        words = "; ".join(parts) or self._phrase()
        self.setAccessibleName(words)
        self.setToolTip(words if self._has_picture else "")

    def _marks(self) -> tuple[tuple[str, Decimal | None], ...]:
        return (
            (_("right {number}"), self._right),
            (_("left {number}"), self._left),
            (_("measured {number}"), self._unsided),
        )

    # Qt overrides

    def sizeHint(self) -> QSize:
        """A cell of the examination."""
        return QSize(px(94), px(28))

    def minimumSizeHint(self) -> QSize:
        """Narrower bands cannot be read."""
        return QSize(px(70), px(26))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the band that belongs to the item."""
        painter = QPainter(self)
        if not self._has_picture:
            painter.setPen(current().colour("text_muted"))
            painter.setFont(font(TextStyle.SMALL, current().scale))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, self._phrase())
        elif self._numbers is not None:
            self._paint_numbers(painter, self._numbers)
        else:
            self._paint_ages(painter)

    def _line(self) -> tuple[float, float, float]:
        """Left and right end of the line, and its height."""
        return px(4) + 0.5, self.width() - px(4) - 0.5, round(self.height() / 2 + px(3)) + 0.5

    def _paint_ages(self, painter: QPainter) -> None:
        left, right, y = self._line()
        spans = [span for span in (self._band.emerging, self._band.usual, self._band.fading) if span is not None]
        furthest = max(float(span[0] if span[1] is None else span[1]) for span in spans)
        reach = float(next((months for months in _REACHES if months >= furthest), _REACHES[-1]))
        scale = _Scale(0.0, reach, left, right)
        _axis(painter, scale, y, ticks=4)
        for span, is_usual in ((self._band.emerging, False), (self._band.fading, False), (self._band.usual, True)):
            if span is not None:
                start, end = float(span[0]), reach if span[1] is None else float(span[1])
                _bar(painter, scale.at(start), scale.at(end), y, is_usual=is_usual)
        if self._months is not None and self._months >= 0:
            _age_mark(painter, scale.at(self._months), y)

    def _paint_numbers(self, painter: QPainter, numbers: NumericBand) -> None:
        left, right, y = self._line()
        low, high = float(numbers.low), float(numbers.high)
        held = [float(value) for _words, value in self._marks() if value is not None]
        least, most = min([low, *held]), max([high, *held])
        pad = max((most - least) * 0.3, 1.0)
        scale = _Scale(0.0 if least - pad < 0 <= least else least - pad, most + pad, left, right)
        _axis(painter, scale, y, ticks=0)
        _bar(painter, scale.at(low), scale.at(high), y, is_usual=True)
        places = [scale.at(float(value)) for value in (self._right, self._left) if value is not None]
        apart = _nudge(places, px(4)) if len(places) == 2 else 0.0
        if self._unsided is not None:
            _dot(painter, scale.at(float(self._unsided)), y, current().colour("text_primary"))
        if self._left is not None:
            _left_mark(painter, scale.at(float(self._left)), y, -apart)
        if self._right is not None:
            _right_mark(painter, scale.at(float(self._right)), y, apart)


def _span_words(span: Span) -> str:
    start, end = span
    if end is None:
        return _("from {start} months").format(start=format_number(start))
    return _("{start} to {end} months").format(start=format_number(start), end=format_number(end))


def _nudge(places: list[float], least: float) -> float:
    """How far the letters of two marks that touch move apart, right first; signed."""
    gap = places[0] - places[1]
    if abs(gap) >= 2 * least:
        return 0.0
    away = least - abs(gap) / 2
    return away if gap >= 0 else -away


def _axis(painter: QPainter, scale: _Scale, y: float, ticks: int) -> None:
    painter.setPen(QPen(current().colour("border_control"), 1))
    painter.drawLine(QLineF(scale.left, y, scale.right, y))
    for tick in range(ticks + 1 if ticks else 0):
        x = round(scale.left + tick * (scale.right - scale.left) / ticks) + 0.5
        painter.drawLine(QLineF(x, y - px(2), x, y + px(2)))


def _bar(painter: QPainter, start: float, end: float, y: float, *, is_usual: bool) -> None:
    tokens = current()
    bar = QRectF(round(start) + 0.5, y - px(4), max(round(end) - round(start), 2), px(8))
    pen = QPen(tokens.colour("band_line"), tokens.border)
    if not is_usual:
        pen.setDashPattern([2.0, 2.0])
    painter.fillRect(bar, tokens.colour("band" if is_usual else "bg_surface"))
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(bar)


def _age_mark(painter: QPainter, x: float, y: float) -> None:
    ink = current().colour("text_primary")
    x = round(x) + 0.5
    top = y - px(12)
    painter.save()
    painter.setPen(QPen(ink, 1.6))
    painter.drawLine(QLineF(x, top + px(2), x, y + px(7)))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    half = px(4)
    painter.drawPolygon(QPolygonF([QPointF(x - half, top), QPointF(x + half, top), QPointF(x, top + px(6))]))
    painter.restore()


def _dot(painter: QPainter, x: float, y: float, ink: QColor) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawEllipse(QPointF(x, y), px(9) / 2, px(9) / 2)
    painter.restore()


def _right_mark(painter: QPainter, x: float, y: float, letter_by: float) -> None:
    ink = current().colour("right")
    _dot(painter, x, y, ink)
    _letter(painter, _("R"), x + letter_by, y, ink)


def _left_mark(painter: QPainter, x: float, y: float, letter_by: float) -> None:
    ink = current().colour("left")
    half = px(9) / 2
    painter.setPen(QPen(ink, 2))
    painter.setBrush(current().colour("bg_surface"))
    painter.drawRect(QRectF(x - half, y - half, 2 * half, 2 * half))
    _letter(painter, _("L"), x + letter_by, y, ink)


def _letter(painter: QPainter, letter: str, x: float, y: float, ink: QColor) -> None:
    made = font(TextStyle.SMALL, current().scale)
    made.setPixelSize(px(11))
    made.setWeight(made.Weight.DemiBold)
    painter.setFont(made)
    painter.setPen(ink)
    painter.drawText(QRectF(x - px(8), y - px(17), px(16), px(12)), Qt.AlignmentFlag.AlignCenter, letter)
