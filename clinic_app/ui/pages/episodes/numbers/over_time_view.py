"""Time of day, length, holding and side of the thread that is looked at."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from clinic_app.charts.day_hours import day_hours
from clinic_app.charts.dot_table import DotTableModel, dot_table, height_of
from clinic_app.charts.lengths import lengths_chart
from clinic_app.charts.scene import Scene, Size
from clinic_app.i18n import _
from clinic_app.services.episodes.course import CountedLog
from clinic_app.services.episodes.over_time import (
    held_over_time,
    lengths_over_time,
    side_over_time,
    spans_of,
    time_of_day,
)
from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.themed_chart import ThemedChart


class OverTimeView(QWidget):
    """Four pictures; each has its table (``T``) and is walked with the arrows."""

    def __init__(self, child: OpenChild, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._child = child
        self._charts: dict[str, ThemedChart] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(px(10))
        cards = (
            ("hours", _("Time of day"), _("outlined: about that time")),
            ("lengths", _("Length"), _("dot: median, triangle: longest")),
            ("held", _("Stops when held"), ""),
            ("side", _("Side, the child’s own"), ""),
        )
        for place, (name, title, hint) in enumerate(cards):
            grid.addWidget(self._make_card(name, title, hint), place // 2, place % 2)
        for line in (0, 1):
            grid.setRowStretch(line, 1)
            grid.setColumnStretch(line, 1)
        self.refresh()

    def _make_card(self, name: str, title: str, hint: str) -> Card:
        tables = name in {"held", "side"}
        card = Card(title, margins=(2, 0, 2, 4) if tables else (4, 4, 4, 4))
        card.header_right.addWidget(PlainLabel(hint, TextStyle.SMALL, ink="secondary"))
        chart = self._charts[name] = ThemedChart(f"chart:episode_{name}", title)
        if not tables:
            card.body.addWidget(chart, 1)
            return card
        area = QScrollArea()
        area.setObjectName(f"scroll:episode_{name}")
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(chart)
        card.body.addWidget(area, 1)
        return card

    def refresh(self) -> None:
        """Count the log anew."""
        thread = self._child.log.current
        log = CountedLog(thread, self._child.log.today) if thread is not None else None
        if log is None or log.since is None:
            return
        knowledge = self._child.desk.context.knowledge
        spans = spans_of(log)
        self._draw("hours", partial(day_hours, time_of_day(log, log.since)))
        self._draw("lengths", partial(lengths_chart, lengths_over_time(spans)))
        self._draw_table("held", held_over_time(spans))
        self._draw_table("side", side_over_time(knowledge, spans))

    def _draw(self, name: str, builder: Callable[[Size], Scene]) -> None:
        self._charts[name].set_builder(builder)

    def _draw_table(self, name: str, model: DotTableModel) -> None:
        self._charts[name].setMinimumHeight(round(height_of(model)))
        self._draw(name, partial(dot_table, model))

    def focus_first(self) -> None:
        """Where the keyboard starts."""
        self._charts["hours"].setFocus()
