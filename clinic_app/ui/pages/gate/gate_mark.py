"""The mark of the product: a plain rounded square, until it has one."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from clinic_app.ui.theme import current
from clinic_app.ui.widgets.measures import px, repaint_with_theme

_SIDE = 22


class GateMark(QWidget):
    """Decoration: it has no name and takes no focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        repaint_with_theme(self)

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(px(_SIDE), px(_SIDE))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(current().colour("accent"))
        side = px(_SIDE)
        painter.drawRoundedRect(QRectF(0, (self.height() - side) // 2, side, side), px(5), px(5))
        painter.end()
