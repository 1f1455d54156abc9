"""The small square that says "still needed" beside a label and in the legend."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from clinic_app.i18n import _
from clinic_app.ui.theme import current
from clinic_app.ui.widgets.measures import px, repaint_with_theme


class PendingMark(QWidget):
    """Pending ground with its line; the words stand in the legend and in the tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setToolTip(_("still needed"))
        repaint_with_theme(self)

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(px(12), px(12))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(current().colour("pending_line"), 1))
        painter.setBrush(current().colour("pending_bg"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
        painter.end()
