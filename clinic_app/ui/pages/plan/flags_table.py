"""Every flag and the answer to it; each needs one before signing."""

from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from clinic_app.clinical.assessment import Flag
from clinic_app.domain.record import VisitRecord
from clinic_app.i18n import _
from clinic_app.services.assessing import Picture
from clinic_app.ui.pages.flags.flag_words import LEVELS
from clinic_app.ui.pages.plan.grid_table import GridTable
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.why_opener import why_button
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.icon import Icon
from clinic_app.ui.widgets.level_mark import Level, LevelMark
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel


class _Row(NamedTuple):
    """What a row shows; the table is made anew only when this changes."""

    id: str
    title: str
    level: Level
    line: int  # place in the plan, 0 for none
    reason: str  # of a dismissal


class FlagsTable(QWidget):
    """Asks for what is to be done through its signals; each carries the rule id."""

    plan_requested = Signal(str)
    dismiss_requested = Signal(str)
    line_requested = Signal(str)
    withdraw_requested = Signal(str)
    why_requested = Signal(str)

    def __init__(self, *, may_write: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._may_write = may_write
        self._rows: tuple[_Row, ...] = ()
        self.setObjectName("plan_flags")
        columns = (("", 18, 0), (_("Flag"), 150, 5), (_("Level"), 92, 0), (_("Answer"), 150, 3), ("", 30, 0))
        self._table = GridTable("plan_flags_table", _("Flags and your answer"), columns)
        self._none = PlainLabel(_("No flag from what is recorded so far."), TextStyle.SMALL, ink="muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._none)
        column.addWidget(self._table)
        self._table.hide()

    def show_flags(self, picture: Picture, record: VisitRecord) -> None:
        """Show the flags and their answers; the keyboard stays where it is."""
        rows = tuple(_row(flag, record) for flag in picture.assessment.flags)
        if rows == self._rows:
            return
        focused = QApplication.focusWidget()
        held = focused.objectName().split(":")[-1] if focused is not None and self.isAncestorOf(focused) else ""
        self._rows = rows
        self._table.clear_rows()
        for row in rows:
            self._table.add_row((
                LevelMark(row.level),
                PlainLabel(row.title, wrap=True),
                PlainLabel(row.level.words, TextStyle.SMALL, ink="secondary"),
                self._answer(row),
                self._why(row),
            ))  # fmt: skip
        self._table.setVisible(bool(rows))
        self._none.setVisible(not rows)
        if held:
            self.focus_flag(held)

    def focus_flag(self, rule_id: str) -> bool:
        """Give the keyboard to the first control of a flag; ``False`` when it is not raised."""
        for name in ("answer_plan", "open_line", "withdraw"):
            button = self.findChild(QWidget, f"button:{name}:{rule_id}")
            if button is not None and not button.isHidden() and button.isEnabled():
                button.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def _answer(self, row: _Row) -> QWidget:
        cell = QWidget()
        line = QHBoxLayout(cell)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(px(6))
        if row.line:
            line.addWidget(Icon("check", "text_primary", 14))
            line.addWidget(self._button("open_line", row, _("In plan, line {n}").format(n=row.line), ButtonKind.LINK))
        elif row.reason:
            words = PlainLabel(_("Dismissed: {reason}").format(reason=row.reason), TextStyle.SMALL, wrap=True)
            line.addWidget(words, 1)
            line.addWidget(self._button("withdraw", row, _("Take back"), ButtonKind.LINK))
        else:
            line.addWidget(self._button("answer_plan", row, _("To plan"), ButtonKind.SMALL))
            line.addWidget(self._button("answer_dismiss", row, _("Dismiss"), ButtonKind.SMALL))
        line.addStretch(0 if row.reason else 1)
        return cell

    def _why(self, row: _Row) -> QWidget:
        button = why_button(row.id, row.title, brief=True)
        button.clicked.connect(lambda: self.why_requested.emit(row.id))
        return button

    def _button(self, name: str, row: _Row, words: str, kind: ButtonKind) -> ActionButton:
        button = ActionButton(f"button:{name}:{row.id}", words, kind, spoken=f"{words}: {row.title}")
        signal = {
            "open_line": self.line_requested,
            "withdraw": self.withdraw_requested,
            "answer_plan": self.plan_requested,
            "answer_dismiss": self.dismiss_requested,
        }[name]
        button.clicked.connect(lambda: signal.emit(row.id))
        button.setEnabled(self._may_write or name == "open_line")
        return button


def _row(flag: Flag, record: VisitRecord) -> _Row:
    place = next((at for at, line in enumerate(record.plan, start=1) if flag.id in line.flags), 0)
    answer = record.flag_answers.get(flag.id)
    reason = answer.reason if answer is not None and answer.dismissed else ""
    return _Row(flag.id, flag.title, LEVELS[flag.urgency], place, reason)
