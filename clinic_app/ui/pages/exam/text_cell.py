"""Own words in the grid."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QSizePolicy, QWidget

from clinic_app.domain.answers import Answer
from clinic_app.i18n import _
from clinic_app.ui.widgets.measures import px

_LEAVING = (Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


def text_height(lines: int) -> int:
    """Design pixels of a text that is written on so many lines."""
    return 12 + 20 * lines


class TextCell(QWidget):
    """Enter or a click starts writing, Escape or Tab ends it; the keys of the grid act in between."""

    #: The new ``Answer`` or ``None``.
    answer_changed = Signal(object)

    def __init__(self, name: str, spoken: str, parent: QWidget | None = None, *, lines: int = 3) -> None:
        super().__init__(parent)
        self._lines = lines
        self._answer: Answer | None = None
        self._room = px(180)
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._edit = QPlainTextEdit(self)
        self._edit.setObjectName(f"{name}_edit")
        self._edit.setAccessibleName(spoken)
        self._edit.setPlaceholderText(_("Enter starts writing"))
        self._edit.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._edit.installEventFilter(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._edit)

    @property
    def answer(self) -> Answer | None:
        """What is stored; ``None`` is "nothing written"."""
        return self._answer

    def set_answer(self, answer: Answer | None) -> None:
        """Show stored words; what is being written is left alone."""
        self._answer = answer
        if not self._edit.hasFocus():
            self._edit.setPlainText(str(answer.value) if answer is not None and answer.value is not None else "")

    def set_read_only(self, read_only: bool) -> None:
        """Shown, not written."""
        self._edit.setReadOnly(read_only)

    def set_room(self, width: int) -> None:
        """How wide the cell may be."""
        self._room = width
        self.updateGeometry()

    def press_digit(self, _digit: int) -> bool:
        """Digits mean nothing here."""
        return False

    def press_not_examined(self, _reason: str) -> None:
        """Words are written or not; there is nothing to leave out."""

    def ask_reason(self) -> None:
        """Words are written or not; there is nothing to leave out."""

    def clear(self) -> None:
        """Nothing written."""
        if not self._edit.isReadOnly():
            self._edit.clear()
            self._keep()

    @Slot()
    def _keep(self) -> None:
        text = self._edit.toPlainText()
        answer = Answer(text) if text.strip() else None
        if answer != self._answer and not self._edit.isReadOnly():
            self._answer = answer
            self.answer_changed.emit(answer)

    # Qt overrides

    def sizeHint(self) -> QSize:
        """As wide as the columns of both sides."""
        return QSize(self._room, px(text_height(self._lines)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter starts writing."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._edit.setFocus()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tab and Escape give the keyboard back; leaving keeps what was written."""
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            self._keep()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _LEAVING:
            self.setFocus()
            return True
        return super().eventFilter(watched, event)
