"""Growth: one large chart, two small ones, the measurements, and entering today's."""

from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from clinic_app.charts.growth import growth_chart
from clinic_app.clinical.fields import Field, Range
from clinic_app.clinical.growth.series import GrowthPoint
from clinic_app.clinical.growth.vocabulary import Indicator
from clinic_app.domain.ages import age_on
from clinic_app.i18n import _, short_day_text
from clinic_app.services.growth import all_measurements, growth_points, limits_at
from clinic_app.services.growth_chart import SPANS, growth_chart_model, span_for
from clinic_app.services.growth_words import centile_words, measure_words, value_words
from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.pages.growth.measurement_form import MeasurementForm
from clinic_app.ui.pages.page import Page
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.chip import Chip, ChipKind
from clinic_app.ui.widgets.clinic_table import ClinicTable
from clinic_app.ui.widgets.empty_state import EmptyState
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.table_cells import Cell, Column, Row
from clinic_app.ui.widgets.themed_chart import ThemedChart

_MEASURES = (Indicator.WEIGHT, Indicator.LENGTH_HEIGHT, Indicator.HEAD, Indicator.BMI)
_KEYS = {
    Qt.Key.Key_W: Indicator.WEIGHT,
    Qt.Key.Key_L: Indicator.LENGTH_HEIGHT,
    Qt.Key.Key_H: Indicator.HEAD,
    Qt.Key.Key_B: Indicator.BMI,
}


