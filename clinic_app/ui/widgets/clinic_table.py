"""The table of the product."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from clinic_app.ui.style import FOCUS_OWN
from clinic_app.ui.theme import watcher
from clinic_app.ui.widgets.keys import digit_of
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.table_cells import Column, Row, RowKind
from clinic_app.ui.widgets.table_delegate import TableDelegate
from clinic_app.ui.widgets.table_model import TableModel

_HEADER = 27
_HEIGHTS = {RowKind.HEADING: 30, RowKind.NOTICE: 31, RowKind.ACTION: 34}
_STEP = {Qt.Key.Key_J: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_K: -1, Qt.Key.Key_Up: -1}


class ClinicTable(QTableView):
    """Whole rows are selected; J/K or the arrows move, Enter opens, other letters look for a row by its words.

    The selected row is marked by its fill and is what has the focus, so no ring is drawn. New rows keep the
    selection on the same id, however they moved. Headings and notices among the rows are stepped over.
    """

    #: Another row was selected; carries its id, or an empty text when none is.
    row_selected = Signal(str)
    #: Enter, a double click, or one click on an action; carries the id of the row.
    row_opened = Signal(str)
    #: A digit was pressed on a row; carries the id and the digit.
    digit_pressed = Signal(str, int)

    def __init__(
        self,
        name: str,
        title: str,
        columns: Sequence[Column],
        *,
        row_height: int = 33,
        search_column: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setProperty(FOCUS_OWN, True)
        self._search_column = search_column
        self._table = TableModel(columns)
        self.setModel(self._table)
        right = frozenset(place for place, column in enumerate(columns) if column.right_aligned)
        self._delegate = TableDelegate(right, row_height)
        self.setItemDelegate(self._delegate)
        self._row_height = row_height
        self._is_laid_out = False
        self._dress()
        self._fit()
        self.selectionModel().currentRowChanged.connect(self._on_current_changed)
        self.clicked.connect(self._on_clicked)
        self.doubleClicked.connect(self._on_double_clicked)
        watcher().changed.connect(self._fit)

    def _dress(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setMinimumSectionSize(px(24))

    @Slot()
    def _fit(self) -> None:
        """Rows and columns at the chosen text size."""
        self.verticalHeader().setDefaultSectionSize(px(self._row_height))
        self.horizontalHeader().setFixedHeight(px(_HEADER))
        for place, column in enumerate(self._table.columns):
            self.setColumnWidth(place, px(column.width))
        self._lay_out_rows()
        self._stretch()

    def set_row_height(self, height: int) -> None:
        """Height of ordinary rows in design pixels."""
        self._row_height = height
        self._delegate.row_height = height
        self._fit()

    def _lay_out_rows(self) -> None:
        """Whole-width cells and heights of the rows that are not ordinary."""
        self.clearSpans()
        count = len(self._table.columns)
        for number, row in enumerate(self._table.rows):
            if row.kind is not RowKind.ORDINARY:
                self.setSpan(number, 0, 1, count)
            self.setRowHeight(number, px(_HEIGHTS.get(row.kind, self._row_height)))

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows as shown."""
        return self._table.rows

    @property
    def selected_id(self) -> str:
        """The id of the selected row, empty when none is."""
        current_row = self.currentIndex().row()
        return self._table.rows[current_row].id if 0 <= current_row < len(self._table.rows) else ""

    def set_title(self, column_id: str, title: str) -> None:
        """Another title for a column."""
        self._table.set_title(column_id, title)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show rows. The selected id stays selected; the first row is selected when it is gone."""
        ids = [row.id for row in rows if row.kind.can_be_selected]
        before, place = self.selected_id, self.verticalScrollBar().value()
        self.show_rows(rows, before if before in ids else next(iter(ids), ""))
        if before in ids:
            self.verticalScrollBar().setValue(place)

    def show_rows(self, rows: Sequence[Row], selected: str) -> None:
        """Show rows with another selection; an empty id selects none."""
        self._table.set_rows(rows)
        if any(row.kind is not RowKind.ORDINARY for row in rows) or self._is_laid_out:
            self._lay_out_rows()
            self._is_laid_out = any(row.kind is not RowKind.ORDINARY for row in rows)
        if not selected or not self.select(selected):
            self.selectionModel().clear()
            self.row_selected.emit("")

    def select(self, row_id: str) -> bool:
        """Select a row by its id; ``False`` when it is not shown."""
        for number, row in enumerate(self._table.rows):
            if row.id == row_id and row.kind.can_be_selected:
                self._go(number)
                return True
        return False

    def _step(self, start: int, by: int) -> None:
        """Go to the next row after ``start`` that can be selected; stay where there is none."""
        number = start + by
        while 0 <= number < len(self._table.rows):
            if self._table.rows[number].kind.can_be_selected:
                self._go(number)
                return
            number += by

    def _go(self, number: int) -> None:
        index = self._table.index(number, 0)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)
        if number > 0 and not self._table.rows[number - 1].kind.can_be_selected:
            self.scrollTo(self._table.index(number - 1, 0))
        self.scrollTo(index)

    @Slot(QModelIndex, QModelIndex)
    def _on_current_changed(self, _new: QModelIndex, _old: QModelIndex) -> None:
        self.row_selected.emit(self.selected_id)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        """One click is enough for an action."""
        if self._table.rows[index.row()].kind is RowKind.ACTION:
            self.row_opened.emit(self._table.rows[index.row()].id)

    @Slot(QModelIndex)
    def _on_double_clicked(self, index: QModelIndex) -> None:
        row = self._table.rows[index.row()]
        if row.kind is RowKind.ORDINARY:
            self.row_opened.emit(row.id)

    def _stretch(self) -> None:
        shown = [place for place in range(len(self._table.columns)) if not self.isColumnHidden(place)]
        stretching = [place for place in shown if self._table.columns[place].stretches]
        if not stretching:
            return
        wide = stretching[-1]
        others = sum(self.columnWidth(place) for place in shown if place != wide)
        self.setColumnWidth(wide, max(px(self._table.columns[wide].width), self.viewport().width() - others))

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, row_id = Qt.Key(event.key()), self.selected_id
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        digit = digit_of(event) if plain else None
        if plain and key in _STEP:
            self._step(self.currentIndex().row(), _STEP[key])
        elif plain and key == Qt.Key.Key_Home:
            self._step(-1, 1)
        elif plain and key == Qt.Key.Key_End:
            self._step(len(self._table.rows), -1)
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row_id:
            self.row_opened.emit(row_id)
        elif digit is not None and row_id:
            self.digit_pressed.emit(row_id, digit)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Find the next row whose words in the search column begin with what is typed."""
        count = len(self._table.rows)
        start = self.currentIndex().row() + 1
        for step in range(count):
            number = (start + step) % count
            cell = self._table.rows[number].cells[self._search_column]
            if (cell.strong + cell.text).casefold().startswith(search.casefold()):
                self._go(number)
                return

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stretch()
