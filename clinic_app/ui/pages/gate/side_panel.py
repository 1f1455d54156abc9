"""The quiet panel of the card: it continues the ground of the window, with a hairline towards the main panel."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from clinic_app.ui.theme import current
from clinic_app.ui.widgets.measures import repaint_with_theme

_RADIUS = 7


class SidePanel(QWidget):
    """Rounded with the card on its outer corners; ``edge`` is where the main panel lies."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edge = Qt.Edge.LeftEdge
        repaint_with_theme(self)

    def set_edge(self, edge: Qt.Edge) -> None:
        """Say where the main panel lies: left, right or top."""
        self._edge = edge
        self.update()

    # Qt overrides

    def paintEvent(self, _event: QPaintEvent) -> None:
        area = QRectF(self.rect())
        inner = {
            Qt.Edge.LeftEdge: area.adjusted(-_RADIUS, 0, 0, 0),
            Qt.Edge.RightEdge: area.adjusted(0, 0, _RADIUS, 0),
            Qt.Edge.TopEdge: area.adjusted(0, -_RADIUS, 0, 0),
        }[self._edge]
        outline = QPainterPath()
        outline.addRoundedRect(inner, _RADIUS, _RADIUS)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(outline, current().colour("bg_app"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(QPen(current().colour("border_subtle"), 1))
        right, bottom = self.width() - 1, self.height() - 1
        if self._edge is Qt.Edge.TopEdge:
            painter.drawLine(0, 0, right, 0)
        else:
            x = 0 if self._edge is Qt.Edge.LeftEdge else right
            painter.drawLine(x, 0, x, bottom)
        painter.end()
