"""The children found, in their groups, with what else can be done."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGraphicsOpacityEffect, QWidget

from clinic_app.domain.people import Patient, PatientId
from clinic_app.i18n import _
from clinic_app.services.views import SearchHits, SearchQuery
from clinic_app.ui.pages.find.hit_words import REGISTER, actions, columns, heading, likeness_notice, row_of
from clinic_app.ui.widgets.clinic_table import ClinicTable
from clinic_app.ui.widgets.table_cells import Row

_NO_QUERY = SearchQuery("", ())
_STALE = 0.45


class HitList(ClinicTable):
    """The first child is selected only when it fits everything that was typed; a likeness has to be chosen."""

    #: Another child, or none, is the one that keys act on.
    child_chosen = Signal(object)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__("table:hits", _("Children found"), columns(), row_height=36, parent=parent)
        self._today = today
        self._query = _NO_QUERY
        self._hits = SearchHits(())
        self._seen: Mapping[PatientId, date] | None = None
        self._chosen: Patient | None = None
        self._dimmed = QGraphicsOpacityEffect(self)
        self._dimmed.setOpacity(_STALE)
        self._dimmed.setEnabled(False)
        self.setGraphicsEffect(self._dimmed)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.row_selected.connect(self._on_row_selected)

    @property
    def children_shown(self) -> tuple[Patient, ...]:
        """Every child in the list, from the best fit on."""
        return (*self._hits.exact, *self._hits.near, *self._hits.alike)

    @property
    def chosen(self) -> Patient | None:
        """The child that was selected last; it stays while an action is selected."""
        return self._chosen

    @property
    def only_certain(self) -> Patient | None:
        """The one child that fits everything that was typed, where there is exactly one."""
        return self._hits.exact[0] if len(self._hits.exact) == 1 and self._query.text else None

    @property
    def _nobody_fits(self) -> bool:
        return bool(self._query.text) and not self.children_shown

    def show_hits(self, query: SearchQuery, hits: SearchHits, today: date) -> None:
        """Show the answer to a search. An empty query shows the children of late, none of them selected."""
        self._query, self._hits, self._seen, self._today = query, hits, None, today
        certain = hits.exact if query.text else ()
        first = certain[0].id if certain else REGISTER if self._nobody_fits else ""
        self._chosen = certain[0] if certain else None
        self.show_rows(self._rows(), first)
        if not self.currentIndex().isValid() or self.currentIndex().row() < len(certain) + 1:
            self.scrollToTop()
        self.child_chosen.emit(self._chosen)

    def show_seen(self, seen: Mapping[PatientId, date]) -> None:
        """Fill in when each child was seen last."""
        self._seen = seen
        self._show_again()

    def set_stale(self, stale: bool) -> None:
        """Dim the list while the answer to a newer text is awaited."""
        self._dimmed.setEnabled(stale)

    @property
    def is_stale(self) -> bool:
        """Whether the list answers an older text."""
        return self._dimmed.isEnabled()

    def _show_again(self) -> None:
        self.show_rows(self._rows(), self.selected_id)

    def _rows(self) -> list[Row]:
        query, hits = self._query, self._hits
        rows = [*likeness_notice(self.children_shown), *self._group(hits.exact)]
        if hits.near:
            words = _("Number matches, the rest differs") if query.number else _("Name matches, birth date differs")
            rows += [heading("near", words), *self._group(hits.near)]
        if hits.alike:
            rows += [heading("alike", _("Sounds alike")), *self._group(hits.alike)]
        if self._nobody_fits:
            rows.append(heading("none", _("Nobody in the record fits what was typed.")))
        return [*rows, *actions(query, self._chosen)]

    def _group(self, children: tuple[Patient, ...]) -> list[Row]:
        return [row_of(one, self._query, self._today, self._seen) for one in children]

    @Slot(str)
    def _on_row_selected(self, row_id: str) -> None:
        chosen = next((one for one in self.children_shown if one.id == row_id), self._chosen)
        if chosen is not None and chosen is not self._chosen:
            self._chosen = chosen
            self._show_again()
            self.child_chosen.emit(chosen)
