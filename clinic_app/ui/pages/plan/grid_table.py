"""A quiet table whose cells wrap and may hold controls."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.rule_line import RuleLine


class GridTable(QWidget):
    """Titles in small print, a hairline under each row.

    ``columns`` are titles with their least width in design pixels and their share of what is left over.
    """

    def __init__(
        self, name: str, accessible: str, columns: Sequence[tuple[str, int, int]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self._columns = tuple(columns)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(8))
        self._grid.setVerticalSpacing(px(3))
        for place, (title, width, share) in enumerate(self._columns):
            self._grid.setColumnMinimumWidth(place, px(width))
            self._grid.setColumnStretch(place, share)
            self._grid.addWidget(PlainLabel(title, TextStyle.SMALL, ink="secondary"), 0, place)
        self._grid.addWidget(RuleLine(), 1, 0, 1, len(self._columns))
        self._next = 2

    def add_row(self, cells: Sequence[QWidget | None]) -> None:
        """Add a row; ``None`` leaves a cell empty."""
        for place, cell in enumerate(cells):
            if cell is None:
                continue
            is_fixed = cell.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Fixed
            alignment = _START if is_fixed else Qt.AlignmentFlag(0)  # what wraps needs the whole width of its column
            self._grid.addWidget(cell, self._next, place, alignment)
        self._grid.addWidget(RuleLine(), self._next + 1, 0, 1, len(self._columns))
        self._next += 2

    def clear_rows(self) -> None:
        """Take every row away."""
        for at in range(self._grid.count() - 1, -1, -1):
            row = self._grid.getItemPosition(at)[0]  # type: ignore[index]  # the stub says object
            if row >= 2:
                item = self._grid.takeAt(at)
                widget = item.widget() if item is not None else None
                if widget is not None:
                    widget.hide()
                    widget.deleteLater()
        self._next = 2


_START = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
