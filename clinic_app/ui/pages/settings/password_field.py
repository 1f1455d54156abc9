"""A password that is typed, and seen only while a button is held."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from clinic_app.domain.answers import Answer
from clinic_app.i18n import _
from clinic_app.storage.passwords import Strength
from clinic_app.ui.widgets.action_button import ActionButton
from clinic_app.ui.widgets.field_frame import FieldFrame, HintKind
from clinic_app.ui.widgets.input_box import InputBox

_HINTS = (
    Qt.InputMethodHint.ImhHiddenText
    | Qt.InputMethodHint.ImhSensitiveData
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhNoAutoUppercase
)


class PasswordField(FieldFrame):
    """Holds what is typed in the edit alone: it is never an answer of a record. Pasting is allowed.

    Args:
        name, accessible, label: as for every field.
        hint: shown below while there is nothing else to say.
    """

    #: Every key.
    edited = Signal()

    def __init__(
        self, name: str, accessible: str, label: str = "", *, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(name, accessible, label, parent)
        self._plain_hint = hint
        self._box = InputBox()
        self._edit = self._box.edit
        self._edit.setEchoMode(QLineEdit.EchoMode.Password)
        self._edit.setInputMethodHints(_HINTS)
        self.use_control(self._edit)
        show = ActionButton(
            f"button:{name}_show", "", icon_name="eye", spoken=_("{field}: show while held").format(field=accessible)
        )
        show.pressed.connect(self._on_show)
        show.released.connect(self._on_hide)
        self.row().addWidget(self._box, 1)
        self.row().addWidget(show)
        self._edit.textEdited.connect(self._on_edited)
        self.show_hint(hint)

    @property
    def edit(self) -> QLineEdit:
        """The line edit, for tab order and tests."""
        return self._edit

    @property
    def text(self) -> str:
        """What is typed, as it is: blanks count."""
        return self._edit.text()

    def set_problem(self, problem: str) -> None:
        """Say beside the field what is wrong; empty takes it back."""
        kind = HintKind.REFUSED if problem else HintKind.PLAIN
        self._box.set_kind(kind)
        self.show_hint(problem or self._plain_hint, kind)

    def set_strength(self, strength: Strength) -> None:
        """Say how strong what is typed is, without refusing anything while it is being typed."""
        self._box.set_kind(HintKind.PLAIN)
        self.show_hint(strength.sentence, HintKind.PLAIN if strength.accepted else HintKind.UNUSUAL)

    def set_answer(self, answer: Answer | None) -> None:
        """Passwords are not answers: this only empties the field, and refuses anything else."""
        if answer is not None:
            raise ValueError("a password is never stored with a record")
        self._edit.clear()
        self.set_problem("")

    def set_read_only(self, read_only: bool) -> None:
        """While it is being checked."""
        self._edit.setReadOnly(read_only)
        self._box.update()

    @Slot()
    def _on_edited(self) -> None:
        self.set_problem("")
        self.edited.emit()

    @Slot()
    def _on_show(self) -> None:
        self._edit.setEchoMode(QLineEdit.EchoMode.Normal)

    @Slot()
    def _on_hide(self) -> None:
        self._edit.setEchoMode(QLineEdit.EchoMode.Password)
