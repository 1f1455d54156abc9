"""The two columns of the episodes screen."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.pages.episodes.clips.clips_card import ClipsCard
from clinic_app.ui.pages.episodes.event_card import EventCard
from clinic_app.ui.pages.episodes.film_advice import FilmAdvice
from clinic_app.ui.pages.episodes.log_card import LogCard
from clinic_app.ui.pages.episodes.numbers.trigger_card import TriggerCard
from clinic_app.ui.pages.episodes.numbers.week_card import WeekCard
from clinic_app.ui.pages.episodes.thread_bar import ThreadBar
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.measures import px

#: Design pixels that the two columns need below the bar.
LEAST_HEIGHT = 560
_LEAST_NARROW, _NARROW = 1290, 1080
_LEFT, _RIGHT = 686, 574
_CHART, _LOG = 200, 400
_EVENT, _TRIGGERS = 330, 180


class EpisodesBody(QWidget):
    """Threads above; chart and log on the left; what is known of the event on the right."""

    #: The whole description of the event; carries the field to go to, or nothing.
    describe_requested = Signal(str)
    #: Two periods beside each other, and everything else in numbers.
    numbers_requested = Signal()
    #: The columns were laid out anew; carries the least height in design pixels.
    least_height_changed = Signal(int)

    def __init__(self, child: OpenChild, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._child = child
        self._is_narrow = False
        self.bar = ThreadBar(child)
        self.weeks = WeekCard(child)
        self.weeks.numbers_requested.connect(self.numbers_requested)
        self.triggers = TriggerCard(child)
        self.clips = ClipsCard(child)
        self.advice = FilmAdvice()
        self.film = Card(margins=(16, 14, 16, 14))
        self.film.body.addWidget(self.advice)
        self.log = LogCard(child)
        self.card = EventCard(child)
        self.card.describe_requested.connect(lambda: self.describe_requested.emit(""))
        self.card.ask_requested.connect(self.describe_requested)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(px(8))
        left.addWidget(self.weeks, _CHART)
        left.addWidget(self.log, _LOG)
        right.addWidget(self.clips)
        right.addWidget(self.card, _EVENT)
        right.addWidget(self.triggers, _TRIGGERS)
        right.addWidget(self.film, 1)
        self._columns = columns = QHBoxLayout()
        columns.setSpacing(px(10))
        columns.addLayout(left, _LEFT)
        columns.addLayout(right, _RIGHT)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(px(12), px(8), px(12), px(8))
        whole.setSpacing(px(7))
        whole.addWidget(self.bar)
        whole.addLayout(columns, 1)
        child.log.changed.connect(self._on_changed)
        child.log.selected.connect(self._on_changed)
        child.clips.changed.connect(self._on_clips)
        self._on_changed()

    @Slot()
    def _on_clips(self) -> None:
        self.log.show_clips(self._child.clips.counts())

    @Slot()
    def _on_changed(self) -> None:
        """Without an event there is nothing to show of it."""
        is_told = self._child.log.current_event is not None
        self.card.setVisible(is_told)
        self.triggers.setVisible(is_told)
        self.film.setVisible(not is_told)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Below each other where the window is narrow."""
        super().resizeEvent(event)
        narrow = self.width() < px(_NARROW)
        if narrow == self._is_narrow:
            return
        self._is_narrow = narrow
        self._columns.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self.least_height_changed.emit(_LEAST_NARROW if narrow else LEAST_HEIGHT)
