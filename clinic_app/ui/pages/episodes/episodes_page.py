"""The episodes screen: from "her legs shake" to a picture that can be read."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QStackedLayout, QVBoxLayout, QWidget

from clinic_app.domain.attachments import Attachment
from clinic_app.domain.episodes import EpisodeEvent, EpisodeId, EventId, PastEvent
from clinic_app.i18n import _
from clinic_app.services.access import Action
from clinic_app.services.episodes.event_history import changes_of
from clinic_app.services.episodes.events import history_of
from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.pages.episodes.clips.player_dialog import PlayerDialog
from clinic_app.ui.pages.episodes.description_dialog import DescriptionDialog
from clinic_app.ui.pages.episodes.episodes_body import LEAST_HEIGHT, EpisodesBody
from clinic_app.ui.pages.episodes.history_dialog import HistoryDialog
from clinic_app.ui.pages.episodes.new_thread_dialog import NewThreadDialog
from clinic_app.ui.pages.episodes.numbers.numbers_dialog import NumbersDialog
from clinic_app.ui.pages.episodes.start_card import StartCard
from clinic_app.ui.pages.episodes.thread_dialog import ThreadDialog
from clinic_app.ui.pages.page import Page
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.page_scroll import PageScroll
from clinic_app.ui.widgets.toast import toast_of


class EpisodesPage(Page):
    """Threads, log and event of one child. Everything is written through ``child.log``, with or without a visit."""

    def __init__(self, child: OpenChild, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._child = child
        self.setObjectName("page:episodes")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._may_log = Action.LOG_EPISODE in child.desk.context.permissions.get(child.desk.actor.role, frozenset())
        self._body = EpisodesBody(child)
        self._start = StartCard(child)
        start = QWidget()
        margins = QVBoxLayout(start)
        margins.setContentsMargins(px(12), px(10), px(12), px(10))
        margins.addWidget(self._start)
        self._scroll = scroll = PageScroll("scroll:episodes", self._body, LEAST_HEIGHT)
        self._body.least_height_changed.connect(scroll.set_least_height)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(start)
        self._pages.addWidget(scroll)
        self._connect()
        self._on_changed()

    def _connect(self) -> None:
        body, log = self._body, self._child.log
        log.changed.connect(self._on_changed)
        body.describe_requested.connect(self.describe)
        body.numbers_requested.connect(self.show_numbers)
        body.clips.play_requested.connect(self.play)
        body.bar.new_requested.connect(self.new_thread)
        body.bar.about_requested.connect(self.about_thread)
        actions: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Q", body.log.quick.start),
            ("J", lambda: body.log.step(True)),
            ("K", lambda: body.log.step(False)),
            ("F", body.log.open_filter),
            ("Delete", body.log.remove_current),
            ("Ctrl+Z", body.log.undo),
            ("D", lambda: self.describe("")),
            ("A", body.card.ask_next),
            ("W", body.card.show_why),
            ("V", body.card.toggle_view),
            ("H", self.show_history),
            ("C", self.show_numbers),
            ("N", self.new_thread),
            ("O", self.about_thread),
            ("Space", body.clips.play_first),
            ("Ctrl+O", body.clips.choose_files),
            ("[", lambda: body.bar.step(-1)),
            ("]", lambda: body.bar.step(1)),
        )
        body.bar.diary.add_keys(self)
        self._start.sheet_requested.connect(body.bar.diary.print_sheet)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, act in actions:
            QShortcut(QKeySequence(keys), self, partial(self._act, act), context=within)

    def _act(self, act: Callable[[], object]) -> None:
        """Keys of the log wait until there is one."""
        if self.is_empty:
            return
        act()
        focused = QApplication.focusWidget()
        if focused is not None and self._body.isAncestorOf(focused):
            self._scroll.ensureWidgetVisible(focused)

    @property
    def body(self) -> EpisodesBody:
        """Threads, chart, log and event."""
        return self._body

    @property
    def is_empty(self) -> bool:
        """Whether the child has no episode yet."""
        return not self._child.log.threads

    @Slot()
    def _on_changed(self) -> None:
        was_empty = self._pages.currentIndex() == 0
        self._pages.setCurrentIndex(0 if self.is_empty else 1)
        if was_empty and not self.is_empty and self.isVisible():
            self._body.log.quick.start()

    def key_hints(self) -> tuple[tuple[str, str], ...]:
        """Keys of the log."""
        return (
            ("Q", _("Quick add")),
            ("J K", _("Event")),
            ("Enter", _("Edit event")),
            ("D", _("Describe")),
            ("A", _("Ask next")),
            ("W", _("Why")),
            ("F", _("Filter")),
            ("C", _("Compare")),
            ("Space", _("Play video")),
            ("N", _("New episode")),
            ("Ctrl+Z", _("Undo")),
            ("Ctrl+P", _("Print diary")),
        )

    def show_target(self, target: str) -> None:
        """Go to a thread or an event by its id."""
        for thread in self._child.log.threads:
            if thread.id == target:
                self._child.log.select_thread(EpisodeId(target))
            elif any(event.id == target for event in thread.events):
                self._child.log.select_thread(thread.id)
                self._child.log.select_event(EventId(target))

    @Slot(str)
    def describe(self, field: str) -> None:
        """The whole description of the event that is looked at, at a question where one is named."""
        event = self._child.log.current_event
        if event is None:
            return
        if not event.happened:
            toast_of(self).say(_("On this day there was no event to describe."))
            return
        dialog = DescriptionDialog(self._child, event, self.window())
        dialog.described.connect(self._on_described)
        dialog.open()
        dialog.go_to(field)

    @Slot(object)
    def _on_described(self, _event: EpisodeEvent) -> None:
        toast_of(self).say(_("The description is kept."), self._body.log.undo)

    @Slot()
    def new_thread(self) -> None:
        """Begin another thread."""
        NewThreadDialog(self._child, self.window()).open()

    @Slot()
    def about_thread(self) -> None:
        """Name, status and everything that was said."""
        thread = self._child.log.current
        if thread is not None:
            ThreadDialog(self._child, thread, self.window()).open()

    @Slot()
    def show_numbers(self) -> None:
        """Two periods beside each other, and the log over time."""
        thread = self._child.log.current
        if thread is not None and thread.events:
            NumbersDialog(self._child, self.window()).open()

    @Slot(object)
    def play(self, clip: Attachment) -> None:
        """Look at a clip."""
        PlayerDialog(self._child, clip, self.window()).open()

    @Slot()
    def show_history(self) -> None:
        """Who changed the event when."""
        event, desk = self._child.log.current_event, self._child.desk
        if event is None:
            return

        def show(past: Sequence[PastEvent]) -> None:
            changes = changes_of(past, event, desk.context.knowledge)
            HistoryDialog(event, changes, self.window()).open()

        self._child.runner.query(desk.run, history_of, event.id, owner=self, on_done=show)

    def leave(self) -> None:
        """A description that is being typed is handed to the store."""
        for dialog in self.window().findChildren(DescriptionDialog):
            dialog.store()

    # Qt overrides

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard goes to the log, or to the name of the first thread."""
        super().focusInEvent(event)
        if self.is_empty:
            self._start.focus_name()
        else:
            self._body.log.focus_table()
