"""A line that completes the word that is typed, out of a list."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

_BETWEEN = ","


class WordEdit(QLineEdit):
    """First letters are enough: the rest of the likeliest word is written out and marked, and the next key goes on.

    Several words follow each other after a comma. What fits no word stays as it is typed.
    """

    def __init__(self, words: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = tuple(words)
        self._before = ""
        self.textEdited.connect(self._on_edited)

    @Slot(str)
    def _on_edited(self, text: str) -> None:
        grew = len(text) > len(self._before) and text.startswith(self._before)
        self._before = text
        if not grew or self.cursorPosition() != len(text):
            return
        typed = text.rpartition(_BETWEEN)[2].lstrip()
        if not typed:
            return
        word = next((one for one in self._words if one.casefold().startswith(typed.casefold())), "")
        if len(word) > len(typed):
            self.setText(text + word[len(typed) :])
            self.setSelection(len(self.text()), len(text) - len(self.text()))

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A comma takes the word that was written out, and goes on after it."""
        if event.text() == _BETWEEN and self.selectionEnd() == len(self.text()):
            self._before = self.text()
            self.setCursorPosition(len(self.text()))
        super().keyPressEvent(event)
