"""One flag or pattern card of an event, in a sentence."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from clinic_app.i18n import _
from clinic_app.services.episodes.verdict import LineKind, VerdictLine
from clinic_app.ui.pages.flags.flag_words import LEVELS
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.icon import Icon
from clinic_app.ui.widgets.level_mark import Level, LevelMark
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.run_in_label import RunInLabel


class VerdictRow(QWidget):
    """The mark says how soon a flag asks for something, and that a card is not safe; the words say it again."""

    #: Why was pressed.
    why_requested = Signal()

    def __init__(self, line: VerdictLine, *, leads: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        top = Qt.AlignmentFlag.AlignTop
        mark = _mark(line)
        mark.setMinimumHeight(px(20))
        row.addWidget(mark, 0, top)
        row.addWidget(RunInLabel(line.strong, line.text), 1)
        if leads and line.why is not None:
            why = ActionButton("button:why_event", _("Why"), ButtonKind.SMALL, key="W")
            why.clicked.connect(self.why_requested)
            row.addWidget(why, 0, top)


def _mark(line: VerdictLine) -> QWidget:
    if line.kind is LineKind.FLAG:
        return LevelMark(LEVELS[line.urgency])
    if line.kind is LineKind.NOT_SAFE:
        return LevelMark(Level.WEEKS)
    name = {LineKind.FITS: "info-circle", LineKind.POSSIBLE: "help-circle"}.get(line.kind, "circle-dashed")
    return Icon(name, "text_secondary", 14)
