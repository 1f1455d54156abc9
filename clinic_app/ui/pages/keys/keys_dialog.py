"""Every shortcut, by where it acts."""

from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from clinic_app.i18n import _
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton
from clinic_app.ui.widgets.key_cap import KeyCap
from clinic_app.ui.widgets.plain_label import PlainLabel


def _groups() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    return (
        (
            _("Everywhere"),
            (
                ("Ctrl+K", _("Find a child or an action")),
                ("Ctrl+N", _("New child")),
                ("Ctrl+P", _("Print for the open child")),
                ("Ctrl+T", _("Light, dark, high contrast")),
                ("Ctrl+Shift+L", _("Lock")),
                ("?", _("This list")),
            ),
        ),
        (_("Lists"), (("J  K", _("Down, up")), ("Enter", _("Open")), ("1–6", _("Set the state on Today")))),
        (_("A child"), (("Alt+1–8", _("Screens")), ("E", _("Examine")), ("G", _("Growth")), ("F", _("Flags")))),
        (
            _("Examination"),
            (
                ("J  K", _("Item")),
                ("← →", _("The child’s right, left")),
                ("0–4", _("The grade, or the first to fifth answer")),
                ("Shift+digit", _("Both sides")),
                ("N", _("Not examined, with the reason")),
                ("V", _("Last visit’s value, to look at")),
                ("B", _("All visits, item by item")),
                ("S", _("Items of every age")),
                ("F", _("Other forms")),
                ("C", _("Comment")),
                ("Backspace", _("Clear")),
                ("Ctrl+Enter", _("Next section")),
            ),
        ),
        (
            _("HINE"),
            (
                ("H", _("Examination, HINE")),
                ("0–3", _("Score")),
                ("+  −", _("Next level or half point up, down")),
                ("A", _("Sides differ")),
                ("M", _("Score of today’s measured angle")),
            ),
        ),
        (
            _("Milestones"),
            (
                ("Y  U  X  L", _("Yes, unsure, not yet, lost")),
                ("N", _("Not asked")),
                ("S", _("Seen here, or told by the family")),
                ("Enter", _("Since when")),
                ("[  ]", _("List of the age before, after")),
            ),
        ),
        (
            _("Episodes"),
            (
                ("Q", _("Quick add")),
                ("Enter  D", _("Edit the line, describe the event")),
                ("Delete  Ctrl+Z", _("Take back, undo")),
                ("A  W  V", _("Ask next, why, this event or all")),
                ("F  H  C", _("Filter, history of the event, compare")),
                ("N  O", _("New episode, about this one")),
                ("[  ]", _("Episode before, after")),
                ("Ctrl+P  Ctrl+T  Ctrl+I", _("Diary: print, type in, bring in")),
            ),
        ),
        (
            _("Assessment and plan"),
            (
                ("Ctrl+I", _("Insert a finding")),
                ("L", _("New plan line")),
                ("Ctrl+L", _("Lines from flags")),
                ("Ctrl+S", _("Sign")),
            ),
        ),
    )


class KeysDialog(QDialog):
    """Opened by ``?``; closed by Esc."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dialog:keys")
        self.setWindowTitle(_("Keys"))
        self.setAccessibleName(_("Keys"))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        grid = QGridLayout()
        grid.setHorizontalSpacing(28)
        grid.setVerticalSpacing(16)
        for place, (title, keys) in enumerate(_groups()):
            inside = QGridLayout()
            inside.setHorizontalSpacing(10)
            inside.setVerticalSpacing(4)
            inside.addWidget(PlainLabel(title, TextStyle.HEADING), 0, 0, 1, 2)
            for row, (key, words) in enumerate(keys, start=1):
                inside.addWidget(KeyCap(key), row, 0)
                inside.addWidget(PlainLabel(words), row, 1)
            inside.setRowStretch(len(keys) + 1, 1)
            inside.setColumnStretch(1, 1)
            grid.addLayout(inside, place // 2, place % 2)
        column.addLayout(grid)
        close = ActionButton("button:close_keys", _("Close"), key="Esc")
        close.clicked.connect(self.accept)
        column.addWidget(close)
