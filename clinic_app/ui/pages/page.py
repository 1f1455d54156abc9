"""What every screen inside the frame offers to the frame."""

from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


class Tab(StrEnum):
    """The screens of one child, in the order of their tabs."""

    OVERVIEW = "overview"
    HISTORY = "history"
    EXAM = "exam"
    MILESTONES = "milestones"
    GROWTH = "growth"
    EPISODES = "episodes"
    PLAN = "plan"
    DOCUMENTS = "documents"


class Page(QWidget):
    """A screen. The frame shows its key hints, asks it to show a target, and tells it when it is left."""

    #: Another screen of the same child, and what to show there: an item key, a rule id, a note id, or nothing.
    jump_requested = Signal(Tab, str)

    #: No visit is open and this screen needs one.
    start_requested = Signal()
    #: Something was stored that the chart as it was read does not show yet.
    reload_requested = Signal()
    #: ``key_hints`` says something else now.
    hints_changed = Signal()

    def key_hints(self) -> tuple[tuple[str, str], ...]:
        """Keys and what they do, for the footer."""
        return ()

    def show_target(self, target: str) -> None:
        """Bring an item, flag or note into view and focus. A page without targets ignores it."""

    def leave(self) -> None:
        """The page is about to be hidden: finish what is half typed."""
