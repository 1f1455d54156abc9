"""What every field has: a label above, the control, and a line below that says what was understood."""

from enum import StrEnum

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from clinic_app.domain.answers import Answer
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.plain_label import PlainLabel

#: Typed text is taken over this long after the last key, and at once when the field is left.
SETTLE_MS = 2_000


class HintKind(StrEnum):
    """What the line below a field means; also the look of the control above it."""

    PLAIN = "plain"
    NEEDED = "needed"
    REFUSED = "refused"
    UNUSUAL = "unusual"


_INKS = {HintKind.REFUSED: "danger", HintKind.UNUSUAL: "unusual"}


class FieldFrame(QWidget):
    """Base of the fields. A field adds its control and says how it is read and written.

    Args:
        name: object name of the field; its controls are named after it.
        accessible: accessible name of its control, with side and unit.
        label: shown above, empty for none.
    """

    #: The new ``Answer`` or ``None``. Emitted when what is stored should change, never by ``set_answer``.
    answer_changed = Signal(object)

    def __init__(self, name: str, accessible: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.accessible = accessible
        self._answer: Answer | None = None
        self._control: QWidget | None = None
        self._label = PlainLabel(label, TextStyle.SMALL, ink="secondary")
        if not label:
            self._label.hide()  # never shown before it has a parent: it would be a window of its own for a moment
        self._row = QHBoxLayout()
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._hint = PlainLabel("", TextStyle.SMALL, ink="muted", wrap=True)
        self._hint.setObjectName(f"{name}_hint")
        self._hint.hide()
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self.settle)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addWidget(self._label)
        layout.addLayout(self._row)
        layout.addWidget(self._hint)
        layout.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    @property
    def answer(self) -> Answer | None:
        """What is stored for this field; ``None`` is "not asked", never normal."""
        return self._answer

    @property
    def hint(self) -> str:
        """The words of the line below."""
        return self._hint.text()

    def set_answer(self, answer: Answer | None) -> None:
        """Show a stored answer without telling anybody."""
        raise NotImplementedError

    def set_read_only(self, read_only: bool) -> None:
        """Show the answer, accept nothing."""
        raise NotImplementedError

    def commit(self) -> None:
        """Take over what is typed, as when the field is left."""

    @Slot()
    def settle(self) -> None:
        """Take over what is typed while the person may still be typing."""
        self.commit()

    def focus_edit(self) -> None:
        """Put the keyboard into the field."""
        if self._control is not None:
            self._control.setFocus()

    # For the fields

    def use_control(self, control: QWidget, name: str = "") -> None:
        """Show the control that is typed or pressed, named and spoken for this field."""
        self._control = control
        control.setObjectName(name or f"{self.objectName()}_edit")
        control.setAccessibleName(self.accessible)

    def row(self) -> QHBoxLayout:
        """Where the control stands, and what belongs beside it."""
        return self._row

    def show_hint(self, text: str, kind: HintKind = HintKind.PLAIN) -> None:
        """The line below; also tied to the control for screen readers."""
        self._hint.setText(text)
        self._hint.set_ink(_INKS.get(kind, "muted"))
        self._hint.setVisible(bool(text))
        if self._control is not None:
            self._control.setAccessibleDescription(text)

    def typing(self) -> None:
        """Another key: wait again before taking over."""
        self._settle.start()

    def typing_words(self) -> None:
        """Another key of running text: it is taken over while typing goes on, or a long note would wait for its end."""
        if not self._settle.isActive():
            self._settle.start()

    def keep(self, answer: Answer | None) -> None:
        """Store an answer and tell, when it differs from the one before."""
        self._settle.stop()
        if answer != self._answer:
            self._answer = answer
            self.answer_changed.emit(answer)

    # Qt overrides

    def hideEvent(self, event: QHideEvent) -> None:
        """A page that goes away loses nothing that was typed."""
        if self._settle.isActive():
            self.commit()
        super().hideEvent(event)
