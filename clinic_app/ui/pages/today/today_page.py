"""The day's list."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from clinic_app.domain.drafts import Draft
from clinic_app.domain.errors import ConflictError
from clinic_app.domain.visits import Visit, VisitState
from clinic_app.i18n import _, clock_text, long_day_text, ngettext
from clinic_app.services import worklist
from clinic_app.services.context import Desk
from clinic_app.services.views import DayRow
from clinic_app.ui.frame.find_button import FindButton
from clinic_app.ui.pages.page import Page
from clinic_app.ui.pages.today.day_words import columns, row_of, state_words, summary
from clinic_app.ui.pages.today.preview_card import PreviewCard
from clinic_app.ui.tasks import TaskRunner
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.chip import Chip, ChipKind
from clinic_app.ui.widgets.clinic_table import ClinicTable
from clinic_app.ui.widgets.empty_state import EmptyState
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.notice_strip import NoticeStrip
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.toast import toast_of

_REFRESH_MS = 20_000
_STATES = tuple(VisitState)
_PREVIEW = 250
_ROW, _TALL_ROW = 33, 42
_REASON = next(place for place, column in enumerate(columns()) if column.id == "reason")
#: Page width below which the preview is a drawer over the list.
_NARROW = 1090


class TodayPage(Page):
    """J/K, Enter opens, digits set the state. The list refreshes by itself and keeps its selection."""

    #: A chart is wanted; carries the patient id.
    open_requested = Signal(str)
    #: A visit is wanted; carries the patient id and the reason.
    visit_requested = Signal(str, str)
    #: A child is to be registered; carries what was typed, here nothing.
    register_requested = Signal(str)
    #: The search is wanted.
    find_requested = Signal()
    #: A registration that was left open is to be gone on with; carries the ``Draft``.
    resume_requested = Signal(object)

    def __init__(self, desk: Desk, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._runner = desk, runner
        self._day = desk.context.clock.today()
        self._today = self._day
        self._rows: tuple[DayRow, ...] = ()
        self._read_at = ""
        self._filter: VisitState | None = None
        self._lost: DayRow | None = None
        self.setObjectName("page:today")
        self._build_ui()
        self._timer = QTimer(self)
        self._timer.setInterval(_REFRESH_MS)
        self._timer.timeout.connect(self._on_time)
        self._timer.start()
        self._shortcut("Ctrl+Return", self._start_selected)
        self._shortcut("Ctrl+Enter", self._start_selected)
        self._shortcut("F6", self._toggle_drawer)
        self.setFocusProxy(self._table)
        self._say_day()

    def _shortcut(self, keys: str, slot: Callable[[], None]) -> None:
        QShortcut(QKeySequence(keys), self, slot, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _build_ui(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addLayout(self._make_top())
        column.addLayout(self._make_filters())
        self._unfinished = NoticeStrip("notice:unfinished", icon_name="note")
        self._unfinished.hide()
        self._offered: tuple[Draft, ...] = ()
        go_on = ActionButton("button:resume_registration", _("Go on with the newest"))
        go_on.clicked.connect(self._resume_newest)
        self._unfinished.add_action(go_on)
        column.addWidget(self._unfinished)
        self._columns = QHBoxLayout()
        self._columns.setSpacing(10)
        self._columns.addWidget(self._make_list(), 1)
        self._preview = PreviewCard(self._desk, self._runner, self)
        self._preview.setFixedWidth(px(_PREVIEW))
        self._preview.open_requested.connect(self._open_selected)
        self._preview.start_requested.connect(self._start_selected)
        self._columns.addWidget(self._preview)
        column.addLayout(self._columns, 1)

    def _make_top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self._title = PlainLabel("", TextStyle.TITLE)
        row.addWidget(self._title)
        row.addStretch(1)
        self._drawer_button = ActionButton("button:preview", _("About the child"), key="F6")
        self._drawer_button.clicked.connect(self._toggle_drawer)
        self._drawer_button.hide()
        row.addWidget(self._drawer_button)
        for name, words, icon_name, days in (
            ("previous_day", _("Previous day"), "chevron-left", -1),
            ("today", _("Today"), "", 0),
            ("next_day", _("Next day"), "chevron-right", 1),
        ):
            button = ActionButton(f"button:{name}", "" if icon_name else words, icon_name=icon_name, spoken=words)
            button.clicked.connect(partial(self._move_day, days))
            row.addWidget(button)
        new = ActionButton("button:new_child", _("New child"), key="Ctrl+N", icon_name="user-plus")
        new.clicked.connect(lambda: self.register_requested.emit(""))
        row.addWidget(new)
        return row

    def _make_filters(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(7)
        self._chips: dict[VisitState | None, Chip] = {}
        for state in (None, *_STATES):
            words = _("All") if state is None else state_words(state)
            chip = Chip(f"filter:{state or 'all'}", words, ChipKind.FILTER)
            chip.clicked.connect(partial(self._show_state, state))
            self._chips[state] = chip
            row.addWidget(chip)
        row.addStretch(1)
        find = FindButton()
        find.setObjectName("button:find_today")
        find.clicked.connect(self.find_requested)
        row.addWidget(find)
        return row

    def _make_list(self) -> Card:
        card = Card(margins=(0, 0, 0, 6))
        self._table = ClinicTable("table:today", _("Visits of the day"), columns(), search_column=1)
        self._table.row_selected.connect(self._on_selected)
        self._table.row_opened.connect(self._open_selected)
        self._table.digit_pressed.connect(self._on_digit)
        self._empty = EmptyState("empty:today", _("No one booked"), _("Ctrl+N registers a child, Ctrl+K finds one."))
        self._empty.hide()
        self._hidden = NoticeStrip("notice:hidden", icon_name="filter")
        show_all = ActionButton("button:show_all", _("Show all"))
        show_all.clicked.connect(lambda: self._show_state(None))
        self._hidden.add_action(show_all)
        self._hidden.hide()
        self._summary = PlainLabel("", TextStyle.SMALL, ink="muted")
        self._summary.setObjectName("text:summary")
        self._summary.setContentsMargins(10, 0, 0, 0)
        card.body.addWidget(self._hidden)
        card.body.addWidget(self._table, 1)
        card.body.addWidget(self._empty, 1)
        card.body.addWidget(self._summary)
        return card

    def key_hints(self) -> tuple[tuple[str, str], ...]:
        return (
            ("J K", _("Move")),
            ("Enter", _("Open")),
            ("1–6", _("Set state")),
            ("Ctrl+Enter", _("Start visit")),
            ("Ctrl+K", _("Find")),
            ("Ctrl+N", _("New child")),
        )

    def offer_registrations(self, unfinished: Sequence[Draft]) -> None:
        """Offer registrations that were left half done; the newest is a press away. None takes the offer away."""
        self._offered = tuple(unfinished)
        self._unfinished.setVisible(bool(unfinished))
        count = len(unfinished)
        words = ngettext("{count} registration is not finished.", "{count} registrations are not finished.", count)
        self._unfinished.say(_("Everything typed is kept."), words.format(count=count))

    @Slot()
    def _resume_newest(self) -> None:
        if self._offered:
            self.resume_requested.emit(self._offered[0])

    # The list

    @Slot()
    def _on_time(self) -> None:
        """A hidden list is read when it is shown."""
        if self.isVisible():
            self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read the day again. At midnight a list that showed today moves on by itself."""
        now = self._desk.context.clock.today()
        if now != self._today:
            self._day = now if self._day == self._today else self._day
            self._today = now
            self._say_day()
        wanted = self._day
        self._runner.query(
            self._desk.run, worklist.day_list, wanted, owner=self, on_done=lambda rows: self._show(wanted, rows)
        )

    def _say_day(self) -> None:
        title = long_day_text(self._day)
        self._title.setText(_("Today, {day}").format(day=title) if self._day == self._today else title)

    def _show(self, day: date, rows: tuple[DayRow, ...]) -> None:
        """Rows of a day that is no longer shown are dropped."""
        if day != self._day:
            return
        self._rows = rows
        self._read_at = clock_text(self._desk.context.clock.now())
        counts = Counter(row.visit.state for row in rows)
        for state, chip in self._chips.items():
            words = _("All") if state is None else state_words(state)
            chip.set_words(words, len(rows) if state is None else counts[state])
        self._fill()

    def _fill(self) -> None:
        """Show the rows that the filter lets through; a selected child that it hides is named."""
        now = self._desk.context.clock.now()
        before = self._selected()
        shown = [row for row in self._rows if self._filter in {None, row.visit.state}]
        for state, chip in self._chips.items():
            chip.setChecked(state is self._filter)
        if before is not None and before not in shown:
            self._lost = before
        self._say_lost()
        self._table.set_rows([row_of(row, now, reason_below=self._is_narrow) for row in shown])
        self._table.setVisible(bool(self._rows))
        self._empty.setVisible(not self._rows)
        self._summary.setText(summary(self._rows, now, self._read_at) if self._rows else "")
        if shown and before is not None and before in shown:
            self._preview.show_row(before)

    def _say_lost(self) -> None:
        """Name the child that was selected when the filter hid it."""
        lost = next((row for row in self._rows if self._lost and row.visit.id == self._lost.visit.id), None)
        self._lost = lost if lost is not None and self._filter not in {None, lost.visit.state} else None
        self._hidden.setVisible(self._lost is not None)
        if self._lost is not None:
            words = _("{number} was selected and is hidden by this filter, being: {state}.")
            state = state_words(self._lost.visit.state)
            self._hidden.say(words.format(number=self._lost.patient.number, state=state))

    def _selected(self) -> DayRow | None:
        return next((row for row in self._rows if row.visit.id == self._table.selected_id), None)

    @Slot(str)
    def _on_selected(self, _visit_id: str) -> None:
        self._preview.show_row(self._selected())

    def _show_state(self, state: VisitState | None) -> None:
        self._filter, self._lost = state, None
        self._fill()
        self._table.setFocus()

    def _move_day(self, days: int) -> None:
        self._day = self._today if days == 0 else self._day + timedelta(days=days)
        self._say_day()
        self.refresh()

    @Slot()
    def _open_selected(self, _row: str = "") -> None:
        if (row := self._selected()) is not None:
            self.open_requested.emit(str(row.patient.id))

    @Slot()
    def _start_selected(self) -> None:
        if (row := self._selected()) is not None:
            self.visit_requested.emit(str(row.patient.id), row.visit.reason)

    # States

    @Slot(str, int)
    def _on_digit(self, visit_id: str, digit: int) -> None:
        row = next((one for one in self._rows if one.visit.id == visit_id), None)
        if row is None or not 1 <= digit <= len(_STATES) or row.visit.state is _STATES[digit - 1]:
            return
        number, before = row.patient.number, row.visit.state

        def tell(moved: Visit) -> None:
            words = _("{number} is now: {state}").format(number=number, state=state_words(moved.state))
            toast_of(self).say(words, lambda: self._set_state(moved, before))

        self._set_state(row.visit, _STATES[digit - 1], tell)

    def _set_state(self, visit: Visit, state: VisitState, tell: Callable[[Visit], None] | None = None) -> None:
        def on_done(moved: Visit) -> None:
            self.refresh()
            if tell is not None:
                tell(moved)

        self._runner.command(
            self._desk.run,
            worklist.set_visit_state,
            visit.id,
            state,
            seen=visit.version,
            owner=self,
            on_done=on_done,
            on_failed=partial(self._on_state_failed, visit),
        )

    def _on_state_failed(self, visit: Visit, problem: Exception) -> None:
        if not isinstance(problem, ConflictError):
            self._runner.failed.emit(problem)
            self.refresh()
            return
        day = self._day

        def tell(rows: tuple[DayRow, ...]) -> None:
            self._show(day, rows)
            now = next((row for row in rows if row.visit.id == visit.id), None)
            toast_of(self).say(_changed_words(now))

        self._runner.query(self._desk.run, worklist.day_list, day, owner=self, on_done=tell)

    # The drawer

    @property
    def _is_narrow(self) -> bool:
        return self.width() < px(_NARROW)

    @Slot()
    def _toggle_drawer(self) -> None:
        """In a narrow window the preview opens over the list; in a wide one it takes the keys."""
        if self._is_narrow:
            self._preview.setVisible(self._preview.isHidden())
            self._place_drawer()
        elif self._table.hasFocus():
            self._preview.focusNextChild()
            return
        self._table.setFocus()

    def _place_drawer(self) -> None:
        top = self._columns.geometry()
        self._preview.setGeometry(top.right() - self._preview.width() + 1, top.top(), px(_PREVIEW), top.height())
        self._preview.raise_()

    def _fit_rows(self) -> None:
        """In a narrow window the reason goes under the name, so that every other column is seen."""
        self._table.setColumnHidden(_REASON, self._is_narrow)
        self._table.set_row_height(_TALL_ROW if self._is_narrow else _ROW)
        self._fill()

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        in_layout = self._columns.indexOf(self._preview) >= 0
        self._drawer_button.setVisible(self._is_narrow)
        if self._is_narrow and in_layout:
            self._columns.removeWidget(self._preview)
            self._preview.hide()
            self._fit_rows()
        elif not self._is_narrow and not in_layout:
            self._columns.addWidget(self._preview)
            self._preview.show()
            self._fit_rows()
        if self._is_narrow:
            QTimer.singleShot(0, self, self._place_drawer)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()


def _changed_words(row: DayRow | None) -> str:
    """What happened meanwhile, so that nobody sets a state over somebody else's."""
    if row is None:
        return _("The visit is no longer on the list of this day.")
    state, who = state_words(row.visit.state), row.visit.with_person
    words = _("{number} was changed meanwhile and is now: {state}. Nothing was overwritten.")
    if who:
        words = _("{number} was changed meanwhile and is now: {state}, {who}. Nothing was overwritten.")
    return words.format(number=row.patient.number, state=state, who=who)
