"""The way in when a password is forgotten."""

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from clinic_app.i18n import _
from clinic_app.ui.tasks import TaskRunner
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.new_password_field import NewPasswordField
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.text_field import TextField


class RecoveryForm(QWidget):
    """The printed key, and a new password for the chosen person.

    Args:
        known_words: names of clinic and person, which a password must not be made of.
    """

    submitted = Signal()
    back_requested = Signal()

    def __init__(
        self, runner: TaskRunner, known_words: Callable[[], tuple[str, ...]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._is_busy = False
        key = _("Recovery key: 9 groups of 4, blanks and dashes do not matter")
        self._key = TextField("field:recovery_key", key, key)
        self._password = NewPasswordField("field:new_password", _("New password"), runner, known_words)
        self._key.edit.returnPressed.connect(self._password.focus_edit)
        self._password.edit.returnPressed.connect(self._on_go)
        self._go = ActionButton(
            "button:recover", _("Set password and unlock"), ButtonKind.PRIMARY, key="Enter", icon_name="key"
        )
        self._go.clicked.connect(self._on_go)
        self._back = ActionButton("button:recovery_back", _("Back to the password"), ButtonKind.LINK, key="Esc")
        self._back.clicked.connect(self.back_requested)
        words = _("The old password opens nothing afterwards. Capitals, blanks and dashes of the key do not matter.")
        row = QHBoxLayout()
        row.setSpacing(px(10))
        row.addWidget(self._go)
        row.addWidget(self._back)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(self._key)
        column.addWidget(self._password)
        column.addWidget(PlainLabel(words, TextStyle.SMALL, ink="muted", wrap=True))
        column.addLayout(row)

    @property
    def key_text(self) -> str:
        """The key as typed."""
        return self._key.edit.text()

    @property
    def password(self) -> str:
        """The new password as typed."""
        return self._password.text

    @property
    def field(self) -> NewPasswordField:
        """The field of the new password, for showing what is typed."""
        return self._password

    def focus_edit(self) -> None:
        """Put the keyboard into the first field."""
        self._key.focus_edit()

    def clear(self) -> None:
        """Forget what was typed."""
        self._key.set_answer(None)
        self._key.set_problem("")
        self._password.set_answer(None)

    def set_busy(self, *, busy: bool) -> None:
        """While the keys are worked out."""
        self._is_busy = busy
        self._key.set_read_only(busy)
        self._password.set_read_only(busy)
        self._go.setEnabled(not busy)
        self._back.setEnabled(not busy)

    def refuse(self, problem: str, field: str) -> None:
        """Say beside the key or the password what is wrong with it."""
        target: TextField | NewPasswordField = self._password if field == "password" else self._key
        target.set_problem(problem)
        target.focus_edit()

    @Slot()
    def _on_go(self) -> None:
        if self._is_busy:
            return
        self._key.set_problem("")
        if not self.key_text.strip():
            self.refuse(_("Type the key from the printed sheet."), "recovery_key")
        elif not self.password:
            self.refuse(_("Type a new password."), "password")
        else:
            self.submitted.emit()
