"""Every shipped rule, how it stands in this clinic, and what was decided about it."""

from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from clinic_app.clinical.local_rules import Limit
from clinic_app.domain.local_rules import LocalRule, RuleState
from clinic_app.i18n import _, day_text, number_text
from clinic_app.services import local_rules
from clinic_app.services.context import Desk
from clinic_app.services.documents.provenance import source_words
from clinic_app.services.folding import fold
from clinic_app.services.knowledge import Knowledge
from clinic_app.services.local_rules import RuleEntry
from clinic_app.services.rule_words import comparison_words, condition_lines, urgency_words
from clinic_app.ui.pages.settings.rule_dialog import LimitDialog, RestoreDialog, RuleDialog, SwitchOffDialog
from clinic_app.ui.tasks import TaskRunner
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.clinic_table import ClinicTable
from clinic_app.ui.widgets.icon import Icon
from clinic_app.ui.widgets.input_box import InputBox
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.table_cells import Cell, Column, Ink, Row

_DETAIL = 430


def _state_words(entry: RuleEntry) -> str:
    if entry.lapsed:
        return _("Shipped; decide again")
    return {
        RuleState.SHIPPED: _("Shipped"),
        RuleState.OFF: _("Switched off"),
        RuleState.CHANGED: _("Limit changed"),
    }[entry.state]


