"""One item of the examination: the last visit, the child's right and left, what is expected, and a mark."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from PySide6.QtCore import QLineF, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from clinic_app.clinical.instruments.expected import NOTHING_EXPECTED
from clinic_app.clinical.instruments.model import Item, ItemKind
from clinic_app.clinical.state_effects import StateEffect
from clinic_app.domain.answers import Answer, Answers, ItemKey
from clinic_app.domain.sides import Side
from clinic_app.i18n import _
from clinic_app.ui.pages.exam.cells import AnswerCell, as_cell, make_cell
from clinic_app.ui.pages.exam.columns import Columns
from clinic_app.ui.pages.exam.number_cell import NumberCell
from clinic_app.ui.pages.exam.past import Past
from clinic_app.ui.theme import TextStyle, current, font
from clinic_app.ui.widgets.age_band import AgeBandCell
from clinic_app.ui.widgets.icon import draw_icon
from clinic_app.ui.widgets.level_mark import Level, draw_level
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.segmented_answer import SegmentedAnswer

_ROW, _TALL_ROW, _TEXT_ROW = 32, 50, 80
#: An answer without side that nearly fits its column is set as tight as its neighbours.
_NEARLY = 1.2
#: Letters of an expectation that fit on two lines of its column.
_TWO_LINES = 34
_SIGN = 13

#: Field id and answers of the examination; what the child's state makes of the finding.
DoubtOf = Callable[[str, Answers], StateEffect | None]


def row_height(item: Item) -> int:
    """Pixels of an item's row."""
    if item.kind is ItemKind.TEXT:
        return px(_TEXT_ROW)
    return px(_TALL_ROW if len(item.expected.phrase) > _TWO_LINES and not item.expected.drawable else _ROW)


