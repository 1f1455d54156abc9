"""What adding, letting in and ending access have in common: a question, verb buttons, the own password."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from clinic_app.domain.errors import ClinicError, UserError
from clinic_app.i18n import _
from clinic_app.ui.tasks import TaskRunner
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.password_field import PasswordField
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.text_field import TextField

OWN: Final = "own_password"
_WIDTH = 520


class KeyDialog(QDialog):
    """Runs its work off this thread and stays until it is done; what is refused is said beside its field.

    Args:
        name: object name, also of its buttons.
        title: the question or the act.
        verb: what the button does, with its object.
        own_label: above the own password; empty where none is asked for.
    """

    #: It worked; carries what the work gave.
    worked = Signal(object)

    def __init__(
        self,
        name: str,
        title: str,
        verb: str,
        runner: TaskRunner,
        parent: QWidget,
        *,
        own_label: str = "",
        kind: ButtonKind = ButtonKind.PRIMARY_STANDARD,
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._fields: dict[str, TextField | PasswordField] = {}
        self._is_busy = False
        self.setObjectName(f"dialog:{name}")
        self.setWindowTitle(_("Settings"))
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(px(_WIDTH))
        self._title = PlainLabel(title, TextStyle.TITLE, wrap=True)
        self._body = QVBoxLayout()
        self._body.setSpacing(px(10))
        self._problem = PlainLabel("", ink="danger", wrap=True)
        self._problem.setObjectName(f"problem:{name}")
        self._problem.hide()
        self._go = ActionButton(f"button:{name}", verb, kind)
        self._go.clicked.connect(self._on_go)
        self._back = ActionButton(f"button:{name}_back", _("Go back"), key="Esc")
        self._back.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(14), px(16), px(14))
        column.setSpacing(px(12))
        column.addWidget(self._title)
        column.addLayout(self._body)
        if own_label:
            self.add_field(OWN, PasswordField(f"field:{OWN}", own_label, own_label), into=column)
        column.addWidget(self._problem)
        column.addLayout(self._make_buttons())

    def _make_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._back)
        row.addWidget(self._go)
        return row

    @property
    def body(self) -> QVBoxLayout:
        """Where the fields of a dialog go."""
        return self._body

    @property
    def own_password(self) -> str:
        """The own password as typed."""
        return self._fields[OWN].edit.text()

    def add_field(self, key: str, field: TextField | PasswordField, into: QVBoxLayout | None = None) -> None:
        """Show a field; a ``UserError`` whose ``field`` is ``key`` is said beside it. Enter in it goes on."""
        self._fields[key] = field
        (into or self._body).addWidget(field)
        field.edit.returnPressed.connect(self._on_go)

    def set_verb(self, verb: str) -> None:
        """Other words on the button."""
        self._go.set_words(verb)

    def work(self) -> Callable[[], object] | None:
        """What the button does, off this thread, or ``None`` when something is missing and was said."""
        raise NotImplementedError

    def refuse(self, key: str, problem: str) -> None:
        """Say beside a field what is missing, and go there."""
        self._fields[key].set_problem(problem)
        self._fields[key].focus_edit()

    def own_is_missing(self) -> bool:
        """Whether the own password was not typed; said beside its field."""
        if not self.own_password:
            self.refuse(OWN, _("Type your own password."))
        return not self.own_password

    @Slot()
    def _on_go(self) -> None:
        if self._is_busy:
            return
        self._say("")
        work = self.work()
        if work is not None:
            self._set_busy(busy=True)
            self._runner.command(work, owner=self, on_done=self._on_done, on_failed=self._on_failed)

    def _on_done(self, result: object) -> None:
        self._set_busy(busy=False)
        self.worked.emit(result)
        self.accept()

    def _on_failed(self, problem: Exception) -> None:
        self._set_busy(busy=False)
        if isinstance(problem, UserError) and problem.field in self._fields:
            self.refuse(problem.field, problem.message)
        elif isinstance(problem, ClinicError):
            self._say(str(problem))
        else:
            self._runner.failed.emit(problem)

    def _say(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    def _set_busy(self, *, busy: bool) -> None:
        self._is_busy = busy
        self._go.setEnabled(not busy)
        self._back.setEnabled(not busy)
        for field in self._fields.values():
            field.set_read_only(busy)
        if busy:
            self.setCursor(Qt.CursorShape.BusyCursor)
        else:
            self.unsetCursor()

    # Qt overrides

    @Slot()
    def reject(self) -> None:
        """Go back; not while a key is being written."""
        if not self._is_busy:
            super().reject()
