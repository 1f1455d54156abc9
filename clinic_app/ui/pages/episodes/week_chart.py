"""Events a week of the thread that is looked at."""

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from clinic_app.charts.weekly import events_per_week
from clinic_app.clinical.episodes.weeks import weekly
from clinic_app.i18n import _, ngettext, number_text, short_day_text
from clinic_app.services.episodes.weekly_words import weekly_model
from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.themed_chart import ThemedChart

_MOST_WEEKS = 20


class WeekChart(Card):
    """The last weeks; a week without a log is never a zero."""

    def __init__(self, child: OpenChild, parent: QWidget | None = None) -> None:
        super().__init__(_("Events a week"), margins=(8, 4, 8, 2), parent=parent)
        self._child = child
        self._words = PlainLabel("", TextStyle.SMALL, ink="muted")
        self.header_right.addWidget(self._words)
        self._chart = ThemedChart("chart:weeks", _("Events a week"))
        self.body.addWidget(self._chart, 1)
        child.log.changed.connect(self.refresh)
        child.log.selected.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Draw the log as it now stands."""
        thread, today = self._child.log.current, self._child.log.today
        weeks = weekly(thread.events, today)[-_MOST_WEEKS:] if thread is not None else ()
        self._chart.setVisible(bool(weeks))
        self._words.setText("")
        if not weeks:
            return
        self._chart.set_builder(partial(events_per_week, weekly_model(weeks, self._child.chart, today)))
        total = sum(week.at_least for week in weeks)
        said = ngettext("{count} event since {day}", "{count} events since {day}", total)
        words = said.format(count=number_text(total), day=short_day_text(weeks[0].monday))
        self._words.setText(_("{words}; this week is not over").format(words=words) if weeks[-1].unfinished else words)
