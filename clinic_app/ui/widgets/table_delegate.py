"""How a table cell looks."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from clinic_app.ui.theme import TextStyle, current, font
from clinic_app.ui.widgets.chip import chip_font, paint_chip
from clinic_app.ui.widgets.icon import draw_icon
from clinic_app.ui.widgets.level_mark import draw_level
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.table_cells import Cell, Ink
from clinic_app.ui.widgets.table_model import CELL_ROLE, PAST_ROLE

_PADDING = 6
_GAP = 5


class TableDelegate(QStyledItemDelegate):
    """Row rule, selected row filled, everything of a cell on one line and an optional second in small print."""

    def __init__(self, right_aligned: frozenset[int], row_height: int) -> None:
        super().__init__()
        self._right_aligned = right_aligned
        self._row_height = row_height

    # Qt overrides

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(10, px(self._row_height))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        cell: Cell = index.data(CELL_ROLE)
        area = QRectF(option.rect)
        tokens = current()
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if is_selected:
            painter.fillRect(area, tokens.colour("selection"))
        painter.fillRect(QRectF(area.left(), area.bottom() - 1, area.width(), 1), tokens.colour("border_subtle"))
        painter.setClipRect(area)
        ink = cell.ink
        if index.data(PAST_ROLE) and ink is Ink.PRIMARY and not is_selected:
            ink = Ink.SECONDARY
        body = area.adjusted(px(_PADDING), 0, -px(_PADDING), -1)
        if cell.below:
            body = self._paint_below(painter, body, cell)
        _paint_line(painter, body, cell, tokens.colour(str(ink)), to_right=index.column() in self._right_aligned)
        painter.restore()

    @staticmethod
    def _paint_below(painter: QPainter, body: QRectF, cell: Cell) -> QRectF:
        """The second line; returns what is left for the first."""
        middle = body.center().y()
        painter.setFont(font(TextStyle.SMALL, current().scale))
        painter.setPen(current().colour("text_muted"))
        line = QRectF(body.left(), middle, body.width(), px(16))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, _elided(painter.font(), cell.below, line.width()))
        return QRectF(body.left(), middle - px(18), body.width(), px(18))


def _paint_line(painter: QPainter, body: QRectF, cell: Cell, ink: QColor, *, to_right: bool) -> None:
    left, middle = body.left(), body.center().y()
    for level in cell.levels:
        draw_level(painter, level, QRectF(round(left), round(middle - px(7)), px(14), px(14)))
        left += px(17)
    if cell.icon_name:
        role = "text_primary"
        draw_icon(painter, cell.icon_name, QRectF(round(left), round(middle - px(7)), px(15), px(15)), role)
        left += px(15) + px(_GAP)
    room = body.right() - left - _chip_width(cell)
    left = _paint_words(painter, QRectF(left, body.top(), room, body.height()), cell, ink, to_right=to_right)
    if cell.chip:
        width = _chip_width(cell)
        place = QRectF(round(left), round(middle - px(10)), width, px(20))
        paint_chip(painter, place, cell.chip, cell.chip_kind, chip_font(cell.chip_kind), icon_name=cell.chip_icon)


def _paint_words(painter: QPainter, room: QRectF, cell: Cell, ink: QColor, *, to_right: bool) -> float:
    """Bold words, then plain ones; returns where they end."""
    left = room.left()
    painter.setPen(ink)
    middle = Qt.AlignmentFlag.AlignVCenter
    for words, style in ((cell.strong, TextStyle.STRONG), (cell.text, TextStyle.BODY)):
        if not words:
            continue
        painter.setFont(font(style, current().scale))
        free = room.right() - left
        shown = _elided(painter.font(), words, free)
        alignment = middle | Qt.AlignmentFlag.AlignRight if to_right and not cell.strong else middle
        painter.drawText(QRectF(left, room.top(), free, room.height()), alignment, shown)
        left += QFontMetricsF(painter.font()).horizontalAdvance(shown)
    return left + (px(_GAP) if left > room.left() else 0)


def _chip_width(cell: Cell) -> float:
    if not cell.chip:
        return 0
    words = QFontMetricsF(chip_font(cell.chip_kind)).horizontalAdvance(cell.chip)
    return words + 2 * px(9) + (px(19) if cell.chip_icon else 0)


def _elided(words_font: QFont, words: str, width: float) -> str:
    return QFontMetricsF(words_font).elidedText(words, Qt.TextElideMode.ElideRight, width + 0.5)
