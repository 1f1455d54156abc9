"""The day's list."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView

from tests.journeys.screens.hands import Hands


class TodayScreen:
    """The keyboard is in the list."""

    def __init__(self, hands: Hands) -> None:
        self._hands = hands

    def open_first(self) -> None:
        """Home and Enter open the first child of the day, once the list was read."""
        hands = self._hands
        hands.wait(lambda: hands.sees("table:today") and self._rows() > 0)
        hands.wait(lambda: hands.focused() == "table:today")
        hands.keys(Qt.Key.Key_Home, Qt.Key.Key_Return)
        hands.wait(lambda: hands.sees("banner:name"))

    def _rows(self) -> int:
        table = self._hands.part("table:today")
        assert isinstance(table, QAbstractItemView)
        return table.model().rowCount()

    def resume_registration(self) -> None:
        """A registration was left half done: go on with it."""
        self._hands.click("button:resume_registration")
        self._hands.wait(lambda: self._hands.sees("page:registration"))
