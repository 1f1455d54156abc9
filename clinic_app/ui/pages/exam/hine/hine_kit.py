"""The parts of the HINE's grid."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from clinic_app.clinical.hine_form import HineForm
from clinic_app.clinical.hine_instrument import item_of_field
from clinic_app.clinical.instruments.model import Item, Section
from clinic_app.services.hine import HineVisit
from clinic_app.ui.pages.exam.columns import Columns
from clinic_app.ui.pages.exam.grid_row import GridRow
from clinic_app.ui.pages.exam.hine.hine_block import HineBlock
from clinic_app.ui.pages.exam.hine.hine_columns import hine_columns, visits_shown
from clinic_app.ui.pages.exam.hine.hine_header import HineHeader
from clinic_app.ui.pages.exam.hine.hine_row import HineRow


class HineKit(QObject):
    """``visits`` are all earlier ones, newest first; as many as fit stand beside today, the oldest of them first."""

    name = "hine"
    keys = frozenset({Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_M, Qt.Key.Key_F1})
    #: ``(Item)``: a tick "sides differ" was pressed.
    tick_asked = Signal(object)
    #: More or fewer visits fit beside today: the grid has to be rebuilt.
    visits_changed = Signal()

    def __init__(self, form: HineForm, visits: Sequence[HineVisit], parent: QObject, *, read_only: bool) -> None:
        super().__init__(parent)
        self._form, self._visits, self._read_only = form, tuple(visits), read_only
        self._count = visits_shown(0, len(self._visits))
        self._header: HineHeader | None = None

    @property
    def shown(self) -> tuple[HineVisit, ...]:
        """The visits beside today, oldest first."""
        return tuple(reversed(self._visits[: self._count]))

    def columns(self, width: int, *, mirrored: bool) -> Columns:
        """As ``GridKit``."""
        count = visits_shown(width, len(self._visits))
        if count != self._count:
            self._count = count
            self.visits_changed.emit()
        if self._header is not None:
            self._header.show_visits(self.shown)
        return hine_columns(width, self._count, mirrored=mirrored)

    def make_header(self, parent: QWidget) -> HineHeader:
        """As ``GridKit``."""
        self._header = HineHeader(parent)
        self._header.show_visits(self.shown)
        return self._header

    def make_row(self, item: Item, parent: QWidget) -> HineRow:
        """As ``GridKit``."""
        scored = item_of_field(self._form, item.field.id)
        number = self._form.items.index(scored) + 1 if scored is not None else 0
        row = HineRow(item, scored, number, self.shown, parent, brief=self._read_only)
        row.tick_asked.connect(self.tick_asked)
        return row

    def make_block(
        self, section: Section, hint: str, make_row: Callable[[Item, QWidget], GridRow], parent: QWidget
    ) -> HineBlock:
        """As ``GridKit``."""
        return HineBlock(section, hint, make_row, self.shown, parent)
