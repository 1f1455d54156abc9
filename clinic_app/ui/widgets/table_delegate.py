"""How a table cell looks."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from clinic_app.ui.theme import TextStyle, current, font
from clinic_app.ui.widgets.chip import chip_font, paint_chip
from clinic_app.ui.widgets.icon import draw_icon
from clinic_app.ui.widgets.key_cap import draw_key, key_size
from clinic_app.ui.widgets.level_mark import draw_level
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.table_cells import Cell, Ink, Row, RowKind
from clinic_app.ui.widgets.table_model import CELL_ROLE, ROW_ROLE

_PADDING = 6
_GAP = 5
_CHIP_PADDING = 7


class TableDelegate(QStyledItemDelegate):
    """Row rule, selected row filled, everything of a cell on one line and an optional second in small print."""

    def __init__(self, right_aligned: frozenset[int], row_height: int) -> None:
        super().__init__()
        self._right_aligned = right_aligned
        #: Height of a row in design pixels.
        self.row_height = row_height

    # Qt overrides

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(10, px(self.row_height))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        cell: Cell = index.data(CELL_ROLE)
        row: Row = index.data(ROW_ROLE)
        area = QRectF(option.rect)
        tokens = current()
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        _paint_ground(painter, area, row.kind, is_selected=is_selected, leads=index.column() == 0)
        painter.setClipRect(area)
        ink = cell.ink
        if row.is_past and ink is Ink.PRIMARY and not is_selected:
            ink = Ink.SECONDARY
        body = area.adjusted(px(_PADDING), 0, -px(_PADDING), -1)
        if row.kind is not RowKind.ORDINARY:
            _paint_whole(painter, body, cell, row)
            painter.restore()
            return
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


def _paint_ground(painter: QPainter, area: QRectF, kind: RowKind, *, is_selected: bool, leads: bool) -> None:
    """Fill and rule. The edge of a selected row says the same without colour."""
    tokens = current()
    if kind is RowKind.NOTICE:
        painter.fillRect(area, tokens.colour("sev_2wk_bg"))
        for edge in (area.top(), area.bottom() - 1):
            painter.fillRect(QRectF(area.left(), edge, area.width(), 1), tokens.colour("sev_2wk_mark"))
        return
    if is_selected:
        painter.fillRect(area, tokens.colour("selection"))
        if leads:
            painter.fillRect(QRectF(area.left(), area.top(), px(3), area.height()), tokens.colour("accent"))
    if kind is RowKind.ORDINARY:
        painter.fillRect(QRectF(area.left(), area.bottom() - 1, area.width(), 1), tokens.colour("border_subtle"))


def _paint_whole(painter: QPainter, body: QRectF, cell: Cell, row: Row) -> None:
    """A row of one cell: a heading in small print, a notice, or an action with its key."""
    colour = current().colour
    if row.kind is RowKind.HEADING:
        painter.setFont(font(TextStyle.SMALL, current().scale))
        painter.setPen(colour("text_muted"))
        painter.drawText(body.adjusted(0, px(4), 0, 0), Qt.AlignmentFlag.AlignVCenter, cell.text)
        return
    if row.key:
        size = key_size(row.key)
        place = QRectF(body.right() - size.width(), round(body.center().y() - size.height() / 2), *size.toTuple())
        draw_key(painter, place, row.key, colour("text_secondary"), colour("border_subtle"), colour("bg_app"))
        body = body.adjusted(0, 0, -size.width() - px(_GAP), 0)
    is_notice = row.kind is RowKind.NOTICE
    _paint_line(painter, body, cell, colour("sev_2wk_fg" if is_notice else str(cell.ink)), to_right=False)


def _paint_line(painter: QPainter, body: QRectF, cell: Cell, ink: QColor, *, to_right: bool) -> None:
    left, middle = body.left(), body.center().y()
    for level in cell.levels:
        draw_level(painter, level, QRectF(round(left), round(middle - px(7)), px(14), px(14)))
        left += px(17)
    if cell.icon_name:
        role = "text_primary"
        draw_icon(painter, cell.icon_name, QRectF(round(left), round(middle - px(7)), px(15), px(15)), role)
        left += px(15) + px(_GAP)
    chip_reach = px(_PADDING) - 1 if cell.chip else 0
    room = (
        body.right()
        + chip_reach
        - left
        - _chip_width(cell)
        - (px(_GAP) if cell.chip and cell.strong + cell.text else 0)
    )
    left = _paint_words(painter, QRectF(left, body.top(), room, body.height()), cell, ink, to_right=to_right)
    if cell.chip:
        width = _chip_width(cell)
        place = QRectF(round(left), round(middle - px(10)), width, px(20))
        look = chip_font(cell.chip_kind)
        paint_chip(painter, place, cell.chip, cell.chip_kind, look, icon_name=cell.chip_icon, padding=_CHIP_PADDING)


def _runs(cell: Cell, ink: QColor) -> tuple[tuple[str, TextStyle, QColor], ...]:
    aside = f" {cell.aside}" if cell.aside else ""
    return (
        (cell.strong, TextStyle.STRONG, ink),
        (cell.text, TextStyle.BODY, ink),
        (aside, TextStyle.BODY, current().colour(str(Ink.MUTED))),
    )


def _paint_words(painter: QPainter, room: QRectF, cell: Cell, ink: QColor, *, to_right: bool) -> float:
    """Bold words, then plain ones; returns where they end."""
    left = room.left()
    painter.setPen(ink)
    if cell.marked:
        return _paint_marked(painter, room, cell, ink) + px(_GAP)
    middle = Qt.AlignmentFlag.AlignVCenter
    for words, style, colour in _runs(cell, ink):
        if not words:
            continue
        painter.setPen(colour)
        painter.setFont(font(style, current().scale))
        free = room.right() - left
        shown = _elided(painter.font(), words, free)
        alignment = middle | Qt.AlignmentFlag.AlignRight if to_right and not cell.strong else middle
        painter.drawText(QRectF(left, room.top(), free, room.height()), alignment, shown)
        left += QFontMetricsF(painter.font()).horizontalAdvance(shown)
    return left + (px(_GAP) if left > room.left() else 0)


def _paint_marked(painter: QPainter, room: QRectF, cell: Cell, ink: QColor) -> float:
    """Words of which some letters are bold and underlined; returns where they end."""
    layout = QTextLayout(cell.strong + cell.text, font(TextStyle.BODY, current().scale))
    whole_line = QTextOption(Qt.AlignmentFlag.AlignLeft)
    whole_line.setTextDirection(Qt.LayoutDirection.LeftToRight)
    layout.setTextOption(whole_line)
    layout.setFormats([_mark(0, len(cell.strong), ink), *(_mark(at, count, ink, True) for at, count in cell.marked)])
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(100_000)
    layout.endLayout()
    width = min(line.naturalTextWidth(), room.width())
    painter.save()
    painter.setClipRect(room.adjusted(0, 0, 1, 0), Qt.ClipOperation.IntersectClip)
    painter.setPen(ink)
    layout.draw(painter, QPointF(room.left(), round(room.center().y() - line.height() / 2)))
    painter.restore()
    return room.left() + width


def _mark(at: int, count: int, ink: QColor, underlined: bool = False) -> QTextLayout.FormatRange:
    look = QTextCharFormat()
    look.setFontWeight(QFont.Weight.DemiBold)
    look.setFontUnderline(underlined)
    look.setForeground(ink)
    found = QTextLayout.FormatRange()
    found.start, found.length, found.format = at, count, look
    return found


def _chip_width(cell: Cell) -> float:
    if not cell.chip:
        return 0
    words = QFontMetricsF(chip_font(cell.chip_kind)).horizontalAdvance(cell.chip)
    return words + 2 * px(_CHIP_PADDING) + (px(19) if cell.chip_icon else 0)


def _elided(words_font: QFont, words: str, width: float) -> str:
    return QFontMetricsF(words_font).elidedText(words, Qt.TextElideMode.ElideRight, width + 0.5)
