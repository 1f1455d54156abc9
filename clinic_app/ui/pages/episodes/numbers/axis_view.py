"""Events, visits, advice, growth and skills on one axis."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from clinic_app.clinical.growth.vocabulary import Indicator
from clinic_app.i18n import _, short_day_text
from clinic_app.services import overview
from clinic_app.services.episodes.comparing import last_visit_before
from clinic_app.services.episodes.course import CountedLog, course_title, total_words
from clinic_app.services.milestone_changes import milestone_lane
from clinic_app.services.timeline import growth_lane
from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.pages.episodes.numbers.course_chart import CourseChart
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel


class AxisView(QWidget):
    """The course of the thread with the child's growth and skills beneath."""

    def __init__(self, child: OpenChild, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._child = child
        self._chart = CourseChart("chart:episode_axis")
        self._card = Card(_("Events a week"), margins=(0, 4, 6, 4))
        self._total = PlainLabel("", TextStyle.SMALL, ink="secondary")
        self._card.header_right.addWidget(self._total)
        self._card.header_right.addLayout(self._make_buttons())
        self._card.body.addWidget(self._chart, 1)
        self._chart.view_changed.connect(self._on_view_changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(self._card, 1)
        keys = _("+ and − zoom, 0 shows everything, ← → walk, Page keys and dragging move, Ctrl with the wheel zooms.")
        column.addWidget(PlainLabel(keys, TextStyle.SMALL, ink="muted", wrap=True))
        self.refresh()

    def _make_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(8))
        last = last_visit_before(self._child.chart, self._child.log.today)
        if last is not None:
            words = _("Since {day}").format(day=short_day_text(last))
            since = ActionButton("button:axis_since", words, ButtonKind.SMALL, spoken=_("Since the last visit"))
            since.clicked.connect(lambda: self._chart.show_since(last))
            row.addWidget(since)
        everything = ActionButton("button:axis_all", _("All"), ButtonKind.SMALL)
        everything.clicked.connect(self._chart.show_whole)
        row.addWidget(everything)
        for name, words, spoken, closer in (
            ("out", "−", _("Show a longer time"), False),
            ("in", "+", _("Show a shorter time"), True),
        ):
            button = ActionButton(f"button:axis_{name}", words, ButtonKind.SMALL, spoken=spoken)
            button.clicked.connect(lambda _on=False, on=closer: self._chart.zoom(on))
            row.addWidget(button)
        return row

    def refresh(self) -> None:
        """Count the log anew."""
        thread = self._child.log.current
        if thread is None:
            return
        chart, today = self._child.chart, self._child.log.today
        controller = self._child.controller
        record = controller.record if controller is not None else None
        points = overview.latest_points(chart, record, today).get(Indicator.WEIGHT, ())
        book = overview.milestone_book(self._child.desk.context.knowledge, chart, record, today)
        log = CountedLog(thread, today)
        self._total.setText(total_words(log))
        self._chart.show_log(log, chart, (growth_lane(chart, points), milestone_lane(book)))

    @Slot()
    def _on_view_changed(self) -> None:
        view = self._chart.view
        if view is not None:
            self._card.set_title(course_title(view.step))

    def focus_first(self) -> None:
        """Where the keyboard starts."""
        self._chart.setFocus()
