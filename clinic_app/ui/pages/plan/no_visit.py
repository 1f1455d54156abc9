"""What the page says while no visit is open."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clinic_app.i18n import _, day_text
from clinic_app.services.chart import Chart
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.empty_state import EmptyState


class NoVisit(QWidget):
    """Start a visit, or look at the last signed one."""

    start_requested = Signal()
    #: Id of the last signed note.
    note_requested = Signal(str)

    def __init__(self, chart: Chart, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        start = ActionButton("button:start_visit", _("Start visit"), ButtonKind.PRIMARY_STANDARD)
        start.clicked.connect(self.start_requested)
        actions = [start]
        note = chart.last_note
        if note is not None:
            words = _("Open the note of {day}").format(day=day_text(note.day))
            last = ActionButton("button:last_note", words)
            last.clicked.connect(lambda: self.note_requested.emit(str(note.id)))
            actions.append(last)
        text = _("Assessment and plan belong to a visit. A signed one can only be added to, in Documents.")
        empty = EmptyState("plan_empty", _("No visit is open"), text, icon_name="clipboard-list", actions=actions)
        column = QVBoxLayout(self)
        column.addWidget(empty)
        self.setFocusProxy(start)
