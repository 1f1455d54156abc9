"""Where a clip is dropped, after the last tile; a button for those who do not drag."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from clinic_app.i18n import _
from clinic_app.ui.theme import TextStyle, current, font
from clinic_app.ui.widgets.icon import draw_icon
from clinic_app.ui.widgets.measures import px, repaint_with_theme

_WIDTH, _HEIGHT, _ICON = 68, 64, 14
_RADIUS = 4.0


class DropTile(QAbstractButton):
    """Dashed, as everything that is not there yet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("button:drop_clip")
        self.setText(_("Drop a clip"))
        self.setAccessibleName(_("Drop a clip, or choose a file"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        repaint_with_theme(self)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(px(_WIDTH), px(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A plus over the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(current().colour("border_control"), 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        middle = QRectF(self.rect()).center()
        draw_icon(painter, "plus", QRectF(middle.x() - px(_ICON) / 2, px(12), px(_ICON), px(_ICON)), "text_secondary")
        painter.setFont(font(TextStyle.SMALL))
        painter.setPen(current().colour("text_secondary"))
        painter.drawText(QRectF(0, px(30), self.width(), px(24)), Qt.AlignmentFlag.AlignCenter, self.text())
