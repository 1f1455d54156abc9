"""What each column of a table means, changeable."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from clinic_app.exchange.diary_table import LEFT_OUT, ColumnUse, DiaryTable, Meaning, use_as
from clinic_app.i18n import _
from clinic_app.services.episodes.diary_lengths import LengthUnit
from clinic_app.services.episodes.diary_reader import Part
from clinic_app.services.episodes.diary_when import DayOrder
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.drop_down import DropDown
from clinic_app.ui.widgets.measures import px, set_look
from clinic_app.ui.widgets.plain_label import PlainLabel

_SAMPLES = 3
_LONGEST_SAMPLE = 40


def meaning_words(meaning: Meaning) -> str:
    """What a column tells of."""
    words: dict[Meaning, str] = {
        LEFT_OUT: _("Leave out"),
        Part.WHEN: _("Date and time"),
        Part.DAY: _("Date"),
        Part.TIME: _("Time"),
        Part.COUNT: _("How many"),
        Part.LONGEST: _("How long"),
        Part.DOING: _("Trigger or doing"),
        Part.STATE: _("State"),
        Part.SIDE: _("Side"),
        Part.HELD: _("Stopped when held"),
        Part.ANSWERED: _("Reacted to voice"),
        Part.EYES: _("Eyes"),
        Part.COLOUR: _("Colour"),
        Part.AFTER: _("Afterwards"),
        Part.VIDEO: _("Video"),
        Part.NOTE: _("Notes"),
        Part.TOLD_BY: _("Who told it"),
    }
    return words[meaning]


class ColumnChoices(QScrollArea):
    """One line for each column: its heading, some of what stands in it, what it means, and how it is written."""

    #: Another meaning, order or unit: the place of the column and its ``ColumnUse``.
    chosen = Signal(int, object)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._shape: object = None
        self.setObjectName("scroll:columns")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)

    def show_table(self, table: DiaryTable | None, uses: Sequence[ColumnUse]) -> None:
        """Show the columns of a table. The same again keeps the keyboard where it is."""
        shape = (table.heading, table.width, tuple(uses), _samples(table)) if table is not None else None
        if shape == self._shape:
            return
        self._shape = shape
        focused = self.focusWidget().objectName() if self.focusWidget() is not None else ""
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(px(3), px(3), px(6), px(3))
        grid.setHorizontalSpacing(px(8))
        grid.setVerticalSpacing(px(4))
        grid.setColumnStretch(1, 1)
        if table is not None:
            for column, use in enumerate(uses):
                self._add_line(grid, table, column, use)
        grid.setRowStretch(grid.rowCount(), 1)
        self.setWidget(inside)
        again = inside.findChild(QWidget, focused) if focused else None
        if again is not None:
            again.setFocus()

    def _add_line(self, grid: QGridLayout, table: DiaryTable, column: int, use: ColumnUse) -> None:
        name = (table.heading[column] if column < len(table.heading) else "") or _("Column {number}").format(
            number=column + 1
        )
        grid.addWidget(PlainLabel(name[:_LONGEST_SAMPLE], TextStyle.STRONG), column, 0)
        values = [value for value in table.values(column) if value][:_SAMPLES]
        sample = PlainLabel(" · ".join(value[:_LONGEST_SAMPLE] for value in values), TextStyle.SMALL, ink="muted")
        sample.setMinimumWidth(px(60))
        grid.addWidget(sample, column, 1)
        meaning = DropDown(f"column:{column}:meaning", _("What “{name}” means").format(name=name))
        for one in (LEFT_OUT, *Part):
            meaning.addItem(meaning_words(one), str(one))
        meaning.setCurrentIndex(meaning.findData(str(use.meaning)))
        meaning.activated.connect(partial(self._on_meaning, table, column, meaning))
        grid.addWidget(meaning, column, 2)
        self._add_way(grid, column, name, use)

    def _add_way(self, grid: QGridLayout, column: int, name: str, use: ColumnUse) -> None:
        """The order of a date, or the unit of a length."""
        if use.meaning in {Part.DAY, Part.WHEN}:
            box = DropDown(f"column:{column}:order", _("How the dates of “{name}” are written").format(name=name))
            if use.order is None:
                box.addItem(_("Choose day or month first"), "")
                set_look(box, "state", "needed")
            for order, words in _orders():
                box.addItem(words, str(order))
            box.setCurrentIndex(max(0, box.findData(str(use.order or ""))))
            box.activated.connect(partial(self._on_order, column, use, box))
        elif use.meaning is Part.LONGEST:
            box = DropDown(f"column:{column}:unit", _("What the lengths of “{name}” are").format(name=name))
            for unit, words in _units():
                box.addItem(words, str(unit))
            box.setCurrentIndex(box.findData(str(use.unit)))
            box.activated.connect(partial(self._on_unit, column, use, box))
        else:
            return
        grid.addWidget(box, column, 3)

    def _on_meaning(self, table: DiaryTable, column: int, box: DropDown, _index: int) -> None:
        code = box.currentData()
        meaning: Meaning = LEFT_OUT if code == str(LEFT_OUT) else Part(code)
        use = use_as(table, column, meaning, self._today)
        self.chosen.emit(column, ColumnUse(meaning, use.order, use.unit))

    def _on_order(self, column: int, use: ColumnUse, box: DropDown, _index: int) -> None:
        if box.currentData():
            self.chosen.emit(column, ColumnUse(use.meaning, DayOrder(box.currentData()), use.unit))

    def _on_unit(self, column: int, use: ColumnUse, box: DropDown, _index: int) -> None:
        self.chosen.emit(column, ColumnUse(use.meaning, use.order, LengthUnit(box.currentData())))


def _orders() -> tuple[tuple[DayOrder, str], ...]:
    return (
        (DayOrder.DAY_FIRST, _("day first: 17.11.2026")),
        (DayOrder.MONTH_FIRST, _("month first: 11/17/2026")),
        (DayOrder.YEAR_FIRST, _("year first: 2026-11-17")),
    )


def _units() -> tuple[tuple[LengthUnit, str], ...]:
    return (
        (LengthUnit.SECONDS, _("seconds")),
        (LengthUnit.MINUTES, _("minutes")),
        (LengthUnit.CLOCK, _("minutes:seconds")),
    )


def _samples(table: DiaryTable) -> tuple[tuple[str, ...], ...]:
    return tuple(row.cells for row in table.rows[:_SAMPLES])
