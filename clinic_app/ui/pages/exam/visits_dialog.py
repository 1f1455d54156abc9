"""Every visit of one form side by side."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from clinic_app.i18n import _, day_text
from clinic_app.services.visits_beside import Beside, BesideRow
from clinic_app.ui.pages.exam.cells import side_words
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton
from clinic_app.ui.widgets.clinic_table import ClinicTable
from clinic_app.ui.widgets.empty_state import EmptyState
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.table_cells import Cell, Column, Ink, Row, RowKind

#: Earlier visits that fit beside today.
MOST_VISITS = 5
_ITEM, _SIDE, _VISIT, _ROW = 210, 96, 124, 28


class VisitsDialog(QDialog):
    """Item by item, today first; what differs from the visit before is bold. Escape closes it."""

    def __init__(self, title: str, beside: Beside, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("exam_visits")
        self.setWindowTitle(_("Visits side by side"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        close = ActionButton("button:visits_close", _("Close"), key="Esc")
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addWidget(PlainLabel(_("Bold: differs from the visit before"), TextStyle.SMALL, ink="secondary"))
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setSpacing(px(8))
        column.addWidget(PlainLabel(title, TextStyle.TITLE))
        column.addWidget(_table(title, beside) if beside.rows else _nothing(), 1)
        column.addLayout(row)
        self.resize(px(_ITEM + _SIDE + _VISIT * len(beside.days) + 60), px(560))


def _table(title: str, beside: Beside) -> ClinicTable:
    days = [_("Today"), *(day_text(day) for day in beside.days[1:])]
    columns = (
        Column("item", _("Item"), _ITEM, stretches=True),
        Column("side", _("Side"), _SIDE),
        *(Column(f"visit_{at}", day, _VISIT) for at, day in enumerate(days)),
    )
    table = ClinicTable("table:visits", title, columns, row_height=_ROW, search_column=0)
    rows: list[Row] = []
    section = ""
    for one in beside.rows:
        if one.section != section:
            section = one.section
            rows.append(Row(f"section {section}", (Cell(section),), kind=RowKind.HEADING))
        rows.append(Row(str(one.key), _cells(one)))
    table.set_rows(rows)
    return table


def _cells(row: BesideRow) -> tuple[Cell, ...]:
    cells = [Cell(row.item), Cell(side_words(row.key.side), ink=Ink.MUTED)]
    for at, value in enumerate(row.values):
        before = next((earlier for earlier in row.values[at + 1 :] if earlier), "")
        differs = bool(value) and bool(before) and value != before
        cells.append(Cell(strong=value) if differs else Cell(value or "–", ink=Ink.PRIMARY if value else Ink.MUTED))
    return tuple(cells)


def _nothing() -> EmptyState:
    return EmptyState("visits_none", _("Nothing recorded"), _("Neither today nor at an earlier visit."))
