"""The papers of a child."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit

from clinic_app.ui.pages.documents.pdf import page_texts
from tests.journeys.screens.hands import CTRL, Hands


class DocumentsScreen:
    """What is read is a file that was saved: the bytes that were previewed."""

    def __init__(self, hands: Hands) -> None:
        self._hands = hands

    def saved_pages(self, folder: Path) -> tuple[str, ...]:
        """Ctrl+S, a name, Enter; then the words of every page of that file."""
        hands = self._hands
        hands.wait(lambda: hands.sees("button:save_pdf") and hands.part("button:save_pdf").isEnabled())
        hands.keys((Qt.Key.Key_S, CTRL))
        path = folder / "paper.pdf"
        hands.wait(lambda: hands.focused() == "fileNameEdit")
        name = QApplication.focusWidget()
        assert isinstance(name, QLineEdit)
        name.setText(str(path))  # at once: letter by letter, the list of files that fit would drop down over it
        hands.keys(Qt.Key.Key_Return)
        hands.wait(lambda: hands.sees("toast") and "Saved, as previewed" in hands.words("toast"))
        return tuple(" ".join(text.split()) for text in page_texts(path.read_bytes()))

    def choose(self, document: str) -> "DocumentsScreen":
        """Show another document."""
        hands = self._hands
        kinds = hands.part("table:documents")
        assert isinstance(kinds, QAbstractItemView)
        hands.wait(lambda: any(document in name for name in self._names(kinds)))
        row = next(at for at, name in enumerate(self._names(kinds)) if document in name)
        kinds.setCurrentIndex(kinds.model().index(row, 0))
        return self

    @staticmethod
    def _names(kinds: QAbstractItemView) -> list[str]:
        model, role = kinds.model(), Qt.ItemDataRole.AccessibleTextRole
        return [str(model.index(row, 0).data(role)) for row in range(model.rowCount())]

    def checks(self) -> str:
        """What the page says about the paper."""
        return self._hands.words("card:checks")
