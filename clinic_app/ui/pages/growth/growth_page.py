"""Growth: one large chart, two small ones, the measurements, and entering today's."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from clinic_app.charts.growth import AxisNote
from clinic_app.clinical.fields import Field, Range
from clinic_app.clinical.growth.series import GrowthPoint
from clinic_app.clinical.growth.vocabulary import Indicator
from clinic_app.domain.ages import age_on
from clinic_app.i18n import _
from clinic_app.services.explanations import explain_growth
from clinic_app.services.growth import all_measurements, growth_points, limits_at
from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.pages.growth.chart_card import PRETERM, ChartCard
from clinic_app.ui.pages.growth.measurements_card import MeasurementsCard
from clinic_app.ui.pages.growth.small_charts import SmallCharts
from clinic_app.ui.pages.page import Page
from clinic_app.ui.why_opener import WhyOpener
from clinic_app.ui.widgets.measures import px

_KEYS = {
    Qt.Key.Key_W: Indicator.WEIGHT,
    Qt.Key.Key_L: Indicator.LENGTH_HEIGHT,
    Qt.Key.Key_H: Indicator.HEAD,
    Qt.Key.Key_B: Indicator.BMI,
    Qt.Key.Key_F: Indicator.WEIGHT_FOR_LENGTH,
}
_ZOOM = {Qt.Key.Key_Plus: -1, Qt.Key.Key_Minus: 1}
_WALK = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_MOST_NOTES = 2
_SMALL_NEED = 480


class GrowthPage(Page):
    """Dot at chronological age, cross at corrected age, joined; dashes alternate, no centile is judged by colour.

    The reference follows age and gestation and is named; a person may look at CDC 2000 instead.
    """

    def __init__(self, child: OpenChild, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._child = child
        self._today = child.controller.day if child.controller is not None else child.desk.context.clock.today()
        patient = child.chart.patient
        self._age = age_on(patient.birth_date, patient.gestation, self._today)
        self._why = WhyOpener(child, self)
        self._points: tuple[GrowthPoint, ...] = ()
        self.setObjectName("page:growth")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._build_ui()
        if child.controller is not None:
            child.controller.record_changed.connect(self.refresh)
        self.refresh()

    def _build_ui(self) -> None:
        patient = self._child.chart.patient
        self._large = ChartCard(patient, self._age, self._notes())
        self._small = SmallCharts(patient, self._age.chron_days)
        self._list = MeasurementsCard(self._child, self._limits_of)
        self._large.view_changed.connect(self.refresh)
        self._large.point_focused.connect(self._list.select)
        self._large.why_asked.connect(lambda point: self._explain((point,)))
        self._list.why_asked.connect(self._explain)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(10)
        row.addWidget(self._large, 848)
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addWidget(self._small, 7)
        column.addWidget(self._list, 5)
        row.addLayout(column, 412)

    def _notes(self) -> tuple[AxisNote, ...]:
        """When the first threads of events were first seen."""
        seen = [(one.first_seen, one.title) for one in self._child.chart.episodes if one.first_seen is not None]
        born = self._child.chart.patient.birth_date
        return tuple(AxisNote(float((day - born).days), title) for day, title in sorted(seen)[:_MOST_NOTES])

    def _limits_of(self, field: Field) -> Range:
        return limits_at(field, self._child.chart.patient.sex, self._age)

    def key_hints(self) -> tuple[tuple[str, str], ...]:
        hints = [("← →", _("Point")), ("W L H B F", _("Measure"))]
        if self._age.correction_days > 0:
            hints += [("P", _("Preterm")), ("C", _("Corrected / both"))]
        return (
            *hints,
            ("R", _("Reference")),
            ("+ -", _("Zoom")),
            ("T", _("Table")),
            ("↵", _("Why")),
            ("A", _("Add measurement")),
        )

    @Slot()
    def refresh(self) -> None:
        """Draw everything anew from the chart and the open visit."""
        chart, controller = self._child.chart, self._child.controller
        record = controller.record if controller is not None else None
        self._measured = all_measurements(chart, record, self._today)
        self._points = growth_points(chart.patient, self._measured, self._large.lines)
        self._large.show_points(self._points)
        self._small.show_beside(self._large.view, self._points)
        self._list.show_points(self._points, self._large.lines, self._today.isoformat())

    def _explain(self, points: Sequence[GrowthPoint]) -> None:
        """Why points of growth lie where they lie."""
        patient, measured = self._child.chart.patient, {one.day: one for one in self._measured}
        self._why.open(
            lambda trail: tuple(explain_growth(patient, point, measured.get(point.on), trail) for point in points)
        )

    def show_measure(self, measure: Indicator) -> None:
        """Show another measure in the large chart."""
        self._large.show_measure(measure)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low window has no room for small charts; their measures are one key away."""
        super().resizeEvent(event)
        self._small.setVisible(self.height() >= px(_SMALL_NEED))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Single letters act while no field is being typed into."""
        typing = isinstance(QApplication.focusWidget(), QLineEdit)
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        if typing or not plain or not self._act(Qt.Key(event.key())):
            super().keyPressEvent(event)

    def _act(self, key: Qt.Key) -> bool:
        """Do what a key says; whether it says anything."""
        if key in _KEYS:
            self._large.show_measure(_KEYS[key])
        elif key in _ZOOM:
            self._large.zoom(_ZOOM[key])
        elif key in _WALK:
            self._large.step_point(_WALK[key])
        elif key == Qt.Key.Key_P and self._age.correction_days > 0:
            self._large.show_tab(PRETERM)
        elif key == Qt.Key.Key_C:
            self._large.toggle_corrected()
        elif key == Qt.Key.Key_R:
            self._large.swap_lines()
        elif key == Qt.Key.Key_T:
            self._large.toggle_table()
        elif key == Qt.Key.Key_A:
            self._list.toggle_form()
        else:
            return False
        return True
