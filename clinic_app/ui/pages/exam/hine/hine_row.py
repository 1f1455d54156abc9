"""One item of the HINE: earlier scores, the child's right and left, whether the sides differ."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QLineF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QWidget

from clinic_app.clinical.hine_form import HineItem
from clinic_app.clinical.hine_instrument import tick_field
from clinic_app.clinical.instruments.model import Item, Option
from clinic_app.domain.answers import Answers, AnswerState, ItemKey
from clinic_app.domain.quantities import format_quantity
from clinic_app.domain.sides import BOTH_SIDES, Side
from clinic_app.i18n import _
from clinic_app.services.hine import HineVisit, side_words
from clinic_app.ui.pages.exam.cells import spoken_name
from clinic_app.ui.pages.exam.columns import Columns
from clinic_app.ui.pages.exam.grid_row import GridRow
from clinic_app.ui.pages.exam.hine.hine_columns import past_column
from clinic_app.ui.pages.exam.hine.measured import Measured, measured_sides, measured_words
from clinic_app.ui.pages.exam.item_row import paint_rules, paint_words
from clinic_app.ui.theme import TextStyle, current
from clinic_app.ui.widgets.icon import draw_icon
from clinic_app.ui.widgets.level_mark import draw_level
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.segmented_answer import SegmentedAnswer

_ROW = 29
#: Room beside the cells for an angle of three digits.
_ANGLE = 42


def hine_row_height(_item: Item) -> int:
    """Pixels of a row."""
    return px(_ROW)


class HineRow(GridRow):
    """``scored`` is the item of the form behind a score, ``None`` for a milestone or a behaviour; ``number`` is its
    place on the form. ``visits`` are those shown beside, oldest first. With ``brief`` an answer is said without its
    words, as a row that is only read needs it.
    """

    #: ``(Item)``: the tick "sides differ" was pressed.
    tick_asked = Signal(object)

    def __init__(
        self,
        item: Item,
        scored: HineItem | None,
        number: int,
        visits: Sequence[HineVisit],
        parent: QWidget,
        *,
        brief: bool = False,
    ) -> None:
        super().__init__("hine", item, parent)
        self._scored, self._number, self._visits = scored, number, tuple(visits)
        self._measured: Mapping[Side, Measured] = {}
        self._differs_by_score = False
        self._is_measured = scored is not None and scored.angle is not None
        options = tuple(Option(one.code, one.short, _brief(one)) for one in item.options) if brief else item.options
        for key in item.keys:
            self._hold(key, self._make(key, options))
        self._tick: QCheckBox | None = None
        if scored is not None:
            self._tick = QCheckBox(self)
            self._tick.setObjectName(f"{item.field.id}_differ")
            self._tick.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._tick.clicked.connect(self._on_tick)

    def _make(self, key: ItemKey, options: Sequence[Option]) -> SegmentedAnswer:
        earlier = [words for one in reversed(self._visits) if (words := self._past_words(one))]
        spoken = spoken_name(self.item, key, earlier[0] if earlier else "")
        name = f"{key.field}_{key.side}"
        return SegmentedAnswer(name, spoken, options, scale=self.item.field.scale, parent=self)

    def _past_words(self, visit: HineVisit) -> str:
        if self._scored is not None:
            return side_words(self._scored, visit.answers)
        held = [visit.answers.get(key) for key in self.item.keys]
        shorts = []
        for answer in held:
            option = self.item.option(str(answer.value)) if answer is not None else None
            is_left_out = answer is not None and answer.state is AnswerState.NOT_EXAMINED
            shorts.append("N" if is_left_out else option.short if option is not None else "–")
        return " / ".join(shorts) if any(answer is not None for answer in held) else ""

    @Slot()
    def _on_tick(self) -> None:
        self.tick_asked.emit(self.item)

    def show_answers(self, answers: Answers) -> None:
        """Show scores, the tick, and the angle measured today where the item is scored from one."""
        super().show_answers(answers)
        if self._scored is None or self._tick is None:
            return
        measured = measured_sides(self._scored, answers)
        if measured != self._measured:
            self._measured = measured
            self.setAccessibleDescription(measured_words(measured))
            self.update()
        held = [answers.get(ItemKey(self.item.field.id, side)) for side in BOTH_SIDES]
        scores = {answer.value for answer in held if answer is not None and answer.value is not None}
        self._differs_by_score = len(scores) > 1
        ticked = ItemKey(tick_field(self._scored.id)) in answers
        self._tick.setChecked(ticked or self._differs_by_score)
        reason = _("the scores differ") if self._differs_by_score else _("ticked") if ticked else _("not ticked")
        words = _("{item}, sides differ, {reason}").format(item=self.item.label, reason=reason)
        self._tick.setAccessibleName(words)
        self._tick.setToolTip(words)

    def set_read_only(self) -> None:
        """Shown, not changed."""
        super().set_read_only()
        if self._tick is not None:
            self._tick.setEnabled(False)

    def place(self, columns: Columns) -> None:
        """Put the controls into their columns."""
        super().place(columns)
        self.setFixedSize(columns.width, hine_row_height(self.item))
        both = columns.left - columns.right + columns.answer_width
        for side, widget in self._cells.items():
            room = both if side is Side.NONE else columns.answer_width - px(_ANGLE if self._is_measured else 2)
            widget.set_room(room)  # type: ignore[attr-defined]
            hint = widget.sizeHint()
            left = columns.left if side is Side.LEFT else columns.right
            width = min(hint.width(), room)
            widget.setGeometry(left, (self.height() - hint.height()) // 2, width, hint.height())
        if self._tick is not None:
            size = self._tick.sizeHint()
            self._tick.setGeometry(
                columns.expected + px(2), (self.height() - size.height()) // 2, px(26), size.height()
            )

    # Qt overrides

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, item, earlier scores, rules, measured angles, mark."""
        columns = self._columns
        if columns is None:
            return
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        tokens = current()
        painter.fillRect(self.rect(), tokens.colour("selection" if self._is_current else "bg_surface"))
        painter.setPen(QPen(tokens.colour("border_subtle"), 1))
        painter.drawLine(QLineF(0, self.height() - 0.5, self.width(), self.height() - 0.5))
        self._paint_item(painter, columns)
        self._paint_past(painter, columns)
        self._paint_sides(painter, columns)
        self._paint_mark(painter, columns)
        painter.end()

    def _paint_item(self, painter: QPainter, columns: Columns) -> None:
        number = px(21)
        at = columns.item + (columns.item_width - number + px(6) if columns.mirrored else 0)
        if self._number:
            area = QRectF(at, 0, number, self.height())
            paint_words(painter, area, str(self._number), "text_muted", style=TextStyle.SMALL)
        left = columns.item if columns.mirrored else columns.item + number
        style = TextStyle.STRONG if self._is_current and current().is_plain else TextStyle.BODY
        area = QRectF(left, 0, columns.item_width - number, self.height())
        paint_words(painter, area, self.item.label.split(" (")[0], "text_primary", columns.start, style)

    def _paint_past(self, painter: QPainter, columns: Columns) -> None:
        for at, visit in enumerate(self._visits):
            left, width = past_column(columns, at, len(self._visits))
            area = QRectF(left, 0, width - px(2), self.height())
            paint_words(painter, area, self._past_words(visit), "ghost", style=TextStyle.SMALL)

    def _paint_sides(self, painter: QPainter, columns: Columns) -> None:
        wide = self._cells.get(Side.NONE)
        end = wide.geometry().right() + px(6) if wide is not None else 0
        paint_rules(painter, columns, self.height(), left=end < columns.left_rule)
        if wide is not None:
            left = max(columns.left, end)
            area = QRectF(left, 0, columns.expected - left, self.height())
            paint_words(painter, area, _("no side"), "text_muted", style=TextStyle.SMALL)
        for side, one in self._measured.items():
            cell = self._cells[side].geometry()
            limit = columns.left_rule - px(4) if side is Side.RIGHT else columns.expected
            area = QRectF(cell.right() + px(6), 0, limit - cell.right() - px(6), self.height())
            style = TextStyle.STRONG if one.contradicts else TextStyle.SMALL
            role = "sev_2wk_fg" if one.contradicts and not current().is_plain else "text_muted"
            paint_words(painter, area, format_quantity(one.degrees, "deg"), role, style=style)

    def _paint_mark(self, painter: QPainter, columns: Columns) -> None:
        side = px(14)
        area = QRectF(columns.mark + (columns.mark_width - side) / 2, (self.height() - side) / 2, side, side)
        if self._level is not None:
            draw_level(painter, self._level, area)
        elif self._has_note:
            draw_icon(painter, "note", area, "text_secondary")


def _brief(option: Option) -> str:
    """A score as a number, a level as its short word."""
    return option.code if option.code[:1].isdigit() else option.short
