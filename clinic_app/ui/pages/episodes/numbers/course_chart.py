"""The course of the thread that is looked at, as closely as one likes."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from clinic_app.charts.episode_weeks import EpisodeWeeksModel, axis_of, episode_weeks
from clinic_app.charts.scene import Size
from clinic_app.charts.timeline import Lane
from clinic_app.i18n import _
from clinic_app.services.chart import Chart
from clinic_app.services.episodes.course import CountedLog, View, course_model, moved, since_view, zoomed
from clinic_app.ui.widgets.zoom_chart import ZoomChart


class CourseChart(ZoomChart):
    """Zooms and moves by itself; keeps what is looked at when the log grows, and the focus on its day."""

    #: Another part is looked at, or the bars stand for something else.
    view_changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, _("Events over time"), parent)
        self._log: CountedLog | None = None
        self._chart: Chart | None = None
        self._lanes: tuple[Lane, ...] = ()
        self._view: View | None = None
        self._model: EpisodeWeeksModel | None = None
        self._held: View | None = None
        self.zoom_requested.connect(self._on_zoom)
        self.move_requested.connect(self._on_move)
        self.grabbed.connect(self._on_grabbed)
        self.dragged.connect(self._on_dragged)

    @property
    def view(self) -> View | None:
        """What is looked at."""
        return self._view

    @property
    def is_whole(self) -> bool:
        """Whether everything is shown."""
        return self._log is not None and self._view == self._log.whole

    def show_log(self, log: CountedLog, chart: Chart, lanes: Sequence[Lane] = ()) -> None:
        """Another log, or the same with more events; the part that is looked at is kept for the same thread."""
        before, held = self._log, self._view
        same = before is not None and before.episode.id == log.episode.id and before.today == log.today
        was_whole = before is None or held == before.whole
        self._log, self._chart, self._lanes = log, chart, tuple(lanes)
        self._show(held if same and held is not None and not was_whole else log.whole)

    @Slot()
    def show_whole(self) -> None:
        """Everything again."""
        if self._log is not None:
            self._show(self._log.whole)

    def show_since(self, day: date) -> None:
        """From the week of ``day`` to today."""
        if self._log is not None:
            self._show(since_view(self._log, day))

    def _show(self, view: View) -> None:
        if self._log is None or self._chart is None:
            return
        day = self._day_at(self.focused_x)
        self._view = view
        self._model = course_model(self._log, self._chart, view, self._lanes)
        self.set_builder(partial(episode_weeks, self._model))
        if day is not None and self._canvas.hasFocus():
            self._focus_day(day)
        self.view_changed.emit()

    def _focus_day(self, day: date) -> None:
        points = self.scene.focus if self.scene is not None else ()
        wanted = self._x_of(day)
        if points and wanted is not None:
            self.focus_point(min(range(len(points)), key=lambda place: abs(points[place].centre[0] - wanted)))

    def _day_at(self, x: float | None) -> date | None:
        """The day at a place of the picture."""
        if x is None or self._model is None or self._chart is None:
            return None
        axis = axis_of(self._model, Size(float(self._canvas.width()), 0.0))
        share = (x - axis.start) / (axis.end - axis.start)
        return self._chart.patient.birth_date + timedelta(days=int(axis.low + share * (axis.high - axis.low)))

    def _x_of(self, day: date) -> float | None:
        if self._model is None or self._chart is None:
            return None
        axis = axis_of(self._model, Size(float(self._canvas.width()), 0.0))
        return axis((day - self._chart.patient.birth_date).days + 0.5)

    @Slot(float, float)
    def _on_zoom(self, factor: float, x: float) -> None:
        if self._log is None or self._view is None:
            return
        at = self._day_at(x if x >= 0 else self.focused_x) or self._log.today
        self._show(zoomed(self._log, self._view, factor, at) if factor > 0 else self._log.whole)

    @Slot(float)
    def _on_move(self, by: float) -> None:
        if self._log is not None and self._view is not None:
            self._show(moved(self._log, self._view, round(by * self._view.days)))

    @Slot()
    def _on_grabbed(self) -> None:
        self._held = self._view

    @Slot(float)
    def _on_dragged(self, by: float) -> None:
        if self._log is not None and self._held is not None:
            self._show(moved(self._log, self._held, round(by * self._held.days)))
