"""A word with a chevron that opens and closes what stands below it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from clinic_app.ui.theme import TextStyle, current, font
from clinic_app.ui.widgets.icon import draw_icon
from clinic_app.ui.widgets.measures import px, repaint_with_theme


class DisclosureButton(QPushButton):
    """Checked while open; ``toggled`` tells."""

    def __init__(self, name: str, text: str, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setProperty("look", "painted")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        repaint_with_theme(self)

    # Qt overrides

    def sizeHint(self) -> QSize:
        words = QFontMetricsF(font(TextStyle.SMALL, current().scale)).horizontalAdvance(self.text())
        return QSize(round(words) + px(18), px(24))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        words_font = font(TextStyle.SMALL, current().scale)
        painter.setFont(words_font)
        role = "text_primary" if self.underMouse() else "text_secondary"
        painter.setPen(current().colour(role))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, self.text())
        size = px(14)
        place = QRectF(self.width() - size, (self.height() - size) / 2 + 0.5, size, size)
        draw_icon(painter, "chevron-down" if self.isChecked() else "chevron-right", place, role)
        painter.end()
