"""The search palette."""

from PySide6.QtCore import Qt

from tests.journeys.screens.hands import CTRL, Hands


class FindScreen:
    """Ctrl+K from anywhere."""

    def __init__(self, hands: Hands) -> None:
        self._hands = hands

    def open(self, typed: str) -> None:
        """Find by parts of a name, and open the one child that fits."""
        self._find(typed, (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier))
        self._hands.wait(lambda: self._hands.sees("banner:name"))

    def start_visit(self, typed: str) -> None:
        """Find, and open today's visit at the examination."""
        self._find(typed, (Qt.Key.Key_Return, CTRL))
        self._hands.wait(lambda: self._hands.sees("exam_grid"))

    def _find(self, typed: str, then: tuple[Qt.Key, Qt.KeyboardModifier]) -> None:
        hands = self._hands
        hands.keys((Qt.Key.Key_K, CTRL))
        hands.wait(lambda: hands.focused() == "field:find")
        hands.keys(typed, then)
        hands.wait(lambda: not hands.sees("palette:find"))
