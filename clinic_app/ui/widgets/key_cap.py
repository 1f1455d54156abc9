"""A key as it is drawn on buttons, tabs and in the footer."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from clinic_app.ui.theme import TextStyle, current, font
from clinic_app.ui.widgets.measures import px, repaint_with_theme

_HEIGHT = 16
_PADDING = 4


def key_font() -> QFont:
    """The small bold letters of keys and counts; the only text below 12 px besides chart marks."""
    made = font(TextStyle.SMALL, current().scale)
    made.setPixelSize(px(11))
    made.setWeight(QFont.Weight.DemiBold)
    return made


def key_size(text: str) -> QSize:
    """Room that a key takes."""
    height = px(_HEIGHT)
    width = round(QFontMetricsF(key_font()).horizontalAdvance(text)) + 2 * px(_PADDING)
    return QSize(max(width, px(12)), height)


def draw_key(
    painter: QPainter, area: QRectF, text: str, ink: QColor, border: QColor, ground: QColor | None = None
) -> None:
    """Paint a key into ``area``."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(border, 1))
    painter.setBrush(ground if ground is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.setFont(key_font())
    painter.setPen(ink)
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


class KeyCap(QWidget):
    """A key beside what it does. Never mirrored."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        repaint_with_theme(self)

    @property
    def text(self) -> str:
        """The key, such as ``Ctrl+K``."""
        return self._text

    # Qt overrides

    def sizeHint(self) -> QSize:
        return key_size(self._text)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        size = key_size(self._text)
        area = QRectF(0, (self.height() - size.height()) // 2, size.width(), size.height())
        tokens = current()
        painter = QPainter(self)
        draw_key(
            painter, area, self._text,
            tokens.colour("text_secondary"), tokens.colour("border_subtle"), tokens.colour("bg_surface"),
        )  # fmt: skip
        painter.end()
