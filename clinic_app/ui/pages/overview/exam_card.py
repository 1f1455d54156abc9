"""The examination: only what differs between the sides or from the visit before."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QSizePolicy, QWidget

from clinic_app.i18n import _, short_day_text
from clinic_app.services.assessing import Picture
from clinic_app.services.overview import ComparedRow
from clinic_app.ui.pages.flags.flag_words import LEVELS
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.clinic_table import ClinicTable
from clinic_app.ui.widgets.empty_state import EmptyState
from clinic_app.ui.widgets.level_mark import Level
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.table_cells import Cell, Column, Row


class ExamCard(Card):
    """Nothing is taken as normal unless it was recorded."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Examination"), margins=(0, 0, 0, 6), parent=parent)
        self.setObjectName("card:exam")
        self._rows: tuple[ComparedRow, ...] = ()
        self._levels: dict[str, Level] = {}
        self._count = PlainLabel("", TextStyle.SMALL, ink="secondary")
        self.header_right.addWidget(self._count)
        columns = (
            Column("item", _("Item"), 150, stretches=True),
            Column("before", _("Before (R / L)"), 92),
            Column("right", _("Right"), 74),
            Column("left", _("Left"), 74),
            Column("flag", "", 30),
        )
        self._table = ClinicTable("table:exam_differences", _("What differs"), columns, row_height=26)
        # a wrapped note makes the layout take the hint of the table for its least height: the timeline needs that room
        self._table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._table.setMinimumHeight(px(80))
        self.body.addWidget(self._table, 1)
        self._none = EmptyState("empty:exam", "", "")
        self.body.addWidget(self._none, 1)
        self._note = PlainLabel("", TextStyle.SMALL, ink="muted", wrap=True)
        self._note.setContentsMargins(10, 0, 8, 0)
        self.body.addWidget(self._note)

    def show_rows(self, since: date | None, rows: Sequence[ComparedRow], counts: tuple[int, int]) -> None:
        """Show the differences; ``counts``: how many items hold a finding, of how many that are offered."""
        self._rows = tuple(rows)
        examined, offered = counts
        self._count.setText(_("{examined} of {offered} items").format(examined=examined, offered=offered))
        self._table.setVisible(bool(rows))
        self._none.setVisible(not rows)
        self._none.show_words(*_nothing_words(since, examined))
        compared = _("Beside: {day}. ").format(day=short_day_text(since)) if since is not None else ""
        self._note.setText(compared + _("Only what differs. Nothing is taken as normal unless recorded."))
        self._fill()

    def mark(self, picture: Picture) -> None:
        """Mark the rows whose findings raised a flag, with its level."""
        self._levels = {}
        for flag in picture.assessment.flags:
            for fact in flag.inputs:
                self._levels.setdefault(fact, LEVELS[flag.urgency])
        self._fill()

    def _fill(self) -> None:
        rows = []
        for row in self._rows:
            levels = [self._levels[fact] for fact in row.facts if fact in self._levels][:1]
            cells = (
                Cell(row.item),
                Cell(row.before or "–"),
                Cell(strong=row.right or row.value or "–"),
                Cell(strong=row.left if not row.value else ""),
                Cell(levels=tuple(levels)),
            )
            rows.append(Row(row.item, cells))
        self._table.set_rows(rows)


def _nothing_words(since: date | None, examined: int) -> tuple[str, str]:
    """Why there is no difference to show."""
    if not examined:
        return _("Nothing was examined"), _("Not examined is not normal.")
    if since is None:
        return _("Right and left alike"), _("in what was examined; there is no earlier visit to compare with.")
    return _("No difference"), _("between the sides, or from the visit before, in what was examined.")
