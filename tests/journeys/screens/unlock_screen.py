"""Opening the record."""

from PySide6.QtCore import Qt

from tests.journeys.screens.hands import Hands


class UnlockScreen:
    """One person is on the list and chosen; the keyboard is in the password."""

    def __init__(self, hands: Hands) -> None:
        self._hands = hands

    def unlock(self, password: str) -> None:
        """Type the password and wait for the day's list."""
        hands = self._hands
        hands.wait(lambda: hands.focused() == "field:password_edit")
        hands.keys(password, Qt.Key.Key_Return)
        hands.wait(lambda: hands.sees("page:today"))
