"""The clinician's own words, with findings that stay linked to their values."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QMimeData, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QTextBlock, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from clinic_app.services.tokens import token, token_parts, without_brackets
from clinic_app.ui.pages.plan.finding_object import FINDING_TYPE, FindingObject, field_of, finding_format
from clinic_app.ui.theme import watcher
from clinic_app.ui.widgets.field_frame import SETTLE_MS
from clinic_app.ui.widgets.measures import px

MAX_CHARACTERS: Final = 10_000
_OBJECT = "\ufffc"
#: Findings copied inside the window; carries tokens, never values of one child to another.
_MIME = "application/x-clinic-finding-text"


class FindingEditor(QTextEdit):
    """Plain text with chips. ``words`` gives what a finding says now; a chip is one character for every key.

    Args:
        name, accessible: object name and accessible name.
        placeholder: what belongs here.
        words: item, sides and unit for a field id.
    """

    #: What is to be stored: text with tokens. Emitted when the editor is left and 2 s after the last key.
    stored_changed = Signal(str)
    #: So many characters did not fit.
    too_long = Signal(int)

    def __init__(
        self, name: str, accessible: str, placeholder: str, words: Callable[[str], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._stored = ""
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setPlaceholderText(placeholder)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(px(2))
        self._object = FindingObject(words, self)
        self.document().documentLayout().registerHandler(FINDING_TYPE, self._object)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self.commit)
        self.textChanged.connect(self._on_changed)
        watcher().changed.connect(self.refresh)

    def stored_text(self) -> str:
        """The text as it is kept: words, newlines and tokens."""
        lines = []
        block = self.document().begin()
        while block.isValid():
            lines.append(_stored_line(block))
            block = block.next()
        return "\n".join(lines)

    def set_stored_text(self, text: str) -> None:
        """Show a stored text without telling anybody; what is typed and not yet stored is not overwritten."""
        if text == self._stored or self._settle.isActive():
            return
        self._stored = text
        self.blockSignals(True)
        self.clear()
        self._insert(self.textCursor(), text)
        self.document().clearUndoRedoStacks()
        self.blockSignals(False)
        self._describe()

    def insert_finding(self, field_id: str) -> None:
        """Put a finding at the cursor, with a blank where it would touch a word."""
        if self.isReadOnly():
            return
        cursor = self.textCursor()
        cursor.beginEditBlock()
        before = self.toPlainText()[: cursor.selectionStart()]
        if before and not before[-1].isspace() and before[-1] not in "([":
            cursor.insertText(" ")
        self._insert(cursor, token(field_id))
        cursor.insertText(" ")
        cursor.endEditBlock()
        self.setTextCursor(cursor)

    @Slot()
    def refresh(self) -> None:
        """Findings changed: every chip says what is recorded now."""
        self.document().markContentsDirty(0, self.document().characterCount())
        self._describe()
        self.viewport().update()

    @Slot()
    def commit(self) -> None:
        """Store what is typed."""
        self._settle.stop()
        text = self.stored_text()
        if text != self._stored:
            self._stored = text
            self._describe()
            self.stored_changed.emit(text)

    def room(self) -> int:
        """Characters that still fit."""
        return MAX_CHARACTERS - len(self.stored_text()) + len(self.textCursor().selectedText())

    def _insert(self, cursor: QTextCursor, text: str) -> None:
        for words, field_id in token_parts(text):
            if field_id:
                cursor.insertText(_OBJECT, finding_format(field_id))
            else:
                cursor.insertText(words.replace(_OBJECT, ""), QTextCharFormat())

    @Slot()
    def _on_changed(self) -> None:
        self._settle.start()

    def _describe(self) -> None:
        """A screen reader hears the words of the findings, not the character that stands for them."""
        has_findings = any(field_id for _text, field_id in token_parts(self._stored))
        said = "".join(self._words(field_id) if field_id else text for text, field_id in token_parts(self._stored))
        self.setAccessibleDescription(said if has_findings else "")

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), px(114))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(160), px(86))

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste words without their looks; what does not fit is left out whole, and said."""
        linked = source.hasFormat(_MIME)
        text = bytes(source.data(_MIME).data()).decode("utf-8") if linked else without_brackets(source.text())
        if len(text) > self.room():
            self.too_long.emit(len(text) - self.room())
            return
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        self._insert(cursor, text)
        cursor.endEditBlock()
        self.setTextCursor(cursor)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Elsewhere a finding is pasted as its words; in here it stays linked."""
        cursor = self.textCursor()
        text = _selected_text(cursor)
        data = QMimeData()
        data.setText("".join(self._words(field_id) if field_id else words for words, field_id in token_parts(text)))
        data.setData(_MIME, text.encode())
        return data

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text()
        if typed and typed.isprintable() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if typed != without_brackets(typed):
                return
            if len(typed) > self.room():
                self.too_long.emit(len(typed) - self.room())
                return
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.commitString() != without_brackets(event.commitString()) or len(event.commitString()) > self.room():
            return
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.commit()


def _stored_line(block: QTextBlock) -> str:
    parts = []
    fragments = block.begin()
    while not fragments.atEnd():
        fragment = fragments.fragment()
        field_id = field_of(fragment.charFormat())
        text = fragment.text()
        parts.append(token(field_id) * len(text) if field_id else text.replace(_OBJECT, "").replace("\u2028", "\n"))
        fragments += 1
    return "".join(parts)


def _selected_text(cursor: QTextCursor) -> str:
    """The selection as it would be stored, character by character: a chip is one of them."""
    document, parts = cursor.document(), []
    walker = QTextCursor(document)
    for position in range(cursor.selectionStart(), cursor.selectionEnd()):
        walker.setPosition(position + 1)
        field_id = field_of(walker.charFormat())
        character = document.characterAt(position)
        parts.append(token(field_id) if field_id else {"\u2029": "\n", "\u2028": "\n"}.get(character, character))
    return "".join(parts)
