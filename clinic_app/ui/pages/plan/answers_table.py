"""Every flag and the answer to it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from clinic_app.clinical.assessment import Flag
from clinic_app.domain.record import VisitRecord
from clinic_app.i18n import _
from clinic_app.ui.pages.flags.flag_words import LEVELS
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.level_mark import LevelMark
from clinic_app.ui.widgets.plain_label import PlainLabel


class AnswersTable(QWidget):
    """A flag without an answer stands in the way of signing."""

    #: A reason is to be given; carries the rule id and title.
    dismiss_requested = Signal(str, str)
    #: A line is to be written for a flag; carries the rule id.
    line_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("table:flag_answers")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 4)
        self._grid.setColumnStretch(3, 3)

    def show_flags(self, flags: Sequence[Flag], record: VisitRecord, may_act: bool) -> None:
        """Show each flag with its level and its answer, or the two ways to answer it."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for row, flag in enumerate(flags):
            level = LEVELS[flag.urgency]
            self._grid.addWidget(LevelMark(level), row, 0)
            self._grid.addWidget(PlainLabel(flag.title, wrap=True), row, 1)
            self._grid.addWidget(PlainLabel(level.words, TextStyle.SMALL, ink="secondary"), row, 2)
            words = answer_words(flag.id, record)
            if words or not may_act:
                self._grid.addWidget(PlainLabel(words or _("no answer yet"), TextStyle.SMALL, wrap=True), row, 3, 1, 2)
                continue
            plan = ActionButton(f"button:line:{flag.id}", _("Add to plan"), ButtonKind.SMALL)
            plan.clicked.connect(lambda _on=False, rule=flag.id: self.line_requested.emit(rule))
            dismiss = ActionButton(f"button:dismiss:{flag.id}", _("Dismiss"), ButtonKind.SMALL)
            dismiss.clicked.connect(lambda _on=False, one=flag: self.dismiss_requested.emit(one.id, one.title))
            self._grid.addWidget(plan, row, 3)
            self._grid.addWidget(dismiss, row, 4)
        if not flags:
            none = PlainLabel(_("No flag was raised by what is recorded."), ink="muted", wrap=True)
            self._grid.addWidget(none, 0, 0, 1, 5)


def answer_words(rule_id: str, record: VisitRecord) -> str:
    """``In plan, line 2`` or the dismissal; empty while there is no answer."""
    answer = record.flag_answers.get(rule_id)
    if answer is not None and answer.dismissed:
        return _("Dismissed: {reason}").format(reason=answer.reason)
    for place, line in enumerate(record.plan, start=1):
        if rule_id in line.flags:
            return _("In plan, line {place}").format(place=place)
    return ""
