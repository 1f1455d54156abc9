"""The password of the chosen person."""

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from clinic_app.i18n import _, ngettext
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.password_field import PasswordField
from clinic_app.ui.widgets.plain_label import PlainLabel


class PasswordForm(QWidget):
    """Enter unlocks. After a wrong password the next try waits; what was typed stays and is marked for typing over."""

    submitted = Signal()
    recovery_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._left_s = 0
        self._is_busy = False
        self._field = PasswordField("field:password", _("Password"), _("Password"), height=36)
        self._field.edit.returnPressed.connect(self._on_go)
        self._go = ActionButton("button:unlock", _("Unlock"), ButtonKind.PRIMARY, key="Enter", icon_name="lock-open")
        self._go.clicked.connect(self._on_go)
        self._recovery = ActionButton("button:recovery", _("Use the recovery key"), ButtonKind.LINK)
        self._recovery.clicked.connect(self.recovery_requested)
        self._note = PlainLabel("", TextStyle.SMALL, ink="muted")
        self._note.setObjectName("text:waits")
        row = QHBoxLayout()
        row.setSpacing(px(10))
        row.addWidget(self._go)
        row.addWidget(self._recovery)
        row.addStretch(1)
        row.addWidget(self._note)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(18))
        column.addWidget(self._field)
        column.addLayout(row)
        self._second = QTimer(self)
        self._second.setInterval(1_000)
        self._second.timeout.connect(self._on_second)

    @property
    def password(self) -> str:
        """What is typed."""
        return self._field.text

    @property
    def field(self) -> PasswordField:
        """The field, for showing what is typed."""
        return self._field

    def focus_edit(self) -> None:
        """Put the keyboard into the field."""
        self._field.focus_edit()

    def clear(self) -> None:
        """Forget what was typed and what was said about it, as for another person."""
        self._second.stop()
        self._left_s = 0
        self._field.set_answer(None)
        self._note.setText("")
        self._show_state()

    def set_busy(self, *, busy: bool) -> None:
        """While the key is derived, which takes about a second."""
        self._is_busy = busy
        self._field.set_read_only(busy)
        self._show_state()

    def refuse(self, problem: str) -> None:
        """The password does not fit."""
        self._field.set_problem(problem)
        self._note.setText(_("Each wrong try waits longer"))
        self._field.edit.selectAll()
        self.focus_edit()

    def wait(self, seconds: int) -> None:
        """Count the seconds down until the next try."""
        self._left_s = seconds
        self._field.edit.selectAll()
        self.focus_edit()
        self._show_wait()
        self._second.start()

    @Slot()
    def _on_second(self) -> None:
        self._left_s -= 1
        if self._left_s <= 0:
            self._second.stop()
        self._show_wait()

    def _show_wait(self) -> None:
        words = ""
        if self._left_s > 0:
            words = ngettext(
                "Wait {count} second before the next try.", "Wait {count} seconds before the next try.", self._left_s
            )
        self._field.set_problem(words.format(count=self._left_s))
        self._show_state()

    def _show_state(self) -> None:
        self._go.setEnabled(not self._is_busy and self._left_s <= 0)
        self._go.set_words(_("Opening") if self._is_busy else _("Unlock"))
        self._recovery.setEnabled(not self._is_busy)

    @Slot()
    def _on_go(self) -> None:
        if self._is_busy or self._left_s > 0:
            return
        if self.password:
            self.submitted.emit()
        else:
            self._field.set_problem(_("Type your password."))
            self.focus_edit()
