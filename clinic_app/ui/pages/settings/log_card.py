"""Who did what, newest first, and whether the chain of the log is whole."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from clinic_app.i18n import _, day_text, number_text
from clinic_app.services import clinic_settings
from clinic_app.services.context import Desk
from clinic_app.services.folding import fold
from clinic_app.services.views import AuditLine, AuditReport
from clinic_app.ui.pages.settings.words import event_words
from clinic_app.ui.tasks import TaskRunner
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.clinic_table import ClinicTable
from clinic_app.ui.widgets.empty_state import EmptyState
from clinic_app.ui.widgets.icon import Icon
from clinic_app.ui.widgets.input_box import InputBox
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.notice_strip import NoticeStrip
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.table_cells import Cell, Column, Ink, Row

#: Events that are read at once; older ones on request.
PAGE_EVENTS = 500


class LogCard(Card):
    """Reads the log and checks its chain off this thread.

    Args:
        refusal: why the log is not shown, empty for who may read it.
    """

    def __init__(self, desk: Desk, runner: TaskRunner, refusal: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Access and change log"), margins=(0, 0, 0, 0), spacing=0, parent=parent)
        self._desk, self._runner, self._may = desk, runner, not refusal
        self._lines: tuple[AuditLine, ...] = ()
        self._rows: list[tuple[str, Row]] = []
        self.setObjectName("card:log")
        self._build_ui(refusal)

    def _build_ui(self, refusal: str) -> None:
        self._shield = Icon("shield-check", "text_secondary", 16)
        self._chain = PlainLabel("", TextStyle.SMALL, ink="secondary")
        self._chain.setObjectName("text:chain")
        self.header_right.addWidget(self._shield)
        self.header_right.addWidget(self._chain)
        self._shield.hide()
        self._broken = NoticeStrip("notice:chain", warning=True, icon_name="alert-circle")
        self._broken.hide()
        self.body.addWidget(self._broken)
        if not self._may:
            self.body.addWidget(
                EmptyState("empty:log", _("The log is not for every role"), refusal, icon_name="lock"), 1
            )
        self._tools = self._make_tools()
        self.body.addWidget(self._tools)
        columns = (
            Column("time", _("Time"), 152),
            Column("who", _("Who"), 150),
            Column("kind", _("Kind"), 96),
            Column("child", _("Child"), 84),
            Column("what", _("What"), 240, stretches=True),
            Column("where", _("Station"), 120),
        )
        self._table = ClinicTable("table:log", _("Access and change log"), columns, row_height=28, search_column=1)
        self.body.addWidget(self._table, 1)
        self._tools.setVisible(self._may)
        self._table.setVisible(self._may)

    def _make_tools(self) -> QWidget:
        tools = QWidget()
        row = QHBoxLayout(tools)
        row.setContentsMargins(px(10), px(6), px(10), px(6))
        row.setSpacing(px(8))
        box = InputBox()
        box.setFixedWidth(px(240))
        self._search = box.edit
        self._search.setObjectName("field:log_search")
        self._search.setAccessibleName(_("Show only events with these words"))
        self._search.setPlaceholderText(_("Person, child's number or word"))
        self._search.textChanged.connect(self._show_rows)
        self._count = PlainLabel("", TextStyle.SMALL, ink="muted")
        self._count.setObjectName("text:log_count")
        self._older = ActionButton("button:log_older", _("Show older events"), ButtonKind.SMALL)
        self._older.clicked.connect(self._read_older)
        self._older.hide()
        row.addWidget(Icon("search", "text_secondary", 16))
        row.addWidget(box)
        row.addStretch(1)
        row.addWidget(self._count)
        row.addWidget(self._older)
        return tools

    @property
    def table(self) -> ClinicTable:
        """The table."""
        return self._table

    def focus_search(self) -> None:
        """Start typing what to look for."""
        self._search.setFocus()
        self._search.selectAll()

    @Slot()
    def refresh(self) -> None:
        """Read the newest events and check the chain again."""
        if not self._may:
            return
        run = self._desk.run
        self._runner.query(run, clinic_settings.audit_log, PAGE_EVENTS, owner=self, on_done=self._on_newest)
        self._runner.query(run, clinic_settings.check_audit, owner=self, on_done=self._on_checked)

    @Slot()
    def _read_older(self) -> None:
        self._older.setEnabled(False)
        oldest = self._lines[-1].seq
        self._runner.query(
            self._desk.run, clinic_settings.audit_log, PAGE_EVENTS, oldest, owner=self, on_done=self._on_older
        )

    def _on_newest(self, lines: tuple[AuditLine, ...]) -> None:
        self._rows = []
        self._lines = ()
        self._on_older(lines)

    def _on_older(self, lines: tuple[AuditLine, ...]) -> None:
        self._lines += lines
        self._rows += [(_search_words(row), row) for row in map(_row, lines)]
        self._older.setVisible(len(lines) == PAGE_EVENTS)
        self._older.setEnabled(True)
        self._show_rows()

    @Slot()
    def _show_rows(self) -> None:
        wanted = fold(self._search.text()).split()
        shown = [row for words, row in self._rows if all(word in words for word in wanted)]
        self._table.set_rows(shown)
        words = _("{shown} of the newest {loaded}") if wanted else _("newest {loaded}")
        self._count.setText(words.format(shown=number_text(len(shown)), loaded=number_text(len(self._rows))))

    def _on_checked(self, report: AuditReport) -> None:
        whole = report.broken_at is None
        words = _("Chain whole, {count} events") if whole else _("Chain broken at event {broken} of {count}")
        broken = "" if report.broken_at is None else number_text(report.broken_at)
        self._chain.setText(words.format(count=number_text(report.events), broken=broken))
        self._chain.set_ink("secondary" if whole else "danger")
        self._shield.setVisible(True)
        self._shield.set_icon("shield-check" if whole else "alert-circle")
        self._broken.setVisible(not whole)
        if not whole:
            self._broken.say(
                _(
                    "Event {broken} or one before it was changed, taken out or put in by something other than this "
                    "program. The children's records were not changed by this check. Keep this file and the last "
                    "backups as they are, and tell whoever answers for the clinic's data."
                ).format(broken=broken),
                _("The log is not whole"),
            )


def _row(line: AuditLine) -> Row:
    said = event_words(line)
    at = _("{day}, {time}").format(day=day_text(line.at.astimezone().date()), time=f"{line.at.astimezone():%H:%M:%S}")
    cells = (
        Cell(at),
        Cell(line.who),
        Cell(said.kind, icon_name=said.icon_name),
        Cell(line.number or "–", ink=Ink.PRIMARY if line.number else Ink.MUTED),
        Cell(said.what),
        Cell(line.workstation, ink=Ink.MUTED),
    )
    return Row(str(line.seq), cells)


def _search_words(row: Row) -> str:
    return fold(" ".join(cell.text for cell in row.cells))
