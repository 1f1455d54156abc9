"""What sets the events off, and in which state."""

from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedLayout, QWidget

from clinic_app.charts.dot_table import dot_table, height_of
from clinic_app.clinical.episodes.summary import summarise
from clinic_app.i18n import _
from clinic_app.services.episodes.looks import held_words, trigger_table
from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.empty_state import EmptyState
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.themed_chart import ThemedChart


class TriggerCard(Card):
    """Trigger by state of the thread that ``child.log`` looks at; arrows walk the cells, ``T`` gives the table."""

    def __init__(self, child: OpenChild, parent: QWidget | None = None) -> None:
        super().__init__(_("Trigger by state"), margins=(2, 0, 2, 4), parent=parent)
        self.setObjectName("card:trigger_by_state")
        self._child = child
        self._held = PlainLabel("", TextStyle.SMALL, ink="secondary")
        self.header_right.addWidget(self._held)
        self._chart = ThemedChart("chart:trigger_by_state", _("Trigger by state"))
        self._area = QScrollArea()
        self._area.setObjectName("scroll:trigger_by_state")
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._chart)
        self._chart.point_changed.connect(self._on_point)
        self._empty = EmptyState("empty:trigger_by_state", _("Nothing logged yet"))
        self._stack = QStackedLayout()
        self._stack.addWidget(self._area)
        self._stack.addWidget(self._empty)
        self.body.addLayout(self._stack, 1)
        child.log.changed.connect(self.refresh)
        child.log.selected.connect(self.refresh)
        self.refresh()

    @property
    def chart(self) -> ThemedChart:
        """The picture."""
        return self._chart

    @Slot()
    def refresh(self) -> None:
        """Count the log anew."""
        thread, today = self._child.log.current, self._child.log.today
        days = [event.when.day for event in thread.events if event.when.day <= today] if thread is not None else []
        if thread is None or not days:
            self._stack.setCurrentWidget(self._empty)
            self._held.setText("")
            return
        summary = summarise(thread.events, min(days), today)
        model = trigger_table(self._child.desk.context.knowledge, summary)
        self._stack.setCurrentWidget(self._area)
        self._held.setText(held_words(summary))
        self._chart.setMinimumHeight(round(height_of(model)))
        self._chart.set_builder(partial(dot_table, model))

    @Slot(int)
    def _on_point(self, index: int) -> None:
        """The cell with the focus is never scrolled out of sight."""
        scene = self._chart.scene
        if scene is not None and 0 <= index < len(scene.focus):
            x, y = scene.focus[index].centre
            self._area.ensureVisible(round(x), round(y))
