"""Pages of a PDF, one below the other."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from clinic_app.i18n import _
from clinic_app.ui.widgets.measures import px


class PageView(QScrollArea):
    """Scrolled by keys; a page is a picture of the very bytes that print."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("preview:pages")
        self.setAccessibleName(_("Pages of the document"))
        self.setWidgetResizable(True)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        inside = QWidget()
        inside.setProperty("look", "sunken")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(inside)
        self._column.setSpacing(px(12))
        self.setWidget(inside)

    def show_pages(self, images: Sequence[QImage], ratio: float) -> None:
        """Show pages drawn for a device pixel ratio."""
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for number, image in enumerate(images, start=1):
            pixmap = QPixmap.fromImage(image)
            pixmap.setDevicePixelRatio(ratio)
            label = QLabel()
            label.setPixmap(pixmap)
            label.setAccessibleName(_("Page {number} of {count}").format(number=number, count=len(images)))
            self._column.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch(1)
        self.verticalScrollBar().setValue(0)
