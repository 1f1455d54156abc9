"""Room for the page that is shown, and for no other."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget


class Body(QWidget):
    """Pages on top of each other, as small as the page that is shown allows.

    A ``QStackedWidget`` alone asks for the room of its largest page and, where a page holds wrapped text, for the
    height that the page would like best; in a scroll area every page would then scroll.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pages = QStackedWidget(self)
        self.pages.setObjectName("body")

    # Qt overrides

    def minimumSizeHint(self) -> QSize:
        page = self.pages.currentWidget()
        return QSize() if page is None else page.minimumSizeHint().expandedTo(page.minimumSize())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.pages.resize(event.size())

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)
