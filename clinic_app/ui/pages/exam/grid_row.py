"""What every row of a grid does: it holds the controls of one item, right before left."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from clinic_app.clinical.instruments.model import Item
from clinic_app.domain.answers import Answers, ItemKey
from clinic_app.domain.sides import Side
from clinic_app.i18n import _
from clinic_app.ui.pages.exam.cells import AnswerCell, as_cell
from clinic_app.ui.pages.exam.columns import Columns
from clinic_app.ui.pages.exam.date_cell import DateCell
from clinic_app.ui.pages.exam.number_cell import NumberCell
from clinic_app.ui.widgets.level_mark import Level


class GridRow(QWidget):
    """One item. How it is laid out and painted is for the grid that it belongs to."""

    #: ``(ItemKey, Answer | None)`` from one of the cells.
    answer_given = Signal(object, object)
    #: A cell has something to say: refused, unusual, how a number was read.
    message_changed = Signal(str)

    #: ``(ItemKey, str)``: a text that a cell does not accept, empty once it is mended.
    text_refused = Signal(object, str)

    def __init__(self, name: str, item: Item, parent: QWidget) -> None:
        super().__init__(parent)
        self.item = item
        self._columns: Columns | None = None
        self._is_current = False
        self._level: Level | None = None
        self._has_note = False
        self._cells: dict[Side, QWidget] = {}
        self.setObjectName(f"{name}_row_{item.field.id}")
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)

    def _hold(self, key: ItemKey, widget: QWidget) -> None:
        """Take the control of one side."""
        as_cell(widget).answer_changed.connect(lambda answer: self.answer_given.emit(key, answer))
        if hasattr(widget, "message_changed"):
            widget.message_changed.connect(self.message_changed)
        if isinstance(widget, NumberCell | DateCell):
            widget.text_refused.connect(lambda text: self.text_refused.emit(key, text))
        self._cells[key.side] = widget

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
        has_note = any(answer is not None and bool(answer.comment or answer.reason) for answer in held.values())
        if has_note != self._has_note:
            self._has_note = has_note
            self.update()

    def show_level(self, level: Level | None) -> None:
        """The level of the most urgent flag that rests on this item."""
        if level is not self._level:
            self._level = level
            self._describe()

    def _describe(self) -> None:
        """What the marks of the row say, for each of its controls."""
        words = "; ".join(part for part in self._remarks() if part)
        for widget in self._cells.values():
            widget.setAccessibleDescription(words)
        self.update()

    def _remarks(self) -> tuple[str, ...]:
        return (_("flag: {level}").format(level=self._level.words) if self._level is not None else "",)

    def show_refused(self, refused: Mapping[ItemKey, str]) -> None:
        """Show texts again that were not accepted earlier."""
        for side, widget in self._cells.items():
            text = refused.get(ItemKey(self.item.field.id, side))
            if text and isinstance(widget, NumberCell | DateCell):
                widget.put_refused(text)

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
