"""Beginning a thread: the family's name for it, and when it was first seen."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from clinic_app.domain.errors import ClinicError
from clinic_app.i18n import _
from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.date_field import DateField
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.text_field import TextField

_FIRST_SEEN = "first_seen"


class NewThreadDialog(QDialog):
    """Stays open, with what was typed, until the thread is stored. Escape leaves it out."""

    def __init__(self, child: OpenChild, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("dialog:new_thread")
        self.setWindowTitle(_("New episode"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._child, self._is_storing = child, False
        log = child.log
        self._name = TextField(
            "thread:name", _("What the family calls it"), _("What the family calls it"), max_characters=80
        )
        born = child.chart.patient.birth_date
        self._first = DateField(
            "thread:first_seen", _("First seen on"), _("First seen, where somebody knows"), today=lambda: log.today,
            born=born,
        )  # fmt: skip
        back = ActionButton("button:new_thread_back", _("Leave it out"), key="Esc")
        self._begin = ActionButton("button:new_thread_begin", _("Begin"), ButtonKind.PRIMARY_STANDARD, key="Enter")
        self._begin.setDefault(True)
        back.clicked.connect(self.reject)
        self._begin.clicked.connect(self.begin)
        row = QHBoxLayout()
        row.addWidget(back)
        row.addStretch(1)
        row.addWidget(self._begin)
        column = QVBoxLayout(self)
        column.setSpacing(px(8))
        column.addWidget(PlainLabel(_("New episode"), TextStyle.TITLE))
        say = _("One for each kind of event: what looks different, or comes at another time, gets a name of its own.")
        column.addWidget(PlainLabel(say, ink="secondary", wrap=True))
        column.addWidget(self._name)
        column.addWidget(self._first)
        column.addLayout(row)
        self.resize(px(440), px(260))
        log.changed.connect(self._on_stored)
        self._name.focus_edit()

    @Slot()
    def begin(self) -> None:
        """Begin it; what cannot be is said beside its field."""
        self._first.commit()
        if self._first.problem:
            self._first.focus_edit()
            return
        self._is_storing = True
        self._child.log.start_thread(self._name.edit.text(), self._first.day, on_failed=self._on_failed)

    def _on_failed(self, problem: Exception) -> None:
        self._is_storing = False
        words = str(problem) if isinstance(problem, ClinicError) else type(problem).__name__
        self._name.set_problem(words)
        (self._first if getattr(problem, "field", "") == _FIRST_SEEN else self._name).focus_edit()

    @Slot()
    def _on_stored(self) -> None:
        if self._is_storing:
            self.accept()
