"""What is overdue, what is due soon, and what was not signed."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from clinic_app.domain.errors import ConflictError
from clinic_app.domain.plans import PlanItem, PlanState
from clinic_app.i18n import _, clock_text, ngettext
from clinic_app.services import plans
from clinic_app.services.access import Action
from clinic_app.services.context import Desk
from clinic_app.services.recalls import DueList, Recall, Unsigned, due_list
from clinic_app.ui.pages.due.call_off_dialog import CallOffDialog
from clinic_app.ui.pages.due.due_words import columns, rows_of
from clinic_app.ui.pages.page import Page, Tab
from clinic_app.ui.tasks import TaskRunner
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.clinic_table import ClinicTable
from clinic_app.ui.widgets.empty_state import EmptyState
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.toast import toast_of


class DuePage(Page):
    """Enter opens the child; a line leaves this list only when it is done, or called off with a reason."""

    #: A chart is wanted: patient id, tab, target.
    open_requested = Signal(str, str, str)

    def __init__(self, desk: Desk, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._runner = desk, runner
        self._recalls: dict[str, Recall] = {}
        self._unsigned: dict[str, Unsigned] = {}
        self._may_close = Action.CLOSE_PLAN in desk.context.permissions.get(desk.actor.role, frozenset())
        self.setObjectName("page:due")
        self._build_ui()
        for keys, slot in (("D", self._on_done), ("X", self._on_call_off)):
            QShortcut(QKeySequence(keys), self._table, slot, context=Qt.ShortcutContext.WidgetShortcut)
        self.setFocusProxy(self._table)

    def _build_ui(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addLayout(self._make_top())
        card = Card(margins=(0, 0, 0, 6))
        self._table = ClinicTable("table:due", _("What is due"), columns(), search_column=2)
        self._table.row_opened.connect(lambda _row: self._open())
        self._table.row_selected.connect(self._on_selected)
        self._empty = EmptyState(
            "empty:due",
            _("Nothing is due"),
            _("No open plan line falls in the next two weeks, and every visit of the last 7 days is signed."),
            icon_name="list-check",
        )
        self._empty.hide()
        self._summary = PlainLabel("", TextStyle.SMALL, ink="muted")
        self._summary.setContentsMargins(10, 0, 0, 0)
        card.body.addWidget(self._table, 1)
        card.body.addWidget(self._empty, 1)
        card.body.addWidget(self._summary)
        column.addWidget(card, 1)

    def _make_top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(PlainLabel(_("Due"), TextStyle.TITLE))
        row.addStretch(1)
        self._done = ActionButton("button:line_done", _("Mark as done"), key="D", icon_name="check")
        self._done.clicked.connect(self._on_done)
        self._call_off = ActionButton("button:line_call_off", _("Call off"), key="X", icon_name="x")
        self._call_off.clicked.connect(self._on_call_off)
        self._open_button = ActionButton("button:open_due", _("Open chart"), key="Enter")
        self._open_button.clicked.connect(self._open)
        for button in (self._done, self._call_off, self._open_button):
            row.addWidget(button)
        return row

    def key_hints(self) -> tuple[tuple[str, str], ...]:
        return (("J K", _("Move")), ("Enter", _("Open chart")), ("D", _("Done")), ("X", _("Call off")))

    @Slot()
    def refresh(self) -> None:
        """Read the list again."""
        today = self._desk.context.clock.today()
        self._runner.query(self._desk.run, due_list, today, owner=self, on_done=self._show)

    def _show(self, due: DueList) -> None:
        self._recalls = {one.item.line.id: one for one in due.recalls}
        self._unsigned = {one.visit.id: one for one in due.unsigned}
        rows = rows_of(due)
        self._table.set_rows(rows)
        self._table.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        now = clock_text(self._desk.context.clock.now())
        lines, visits = len(due.recalls), len(due.unsigned)
        parts = (
            ngettext("{count} plan line", "{count} plan lines", lines).format(count=lines),
            ngettext("{count} visit not signed", "{count} visits not signed", visits).format(count=visits),
            _("read {time}").format(time=now),
        )
        self._summary.setText(" · ".join(parts))
        self._on_selected(self._table.selected_id)

    @Slot(str)
    def _on_selected(self, row_id: str) -> None:
        for button in (self._done, self._call_off):
            button.setEnabled(self._may_close and row_id in self._recalls)
        self._open_button.setEnabled(bool(row_id))

    @Slot()
    def _open(self) -> None:
        """A line opens the plan of its child, an unsigned visit the screen where it is signed."""
        chosen = self._table.selected_id
        if (recall := self._recalls.get(chosen)) is not None:
            self.open_requested.emit(str(recall.patient.id), str(Tab.OVERVIEW), "")
        elif (unsigned := self._unsigned.get(chosen)) is not None:
            self.open_requested.emit(str(unsigned.patient.id), str(Tab.PLAN), "")

    # Closing a line

    @Slot()
    def _on_done(self) -> None:
        if self._done.isEnabled() and (recall := self._recalls.get(self._table.selected_id)) is not None:
            self._close(recall, PlanState.DONE, "")

    @Slot()
    def _on_call_off(self) -> None:
        recall = self._recalls.get(self._table.selected_id)
        if not self._call_off.isEnabled() or recall is None:
            return
        dialog = CallOffDialog(recall.patient.number, recall.item.line.what, self)
        dialog.confirmed.connect(partial(self._close, recall, PlanState.CANCELLED))
        dialog.open()

    def _close(self, recall: Recall, state: PlanState, reason: str) -> None:
        def tell(closed: PlanItem) -> None:
            self.refresh()
            words = _("{number}: done.") if state is PlanState.DONE else _("{number}: called off.")
            toast_of(self).say(words.format(number=recall.patient.number), partial(self._reopen, closed))

        self._set(recall.item, state, reason, tell)

    def _reopen(self, closed: PlanItem) -> None:
        self._set(closed, PlanState.OPEN, "", lambda _item: self.refresh())

    def _set(self, item: PlanItem, state: PlanState, reason: str, on_done: Callable[[PlanItem], None]) -> None:
        self._runner.command(
            self._desk.run,
            plans.close_line,
            item.line.id,
            state,
            reason,
            seen=item.version,
            owner=self,
            on_done=on_done,
            on_failed=self._on_failed,
        )

    def _on_failed(self, problem: Exception) -> None:
        self.refresh()
        if isinstance(problem, ConflictError):
            toast_of(self).say(_("Somebody else changed this line meanwhile. Nothing was overwritten."))
            return
        self._runner.failed.emit(problem)

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._table.setFocus()
        self.refresh()
