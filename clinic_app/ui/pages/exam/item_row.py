"""One item of the examination: the last visit, the child's right and left, what is expected, and a mark."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Protocol

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from clinic_app.clinical.instruments.expected import NOTHING_EXPECTED
from clinic_app.clinical.instruments.model import Item, ItemKind
from clinic_app.clinical.state_effects import StateEffect
from clinic_app.domain.answers import Answer, Answers, ItemKey
from clinic_app.domain.sides import Side
from clinic_app.i18n import _
from clinic_app.ui.pages.exam.cells import make_cell
from clinic_app.ui.pages.exam.columns import Columns
from clinic_app.ui.pages.exam.grid_row import GridRow
from clinic_app.ui.pages.exam.past import Past
from clinic_app.ui.pages.exam.text_cell import text_height
from clinic_app.ui.theme import TextStyle, current, font
from clinic_app.ui.widgets.age_band import AgeBandCell
from clinic_app.ui.widgets.icon import draw_icon
from clinic_app.ui.widgets.level_mark import draw_level
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.segmented_answer import SegmentedAnswer

_ROW, _TALL_ROW, _TEXT_AIR = 32, 50, 8
#: An answer without side that nearly fits its column is set as tight as its neighbours.
_NEARLY = 1.2
#: Letters of an expectation that fit on two lines of its column.
_TWO_LINES = 34
_SIGN = 13

#: Field id and answers of the examination; what the child's state makes of the finding.
DoubtOf = Callable[[str, Answers], StateEffect | None]


class RowKit(Protocol):
    """What the rows of one grid have in common."""

    @property
    def name(self) -> str:
        """Begins every object name of the grid."""

    @property
    def doubt_of(self) -> DoubtOf:
        """What the child's state makes of a finding."""

    @property
    def today(self) -> Callable[[], date]:
        """The day of the visit."""


def row_height(item: Item) -> int:
    """Pixels of an item's row."""
    if item.kind is ItemKind.TEXT:
        return px(max(text_height(item.lines) + _TEXT_AIR, _ROW))
    return px(_TALL_ROW if len(item.expected.phrase) > _TWO_LINES and not item.expected.drawable else _ROW)


class ItemRow(GridRow):
    """Paints the words of the row itself; the answers are controls of their own."""

    def __init__(self, item: Item, past: Past, months: float, kit: RowKit, parent: QWidget) -> None:
        super().__init__(kit.name, item, parent)
        self._past, self._doubt_of = past, kit.doubt_of
        self._is_of_age = item.offered(months)
        self._doubt = ""
        self._band = AgeBandCell(item.expected, months, parent=self) if item.expected != NOTHING_EXPECTED else None
        for key in item.keys:
            self._hold(
                key, make_cell(item, key, past.words(item, key) if past.day is not None else "", kit.today, self)
            )
        if self._band is not None:
            self._band.setObjectName(f"exam_expected_{item.field.id}")

    def show_answers(self, answers: Answers) -> None:
        """Show what is stored, numbers also in the band of what is expected, and what the child's state makes of it."""
        super().show_answers(answers)
        if self._band is not None:
            held = (answers.get(ItemKey(self.item.field.id, side)) for side in (Side.RIGHT, Side.LEFT, Side.NONE))
            self._band.set_values(*(_number(answer) for answer in held))
        self._show_doubt(self._doubt_of(self.item.field.id, answers))

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

    def _remarks(self) -> tuple[str, ...]:
        return (*super()._remarks(), self._doubt, "" if self._is_of_age else _("not an item for this age"))

    def place(self, columns: Columns) -> None:
        """Put the controls into their columns."""
        super().place(columns)
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
            paint_words(painter, area, _("no side"), "text_muted")

    def _paint_item(self, painter: QPainter, columns: Columns) -> None:
        has_past = bool(self._past_words(Side.RIGHT) or self._past_words(Side.NONE))
        room = columns.item_width if has_past else columns.item_width + px(34)
        area = QRectF(columns.item, 0, columns.item_width if columns.mirrored else room, self.height())
        if self._doubt:
            area = self._paint_doubt(painter, area, columns)
        ink = "text_primary" if self._is_of_age else "text_muted"
        style = TextStyle.STRONG if self._is_current and current().is_plain else TextStyle.BODY
        if _width(self.item.label, style) <= area.width():
            paint_words(painter, area, self.item.label, ink, columns.start, style)
            return
        painter.setFont(font(TextStyle.SMALL, current().scale))
        painter.setPen(current().colour(ink))
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
        paint_words(painter, right, outer, "ghost", Qt.AlignmentFlag.AlignRight)
        left = QRectF(columns.past_left, 0, columns.expected - columns.past_left - px(2), self.height())
        paint_words(painter, left, self._past_words(Side.LEFT), "ghost")

    def _paint_mark(self, painter: QPainter, columns: Columns) -> None:
        side = px(14)
        area = QRectF(columns.mark + (columns.mark_width - side) / 2, (self.height() - side) / 2, side, side)
        if self._level is not None:
            draw_level(painter, self._level, area)
        elif self._has_note:
            draw_icon(painter, "note", area, "text_secondary")


def _number(answer: Answer | None) -> Decimal | None:
    return answer.value if answer is not None and isinstance(answer.value, Decimal) else None


def _width(text: str, style: TextStyle) -> int:
    return QFontMetrics(font(style, current().scale)).horizontalAdvance(text)


def paint_words(
    painter: QPainter,
    area: QRectF,
    text: str,
    role: str,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    style: TextStyle = TextStyle.BODY,
) -> None:
    """One line of text in ``area``, shortened where it does not fit."""
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
