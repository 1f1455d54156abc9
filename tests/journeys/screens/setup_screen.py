"""Setting up a clinic."""

from PySide6.QtCore import Qt

from tests.journeys.screens.hands import Hands

ENTER = Qt.Key.Key_Return


class SetupScreen:
    """The wizard of the first run, by keyboard."""

    def __init__(self, hands: Hands) -> None:
        self._hands = hands

    def set_up(self, clinic: str, person: str, password: str) -> str:
        """From the letterhead to the open clinic; gives the recovery key that was shown and typed back."""
        hands = self._hands
        hands.click("field:clinic_name_edit").keys(clinic, ENTER)
        hands.wait(lambda: hands.focused() == "field:person_name_edit")
        hands.keys(person, ENTER, password, ENTER)
        shown = hands.words("label:recovery_key")
        hands.click("field:recovery_back_edit").keys(shown.lower(), ENTER)
        hands.wait(lambda: hands.sees("page:today"))
        return shown
