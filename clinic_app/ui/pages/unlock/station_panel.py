"""State of this station, beside the password."""

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from clinic_app.i18n import _
from clinic_app.ui.pages.unlock.station_state import StationFact, station_facts
from clinic_app.ui.tasks import TaskRunner
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.icon import Icon
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.rule_line import RuleLine

_EVERY_MS = 20_000


class StationPanel(QWidget):
    """Reads the station again every 20 seconds while it is seen; the first time after the window is painted."""

    def __init__(self, place: Path, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place, self._runner = place, runner
        self._shown: tuple[StationFact, ...] = ()
        self.setObjectName("panel:station")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(px(8))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        column.addWidget(PlainLabel(_("State of this station"), TextStyle.HEADING))
        column.addLayout(self._rows)
        note = _("No name of a child is shown on this screen, in the window title or in the task bar while locked.")
        column.addWidget(PlainLabel(note, TextStyle.SMALL, ink="muted", wrap=True))
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.read)
        self._timer.start()
        QTimer.singleShot(0, self, self.read)

    @property
    def facts(self) -> tuple[StationFact, ...]:
        """What is shown; empty until it was read."""
        return self._shown

    @Slot()
    def read(self) -> None:
        """Read the station and show it."""
        self._runner.query(station_facts, self._place, datetime.now(UTC).astimezone(), owner=self, on_done=self._show)

    def _show(self, facts: tuple[StationFact, ...]) -> None:
        if facts == self._shown:
            return
        self._shown = facts
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for fact in facts:
            self._rows.addWidget(_row(fact))
            self._rows.addWidget(RuleLine())


def _row(fact: StationFact) -> QWidget:
    made = QWidget()
    made.setAccessibleName(f"{fact.title}: {fact.text}")
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(px(10))
    row.addWidget(Icon(fact.icon, "text_primary", 17), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(PlainLabel(fact.title, TextStyle.SMALL, ink="muted"))
    words.addWidget(PlainLabel(fact.text, ink="unusual" if fact.warning else "", wrap=True))
    row.addLayout(words, 1)
    if fact.proven:
        row.addWidget(Icon("check", "text_primary", 15), 0, Qt.AlignmentFlag.AlignTop)
    return made
