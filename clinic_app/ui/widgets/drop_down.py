"""A list that drops down, with the chevron of the other controls."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QWidget

from clinic_app.ui.widgets.icon import draw_icon
from clinic_app.ui.widgets.measures import px, repaint_with_theme


class DropDown(QComboBox):
    """A combo box. It has neither a typed entry nor an answer of its own choosing beyond its first row.

    Args:
        name: object name.
        accessible: accessible name.
    """

    def __init__(self, name: str, accessible: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        repaint_with_theme(self)

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Room for the longest words and the chevron."""
        return super().sizeHint() + QSize(px(10), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style's box and words, and the chevron at the end of the line."""
        super().paintEvent(event)
        size = px(14)
        left = px(8) if self.isRightToLeft() else self.width() - size - px(8)
        painter = QPainter(self)
        role = "text_secondary" if self.isEnabled() else "disabled_text"
        draw_icon(painter, "chevron-down", QRectF(left, round((self.height() - size) / 2), size, size), role)
