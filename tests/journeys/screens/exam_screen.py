"""The examination, by keys alone."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from tests.journeys.screens.hands import CTRL, SHIFT, Hands, Key

ENTER, LEFT_KEY, RIGHT_KEY = Qt.Key.Key_Return, Qt.Key.Key_Left, Qt.Key.Key_Right
_ROW = "exam_row_"
_MOST_STEPS = 30


class ExamScreen:
    """J and K walk the items, the arrows choose the side, digits answer, N leaves out."""

    def __init__(self, hands: Hands) -> None:
        self._hands = hands

    def place(self) -> str:
        """The field id of the item that has the keyboard."""
        widget: QWidget | None = QApplication.focusWidget()
        while widget is not None and not widget.objectName().startswith(_ROW):
            widget = widget.parentWidget()
        return widget.objectName().removeprefix(_ROW) if widget is not None else ""

    def section_of(self, field: str) -> "ExamScreen":
        """Ctrl+Enter until a section begins with this item; from the last section on nothing follows."""
        hands = self._hands
        hands.wait(lambda: self.place() != "")
        for _step in range(_MOST_STEPS):
            if self.place() == field:
                return self
            hands.keys((ENTER, CTRL))
        raise AssertionError(f"no section begins with {field}")

    def down_to(self, field: str) -> "ExamScreen":
        """J until the item has the keyboard."""
        return self._walk(field, "j")

    def up_to(self, field: str) -> "ExamScreen":
        """K until the item has the keyboard."""
        return self._walk(field, "k")

    def _walk(self, field: str, key: str) -> "ExamScreen":
        for _step in range(_MOST_STEPS):
            if self.place() == field:
                return self
            self._hands.keys(key)
        raise AssertionError(f"{field} is not reached with {key}, the keyboard is at {self.place()}")

    def right(self, *keys: Key) -> "ExamScreen":
        """Answer for the child's right, which is on the left of the grid."""
        return self._answer(LEFT_KEY, keys)

    def left(self, *keys: Key) -> "ExamScreen":
        """Answer for the child's left."""
        return self._answer(RIGHT_KEY, keys)

    def _answer(self, side: Qt.Key, keys: tuple[Key, ...]) -> "ExamScreen":
        self._hands.keys(side, *keys)
        return self

    def both(self, digit: Qt.Key) -> "ExamScreen":
        """Shift and a digit answer both sides."""
        self._hands.keys((digit, SHIFT))
        return self

    def leave_out(self, reason: str) -> "ExamScreen":
        """N, then the letter of the reason."""
        self._hands.keys("n")
        self._hands.wait(lambda: QApplication.activePopupWidget() is not None)
        self._hands.keys(reason)
        return self

    def says(self, field: str, side: str) -> str:
        """What a screen reader hears at a cell: item, side, last visit's value, and what is set now."""
        return self._hands.part(f"exam_{field}_{side}").accessibleName()

    def flag(self, rule: str) -> str:
        """The words of a flag in the panel, with its reasons; waits until it is raised."""
        return self._hands.words(f"flag:{rule}")

    def last_value(self) -> str:
        """V shows the last visit's value in large, with its day."""
        self._hands.keys("v")
        return self._hands.words("exam_last_value")
