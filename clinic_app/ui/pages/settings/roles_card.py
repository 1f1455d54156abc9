"""What each role may do, straight from the role matrix."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from clinic_app.domain.people import Role
from clinic_app.i18n import _
from clinic_app.services.access import Permissions
from clinic_app.ui.pages.settings.words import capabilities, may
from clinic_app.ui.role_words import role_words
from clinic_app.ui.style import FOCUS_OWN
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.clinic_table import ClinicTable
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.table_cells import Cell, Column, Ink, Row

_WIDTHS = {Role.NURSE: 48, Role.PAEDIATRICIAN: 86, Role.LEAD: 42, Role.ADMINISTRATOR: 88, Role.AUDITOR: 56}
_ROW = 22
_CARD_HEADER, _TABLE_HEADER, _EDGES = 34, 27, 6


class RolesCard(Card):
    """Read, never edited: the matrix is part of the program."""

    def __init__(self, permissions: Permissions, parent: QWidget | None = None) -> None:
        super().__init__(_("What each role may do"), margins=(0, 0, 0, 0), spacing=0, parent=parent)
        self.setObjectName("card:roles")
        columns = [Column("what", "", 142, stretches=True)]
        columns += [Column(str(role), role_words(role), _WIDTHS[role]) for role in Role]
        table = ClinicTable("table:roles", _("What each role may do"), columns, row_height=_ROW)
        rows = []
        for one in capabilities():
            marks = (_mark(may(permissions, role, one)) for role in Role)
            rows.append(Row(one.label, (Cell(one.label), *marks)))
        table.set_rows(rows)
        table.clearSelection()
        table.setProperty(FOCUS_OWN, False)  # no row is selected at first, so the ring shows the focus
        self.body.addWidget(table)
        self._columns = columns

    def whole_size(self) -> QSize:
        """What every line and column needs at the chosen text size, in pixels."""
        width = sum(px(column.width) for column in self._columns)
        rows = len(capabilities()) * px(_ROW)
        return QSize(width + _EDGES, px(_CARD_HEADER) + px(_TABLE_HEADER) + rows + _EDGES)


def _mark(granted: bool) -> Cell:
    if granted:
        return Cell(icon_name="check", spoken=_("may"))
    return Cell("–", ink=Ink.MUTED, spoken=_("may not"))