class GrowthPage(Page):
    """Dot at chronological age, cross at corrected age, joined; dashes alternate, no centile is judged by colour."""

    def __init__(self, child: OpenChild, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._child = child
        self._today = child.controller.day if child.controller is not None else child.desk.context.clock.today()
        patient = child.chart.patient
        self._age = age_on(patient.birth_date, patient.gestation, self._today)
        self._span = span_for(self._age.chron_days)
        self._measure = Indicator.WEIGHT
        self._corrected_only = False
        self._points: tuple[GrowthPoint, ...] = ()
        self._form: MeasurementForm | None = None
        self.setObjectName("page:growth")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._build_ui()
        if child.controller is not None:
            child.controller.record_changed.connect(self.refresh)
        self.refresh()

    def _build_ui(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(10)
        row.addWidget(self._make_large(), 848)
        column = QVBoxLayout()
        column.setSpacing(10)
        self._small = {
            measure: ThemedChart(f"chart:small:{measure}", measure_words(measure))
            for measure in (Indicator.HEAD, Indicator.LENGTH_HEIGHT)
        }
        self._small_values: dict[Indicator, PlainLabel] = {}
        for measure, chart in self._small.items():
            column.addWidget(self._make_small(measure, chart), 2)
        column.addWidget(self._make_entry(), 3)
        row.addLayout(column, 412)

    def _make_large(self) -> Card:
        card = Card(_("Growth"))
        self._focus_words = PlainLabel("", TextStyle.SMALL, ink="secondary")
        card.header_right.addWidget(self._focus_words)
        bar = QHBoxLayout()
        self._chips: dict[Indicator, Chip] = {}
        for measure in _MEASURES:
            chip = Chip(f"filter:{measure}", measure_words(measure), ChipKind.FILTER)
            chip.clicked.connect(lambda _on=False, chosen=measure: self.show_measure(chosen))
            self._chips[measure] = chip
            bar.addWidget(chip)
        self._both = Chip("filter:corrected_only", _("Corrected only"), ChipKind.FILTER)
        self._both.clicked.connect(self.toggle_corrected)
        self._both.setVisible(self._age.correction_days > 0)
        bar.addSpacing(12)
        bar.addWidget(self._both)
        bar.addStretch(1)
        for name, words, by in (("zoom_out", "–", 1), ("zoom_in", "+", -1)):
            button = ActionButton(f"button:{name}", words, spoken=_("Longer axis") if by > 0 else _("Shorter axis"))
            button.clicked.connect(lambda _on=False, step=by: self.zoom(step))
            bar.addWidget(button)
        card.body.addLayout(bar)
        self._chart = ThemedChart("chart:growth", _("Growth chart"))
        self._chart.point_changed.connect(self._on_point)
        card.body.addWidget(self._chart, 1)
        legend = _("Dot: at chronological age.   Cross: at corrected age.   Line: the same measurement.   ") + _(
            "Dashes alternate; colour never judges a centile."
        )
        card.body.addWidget(PlainLabel(legend, TextStyle.SMALL, ink="muted", wrap=True))
        return card

    def _make_small(self, measure: Indicator, chart: ThemedChart) -> Card:
        card = Card(measure_words(measure), margins=(6, 4, 6, 4))
        value = PlainLabel("", TextStyle.STRONG)
        self._small_values[measure] = value
        card.header_right.addWidget(value)
        card.body.addWidget(chart, 1)
        return card

    def _make_entry(self) -> Card:
        card = Card(_("Measurements"), margins=(10, 6, 10, 6))
        child = self._child
        if child.controller is not None:
            add = ActionButton("button:add_measurement", _("Add"), key="A", icon_name="plus")
            add.clicked.connect(self.add_measurement)
            card.header_right.addWidget(add)
            self._form = MeasurementForm(
                child.desk.context.knowledge, child.controller, child.chart.measurements(), self._limits_of
            )
            self._form.hide()
            card.body.addWidget(self._form)
        self._table = ClinicTable("table:measurements", _("Measurements"), _columns(), row_height=28)
        self._empty = EmptyState("empty:growth", _("Nothing measured yet"), _("That is not the same as usual growth."))
        self._lists = QWidget()
        column = QVBoxLayout(self._lists)
        column.setContentsMargins(0, 0, 0, 0)
        note = PlainLabel(_("After each value: its centile, at corrected age where one applies."), TextStyle.SMALL)
        note.set_ink("muted")
        for part in (self._table, self._empty, note):
            column.addWidget(part, 0 if part is note else 1)
        card.body.addWidget(self._lists, 1)
        return card

    def _limits_of(self, field: Field) -> Range:
        return limits_at(field, self._child.chart.patient.sex, self._age)

    def key_hints(self) -> tuple[tuple[str, str], ...]:
        return (
            ("← →", _("Point")),
            ("W L H B", _("Measure")),
            ("C", _("Corrected / both")),
            ("+ -", _("Zoom")),
            ("T", _("Table")),
            ("A", _("Add measurement")),
        )

    @Slot()
    def refresh(self) -> None:
        """Draw everything anew from the chart and the open visit."""
        chart, controller = self._child.chart, self._child.controller
        record = controller.record if controller is not None else None
        measured = all_measurements(chart, record, self._today)
        self._points = growth_points(chart.patient, measured)
        self._draw()
        if self._form is not None:
            self._form.show_points(tuple(point for point in self._points if point.on == self._today))
        rows = _rows(self._points)
        self._table.set_rows(rows)
        self._table.setVisible(bool(rows))
        self._empty.setVisible(not rows)

    def _draw(self) -> None:
        patient = self._child.chart.patient
        for measure, chip in self._chips.items():
            chip.setChecked(measure is self._measure)
        self._both.setChecked(self._corrected_only)
        model = growth_chart_model(
            patient, self._points, self._measure, self._span, corrected_only=self._corrected_only
        )
        self._chart.set_builder(partial(growth_chart, model))
        self._focus_words.setText(_("{count} measured").format(count=len(model.points)))
        for measure, chart in self._small.items():
            small = growth_chart_model(patient, self._points, measure, self._span, brief=True)
            chart.set_builder(partial(growth_chart, small))
            newest = [point for point in self._points if point.indicator is measure][-1:]
            self._small_values[measure].setText(_value_and_centile(newest[0]) if newest else "")

    @Slot(int)
    def _on_point(self, index: int) -> None:
        shown = [point for point in self._points if point.indicator is self._measure]
        if 0 <= index < len(shown):
            point = shown[index]
            self._focus_words.setText(
                _("{day}, {measure}, point {place} of {count}").format(
                    day=short_day_text(point.on),
                    measure=_value_and_centile(point),
                    place=index + 1,
                    count=len(shown),
                )
            )

    def show_measure(self, measure: Indicator) -> None:
        """Show another measure in the large chart."""
        self._measure = measure
        self._draw()

    @Slot()
    def toggle_corrected(self) -> None:
        """Both ages, or corrected age alone."""
        self._corrected_only = not self._corrected_only
        self._draw()

    def zoom(self, step: int) -> None:
        """A longer or a shorter age axis; it always holds today."""
        place = SPANS.index(self._span) + step
        shortest = SPANS.index(span_for(self._age.chron_days))
        self._span = SPANS[min(max(place, shortest), len(SPANS) - 1)]
        self._draw()

    @Slot()
    def add_measurement(self) -> None:
        """Type today's values in place of the list; once more goes back to the list."""
        if self._form is None:
            return
        shows_form = self._form.isHidden()
        self._form.setVisible(shows_form)
        self._lists.setVisible(not shows_form)
        if shows_form:
            self._form.focus_first()

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Single letters act while no field is being typed into."""
        typing = isinstance(QApplication.focusWidget(), QLineEdit)
        key = Qt.Key(event.key())
        if typing or event.modifiers() not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
            super().keyPressEvent(event)
        elif key in _KEYS:
            self.show_measure(_KEYS[key])
        elif key == Qt.Key.Key_C:
            self.toggle_corrected()
        elif key == Qt.Key.Key_A:
            self.add_measurement()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            self.zoom(-1 if key == Qt.Key.Key_Plus else 1)
        else:
            super().keyPressEvent(event)


def _columns() -> tuple[Column, ...]:
    return (
        Column("date", _("Date"), 70),
        Column("weight", _("Weight kg"), 104),
        Column("length", _("Length cm"), 104),
        Column("head", _("Head cm"), 92, stretches=True),
    )


def _rows(points: tuple[GrowthPoint, ...]) -> tuple[Row, ...]:
    """One row a day, newest first: the value and, grey, its centile."""
    by_day: dict[str, dict[Indicator, GrowthPoint]] = {}
    for point in points:
        by_day.setdefault(point.on.isoformat(), {})[point.indicator] = point
    order = (Indicator.WEIGHT, Indicator.LENGTH_HEIGHT, Indicator.HEAD)
    rows = []
    for iso, found in sorted(by_day.items(), reverse=True):
        cells = [Cell(_measure_cell(found[measure])) if measure in found else Cell("–") for measure in order]
        rows.append(Row(iso, (Cell(short_day_text(next(iter(found.values())).on)), *cells)))
    return tuple(rows)


def _measure_cell(point: GrowthPoint) -> str:
    number = value_words(point.indicator, point.value).rsplit(" ", 1)[0]
    centile = centile_words(point.score)
    return f"{number}   {centile}" if centile else number


def _value_and_centile(point: GrowthPoint) -> str:
    centile = centile_words(point.score)
    value = value_words(point.indicator, point.value)
    return f"{value}, {centile}" if centile else value
