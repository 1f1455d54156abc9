"""Assessment, plan and signature."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTextEdit

from tests.journeys.screens.hands import CTRL, Hands

ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape


class PlanScreen:
    """One begins in the words; Escape leads out of them, then L adds a line."""

    def __init__(self, hands: Hands) -> None:
        self._hands = hands

    def write(self, *text: str) -> "PlanScreen":
        """The assessment, in the words that have the keyboard at first."""
        hands = self._hands
        hands.wait(lambda: hands.focused() == "plan_assessment")
        hands.keys(*text)
        return self

    def insert(self, part_of_name: str) -> "PlanScreen":
        """Ctrl+I, part of the name of a finding, Enter."""
        self._hands.keys((Qt.Key.Key_I, CTRL), part_of_name, ENTER)
        return self

    def assessment(self) -> str:
        """The words of the assessment."""
        editor = self._hands.part("plan_assessment")
        assert isinstance(editor, QTextEdit | QPlainTextEdit)
        return editor.toPlainText()

    def lines_from_flags(self) -> "PlanScreen":
        """Ctrl+L answers every flag that is open with a line."""
        self._hands.keys((Qt.Key.Key_L, CTRL))
        return self

    def add_line(self, what: str, why: str, due: str, who: str) -> "PlanScreen":
        """L, the four fields with Enter between them."""
        hands = self._hands
        hands.keys(ESCAPE, "l")
        hands.wait(lambda: hands.focused() == "plan_line_what_edit")
        hands.keys(what, ENTER, why, ENTER, due, ENTER)
        hands.wait(lambda: hands.focused() == "plan_line_who_edit")
        hands.keys((Qt.Key.Key_A, CTRL), who, ENTER)
        hands.wait(lambda: hands.focused().startswith("plan_line:"))
        return self

    def try_to_sign(self) -> str:
        """Ctrl+S where something stands in the way; gives the sentence that says what."""
        self._hands.keys((Qt.Key.Key_S, CTRL))
        return self._hands.words("toast")

    def sign(self) -> None:
        """Ctrl+S, read, Ctrl+Enter; ends at the documents."""
        hands = self._hands
        hands.keys((Qt.Key.Key_S, CTRL))
        hands.wait(lambda: hands.focused() == "button:sign_back")
        assert QApplication.activeWindow() is not hands.window
        hands.keys((ENTER, CTRL))
        hands.wait(lambda: hands.sees("page:documents"))
