"""A person's own words over several lines."""

from typing import Final

from PySide6.QtCore import QMimeData, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from clinic_app.domain.answers import Answer
from clinic_app.i18n import _, number_text
from clinic_app.ui.widgets.field_frame import FieldFrame, HintKind
from clinic_app.ui.widgets.measures import px

MAX_CHARACTERS: Final = 10_000


class _Editor(QPlainTextEdit):
    """Takes plain text only, and nothing beyond the limit: what is seen is what is stored."""

    left = Signal()
    too_long = Signal(int)

    def __init__(self, lines: int) -> None:
        super().__init__()
        self._lines = lines
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def room(self) -> int:
        """Characters that still fit, with the selection gone."""
        return MAX_CHARACTERS - len(self.toPlainText()) + len(self.textCursor().selectedText())

    # Qt overrides

    def sizeHint(self) -> QSize:
        """As high as its lines; a page may let it grow."""
        return QSize(super().sizeHint().width(), px(18 * self._lines + 14))

    def minimumSizeHint(self) -> QSize:
        """Never less than its lines."""
        return QSize(px(120), px(18 * self._lines + 14))

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Only text can be pasted or dropped."""
        return source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste the words without their looks; a text that does not fit is not cut in two but left out, and said."""
        text = source.text()
        if len(text) > self.room():
            self.too_long.emit(len(text) - self.room())
            return
        self.insertPlainText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key that writes is refused once the note is full."""
        if event.text() and event.text().isprintable() and len(event.text()) > self.room():
            self.too_long.emit(len(event.text()) - self.room())
            return
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """The same for text that is composed."""
        if len(event.commitString()) > self.room():
            self.too_long.emit(len(event.commitString()) - self.room())
            return
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell when the note is left; its own menu is not leaving."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()


class NoteField(FieldFrame):
    """Free text up to 10 000 characters; pasted text loses its looks.

    Args:
        name, accessible, label: as for every field.
        placeholder: what belongs here, shown while empty.
        lines: least height in lines of text.
    """

    def __init__(
        self,
        name: str,
        accessible: str,
        label: str = "",
        *,
        placeholder: str = "",
        lines: int = 3,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, accessible, label, parent)
        self._editor = _Editor(lines)
        self._editor.setPlaceholderText(placeholder)
        self.use_control(self._editor)
        self.row().addWidget(self._editor)
        self._editor.textChanged.connect(self._on_changed)
        self._editor.left.connect(self.commit)
        self._editor.too_long.connect(self._on_too_long)
        self._is_setting = False

    @property
    def edit(self) -> QPlainTextEdit:
        """The editor, for tab order and tests."""
        return self._editor

    def insert(self, text: str) -> None:
        """Put words at the cursor, as a chip of a finding does; left out and said when they do not fit."""
        if self._editor.isReadOnly():
            return
        if len(text) > self._editor.room():
            self._on_too_long(len(text) - self._editor.room())
            return
        self._editor.insertPlainText(text)

    def set_answer(self, answer: Answer | None) -> None:
        """Show a stored note without telling anybody."""
        self._is_setting = True
        self._settle.stop()
        self._answer = answer
        self._editor.setPlainText("" if answer is None or answer.value is None else str(answer.value))
        self._is_setting = False

    def set_read_only(self, read_only: bool) -> None:
        """Signed: shown, not typed; it can still be scrolled and copied."""
        self._editor.setReadOnly(read_only)

    @Slot()
    def commit(self) -> None:
        """Store what is typed; blanks alone are not an answer."""
        if not self._editor.isReadOnly():
            text = self._editor.toPlainText()
            self.keep(Answer(text) if text.strip() else None)

    @Slot()
    def _on_changed(self) -> None:
        if not self._is_setting:
            self.show_hint("")
            self.typing_words()

    @Slot(int)
    def _on_too_long(self, over: int) -> None:
        words = _("{over} characters more than the {limit} that fit: not taken over")
        self.show_hint(words.format(over=number_text(over), limit=number_text(MAX_CHARACTERS)), HintKind.REFUSED)
