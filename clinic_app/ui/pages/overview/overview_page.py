"""A child in twenty seconds: what changed, the timeline, growth, what differs, flags, what is due."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from clinic_app.charts.timeline import timeline
from clinic_app.clinical.growth.series import GrowthPoint
from clinic_app.clinical.growth.vocabulary import Indicator
from clinic_app.domain.ages import age_on
from clinic_app.domain.people import Role
from clinic_app.i18n import _
from clinic_app.services import overview
from clinic_app.services.assessing import Picture
from clinic_app.services.explanations import explain_growth
from clinic_app.services.growth import all_measurements
from clinic_app.services.timeline import timeline_model
from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.pages.overview.change_strip import ChangeStrip
from clinic_app.ui.pages.overview.exam_card import ExamCard
from clinic_app.ui.pages.overview.flags_card import FlagsCard
from clinic_app.ui.pages.overview.growth_card import GrowthCard
from clinic_app.ui.pages.overview.plan_card import PlanCard
from clinic_app.ui.pages.page import Page, Tab
from clinic_app.ui.why_opener import WhyOpener
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.chip import Chip, ChipKind
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.page_scroll import PageScroll
from clinic_app.ui.widgets.themed_chart import ThemedChart

_HALF_YEAR_DAYS = 182
_LEAST_HEIGHT = 560


class OverviewPage(Page):
    """Nothing is entered here; everything leads to where it was recorded."""

    def __init__(self, child: OpenChild, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._child = child
        self._today = child.controller.day if child.controller is not None else child.desk.context.clock.today()
        self._span = "all"
        self.setObjectName("page:overview")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._build_ui()
        if child.controller is not None:
            child.controller.record_changed.connect(self.refresh)
            child.controller.picture_ready.connect(self._on_picture)
        self.refresh()
        if child.controller is not None and child.controller.picture is not None:
            self._on_picture(child.controller.picture)

    def _build_ui(self) -> None:
        child = self._child
        self._strip = ChangeStrip()
        self._growth, self._exam = GrowthCard(), ExamCard()
        self._flags, self._plan = FlagsCard(child), PlanCard(child)
        self._flags.jump_requested.connect(self.jump_requested)
        self._why = WhyOpener(child, self)
        self._growth.why_requested.connect(self._explain_growth)
        self._plan.changed.connect(self.reload_requested)
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addWidget(self._strip)
        left.addWidget(self._make_timeline(), 5)
        bottom = QHBoxLayout()
        bottom.setSpacing(10)
        bottom.addWidget(self._growth, 1)
        bottom.addWidget(self._exam, 1)
        left.addLayout(bottom, 3)
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addWidget(self._flags, 3)
        right.addWidget(self._plan, 2)
        row = QHBoxLayout()
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(10)
        row.addLayout(left, 886)
        row.addLayout(right, 372)
        self._lay_in_scroll(row)

    def _lay_in_scroll(self, row: QHBoxLayout) -> None:
        """The body scrolls in a small window; the frame never does."""
        inside = QWidget()
        inside.setLayout(row)
        area = PageScroll("scroll:overview", inside, _LEAST_HEIGHT)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def _make_timeline(self) -> Card:
        card = Card(_("Timeline"), margins=(8, 4, 8, 6))
        self._spans: dict[str, Chip] = {}
        for name, words in (("all", _("All")), ("half", _("Last 6 months")), ("last", _("Since the last visit"))):
            chip = Chip(f"filter:span:{name}", words, ChipKind.FILTER)
            chip.clicked.connect(partial(self._on_span, name))
            self._spans[name] = chip
            card.header_right.addWidget(chip)
        if self._child.controller is not None and self._child.desk.actor.role is not Role.NURSE:
            examine = ActionButton("button:examine", _("Examine"), ButtonKind.PRIMARY_STANDARD, key="E")
            examine.clicked.connect(partial(self.jump_requested.emit, Tab.EXAM, ""))
            card.header_right.addWidget(examine)
        elif self._child.controller is None:
            start = ActionButton("button:start_visit", _("Start visit"), ButtonKind.PRIMARY_STANDARD, key="Ctrl+Enter")
            start.clicked.connect(self.start_requested)
            card.header_right.addWidget(start)
        self._chart = ThemedChart("chart:timeline", _("Timeline"))
        self._chart.setMinimumHeight(px(236))
        card.body.addWidget(self._chart, 1)
        return card

    def key_hints(self) -> tuple[tuple[str, str], ...]:
        return (
            ("Alt+1–8", _("Tabs")),
            ("E", _("Examine")),
            ("G", _("Growth")),
            ("F", _("Flags")),
            ("Ctrl+P", _("Print")),
            ("Ctrl+K", _("Find")),
        )

    @Slot()
    def refresh(self) -> None:
        """Show the chart and the open visit as they are now."""
        chart, controller = self._child.chart, self._child.controller
        record = controller.record if controller is not None else None
        knowledge = self._child.desk.context.knowledge
        since, _before = overview.earlier_findings(chart, record)
        self._strip.show_changes(since, self._today, overview.changes(knowledge, chart, record, self._today))
        points = overview.latest_points(chart, record, self._today)
        self._growth.show_points(chart.patient.sex, points)
        answers = overview.current_answers(knowledge, chart, record)
        age = age_on(chart.patient.birth_date, chart.patient.gestation, self._today)
        rows = overview.compared_rows(knowledge, chart, record)
        self._exam.show_rows(since, rows, overview.examined_items(knowledge, age, answers))
        self._draw(points.get(Indicator.WEIGHT, ()))

    def _draw(self, weights: Sequence[GrowthPoint]) -> None:
        chart = self._child.chart
        since = {
            "all": None,
            "half": self._today.fromordinal(self._today.toordinal() - _HALF_YEAR_DAYS),
            "last": chart.last_note.day if chart.last_note is not None else None,
        }[self._span]
        controller = self._child.controller
        record = controller.record if controller is not None else None
        book = overview.milestone_book(self._child.desk.context.knowledge, chart, record, self._today)
        model = timeline_model(chart, weights, self._today, since=since, milestones=book, record=record)
        self._chart.set_builder(partial(timeline, model))
        for name, chip in self._spans.items():
            chip.setChecked(name == self._span)

    @Slot(object)
    def _explain_growth(self, point: GrowthPoint) -> None:
        """Why a point of growth lies where it lies."""
        chart, controller = self._child.chart, self._child.controller
        record = controller.record if controller is not None else None
        measured = {one.day: one for one in all_measurements(chart, record, self._today)}
        self._why.open(lambda trail: (explain_growth(chart.patient, point, measured.get(point.on), trail),))

    def _on_span(self, name: str) -> None:
        self._span = name
        self.refresh()

    @Slot(object)
    def _on_picture(self, picture: Picture) -> None:
        self._flags.show_picture(picture)
        self._exam.mark(picture)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """E examines, G shows growth, F goes to the flags, while nothing is typed into."""
        if isinstance(QApplication.focusWidget(), QLineEdit):
            super().keyPressEvent(event)
            return
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        key = Qt.Key(event.key())
        if control and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._child.controller is None:
            self.start_requested.emit()
        elif plain and key in _PLACES:
            self.jump_requested.emit(_PLACES[key], "")
        elif plain and key == Qt.Key.Key_F:
            self._flags.setFocus()
        else:
            super().keyPressEvent(event)


_PLACES = {Qt.Key.Key_E: Tab.EXAM, Qt.Key.Key_G: Tab.GROWTH}
