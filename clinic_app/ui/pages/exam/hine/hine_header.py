"""The head of the HINE: the days and corrected ages of earlier visits, right and left in words."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from clinic_app.i18n import _, short_day_text
from clinic_app.services.hine import HineVisit
from clinic_app.ui.pages.exam.grid_header import GridHead
from clinic_app.ui.pages.exam.hine.hine_columns import past_column
from clinic_app.ui.pages.exam.item_row import paint_rules, paint_words
from clinic_app.ui.theme import TextStyle, current, font
from clinic_app.ui.widgets.measures import px

_HEIGHT = 42


class HineHeader(GridHead):
    """``visits`` are those shown, oldest first."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("hine", _HEIGHT, parent)
        self._visits: tuple[HineVisit, ...] = ()
        self.setAccessibleName(_("Item, earlier visits, child’s right, child’s left, sides differ"))

    def show_visits(self, visits: Sequence[HineVisit]) -> None:
        """Which earlier visits stand beside today."""
        self._visits = tuple(visits)
        days = ", ".join(short_day_text(one.day) for one in self._visits) or _("no earlier visit")
        words = _("Item, earlier visits {days}, child’s right, child’s left, sides differ")
        self.setAccessibleName(words.format(days=days))
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
        line = self.height() / 2
        item = QRectF(columns.item, line, columns.item_width, line)
        paint_words(painter, item, _("Item"), "text_secondary", columns.start)
        for at, visit in enumerate(self._visits):
            left, width = past_column(columns, at, len(self._visits))
            for top, words in ((4, short_day_text(visit.day)), (line, _corrected(visit))):
                area = QRectF(left, top, width - px(2), line - 4)
                paint_words(painter, area, words, "text_secondary", style=TextStyle.SMALL)
        for left, side in ((columns.right, _("Right")), (columns.left, _("Left"))):
            paint_words(painter, QRectF(left, line, 200, line), side, "text_primary", style=TextStyle.STRONG)
            strong = QFontMetrics(font(TextStyle.STRONG, tokens.scale)).horizontalAdvance(side)
            rest = QRectF(left + strong + px(4), line, 120, line)
            paint_words(painter, rest, _("today, child’s"), "text_secondary")
        differ = QRectF(columns.expected, line, columns.expected_width + columns.mark_width, line)
        paint_words(painter, differ, _("Sides differ"), "text_secondary")
        painter.end()


def _corrected(visit: HineVisit) -> str:
    corrected = visit.age.corrected
    if corrected is None:
        return _("before term")
    words = _("{months} m {days} d") if corrected.days else _("{months} m")
    return words.format(months=corrected.total_months, days=corrected.days)
