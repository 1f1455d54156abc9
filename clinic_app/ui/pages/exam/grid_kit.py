"""What makes one grid differ from another: its columns, its head, its rows and its keys."""

from collections.abc import Callable
from datetime import date
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from clinic_app.clinical.instruments.model import Item, Section
from clinic_app.ui.pages.exam.columns import Columns, columns_for
from clinic_app.ui.pages.exam.grid_header import GridHead, GridHeader
from clinic_app.ui.pages.exam.grid_row import GridRow
from clinic_app.ui.pages.exam.item_row import DoubtOf, ItemRow, row_height
from clinic_app.ui.pages.exam.past import Past
from clinic_app.ui.pages.exam.section_block import SectionBlock


class GridKit(Protocol):
    """The parts of a grid."""

    @property
    def name(self) -> str:
        """Begins every object name of the grid."""

    @property
    def keys(self) -> frozenset[Qt.Key]:
        """Plain keys that the page acts on."""

    def columns(self, width: int, *, mirrored: bool) -> Columns:
        """Columns for a grid of ``width`` pixels."""

    def make_header(self, parent: QWidget) -> GridHead:
        """The words over the columns."""

    def make_row(self, item: Item, parent: QWidget) -> GridRow:
        """The row of an item."""

    def make_block(
        self, section: Section, hint: str, make_row: Callable[[Item, QWidget], GridRow], parent: QWidget
    ) -> SectionBlock:
        """The heading of a section with its rows."""


class ExamKit:
    """The parts of the general examination and of forms like it, with the visit that is put beside."""

    keys = frozenset({Qt.Key.Key_V, Qt.Key.Key_C, Qt.Key.Key_S, Qt.Key.Key_F1})

    def __init__(self, name: str, months: float, doubt_of: DoubtOf, today: Callable[[], date]) -> None:
        self._name = name
        self._months, self.doubt_of, self.today = months, doubt_of, today
        self._past = Past()
        self._header: GridHeader | None = None

    @property
    def name(self) -> str:
        return self._name

    def show_past(self, past: Past, heading: str) -> None:
        """Put another visit beside; the grid has to be rebuilt for its words."""
        self._past = past
        if self._header is not None:
            self._header.show_past(heading)

    def columns(self, width: int, *, mirrored: bool) -> Columns:
        return columns_for(width, mirrored=mirrored)

    def make_header(self, parent: QWidget) -> GridHeader:
        self._header = GridHeader(parent)
        return self._header

    def make_row(self, item: Item, parent: QWidget) -> ItemRow:
        return ItemRow(item, self._past, self._months, self, parent)

    def make_block(
        self, section: Section, hint: str, make_row: Callable[[Item, QWidget], GridRow], parent: QWidget
    ) -> SectionBlock:
        return SectionBlock(self.name, section, hint, make_row, row_height, parent)
