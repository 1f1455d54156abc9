"""Episodes, by keys alone."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QTableView, QWidget

from tests.journeys.screens.form_screen import FormScreen
from tests.journeys.screens.hands import CTRL, SHIFT, Hands

TAB, ENTER, ESCAPE = Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Escape


class EpisodesScreen:
    """Q begins the quick line, Tab goes through it, Enter adds."""

    def __init__(self, hands: Hands) -> None:
        self._hands = hands

    def begin(self, title: str) -> "EpisodesScreen":
        """The name that the family uses, and Enter: the first episode of a child."""
        hands = self._hands
        hands.wait(lambda: hands.sees("card:start"))
        hands.keys(title, ENTER)
        hands.wait(lambda: hands.sees("quick_add"))
        return self

    def tell(self, day: str, count: str, *rest: str) -> "EpisodesScreen":
        """One line: day and count, then longest, trigger, state, held, side, who told, as far as they are known."""
        hands, before = self._hands, self.lines()
        if not hands.focused().startswith("quick:"):
            hands.keys("q")
        hands.wait(lambda: hands.focused().startswith("quick:"))
        while hands.focused() != "quick:day":
            hands.keys((TAB, SHIFT))
        hands.keys((Qt.Key.Key_A, CTRL), day, TAB, TAB, (Qt.Key.Key_A, CTRL), count)
        for words in rest:
            hands.keys(TAB, words)
        hands.keys(ENTER)
        hands.wait(lambda: self.lines() == before + 1)
        return self

    def lines(self) -> int:
        """How many lines the log shows."""
        if not self._hands.sees("table:log"):
            return 0
        table = self._hands.part("table:log")
        assert isinstance(table, QTableView)
        return table.model().rowCount()

    def to_the_log(self) -> "EpisodesScreen":
        """Q and Escape lead to the log from anywhere on the screen."""
        for _step in range(4):
            if self._hands.focused() == "table:log":
                break
            self._hands.keys(ESCAPE if self._hands.focused().startswith("quick:") else "q")
        self._hands.wait(lambda: self._hands.focused() == "table:log")
        return self

    def describe(self, **answers: str) -> "EpisodesScreen":
        """D, then a digit for a field with one answer, a click on the chip of a code for one with several."""
        hands, form = self._hands, FormScreen(self._hands)
        self.to_the_log()
        hands.keys("d")
        hands.wait(lambda: hands.sees("dialog:describe"))
        sections = hands.part("dialog:describe").findChild(QListWidget, "list:sections")
        for field, answer in answers.items():
            for row in range(sections.count()):
                if not hands.sees(f"field:{field}"):
                    sections.setCurrentRow(row)
            form.go_to(field)
            if answer.isdigit():
                hands.keys(answer)
            else:
                hands.click(f"field:{field}_{answer}")
        hands.click("button:describe_close")
        hands.wait(lambda: not hands.sees("dialog:describe"))
        return self

    def verdict(self) -> str:
        """What the card of the event says, to the eye and to a screen reader."""
        card = self._hands.part("card:event")
        spoken = [part.accessibleName() for part in card.findChildren(QWidget) if part.isVisible()]
        return "\n".join([self._hands.words("card:event"), *spoken])

    def about_all(self) -> str:
        """V shows what all events together say."""
        self.to_the_log()
        self._hands.keys("v")
        return self.verdict()
