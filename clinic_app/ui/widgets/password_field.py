"""A password that is typed, and seen only while the eye is held."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from clinic_app.domain.answers import Answer
from clinic_app.i18n import _
from clinic_app.storage.passwords import Strength
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.field_frame import FieldFrame, HintKind
from clinic_app.ui.widgets.input_box import InputBox

_HINTS = (
    Qt.InputMethodHint.ImhHiddenText
    | Qt.InputMethodHint.ImhSensitiveData
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhNoAutoUppercase
)


def caps_lock_of(event: QKeyEvent) -> bool | None:
    """Whether Caps Lock is on, as far as one typed letter tells; ``None`` where the key tells nothing."""
    letter = event.text()
    if len(letter) != 1 or letter.upper() == letter.lower():
        return None
    is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    return letter.isupper() != is_shifted


class PasswordField(FieldFrame):
    """Holds what is typed in the edit alone: it is never an answer of a record. Pasting is allowed.

    Args:
        name, accessible, label: as for every field.
        hint: shown below while there is nothing else to say.
        height: 30, or 36 where it is the one thing to do.
    """

    #: Every key.
    edited = Signal()

    def __init__(
        self,
        name: str,
        accessible: str,
        label: str = "",
        *,
        hint: str = "",
        height: int = 30,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, accessible, label, parent)
        self._plain_hint = hint
        self._is_caps_on = False
        self._box = InputBox(height=height)
        self._edit = self._box.edit
        self._edit.setEchoMode(QLineEdit.EchoMode.Password)
        self._edit.setInputMethodHints(_HINTS)
        self._edit.installEventFilter(self)
        self.use_control(self._edit)
        self._add_eye(_("{field}: show while held").format(field=accessible))
        self.row().addWidget(self._box, 1)
        self._edit.textEdited.connect(self._on_edited)
        self.show_hint(hint)

    def _add_eye(self, spoken: str) -> None:
        eye = ActionButton(f"button:{self.objectName()}_show", "", ButtonKind.LINK, icon_name="eye", spoken=spoken)
        eye.pressed.connect(lambda: self.show_typed(shown=True))
        eye.released.connect(lambda: self.show_typed(shown=False))
        room = self._box.layout()
        if room is not None:
            room.addWidget(eye)

    @property
    def edit(self) -> QLineEdit:
        """The line edit, for tab order and tests."""
        return self._edit

    @property
    def text(self) -> str:
        """What is typed, as it is: blanks count."""
        return self._edit.text()

    def show_typed(self, *, shown: bool) -> None:
        """Show the letters, or hide them again."""
        self._edit.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)

    def set_problem(self, problem: str) -> None:
        """Say beside the field what is wrong; empty takes it back."""
        kind = HintKind.REFUSED if problem else HintKind.PLAIN
        self._box.set_kind(kind)
        if problem or not self._is_caps_on:
            self.show_hint(problem or self._plain_hint, kind)
        else:
            self.show_hint(_("Caps Lock is on"), HintKind.UNUSUAL)

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

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Learn of Caps Lock from the letters that are typed, and of its being pressed."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_CapsLock and self._is_caps_on:
                self._is_caps_on = False
                self.set_problem("")
            elif (seen := caps_lock_of(event)) is not None:
                self._is_caps_on = seen
        return super().eventFilter(watched, event)
