"""Rows of a table for Qt's views."""

import html
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from clinic_app.ui.widgets.table_cells import Cell, Column, Row, RowKind

CELL_ROLE = Qt.ItemDataRole.UserRole + 1
ROW_ROLE = Qt.ItemDataRole.UserRole + 2

_NOTHING = Cell()

_Index = QModelIndex | QPersistentModelIndex


class TableModel(QAbstractTableModel):
    """Frozen rows. A change brings new rows; the selection is kept by the table through their ids."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self._columns = tuple(columns)
        self._rows: tuple[Row, ...] = ()

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns."""
        return self._columns

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows as shown."""
        return self._rows

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows; where the ids are the same only the words change."""
        new = tuple(rows)
        if new and [(row.id, row.kind) for row in new] == [(row.id, row.kind) for row in self._rows]:
            self._rows = new
            last = self.index(len(new) - 1, len(self._columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._rows = new
        self.endResetModel()

    def set_title(self, column_id: str, title: str) -> None:
        """Another title for a column."""
        self._columns = tuple(replace(one, title=title) if one.id == column_id else one for one in self._columns)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._columns) - 1)

    def cell(self, index: _Index) -> Cell:
        """The cell at an index, an empty one under a cell that takes the whole width."""
        cells = self._rows[index.row()].cells
        return cells[index.column()] if index.column() < len(cells) else _NOTHING

    # Qt overrides

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        cell = self.cell(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.strong + cell.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"<span>{html.escape(cell.words)}</span>" if cell.words else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            is_ordinary = self._rows[index.row()].kind is RowKind.ORDINARY
            return f"{self._columns[index.column()].title}: {cell.words}" if is_ordinary else cell.words
        if role == CELL_ROLE:
            return cell
        if role == ROW_ROLE:
            return self._rows[index.row()]
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid() or not self._rows[index.row()].kind.can_be_selected:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self._columns[section].right_aligned else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None