class ItemRow(QWidget):
    """Paints the words of the row itself; the answers are controls of their own."""

    #: ``(ItemKey, Answer | None)`` from one of the cells.
    answer_given = Signal(object, object)
    #: A cell has something to say: refused, unusual, how a number was read.
    message_changed = Signal(str)
    #: ``(ItemKey, str)``: a text that a cell does not accept, empty once it is mended.
    text_refused = Signal(object, str)

    def __init__(self, item: Item, past: Past, months: float, doubt_of: DoubtOf, parent: QWidget) -> None:
        super().__init__(parent)
        self.item = item
        self._past, self._doubt_of = past, doubt_of
        self._doubt = ""
        self._band = AgeBandCell(item.expected, months, parent=self) if item.expected != NOTHING_EXPECTED else None
        self._columns: Columns | None = None
        self._is_current = False
        self._level: Level | None = None
        self._has_note = False
        self._cells: dict[Side, QWidget] = {}
        self.setObjectName(f"exam_row_{item.field.id}")
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        for key in item.keys:
            self._cells[key.side] = self._make(key)
        if self._band is not None:
            self._band.setObjectName(f"exam_expected_{item.field.id}")

    def _make(self, key: ItemKey) -> QWidget:
        past = self._past.words(self.item, key) if self._past.day is not None else ""
        widget = make_cell(self.item, key, past, self)
        cell = as_cell(widget)
        cell.answer_changed.connect(lambda answer, at=key: self.answer_given.emit(at, answer))
        if hasattr(widget, "message_changed"):
            widget.message_changed.connect(self.message_changed)
        if isinstance(widget, NumberCell):
            widget.text_refused.connect(lambda text, at=key: self.text_refused.emit(at, text))
        return widget

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides that can be answered, right first."""
        return tuple(self._cells)

    def cell(self, side: Side) -> AnswerCell:
        """The control of a side."""
        return as_cell(self._cells[side])

    def widget(self, side: Side) -> QWidget:
        """The control of a side, as a widget that can take the keyboard."""
        return self._cells[side]

    def side_of(self, widget: QWidget) -> Side | None:
        """Which side's control is or holds ``widget``."""
        return next((side for side, cell in self._cells.items() if cell is widget or cell.isAncestorOf(widget)), None)

    def show_answers(self, answers: Answers) -> None:
        """Show what is stored. A comment or a reason shows as a note in the last column."""
        held = {side: answers.get(ItemKey(self.item.field.id, side)) for side in self._cells}
        for side, answer in held.items():
            if self.cell(side).answer != answer:
                self.cell(side).set_answer(answer)
        if self._band is not None:
            self._band.set_values(*(_number(held.get(side)) for side in (Side.RIGHT, Side.LEFT, Side.NONE)))
        self._show_doubt(self._doubt_of(self.item.field.id, answers))
        has_note = any(_has_note(answer) for answer in held.values())
        if has_note != self._has_note:
            self._has_note = has_note
            self.update()

    def show_refused(self, refused: Mapping[ItemKey, str]) -> None:
        """Show texts again that were not accepted earlier."""
        for side, widget in self._cells.items():
            text = refused.get(ItemKey(self.item.field.id, side))
            if text and isinstance(widget, NumberCell):
                widget.put_refused(text)

    def show_level(self, level: Level | None) -> None:
        """The level of the most urgent flag that rests on this item."""
        if level is not self._level:
            self._level = level
            self._describe()

    @property
    def doubt(self) -> str:
        """What the state of the child makes of the finding, empty where it makes nothing."""
        return self._doubt

    def _show_doubt(self, effect: StateEffect | None) -> None:
        words = _("{state}: {why}").format(state=effect.words, why=effect.why) if effect is not None else ""
        if words != self._doubt:
            self._doubt = words
            self.setToolTip(words)
            self._describe()

    def _describe(self) -> None:
        """What the marks of the row say, for each of its controls."""
        flag = _("flag: {level}").format(level=self._level.words) if self._level is not None else ""
        for widget in self._cells.values():
            widget.setAccessibleDescription("; ".join(words for words in (flag, self._doubt) if words))
        self.update()

    def show_current(self, is_current: bool) -> None:
        """Whether the keyboard is in this row."""
        if is_current != self._is_current:
            self._is_current = is_current
            self.update()

    def set_read_only(self) -> None:
        """Shown, not changed."""
        for widget in self._cells.values():
            widget.set_read_only(True)  # type: ignore[attr-defined]

    def place(self, columns: Columns) -> None:
        """Put the controls into their columns."""
        self._columns = columns
        self.setFixedSize(columns.width, row_height(self.item))
        both = columns.left - columns.right + columns.answer_width
        for side, widget in self._cells.items():
            if hasattr(widget, "set_room"):
                widget.set_room(both if side is Side.NONE else columns.answer_width - px(4))
                if isinstance(widget, SegmentedAnswer) and widget.sizeHint().width() < columns.answer_width * _NEARLY:
                    widget.set_room(columns.answer_width - px(4))
            hint = widget.sizeHint()
            left = columns.left if side is Side.LEFT else columns.right
            widget.setGeometry(left, (self.height() - hint.height()) // 2, hint.width(), hint.height())
        if self._band is not None:
            self._band.setGeometry(columns.expected, 0, columns.expected_width, self.height() - 1)

    # Qt overrides

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, item, last visit, rules, what is expected, mark."""
        columns = self._columns
        if columns is None:
            return
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        tokens = current()
        painter.fillRect(self.rect(), tokens.colour("selection" if self._is_current else "bg_surface"))
        painter.setPen(QPen(tokens.colour("border_subtle"), 1))
        painter.drawLine(QLineF(0, self.height() - 0.5, self.width(), self.height() - 0.5))
        self._paint_rules(painter, columns)
        self._paint_item(painter, columns)
        self._paint_past(painter, columns)
        self._paint_mark(painter, columns)
        painter.end()

    def _paint_rules(self, painter: QPainter, columns: Columns) -> None:
        wide = self._cells.get(Side.NONE)
        crossed = wide is not None and wide.geometry().right() >= columns.left_rule
        paint_rules(painter, columns, self.height(), left=not crossed)
        if wide is not None and not crossed:
            area = QRectF(columns.left, 0, columns.answer_width, self.height())
            _words(painter, area, _("no side"), "text_muted")

    def _paint_item(self, painter: QPainter, columns: Columns) -> None:
        has_past = bool(self._past_words(Side.RIGHT) or self._past_words(Side.NONE))
        room = columns.item_width if has_past else columns.item_width + px(34)
        area = QRectF(columns.item, 0, columns.item_width if columns.mirrored else room, self.height())
        if self._doubt:
            area = self._paint_doubt(painter, area, columns)
        style = TextStyle.STRONG if self._is_current and current().is_plain else TextStyle.BODY
        if _width(self.item.label, style) <= area.width():
            _words(painter, area, self.item.label, "text_primary", columns.start, style)
            return
        painter.setFont(font(TextStyle.SMALL, current().scale))
        painter.setPen(current().colour("text_primary"))
        painter.drawText(
            area, columns.start | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, self.item.label
        )

    def _paint_doubt(self, painter: QPainter, area: QRectF, columns: Columns) -> QRectF:
        """A sign at the end of the item's words; what is left of ``area`` for the words."""
        side, gap = px(_SIGN), px(4)
        left = area.left() if columns.mirrored else area.right() - side
        sign = QRectF(left, (self.height() - side) / 2, side, side)
        draw_icon(painter, "help-circle", sign, "text_secondary")
        return area.adjusted(side + gap, 0, 0, 0) if columns.mirrored else area.adjusted(0, 0, -side - gap, 0)

    def _past_words(self, side: Side) -> str:
        return self._past.short(self.item, ItemKey(self.item.field.id, side)) if side in self._cells else ""

    def _paint_past(self, painter: QPainter, columns: Columns) -> None:
        outer = self._past_words(Side.RIGHT) or self._past_words(Side.NONE)
        room = px(40)
        right = QRectF(columns.past_right_end - room, 0, room, self.height())
        _words(painter, right, outer, "ghost", Qt.AlignmentFlag.AlignRight)
        left = QRectF(columns.past_left, 0, columns.expected - columns.past_left - px(2), self.height())
        _words(painter, left, self._past_words(Side.LEFT), "ghost")

    def _paint_mark(self, painter: QPainter, columns: Columns) -> None:
        side = px(14)
        area = QRectF(columns.mark + (columns.mark_width - side) / 2, (self.height() - side) / 2, side, side)
        if self._level is not None:
            draw_level(painter, self._level, area)
        elif self._has_note:
            draw_icon(painter, "note", area, "text_secondary")


def _number(answer: Answer | None) -> Decimal | None:
    return answer.value if answer is not None and isinstance(answer.value, Decimal) else None


def _has_note(answer: Answer | None) -> bool:
    return answer is not None and bool(answer.comment or answer.reason)


def _width(text: str, style: TextStyle) -> int:
    return QFontMetrics(font(style, current().scale)).horizontalAdvance(text)


def _words(
    painter: QPainter,
    area: QRectF,
    text: str,
    role: str,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    style: TextStyle = TextStyle.BODY,
) -> None:
    if not text:
        return
    made = font(style, current().scale)
    painter.setFont(made)
    painter.setPen(current().colour(role))
    shown = QFontMetrics(made).elidedText(text, Qt.TextElideMode.ElideRight, int(area.width()))
    painter.drawText(area, align | Qt.AlignmentFlag.AlignVCenter, shown)


def paint_rules(painter: QPainter, columns: Columns, height: int, *, left: bool = True) -> None:
    """The solid rule before the child's right, the double rule before the child's left."""
    tokens = current()
    painter.fillRect(QRectF(columns.right_rule - 2, 0, 3, height), tokens.colour("right"))
    if left:
        painter.fillRect(QRectF(columns.left_rule - 2, 0, 1, height), tokens.colour("left"))
        painter.fillRect(QRectF(columns.left_rule + 1, 0, 1, height), tokens.colour("left"))
