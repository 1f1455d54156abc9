"""The measurements of all days with their centiles, and typing today's."""

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clinic_app.clinical.fields import Field, Range
from clinic_app.clinical.growth.choosing import Choice
from clinic_app.clinical.growth.series import GrowthPoint
from clinic_app.clinical.growth.vocabulary import Indicator
from clinic_app.domain.people import Patient
from clinic_app.i18n import _, day_text
from clinic_app.services.growth_said import read_age_words
from clinic_app.services.growth_words import centile_words, value_words
from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.pages.growth.measurement_form import MeasurementForm
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.why_opener import why_button
from clinic_app.ui.widgets.action_button import ActionButton
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.clinic_table import ClinicTable
from clinic_app.ui.widgets.empty_state import EmptyState
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.table_cells import Cell, Column, Row

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ORDER = (Indicator.WEIGHT, Indicator.LENGTH_HEIGHT, Indicator.HEAD)


class MeasurementsCard(Card):
    """One row a day, newest first; the form stands in its place while today's values are typed."""

    #: Somebody asks why; carries the points of one day.
    why_asked = Signal(object)

    def __init__(self, child: OpenChild, limits: Callable[[Field], Range], parent: QWidget | None = None) -> None:
        super().__init__(_("Measurements"), margins=(10, 6, 10, 6), parent=parent)
        self._child = child
        self._points: dict[str, dict[Indicator, GrowthPoint]] = {}
        self._form: MeasurementForm | None = None
        self._why = why_button("growth_day", _("the centiles of the day chosen"))
        self._why.clicked.connect(self._on_why)
        self.header_right.addWidget(self._why)
        if child.controller is not None:
            add = ActionButton("button:add_measurement", _("Add"), key="A", icon_name="plus")
            add.clicked.connect(self.toggle_form)
            self.header_right.addWidget(add)
            self._form = MeasurementForm(
                child.desk.context.knowledge, child.controller, child.chart.measurements(), limits
            )
            self._form.hide()
            self.body.addWidget(self._form)
        self.body.addWidget(self._make_lists(), 1)

    def _make_lists(self) -> QWidget:
        self._table = ClinicTable("table:measurements", _("Measurements"), _columns(), row_height=27)
        self._table.row_opened.connect(self._on_why)
        self._empty = EmptyState("empty:growth", _("Nothing measured yet"), _("That is not the same as usual growth."))
        self._note = PlainLabel("", TextStyle.SMALL, ink="muted", wrap=True)
        self._lists = QWidget()
        column = QVBoxLayout(self._lists)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self._table, self._empty, self._note):
            column.addWidget(part, 0 if part is self._note else 1)
        return self._lists

    def show_points(self, points: tuple[GrowthPoint, ...], choice: Choice, today: str) -> None:
        """List the child's series; ``today`` is the ISO day of the open visit."""
        days: dict[str, dict[Indicator, GrowthPoint]] = {}
        for point in points:
            days.setdefault(point.on.isoformat(), {})[point.indicator] = point
        self._points = days
        rows = [_row(self._child.chart.patient, day, days[day]) for day in sorted(days, reverse=True)]
        self._table.set_rows(rows)
        self._table.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self._why.setEnabled(bool(rows))
        self._note.setText(self._note_words(choice))
        if self._form is not None:
            self._form.show_points(tuple(days.get(today, {}).values()))

    def select(self, point: GrowthPoint) -> None:
        """Mark the day of a point."""
        self._table.select(point.on.isoformat())

    @Slot()
    def toggle_form(self) -> None:
        """Type today's values in place of the list; once more goes back to the list."""
        if self._form is None:
            return
        shows_form = self._form.isHidden()
        self._form.setVisible(shows_form)
        self._lists.setVisible(not shows_form)
        self._why.setVisible(not shows_form)
        if shows_form:
            self._form.focus_first()

    def _note_words(self, choice: Choice) -> str:
        if choice is Choice.CDC2000:
            return _("Grey: centile by CDC 2000. Enter: why.")
        gestation = self._child.chart.patient.gestation
        if gestation is not None and gestation.is_preterm:
            return _("Grey: centile at corrected age, by preterm standards to 64 weeks. Enter: why.")
        return _("Grey: centile. Enter: why.")

    @Slot()
    def _on_why(self) -> None:
        found = self._points.get(self._table.selected_id, {})
        if found:
            self.why_asked.emit(tuple(found.values()))


def _columns() -> tuple[Column, ...]:
    return (
        Column("date", _("Date"), 92),
        Column("age", _("Read at"), 76),
        Column("weight", _("Weight kg"), 72),
        Column("length", _("Length cm"), 68),
        Column("head", _("Head cm"), 60, stretches=True),
    )


def _row(patient: Patient, day: str, found: dict[Indicator, GrowthPoint]) -> Row:
    """The value of each measure and, grey, its centile."""
    point = next(iter(found.values()))
    cells = [_cell(found[measure]) if measure in found else Cell("–") for measure in _ORDER]
    return Row(day, (Cell(day_text(point.on)), Cell(read_age_words(patient, point)), *cells))


def _cell(point: GrowthPoint) -> Cell:
    value = value_words(point.indicator, point.value)
    number, centile = value.rsplit(" ", 1)[0], centile_words(point.score)
    if point.plausible is False:
        return Cell(number, aside=_("again"), spoken=_("{value}, measure again").format(value=value))
    spoken = _("{value}, {centile} centile").format(value=value, centile=centile) if centile else value
    return Cell(number, aside=centile.rstrip(_LETTERS), spoken=spoken)
