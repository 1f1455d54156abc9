"""The box that opens the search: it looks like a field, so that it is found, and is a button."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from clinic_app.i18n import _
from clinic_app.ui.theme import TextStyle, current, font
from clinic_app.ui.widgets.icon import draw_icon
from clinic_app.ui.widgets.measures import px, repaint_with_theme


class FindButton(QPushButton):
    """``Find a child or an action``, Ctrl+K."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("button:find")
        self.setAccessibleName(_("Find a child or an action, Ctrl+K"))
        self.setProperty("look", "painted")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        repaint_with_theme(self)

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(px(210), px(26))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens.colour("border_control"), tokens.border))
        painter.setBrush(tokens.colour("bg_hover" if self.underMouse() else "bg_surface"))
        area = QRectF(self.rect())
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        size = px(14)
        draw_icon(painter, "search", QRectF(px(9), (area.height() - size) / 2, size, size), "text_secondary")
        painter.setFont(font(TextStyle.SMALL, tokens.scale))
        painter.setPen(tokens.colour("text_muted"))
        words = area.adjusted(px(29), 0, -px(8), 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, _("Find a child or an action"))
        painter.setPen(tokens.colour("text_secondary"))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, "Ctrl+K")
        painter.end()
