"""Open plan lines, the most overdue first."""

from datetime import date, timedelta

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from clinic_app.domain.plans import PlanItem, PlanState
from clinic_app.i18n import _, day_text, ngettext
from clinic_app.services import plans
from clinic_app.services.context import Desk
from clinic_app.ui.pages.page import Page, Tab
from clinic_app.ui.tasks import TaskRunner
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.clinic_table import ClinicTable
from clinic_app.ui.widgets.empty_state import EmptyState
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.table_cells import Cell, Column, Row


class DuePage(Page):
    """Enter opens the child; a line leaves this list only when it is done or cancelled."""

    #: A chart is wanted: patient id, tab, target.
    open_requested = Signal(str, str, str)

    def __init__(self, desk: Desk, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._runner = desk, runner
        self._items: dict[str, PlanItem] = {}
        self.setObjectName("page:due")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        top = QHBoxLayout()
        top.addWidget(PlainLabel(_("Due"), TextStyle.TITLE))
        top.addStretch(1)
        done = ActionButton("button:line_done", _("Done"), icon_name="check")
        done.clicked.connect(self._on_done)
        open_chart = ActionButton("button:open_due", _("Open chart"), key="Enter")
        open_chart.clicked.connect(self._open)
        top.addWidget(done)
        top.addWidget(open_chart)
        column.addLayout(top)
        card = Card(margins=(0, 0, 0, 6))
        columns = (
            Column("due", _("Due"), 190),
            Column("child", _("Child"), 220),
            Column("what", _("What"), 380, stretches=True),
            Column("who", _("Who"), 150),
        )
        self._table = ClinicTable("table:due", _("Plan lines that are due"), columns, search_column=1)
        self._table.row_opened.connect(lambda _row: self._open())
        self._empty = EmptyState("empty:due", _("Nothing is due"), _("No open plan line falls in the next two weeks."))
        card.body.addWidget(self._table, 1)
        card.body.addWidget(self._empty, 1)
        column.addWidget(card, 1)
        self.setFocusProxy(self._table)

    def key_hints(self) -> tuple[tuple[str, str], ...]:
        return (("J K", _("Move")), ("Enter", _("Open chart")))

    @Slot()
    def refresh(self) -> None:
        """Read the list again."""
        today = self._desk.context.clock.today()
        self._runner.query(self._read, today, owner=self, on_done=lambda found: self._show(today, found))

    def _read(self, today: date) -> tuple[tuple[PlanItem, str], ...]:
        items = self._desk.run(plans.due_lines, today)
        reads = self._desk.context.reads
        names = {patient_id: reads.patient(patient_id) for patient_id in {item.patient_id for item in items}}
        return tuple(
            (item, f"{names[item.patient_id].display_name}  {names[item.patient_id].number}") for item in items
        )

    def _show(self, today: date, found: tuple[tuple[PlanItem, str], ...]) -> None:
        self._items = {item.line.id: item for item, _name in found}
        self._table.set_rows(
            [
                Row(
                    item.line.id,
                    (Cell(_when(item.line.due, today)), Cell(strong=name), Cell(item.line.what), Cell(item.line.who)),
                )
                for item, name in found
            ]
        )
        self._table.setVisible(bool(found))
        self._empty.setVisible(not found)

    @Slot()
    def _open(self) -> None:
        item = self._items.get(self._table.selected_id)
        if item is not None:
            self.open_requested.emit(str(item.patient_id), str(Tab.OVERVIEW), "")

    @Slot()
    def _on_done(self) -> None:
        item = self._items.get(self._table.selected_id)
        if item is not None:
            self._runner.command(
                self._desk.run,
                plans.close_line,
                item.line.id,
                PlanState.DONE,
                "",
                seen=item.version,
                owner=self,
                on_done=lambda _item: self.refresh(),
            )


def _when(due: date | None, today: date) -> str:
    if due is None:
        return _("No date")
    days = (today - due) // timedelta(days=1)
    if days > 0:
        late = ngettext("{count} day overdue", "{count} days overdue", days).format(count=days)
        return f"{day_text(due)}, {late}"
    return _("{day}, today").format(day=day_text(due)) if days == 0 else day_text(due)
