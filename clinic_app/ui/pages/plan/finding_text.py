"""The clinician's own words, with findings as chips."""

import re
from collections.abc import Callable

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QTextBlock, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from clinic_app.services.tokens import CLOSE, OPEN, token
from clinic_app.ui.pages.plan.finding_chip import FIELD, FINDING, FindingChip

_TOKEN = re.compile(f"({OPEN}[a-z0-9_]+{CLOSE})")
_OBJECT = "\ufffc"
_SETTLE_MS = 700


class FindingText(QTextEdit):
    """Plain text only; what is pasted is text. ``text_changed`` carries the words with tokens in place of chips."""

    #: The text after a pause in typing, or when the field is left.
    text_changed = Signal(str)

    def __init__(self, name: str, accessible: str, words: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self._handler = FindingChip(words, self.document())
        self.document().documentLayout().registerHandler(FINDING, self._handler)
        self._shown = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SETTLE_MS)
        self._timer.timeout.connect(self.settle)
        self.textChanged.connect(self._timer.start)

    def set_text(self, text: str) -> None:
        """Show text with tokens; the same text is left alone, with its cursor."""
        if text == self.stored_text():
            return
        self._shown = text
        self.blockSignals(True)
        self.clear()
        cursor = self.textCursor()
        for part in _TOKEN.split(text):
            if _TOKEN.fullmatch(part):
                self._insert_chip(cursor, part.strip(OPEN + CLOSE))
            else:
                cursor.insertText(part, QTextCharFormat())
        self.blockSignals(False)

    def stored_text(self) -> str:
        """The words with a token for each chip."""
        parts = []
        block = self.document().begin()
        while block.isValid():
            parts.append(self._block_text(block))
            block = block.next()
        return "\n".join(parts)

    def _block_text(self, block: QTextBlock) -> str:
        words = []
        fragments = block.begin()
        while not fragments.atEnd():
            fragment = fragments.fragment()
            field = fragment.charFormat().property(FIELD)
            words.append(
                token(str(field)) * len(fragment.text()) if field and _OBJECT in fragment.text() else fragment.text()
            )
            fragments += 1
        return "".join(words)

    def insert_finding(self, field_id: str) -> None:
        """Put a chip at the cursor."""
        cursor = self.textCursor()
        self._insert_chip(cursor, field_id)
        cursor.insertText(" ", QTextCharFormat())
        self.setTextCursor(cursor)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _insert_chip(self, cursor: QTextCursor, field_id: str) -> None:
        form = QTextCharFormat()
        form.setObjectType(FINDING)
        form.setProperty(FIELD, field_id)
        cursor.insertText(_OBJECT, form)

    @Slot()
    def settle(self) -> None:
        """Hand over what is written."""
        self._timer.stop()
        text = self.stored_text()
        if text != self._shown:
            self._shown = text
            self.text_changed.emit(text)

    # Qt overrides

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.textCursor().insertText(source.text(), QTextCharFormat())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.settle()
        super().focusOutEvent(event)
