"""What flags and pattern cards say, line by line."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clinic_app.clinical.assessment import Assessment
from clinic_app.i18n import _, ngettext
from clinic_app.services.episodes.verdict import LineKind, VerdictLine, verdict
from clinic_app.services.knowledge import Knowledge
from clinic_app.ui.pages.episodes.verdict_row import VerdictRow
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.why_dialog import WhyDialog


class VerdictList(QWidget):
    """The first few lines of what is raised or met; what could only be asked about, and all reasons, are under Why."""

    #: The lines changed.
    shown = Signal()

    def __init__(self, name: str, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._most = most
        self._lines: tuple[VerdictLine, ...] | None = None
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(px(5))

    @property
    def lines(self) -> tuple[VerdictLine, ...]:
        """Every line."""
        return self._lines or ()

    def show_lines(self, lines: Sequence[VerdictLine]) -> None:
        """Show these lines."""
        if tuple(lines) == self._lines:
            return
        self._lines = tuple(lines)
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        met = [line for line in self._lines if line.kind is not LineKind.POSSIBLE][: self._most]
        seen = met or list(self._lines[:1])
        for place, line in enumerate(seen):
            row = VerdictRow(line, leads=place == 0)
            row.why_requested.connect(self.show_why)
            self._rows.addWidget(row)
        more = len(self._lines) - len(seen)
        if more > 0:
            words = ngettext("{count} more under Why", "{count} more under Why", more).format(count=more)
            self._rows.addWidget(PlainLabel(words, TextStyle.SMALL, ink="muted"))
        self.shown.emit()

    def show_why(self) -> None:
        """Everything behind the lines: findings, text of the cards, source and confidence."""
        found = tuple(line.why for line in self.lines if line.why is not None)
        if found:
            WhyDialog(found, self.window()).open()


def lines_of(said: Assessment, knowledge: Knowledge) -> tuple[VerdictLine, ...]:
    """The lines of an assessment; that nothing fits is said, too."""
    found = verdict(said, knowledge)
    if found:
        return found
    words = _("Nothing recorded so far fits a pattern card.")
    return (VerdictLine("", LineKind.NOTHING, said.urgency, words, ""),)
