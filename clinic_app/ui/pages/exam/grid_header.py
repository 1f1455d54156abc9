"""The head of the grid: right and left in words, and the day of the visit beside."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from clinic_app.i18n import _
from clinic_app.ui.pages.exam.columns import Columns
from clinic_app.ui.pages.exam.item_row import paint_rules
from clinic_app.ui.theme import TextStyle, current, font
from clinic_app.ui.widgets.measures import px

_HEIGHT = 26


class GridHead(QWidget):
    """Stays above the scrolled rows, in the same columns, ``height`` design pixels high."""

    def __init__(self, name: str, height: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._design_height = height
        self._columns: Columns | None = None
        self._offset = 0
        self.setObjectName(f"{name}_header")
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setFixedHeight(px(height))

    def show_columns(self, columns: Columns, offset: int = 0) -> None:
        """Follow the grid: its columns, and how far it is scrolled sideways."""
        self._columns, self._offset = columns, offset
        self.setFixedHeight(px(self._design_height))
        self.update()


class GridHeader(GridHead):
    """The head of the examination."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("exam", _HEIGHT, parent)
        self._past = ""
        self.setAccessibleName(_("Item, child’s right, child’s left, expected for age"))

    def show_past(self, past: str) -> None:
        """The day of the visit beside."""
        self._past = past
        self.update()

    # Qt overrides

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The words over the columns."""
        columns = self._columns
        if columns is None:
            return
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        tokens = current()
        painter.fillRect(self.rect(), tokens.colour("bg_surface"))
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), tokens.colour("border_subtle"))
        painter.translate(-self._offset, 0)
        paint_rules(painter, columns, self.height())
        self._say(painter, columns.item, _("Item"), columns.item_width, columns.start)
        room = px(80)
        self._say(painter, columns.past_right_end - room, self._past, room, Qt.AlignmentFlag.AlignRight)
        self._say_side(painter, columns.right, _("Right"), _("child’s right"))
        self._say_side(painter, columns.left, _("Left"), _("child’s left"))
        self._say(painter, columns.past_left, self._past)
        self._say(painter, columns.expected, _("Expected for age"), columns.expected_width + px(40))
        painter.end()

    def _say(
        self,
        painter: QPainter,
        left: int,
        text: str,
        width: int = 200,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        style: TextStyle = TextStyle.BODY,
        role: str = "text_secondary",
    ) -> None:
        painter.setFont(font(style, current().scale))
        painter.setPen(current().colour(role))
        painter.drawText(QRectF(left, 0, width, self.height() - 1), align | Qt.AlignmentFlag.AlignVCenter, text)

    def _say_side(self, painter: QPainter, left: int, side: str, words: str) -> None:
        self._say(painter, left, side, style=TextStyle.STRONG, role="text_primary")
        width = QFontMetrics(font(TextStyle.STRONG, current().scale)).horizontalAdvance(side)
        self._say(painter, left + width + px(4), words)
