"""A hairline between groups."""

from PySide6.QtWidgets import QFrame, QWidget


class RuleLine(QFrame):
    """One pixel of ``border_subtle`` across."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "rule")
        self.setFixedHeight(1)