class RulesCard(Card):
    """A table of rules beside the one that is selected.

    Args:
        refusal: who may change a rule; empty for who may.
        hidden: why no rule is shown; empty for who may read them.
    """

    def __init__(
        self, desk: Desk, runner: TaskRunner, refusal: str, hidden: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Rules"), margins=(0, 0, 0, 0), spacing=0, parent=parent)
        self.setObjectName("card:rules")
        self._desk, self._runner, self._refusal, self._hidden = desk, runner, refusal, hidden
        self._entries: dict[str, RuleEntry] = {}
        self._count = PlainLabel(hidden, TextStyle.SMALL, ink="muted")
        self._count.setObjectName("text:rules_count")
        self.header_right.addWidget(self._count)
        self.body.addWidget(self._make_search())
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._make_table(), 1)
        row.addWidget(self._make_detail())
        self.body.addLayout(row, 1)

    def _make_search(self) -> QWidget:
        tools = QWidget()
        row = QHBoxLayout(tools)
        row.setContentsMargins(px(10), px(6), px(10), px(6))
        row.setSpacing(px(8))
        box = InputBox()
        box.setFixedWidth(px(280))
        self._search = box.edit
        self._search.setObjectName("field:rules_search")
        self._search.setAccessibleName(_("Show only rules with these words"))
        self._search.setPlaceholderText(_("Words, id, source, off or changed"))
        self._search.textChanged.connect(self._show_rows)
        row.addWidget(Icon("search", "text_secondary", 16))
        row.addWidget(box)
        row.addStretch(1)
        return tools

    def _make_table(self) -> QWidget:
        columns = (
            Column("id", _("Rule"), 76),
            Column("title", _("What it says"), 240, stretches=True),
            Column("urgency", _("How soon"), 116),
            Column("state", _("In this clinic"), 150),
        )
        self._table = ClinicTable("table:rules", _("Rules"), columns, row_height=28, search_column=1)
        self._table.row_selected.connect(self._show_detail)
        return self._table

    def _make_detail(self) -> QWidget:
        self._scroll = QScrollArea()
        self._scroll.setObjectName("scroll:rule")
        self._scroll.setAccessibleName(_("The selected rule"))
        self._scroll.setFixedWidth(px(_DETAIL))
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return self._scroll

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
        """Read the rules and the decisions anew."""
        if not self._hidden:
            self._runner.query(self._desk.run, local_rules.rule_book, owner=self, on_done=self._on_book)

    def _on_book(self, book: tuple[RuleEntry, ...]) -> None:
        self._entries = {entry.rule.id: entry for entry in book}
        self._show_rows()
        self._show_detail(self._table.selected_id)

    @property
    def _knowledge(self) -> Knowledge:
        return self._desk.context.knowledge

    @Slot()
    def _show_rows(self) -> None:
        wanted = fold(self._search.text()).split()
        shown = [entry for entry in self._entries.values() if all(word in _search_words(entry) for word in wanted)]
        self._table.set_rows([_row(entry) for entry in shown])
        words = _("{shown} of {all} rules")
        self._count.setText(words.format(shown=number_text(len(shown)), all=number_text(len(self._entries))))

    @Slot(str)
    def _show_detail(self, rule_id: str) -> None:
        entry = self._entries.get(rule_id)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(14), px(10), px(14), px(12))
        column.setSpacing(px(6))
        if entry is not None:
            self._fill(column, entry)
        column.addStretch(1)
        self._scroll.setWidget(inside)

    def _fill(self, column: QVBoxLayout, entry: RuleEntry) -> None:
        rule = entry.rule
        column.addWidget(PlainLabel(f"{rule.id}  {rule.title}", TextStyle.HEADING, wrap=True))
        column.addWidget(PlainLabel(f"{urgency_words(rule.urgency)}  ·  {_state_words(entry)}", ink="secondary"))
        column.addWidget(PlainLabel(_("As it ships, version {v}").format(v=rule.version), TextStyle.STRONG))
        for line in condition_lines(rule.condition, self._knowledge):
            column.addWidget(PlainLabel(line, wrap=True))
        if rule.action:
            column.addWidget(PlainLabel(rule.action, ink="secondary", wrap=True))
        sources = "; ".join(source_words(name) for name in rule.source)
        column.addWidget(PlainLabel(_("Source: {s}").format(s=sources), TextStyle.SMALL, ink="secondary", wrap=True))
        sure = _("How sure: {words}").format(words=rule.confidence)
        column.addWidget(PlainLabel(sure, TextStyle.SMALL, ink="secondary", wrap=True))
        self._add_history(column, entry)
        self._add_actions(column, entry)

    def _add_history(self, column: QVBoxLayout, entry: RuleEntry) -> None:
        if not entry.history:
            return
        column.addWidget(PlainLabel(_("In this clinic"), TextStyle.STRONG))
        if entry.lapsed:
            words = _("The rule changed with an update. The shipped rule stands until somebody decides again.")
            column.addWidget(PlainLabel(words, ink="danger", wrap=True))
        for decision in reversed(entry.history):
            label = PlainLabel(self._decision_words(decision), TextStyle.SMALL, wrap=True)
            label.setObjectName(f"text:decision_{decision.version}")
            column.addWidget(label)

    def _decision_words(self, decision: LocalRule) -> str:
        what = {
            RuleState.SHIPPED: _("Shipped rule used again"),
            RuleState.OFF: _("Switched off"),
            RuleState.CHANGED: "; ".join(
                _("{old} changed to {new}").format(
                    old=comparison_words(old, self._knowledge), new=comparison_words(new, self._knowledge)
                )
                for old, new in decision.limits.items()
            ),
        }[decision.state]
        said = _("{version}. {what}. “{reason}”, {name}, {day}")
        return said.format(
            version=decision.version,
            what=what,
            reason=decision.reason,
            name=decision.person_name,
            day=day_text(decision.at.astimezone().date()),
        )

    def _add_actions(self, column: QVBoxLayout, entry: RuleEntry) -> None:
        if self._refusal:
            column.addWidget(PlainLabel(self._refusal, TextStyle.SMALL, ink="muted", wrap=True))
            return
        if entry.state is not RuleState.OFF:
            off = ActionButton("button:open_rule_off", _("Switch off…"), ButtonKind.SMALL)
            off.clicked.connect(lambda: self._open(SwitchOffDialog(self._desk, entry, self._runner, self)))
            column.addWidget(off, 0, Qt.AlignmentFlag.AlignLeft)
            for limit in entry.limits:
                column.addWidget(self._limit_button(entry, limit), 0, Qt.AlignmentFlag.AlignLeft)
        if entry.state is not RuleState.SHIPPED:
            restore = ActionButton("button:open_rule_restore", _("Use the shipped rule again…"), ButtonKind.SMALL)
            restore.clicked.connect(lambda: self._open(RestoreDialog(self._desk, entry, self._runner, self)))
            column.addWidget(restore, 0, Qt.AlignmentFlag.AlignLeft)

    def _limit_button(self, entry: RuleEntry, limit: Limit) -> ActionButton:
        words = comparison_words(limit.text, self._knowledge)
        button = ActionButton(f"button:limit:{limit.text}", _("Change {limit}…").format(limit=words), ButtonKind.SMALL)
        button.clicked.connect(partial(self._change_limit, entry, limit, words))
        return button

    def _change_limit(self, entry: RuleEntry, limit: Limit, words: str) -> None:
        self._open(LimitDialog(self._desk, entry, limit, words, self._runner, self))

    def _open(self, dialog: RuleDialog) -> None:
        dialog.worked.connect(self.refresh)
        dialog.finished.connect(self._table.setFocus)
        dialog.open()
        dialog.focus_first()


def _row(entry: RuleEntry) -> Row:
    shipped = entry.state is RuleState.SHIPPED
    state = Cell(_state_words(entry), ink=Ink.MUTED if shipped else Ink.PRIMARY, icon_name="" if shipped else "pencil")
    rule = entry.rule
    return Row(rule.id, (Cell(rule.id), Cell(rule.title), Cell(urgency_words(rule.urgency)), state))


def _search_words(entry: RuleEntry) -> str:
    rule = entry.rule
    return fold(" ".join((rule.id, rule.title, urgency_words(rule.urgency), _state_words(entry), *rule.source)))
