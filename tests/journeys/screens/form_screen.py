"""A form of questions in sections: a new child, or the history of a visit."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QPlainTextEdit

from clinic_app.ui.widgets.field_frame import FieldFrame
from tests.journeys.screens.hands import CTRL, Hands

TAB = Qt.Key.Key_Tab
_NEXT, _FIRST = (Qt.Key.Key_PageDown, CTRL), (Qt.Key.Key_PageUp, CTRL)
_MOST_SECTIONS = 12


class FormScreen:
    """Fields are called by their ids; the section that asks for one is paged to."""

    def __init__(self, hands: Hands) -> None:
        self._hands = hands

    def answer(self, field: str, *keys: str) -> "FormScreen":
        """Go into a field, type, and leave it with Tab; several texts go to as many stops."""
        self.begin(field, keys[0])
        for more in keys[1:]:
            self._hands.keys(TAB, more)
        self._hands.keys(TAB)
        return self

    def begin(self, field: str, typed: str) -> "FormScreen":
        """Type into a field and stay in it."""
        self.go_to(field)
        self._hands.keys(typed)
        return self

    def at(self, section: str) -> "FormScreen":
        """Click on a section in the list on the left."""
        sections = self._hands.part("list:sections")
        assert isinstance(sections, QListWidget)
        (row,) = sections.findItems(section, Qt.MatchFlag.MatchExactly)
        middle = sections.visualItemRect(row).center()
        QTest.mouseClick(sections.viewport(), Qt.MouseButton.LeftButton, pos=middle)
        return self

    def go_to(self, field: str) -> None:
        """Page to the section that asks for a field, and give it the keyboard."""
        hands, name = self._hands, f"field:{field}"
        for step in (_NEXT, _FIRST):
            for _section in range(_MOST_SECTIONS):
                if hands.sees(name):
                    break
                hands.keys(step)
        hands.part(name).focus_edit()

    def shows(self, field: str) -> str:
        """The text in a field that is seen, or the words of its answer."""
        self.go_to(field)
        frame = self._hands.part(f"field:{field}")
        note = frame.findChild(QPlainTextEdit)
        if note is not None:
            return note.toPlainText()
        edit = frame.findChild(QLineEdit)
        assert isinstance(frame, FieldFrame)
        return edit.text() if edit is not None else str(frame.answer.value if frame.answer is not None else "")

    def title(self) -> str:
        """What stands over a registration."""
        return self._hands.part("title").text()  # type: ignore[attr-defined]

    def finish(self) -> None:
        """Ctrl+Enter, until the chart of the new child is open."""
        hands = self._hands
        hands.keys((Qt.Key.Key_Return, CTRL))
        hands.wait(lambda: hands.sees("banner:name"))

    def duplicates(self) -> str:
        """The words of the card that tells who is alike."""
        card = self._hands.part("card:duplicates")
        return "\n".join(label.text() for label in card.findChildren(QLabel) if label.isVisible())
