"""A page that fills the window and scrolls only when the window is too low for it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from clinic_app.ui.widgets.measures import px


class PageScroll(QScrollArea):
    """Gives its widget the size of the window, never less than ``least_height`` design pixels.

    Qt's own resizing would give a page with wrapping labels all the height they could want.
    """

    def __init__(self, name: str, page: QWidget, least_height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._least_height = least_height
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._page = page
        self.setWidget(page)

    def set_least_height(self, least_height: int) -> None:
        """Another least height, when the page is laid out anew for a narrow window."""
        self._least_height = least_height
        self._fit()

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        size = self.viewport().size()
        self._page.resize(size.width(), max(size.height(), px(self._least_height)))
