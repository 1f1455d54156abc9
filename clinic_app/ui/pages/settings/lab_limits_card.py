"""Laboratory limits: what ships, and this clinic's own beside it."""

from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from clinic_app.clinical.nutrition.lab_limits import LabLimit
from clinic_app.clinical.nutrition.own_limits import limits_in
from clinic_app.domain.local_rules import LocalRule
from clinic_app.i18n import _, day_text
from clinic_app.services import lab_limits
from clinic_app.services.context import Desk
from clinic_app.services.lab_limits import AnalyteEntry
from clinic_app.services.nutrition import limit_words, whom_words
from clinic_app.services.wording import source_words
from clinic_app.ui.pages.settings.lab_limit_dialog import NewLimitDialog, RemoveLimitDialog
from clinic_app.ui.pages.settings.reason_dialog import ReasonDialog
from clinic_app.ui.tasks import TaskRunner
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.clinic_table import ClinicTable
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.table_cells import Cell, Column, Ink, Row
from clinic_app.ui.widgets.unit_words import unit_word

_DETAIL = 430


class LabLimitsCard(Card):
    """A table of laboratory values beside the limits of the one that is selected.

    Args:
        refusal: who may change a limit; empty for who may.
        hidden: why no limit is shown; empty for who may read them.
    """

    def __init__(
        self, desk: Desk, runner: TaskRunner, refusal: str, hidden: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Laboratory limits"), margins=(0, 0, 0, 0), spacing=0, parent=parent)
        self.setObjectName("card:lab_limits")
        self._desk, self._runner, self._refusal, self._hidden = desk, runner, refusal, hidden
        self._entries: dict[str, AnalyteEntry] = {}
        told = hidden or _(
            "A limit of the clinic stands beside the shipped one, never in its place. Rules keep theirs."
        )
        self.header_right.addWidget(PlainLabel(told, TextStyle.SMALL, ink="muted"))
        columns = (
            Column("value", _("Value"), 200, stretches=True),
            Column("unit", _("Unit"), 150),
            Column("shipped", _("Shipped limits"), 110),
            Column("own", _("In this clinic"), 130),
        )
        self._table = ClinicTable("table:lab_limits", _("Laboratory values"), columns, row_height=28, search_column=0)
        self._table.row_selected.connect(self._show_detail)
        self._scroll = QScrollArea()
        self._scroll.setObjectName("scroll:lab_limit")
        self._scroll.setAccessibleName(_("Limits of the selected value"))
        self._scroll.setFixedWidth(px(_DETAIL))
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._table, 1)
        row.addWidget(self._scroll)
        self.body.addLayout(row, 1)

    @property
    def table(self) -> ClinicTable:
        """The table."""
        return self._table

    @Slot()
    def refresh(self) -> None:
        """Read the limits and the decisions anew."""
        if not self._hidden:
            self._runner.query(self._desk.run, lab_limits.limit_book, owner=self, on_done=self._on_book)

    def _on_book(self, book: tuple[AnalyteEntry, ...]) -> None:
        self._entries = {entry.field.id: entry for entry in book}
        self._table.set_rows([_row(entry) for entry in book])
        self._show_detail(self._table.selected_id)

    @Slot(str)
    def _show_detail(self, field_id: str) -> None:
        entry = self._entries.get(field_id)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(14), px(10), px(14), px(12))
        column.setSpacing(px(6))
        if entry is not None:
            self._fill(column, entry)
        column.addStretch(1)
        self._scroll.setWidget(inside)

    def _fill(self, column: QVBoxLayout, entry: AnalyteEntry) -> None:
        column.addWidget(PlainLabel(entry.label, TextStyle.HEADING, wrap=True))
        column.addWidget(PlainLabel(_("As it ships"), TextStyle.STRONG))
        for limit in entry.shipped:
            column.addWidget(PlainLabel(_shipped_words(limit), wrap=True))
            about = _("{source}. How sure: {sure}").format(source=source_words(limit.source), sure=limit.confidence)
            column.addWidget(PlainLabel(about, TextStyle.SMALL, ink="secondary", wrap=True))
        if not entry.shipped:
            column.addWidget(PlainLabel(_("No limit ships for this value."), ink="secondary", wrap=True))
        column.addWidget(PlainLabel(_("In this clinic"), TextStyle.STRONG))
        if not entry.own:
            column.addWidget(PlainLabel(_("No limit of its own"), ink="secondary", wrap=True))
        for number, limit in enumerate(entry.own):
            self._add_own(column, entry, limit, number)
        if self._refusal:
            column.addWidget(PlainLabel(self._refusal, TextStyle.SMALL, ink="muted", wrap=True))
        else:
            new = ActionButton("button:open_lab_limit", _("Set a limit of this clinic…"), ButtonKind.SMALL)
            new.clicked.connect(lambda: self._open(NewLimitDialog(self._desk, entry, self._runner, self)))
            column.addWidget(new, 0, Qt.AlignmentFlag.AlignLeft)
        self._add_history(column, entry)

    def _add_own(self, column: QVBoxLayout, entry: AnalyteEntry, limit: LabLimit, number: int) -> None:
        words = PlainLabel(f"{whom_words(limit)}: {limit_words(limit)}", wrap=True)
        words.setObjectName(f"text:own_limit_{number}")
        column.addWidget(words)
        if not self._refusal:
            spoken = _("Remove the limit for {whom}").format(whom=whom_words(limit))
            remove = ActionButton(f"button:remove_lab_limit_{number}", _("Remove…"), ButtonKind.SMALL, spoken=spoken)
            remove.clicked.connect(partial(self._remove, entry, limit))
            column.addWidget(remove, 0, Qt.AlignmentFlag.AlignLeft)

    def _add_history(self, column: QVBoxLayout, entry: AnalyteEntry) -> None:
        if entry.history:
            column.addWidget(PlainLabel(_("What was decided"), TextStyle.STRONG))
        for decision in reversed(entry.history):
            label = PlainLabel(_decision_words(decision), TextStyle.SMALL, wrap=True)
            label.setObjectName(f"text:decision_{decision.version}")
            column.addWidget(label)

    def _remove(self, entry: AnalyteEntry, limit: LabLimit) -> None:
        self._open(RemoveLimitDialog(self._desk, entry, limit, self._runner, self))

    def _open(self, dialog: ReasonDialog) -> None:
        dialog.worked.connect(self.refresh)
        dialog.finished.connect(self._table.setFocus)
        dialog.open()
        dialog.focus_first()


def _row(entry: AnalyteEntry) -> Row:
    count = len(entry.own)
    own = Cell(_("{count} of its own").format(count=count), icon_name="pencil") if count else Cell("–", ink=Ink.MUTED)
    units = ", ".join(unit_word(unit) for unit in (entry.field.unit, *(one.unit for one in entry.field.other_units)))
    return Row(entry.field.id, (Cell(entry.label), Cell(units), Cell(str(len(entry.shipped))), own))


def _shipped_words(limit: LabLimit) -> str:
    what = f"{limit.by}, {limit.what}" if limit.by else limit.what
    return f"{whom_words(limit)}: {limit_words(limit)} ({what})"


def _decision_words(decision: LocalRule) -> str:
    limits = limits_in(decision)
    what = "; ".join(f"{whom_words(one)}: {limit_words(one)}" for one in limits) or _("shipped limits alone")
    return _("{version}. {what}. “{reason}”, {name}, {day}").format(
        version=decision.version,
        what=what,
        reason=decision.reason,
        name=decision.person_name,
        day=day_text(decision.at.astimezone().date()),
    )
