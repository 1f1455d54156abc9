"""A section of the HINE: its title, earlier subtotals over their columns, and how much is scored today."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from clinic_app.clinical.instruments.model import Item, Section
from clinic_app.services.hine import HineVisit, plain
from clinic_app.ui.pages.exam.grid_row import GridRow
from clinic_app.ui.pages.exam.hine.hine_columns import past_column
from clinic_app.ui.pages.exam.hine.hine_row import hine_row_height
from clinic_app.ui.pages.exam.item_row import paint_words
from clinic_app.ui.pages.exam.section_block import SectionBlock
from clinic_app.ui.theme import TextStyle


class HineBlock(SectionBlock):
    """``visits`` are those shown beside, oldest first."""

    def __init__(
        self,
        section: Section,
        hint: str,
        make_row: Callable[[Item, QWidget], GridRow],
        visits: Sequence[HineVisit],
        parent: QWidget,
    ) -> None:
        super().__init__("hine", section, hint, make_row, hine_row_height, parent)
        self._visits = tuple(visits)

    def _paint_words(self, painter: QPainter, area: QRectF) -> None:
        columns = self._columns
        if columns is None:
            return
        height = area.height()
        title = QRectF(columns.item, 0, columns.item_width, height)
        paint_words(painter, title, self.section.title, "text_primary", columns.start, TextStyle.STRONG)
        for at, visit in enumerate(self._visits):
            left, width = past_column(columns, at, len(self._visits))
            subtotal = visit.score.subtotals.get(self.section.id)
            if subtotal is not None and subtotal.scored:
                words = plain(subtotal.sum) + ("" if subtotal.scored == subtotal.items else "…")
                paint_words(painter, QRectF(left, 0, width, height), words, "text_primary", style=TextStyle.STRONG)
        hint = QRectF(columns.right, 0, columns.expected - columns.right, height)
        paint_words(painter, hint, self.hint, "text_muted", style=TextStyle.SMALL)
