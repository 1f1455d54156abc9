"""How many wait, on an icon of the rail."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from clinic_app.ui.theme import current
from clinic_app.ui.widgets.key_cap import key_font
from clinic_app.ui.widgets.measures import px, repaint_with_theme


def draw_badge(painter: QPainter, area: QRectF, count: int) -> None:
    """Paint a round count into ``area``; more than 99 is shown as such."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    ground, ink = _light_and_dark()
    painter.setBrush(ground)
    painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
    painter.setFont(key_font())
    painter.setPen(ink)
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, "99+" if count > 99 else str(count))
    painter.restore()


def _light_and_dark() -> tuple[QColor, QColor]:
    """Surface and text, the lighter one first: the rail is dark in both themes."""
    surface, words = current().colour("bg_surface"), current().colour("text_primary")
    return (surface, words) if surface.lightness() > words.lightness() else (words, surface)


class CountBadge(QWidget):
    """A count in a pill; nothing is shown for zero."""

    def __init__(self, count: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = count
        repaint_with_theme(self)

    def set_count(self, count: int) -> None:
        """Show another count."""
        self._count = count
        self.updateGeometry()
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(px(16 if self._count < 10 else 22 if self._count < 100 else 28), px(16))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._count == 0:
            return
        painter = QPainter(self)
        draw_badge(painter, QRectF(self.rect()), self._count)
        painter.end()
