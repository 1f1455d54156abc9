"""One section of the examination inside the grid: its heading, and its rows once they are near the window."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from clinic_app.clinical.instruments.model import Item, Section
from clinic_app.ui.pages.exam.columns import Columns
from clinic_app.ui.pages.exam.grid_row import GridRow
from clinic_app.ui.theme import TextStyle, current, font
from clinic_app.ui.widgets.measures import px

_HEADING = 26


class SectionBlock(QWidget):
    """Takes its full height at once; ``build`` makes the rows, so that opening the screen costs what is seen."""

    def __init__(
        self,
        name: str,
        section: Section,
        hint: str,
        make_row: Callable[[Item, QWidget], GridRow],
        row_height: Callable[[Item], int],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.section = section
        self.hint = hint
        self._make_row = make_row
        self._row_height = row_height
        self._columns: Columns | None = None
        self._rows: dict[str, GridRow] = {}
        self.setObjectName(f"{name}_section_{section.id}")
        self.setAccessibleName(section.title)

    @property
    def is_built(self) -> bool:
        """Whether the rows are there."""
        return bool(self._rows)

    @property
    def rows(self) -> tuple[GridRow, ...]:
        """The rows, empty until they are built."""
        return tuple(self._rows.values())

    @property
    def full_height(self) -> int:
        """Pixels of heading and rows, built or not."""
        return px(_HEADING) + sum(self._row_height(item) for item in self.section.items)

    def row(self, field_id: str) -> GridRow:
        """The row of an item, built when it is asked for."""
        self.build()
        return self._rows[field_id]

    def show_hint(self, hint: str) -> None:
        """Change what stands beside the title."""
        if hint != self.hint:
            self.hint = hint
            self.update()

    def build(self) -> None:
        """Make the rows, once."""
        if self._rows:
            return
        for item in self.section.items:
            self._rows[item.field.id] = self._make_row(item, self)
        if self._columns is not None:
            self._place_rows(self._columns)
        for row in self._rows.values():
            row.show()

    def place(self, columns: Columns) -> None:
        """Take a new width."""
        self._columns = columns
        self.setFixedSize(columns.width, self.full_height)
        self._place_rows(columns)

    def _place_rows(self, columns: Columns) -> None:
        top = px(_HEADING)
        for row in self._rows.values():
            row.place(columns)
            row.move(0, top)
            top += row.height()

    # Qt overrides

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The heading with its hint; rows paint themselves."""
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        tokens = current()
        area = QRectF(0, 0, self.width(), px(_HEADING))
        painter.fillRect(self.rect(), tokens.colour("bg_surface"))
        painter.fillRect(area.adjusted(0, 0, 0, -1), tokens.colour("bg_sunken"))
        painter.fillRect(QRectF(0, area.bottom() - 1, self.width(), 1), tokens.colour("border_subtle"))
        self._paint_words(painter, area)
        painter.end()

    def _paint_words(self, painter: QPainter, area: QRectF) -> None:
        """Title and hint on one line."""
        tokens = current()
        mirrored = self._columns is not None and self._columns.mirrored
        title = font(TextStyle.STRONG, tokens.scale)
        small = font(TextStyle.SMALL, tokens.scale)
        gap, taken = px(8), QFontMetrics(title).horizontalAdvance(self.section.title) + px(20)
        room = int(area.width()) - taken - gap
        hint = QFontMetrics(small).elidedText(self.hint, Qt.TextElideMode.ElideRight, room)
        for made, role, words, start in (
            (title, "text_primary", self.section.title, gap),
            (small, "text_muted", hint, taken),
        ):
            painter.setFont(made)
            painter.setPen(tokens.colour(role))
            place = area.adjusted(gap, 0, -start, 0) if mirrored else area.adjusted(start, 0, -gap, 0)
            side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
            painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, words)
