"""The log of a thread: the quick line, its lines, a filter, and what changed."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from clinic_app.clinical.episodes.facts import TRIGGERS
from clinic_app.domain.episodes import EpisodeEvent, EventId
from clinic_app.i18n import _, ngettext, number_text
from clinic_app.services.episodes.event_words import capital, day_words, events_words, held_words, side_words
from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.pages.episodes.log_rows import VIDEO, Kind, LogFilter, LogRows, columns
from clinic_app.ui.pages.episodes.quick_add import QuickAdd
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.chip import Chip, ChipKind
from clinic_app.ui.widgets.clinic_table import ClinicTable
from clinic_app.ui.widgets.empty_state import EmptyState
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.rule_line import RuleLine
from clinic_app.ui.widgets.toast import toast_of


class LogCard(Card):
    """Newest first. Enter puts a line right in the quick line, Delete takes it back; both can be undone."""

    #: The whole description of the event that is looked at is asked for.
    describe_requested = Signal()

    def __init__(self, child: OpenChild, parent: QWidget | None = None) -> None:
        super().__init__(_("Event log"), margins=(0, 0, 0, 0), spacing=0, parent=parent)
        self._child = child
        self._filter = LogFilter()
        self._clips: Mapping[EventId, int] = {}
        self._rows = LogRows(child.desk.context.knowledge)
        self._is_filling = False
        self.setObjectName("card:log")
        self._build_ui()
        log = child.log
        log.changed.connect(self.refresh)
        log.selected.connect(self._on_selected)
        log.failed.connect(self._on_failed)
        self.refresh()

    def _build_ui(self) -> None:
        self._chip = Chip("button:filter_log", _("All events"), ChipKind.FILTER, icon_name="filter")
        self._chip.clicked.connect(self.open_filter)
        self._count = PlainLabel("", TextStyle.SMALL, ink="muted")
        self.header_right.addWidget(self._chip)
        self.header_right.addWidget(self._count)
        self.quick = QuickAdd(self._child)
        self.quick.told.connect(self._on_told)
        self.quick.closed.connect(self.focus_table)
        self.quick.undo_requested.connect(self.undo)
        self.body.addWidget(self.quick)
        self.table = ClinicTable("table:log", _("Event log"), columns(), row_height=28)
        self.table.row_selected.connect(self._on_row)
        self.table.row_opened.connect(self._on_opened)
        self.table.setColumnHidden([column.id for column in columns()].index(VIDEO), True)
        self._empty = EmptyState(
            "empty:log", _("No events recorded"), _("That is not the same as none happened."), icon_name="notes"
        )
        self._foot = PlainLabel("", TextStyle.SMALL, ink="muted")
        self._foot.setObjectName("log:shown")
        foot = QVBoxLayout()
        foot.setContentsMargins(px(8), px(4), px(8), px(5))
        foot.addWidget(self._foot)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._empty, 1)
        self.body.addWidget(RuleLine())
        self.body.addLayout(foot)

    def show_clips(self, clips: Mapping[EventId, int]) -> None:
        """How many clips each event has; the column is shown once there is any."""
        self._clips = clips
        self.table.setColumnHidden([column.id for column in columns()].index(VIDEO), not clips)
        self.refresh()

    @property
    def chosen(self) -> LogFilter:
        """Which lines are shown."""
        return self._filter

    @property
    def foot(self) -> str:
        """How many are shown of how many."""
        return self._foot.text()

    @Slot()
    def refresh(self) -> None:
        """Show the thread that is looked at, as it now stands."""
        thread = self._child.log.current
        events = thread.events if thread is not None else ()
        rows = self._rows.rows(events, self._filter, self._clips)
        self._is_filling = True
        event = self._child.log.current_event
        ids = {row.id for row in rows}
        wanted = str(event.id) if event is not None and str(event.id) in ids else next((row.id for row in rows), "")
        self.table.show_rows(rows, wanted)
        self._is_filling = False
        had_keyboard = self.table.hasFocus()
        self.table.setVisible(bool(rows))
        if had_keyboard and not rows:
            self.quick.start()
        self._empty.setVisible(not rows)
        if not events:
            self._empty.show_words(_("No events recorded"), _("That is not the same as none happened."))
        else:
            self._empty.show_words(_("No event of this kind"), _("F shows all of them again."))
        lines = ngettext("{count} line", "{count} lines", len(events)).format(count=number_text(len(events)))
        shown = _("{shown} of {all} shown").format(shown=number_text(len(rows)), all=number_text(len(events)))
        self._foot.setText(lines if self._filter == LogFilter() else shown)
        self._count.setText(number_text(len(events)))
        self._chip.setChecked(self._filter != LogFilter())
        self._chip.set_words(self._filter.words(self._child.desk.context.knowledge))

    @Slot()
    def _on_selected(self) -> None:
        """Another thread brings other rows; another event of this one only moves the selection."""
        event = self._child.log.current_event
        if event is not None and self.table.selected_id == str(event.id):
            return
        if event is None or not self.table.select(str(event.id)):
            self.refresh()

    @Slot(str)
    def _on_row(self, row_id: str) -> None:
        event = self._child.log.current_event
        if row_id and not self._is_filling and (event is None or str(event.id) != row_id):
            self._child.log.select_event(EventId(row_id))

    @Slot(str)
    def _on_opened(self, _row_id: str) -> None:
        self.edit_current()

    def focus_table(self) -> None:
        """The keyboard to the lines, or to the quick line where there are none."""
        if self.table.isVisibleTo(self):
            self.table.setFocus()
        else:
            self.quick.start()

    def step(self, key_down: bool) -> None:
        """The next or the previous line, whatever has the keyboard."""
        ids = [row.id for row in self.table.rows]
        if not ids:
            return
        at = ids.index(self.table.selected_id) if self.table.selected_id in ids else 0
        self.table.select(ids[max(0, min(len(ids) - 1, at + (1 if key_down else -1)))])

    @Slot()
    def edit_current(self) -> None:
        """Put the line that is looked at into the quick line."""
        event = self._child.log.current_event
        if event is not None:
            self.quick.edit_event(event)

    @Slot()
    def remove_current(self) -> None:
        """Take the line that is looked at back."""
        event = self._child.log.current_event
        if event is not None and self._child.log.current is not None:
            self._child.log.remove(event.id)
            self._say(_("Taken back: {event}. It stays in the history.").format(event=_brief(event)))

    @Slot()
    def undo(self) -> None:
        """Take back the last thing that was written here."""
        if self._child.log.can_undo:
            self._child.log.undo()
            toast_of(self).say(_("The last change of the log was undone."))

    def _say(self, words: str) -> None:
        toast_of(self).say(words, self.undo)

    @Slot(object, bool)
    def _on_told(self, event: EpisodeEvent, changes: bool) -> None:
        if self._filter != LogFilter() and not self._filter.lets(event, self._clips):
            self._set(LogFilter())  # what was just written is never hidden
        said = _("Changed: {event}") if changes else _("Added: {event}")
        self._say(said.format(event=_brief(event)))
        if changes:
            self.focus_table()

    @Slot(object)
    def _on_failed(self, problem: Exception) -> None:
        toast_of(self).say(str(problem))

    # The filter

    @Slot()
    def open_filter(self) -> None:
        """Choose a side, a trigger, what holding did, or whether there is a video."""
        self._chip.setChecked(self._filter != LogFilter())
        menu = self.filter_menu()
        menu.popup(self._chip.mapToGlobal(QPoint(0, self._chip.height())))
        menu.setActiveAction(menu.actions()[0])

    def filter_menu(self) -> QMenu:
        """The menu of the filter, thrown away when it closes."""
        menu = QMenu(self)
        menu.setObjectName("menu:filter_log")
        menu.setAccessibleName(_("Which events are shown"))
        menu.aboutToHide.connect(menu.deleteLater)
        every = menu.addAction(_("&All events"))
        every.setObjectName("filter:all")
        every.triggered.connect(lambda: self._set(LogFilter()))
        knowledge, thread = self._child.desk.context.knowledge, self._child.log.current
        events = thread.events if thread is not None else ()
        triggers = dict.fromkeys(code for event in events for code in event.seen.triggers)
        sides = dict.fromkeys(event.seen.side for event in events if event.seen.side)
        helds = dict.fromkeys(event.seen.held for event in events if event.seen.held)
        self._part(menu, Kind.SIDE, _("&Side"), {code: capital(side_words(code)) for code in sides})
        self._part(
            menu, Kind.TRIGGER, _("&Trigger"),
            {code: capital(knowledge.code_words(TRIGGERS, code)) for code in triggers},
        )  # fmt: skip
        self._part(menu, Kind.HELD, _("&Held"), {code: held_words(code) for code in helds})
        if self._clips:
            self._part(menu, Kind.VIDEO, _("&Video"), {"yes": _("With a video"), "no": _("Without a video")})
        return menu

    def _part(self, menu: QMenu, kind: Kind, title: str, words: Mapping[str, str]) -> None:
        if not words:
            return
        part = menu.addMenu(title)
        for code, said in {"": _("All"), **words}.items():
            action = part.addAction(said.replace("&", "&&"))
            action.setObjectName(f"filter:{kind}:{code}")
            action.setCheckable(True)
            action.setChecked(getattr(self._filter, kind) == code)
            action.triggered.connect(lambda _on=False, chosen=code: self.show_only(kind, chosen))

    def show_only(self, kind: Kind, code: str) -> None:
        """Show lines of one kind alone; an empty code shows all of them."""
        changes: dict[str, str] = {str(kind): code}
        self._set(replace(self._filter, **changes))

    def _set(self, chosen: LogFilter) -> None:
        self._filter = chosen
        self.refresh()
        row_id = self.table.selected_id
        if row_id:
            self._on_row(row_id)


def _brief(event: EpisodeEvent) -> str:
    return f"{day_words(event, short=True)}, {events_words(event)}"
