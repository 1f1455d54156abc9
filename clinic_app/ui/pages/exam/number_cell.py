"""A number in the grid: typing starts it, Enter or Tab ends it, and the keys of the grid act in between."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from clinic_app.clinical.fields import Field
from clinic_app.domain.answers import Answer
from clinic_app.domain.quantities import format_number, format_quantity
from clinic_app.i18n import _
from clinic_app.ui.widgets.keys import digit_of
from clinic_app.ui.widgets.number_field import NumberField
from clinic_app.ui.widgets.reasons import not_examined_text

_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class NumberCell(QWidget):
    """Holds the keyboard for a number field, so that J, K, N and the arrows act until a digit is typed."""

    #: The new ``Answer`` or ``None``.
    answer_changed = Signal(object)
    #: What the field has to say: refused, unusual, how it was read.
    message_changed = Signal(str)
    #: The text that is not accepted, or empty once it was corrected or taken away.
    text_refused = Signal(str)

    def __init__(self, name: str, spoken: str, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spoken = spoken
        self._unit = field.unit
        self._refused = ""
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._field = NumberField(
            f"{name}_number", spoken, unit=field.unit, decimals=field.decimals, limits=field.range, compact=True
        )
        self._field.edit.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._field.edit.installEventFilter(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._field)
        self._field.answer_changed.connect(self._on_answer)
        self._field.message_changed.connect(self._on_message)
        self._say()

    @property
    def answer(self) -> Answer | None:
        """What is stored; ``None`` is "not asked"."""
        return self._field.answer

    @property
    def field(self) -> NumberField:
        """The field inside."""
        return self._field

    def set_answer(self, answer: Answer | None) -> None:
        """Show a stored answer; what is being typed is left alone."""
        if answer != self._field.answer:
            self._field.set_answer(answer)
        self._say()

    def put_refused(self, text: str) -> None:
        """Show a text again that was not accepted earlier; the field says why."""
        self._refused = text
        self._field.edit.setText(text)
        self._field.commit()

    def set_read_only(self, read_only: bool) -> None:
        """Shown, not typed."""
        self._field.set_read_only(read_only)

    def press_digit(self, _digit: int) -> bool:
        """A digit for both sides means nothing for a number."""
        return False

    def press_not_examined(self, reason: str) -> None:
        """Record that it was not measured, and why."""
        self._field.press_not_examined(reason)

    def ask_reason(self) -> None:
        """Open the menu of reasons."""
        self._field.ask_reason()

    def clear(self) -> None:
        """Back to not asked."""
        self._field.clear()

    @Slot(object)
    def _on_answer(self, answer: Answer | None) -> None:
        self._say()
        self.answer_changed.emit(answer)

    @Slot(str)
    def _on_message(self, message: str) -> None:
        refused = self._field.edit.text() if self._field.problem else ""
        if refused != self._refused:
            self._refused = refused
            self.text_refused.emit(refused)
        if self._field.edit.hasFocus():
            meant = self._field.suggestion
            if meant is not None:
                message += " " + _("Enter takes {number}.").format(number=format_number(meant))
            self.message_changed.emit(message)

    def _say(self) -> None:
        answer = self._field.answer
        if answer is None:
            state = _("not set")
        elif answer.value is None:
            state = not_examined_text(answer.reason)
        else:
            state = _("set to {answer}").format(answer=format_quantity(answer.value, answer.unit or self._unit))  # type: ignore[arg-type]
        self.setAccessibleName(f"{self._spoken}, {state}")

    # Qt overrides

    def sizeHint(self) -> QSize:
        """As the field."""
        return self._field.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit starts typing, Enter opens what stands there, N and Backspace as everywhere."""
        if event.modifiers() not in _PLAIN or self._field.edit.isReadOnly():
            super().keyPressEvent(event)
            return
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._field.edit.setFocus()
                self._field.edit.selectAll()
            case Qt.Key.Key_N:
                self.ask_reason()
            case Qt.Key.Key_Backspace | Qt.Key.Key_Delete:
                self.clear()
            case _ if (digit := digit_of(event)) is not None:
                self._start(str(digit))
            case _:
                super().keyPressEvent(event)

    def _start(self, text: str) -> None:
        edit = self._field.edit
        edit.setFocus()
        edit.selectAll()
        press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_0 + int(text), Qt.KeyboardModifier.NoModifier, text)
        QCoreApplication.sendEvent(edit, press)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter, Tab and Escape in the field give the keyboard back to the grid; a refused number is kept open."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
            return True
        if key in (Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.setFocus()
            return True
        return super().eventFilter(watched, event)

    def _enter(self) -> None:
        """Take the number over; Enter on a refused one takes the number that was probably meant."""
        edit = self._field.edit
        meant = self._field.suggestion
        if self._field.problem and meant is not None:
            edit.setText(format_number(meant))
            self._field.commit()
        else:
            edit.returnPressed.emit()
        if not self._field.problem:
            self.setFocus()
