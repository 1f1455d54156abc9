"""Events a week against visits and advice."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedLayout, QWidget

from clinic_app.i18n import _
from clinic_app.services.episodes.course import CountedLog, course_title, total_words
from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.pages.episodes.numbers.course_chart import CourseChart
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.empty_state import EmptyState
from clinic_app.ui.widgets.plain_label import PlainLabel


class WeekCard(Card):
    """The course of the thread that ``child.log`` looks at. ``+``, ``-`` and ``0`` zoom, ``T`` gives the table."""

    #: Somebody wants to see more than this card: the page opens the numbers.
    numbers_requested = Signal()

    def __init__(self, child: OpenChild, parent: QWidget | None = None) -> None:
        super().__init__(_("Events a week"), margins=(0, 4, 6, 2), parent=parent)
        self.setObjectName("card:events_a_week")
        self._child = child
        self._chart = CourseChart("chart:episode_weeks")
        self._total = PlainLabel("", TextStyle.SMALL, ink="secondary")
        self.header_right.addWidget(self._total)
        for name, words, spoken, closer in (
            ("zoom_out", "−", _("Show a longer time"), False),
            ("zoom_in", "+", _("Show a shorter time"), True),
        ):
            button = ActionButton(f"button:{name}", words, ButtonKind.SMALL, spoken=spoken)
            button.clicked.connect(lambda _on=False, on=closer: self._chart.zoom(on))
            self.header_right.addWidget(button)
        self._more = ActionButton(
            "button:numbers", _("Compare"), ButtonKind.SMALL, key="C", spoken=_("Compare two periods")
        )
        self._more.clicked.connect(self.numbers_requested)
        self.header_right.addWidget(self._more)
        self._chart.view_changed.connect(self._on_view_changed)
        self._empty = EmptyState("empty:episode_weeks", _("Nothing logged yet"), _("That is not the same as no event."))
        self._stack = QStackedLayout()
        self._stack.addWidget(self._chart)
        self._stack.addWidget(self._empty)
        self.body.addLayout(self._stack, 1)
        child.log.changed.connect(self.refresh)
        child.log.selected.connect(self.refresh)
        self.refresh()

    @property
    def chart(self) -> CourseChart:
        """The picture."""
        return self._chart

    @Slot()
    def refresh(self) -> None:
        """Count the log anew."""
        thread = self._child.log.current
        log = CountedLog(thread, self._child.log.today) if thread is not None else None
        self._more.setEnabled(log is not None and log.since is not None)
        if log is None or log.since is None:
            self._stack.setCurrentWidget(self._empty)
            self._total.setText("")
            return
        self._stack.setCurrentWidget(self._chart)
        self._total.setText(total_words(log))
        self._chart.show_log(log, self._child.chart)

    @Slot()
    def _on_view_changed(self) -> None:
        view = self._chart.view
        if view is not None:
            self.set_title(course_title(view.step))
