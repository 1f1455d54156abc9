"""The typical total for age and gestation, with the child's own totals on the same axis."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from clinic_app.clinical.hine_form import TypicalRange
from clinic_app.i18n import _
from clinic_app.services.hine import plain
from clinic_app.ui.pages.exam.item_row import paint_words
from clinic_app.ui.theme import TextStyle, current
from clinic_app.ui.widgets.measures import px, repaint_with_theme

_HEIGHT, _EDGE, _STEP, _MOST, _USUAL_START = 62, 10, 10, 78, 40


@dataclass(frozen=True, slots=True)
class OwnTotal:
    """A total of this child with its day in words; ``today`` is drawn as a dot, an earlier one as a diamond."""

    total: Decimal
    day: str
    today: bool = False


class TypicalScale(QWidget):
    """Band, axis from 40 (or less where a total lies lower) to 78, and the totals."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._range: TypicalRange | None = None
        self._totals: tuple[OwnTotal, ...] = ()
        self.setObjectName("hine_typical")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        repaint_with_theme(self)

    def show_range(self, typical: TypicalRange, totals: Sequence[OwnTotal]) -> None:
        """Show a range and the child's totals, oldest first."""
        self._range, self._totals = typical, tuple(totals)
        words = [_("Typical total {low} to {high}").format(low=typical.low, high=typical.high)]
        words += [_("{day}: {total}").format(day=one.day, total=plain(one.total)) for one in self._totals]
        self.setAccessibleName("; ".join(words))
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        """A narrow strip."""
        return QSize(px(240), px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return QSize(px(180), px(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Axis, band, totals."""
        if self._range is None:
            return
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens, middle = current(), px(28)
        low, high = self._x(self._range.low), self._x(self._range.high)
        painter.setPen(QPen(tokens.colour("text_muted"), 1))
        painter.drawLine(QLineF(px(_EDGE), middle, self.width() - px(_EDGE), middle))
        painter.setPen(QPen(tokens.colour("band_line"), tokens.border))
        painter.setBrush(tokens.colour("band"))
        painter.drawRect(QRectF(low, middle - px(6), high - low, px(12)))
        words = f"{self._range.low}–{self._range.high}"
        self._say(painter, (low + high) / 2, px(2), words, "text_secondary")
        painter.setPen(QPen(tokens.colour("text_muted"), 1))
        for tick in self._ticks():
            x = self._x(Decimal(tick))
            painter.drawLine(QLineF(x, middle, x, middle + px(5)))
            self._say(painter, x, px(40), str(tick), "text_secondary")
        for one in self._totals:
            self._mark(painter, one, middle)
        painter.end()

    def _start(self) -> int:
        lowest = min((one.total for one in self._totals), default=Decimal(_USUAL_START))
        return min(_USUAL_START, int(lowest) // _STEP * _STEP)

    def _ticks(self) -> tuple[int, ...]:
        start = self._start()
        step = _STEP if start >= _USUAL_START - 2 * _STEP else 2 * _STEP
        return (*range(start, _MOST - 4, step), _MOST)

    def _x(self, total: Decimal) -> float:
        start = self._start()
        return px(_EDGE) + float(total - start) / (_MOST - start) * (self.width() - 2 * px(_EDGE))

    @staticmethod
    def _say(painter: QPainter, middle: float, top: int, words: str, role: str) -> None:
        area = QRectF(middle - px(40), top, px(80), px(18))
        paint_words(painter, area, words, role, Qt.AlignmentFlag.AlignHCenter, TextStyle.SMALL)

    def _mark(self, painter: QPainter, one: OwnTotal, middle: int) -> None:
        tokens, at, size = current(), QPointF(self._x(one.total), middle), px(5)
        painter.setPen(QPen(tokens.colour("text_primary"), 1.5))
        painter.setBrush(tokens.colour("text_primary" if one.today else "bg_surface"))
        if one.today:
            painter.drawEllipse(at, size - 1, size - 1)
            return
        corners = ((0, -size), (size, 0), (0, size), (-size, 0))
        painter.drawPolygon(QPolygonF([QPointF(at.x() + dx, at.y() + dy) for dx, dy in corners]))
