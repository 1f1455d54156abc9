"""Pages of a PDF, one below the other, drawn from the very bytes that print."""

from enum import StrEnum
from itertools import accumulate

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from clinic_app.i18n import _
from clinic_app.ui.pages.documents.pdf import POINTS_PER_INCH, page_image
from clinic_app.ui.tasks import TaskRunner
from clinic_app.ui.theme import current, paper_colour
from clinic_app.ui.widgets.measures import px

_GAP = 12
_REAL_SIZE = 96 / POINTS_PER_INCH
_SETTLE_MS = 120
#: Letters are set on whole pixels; drawn twice as fine, they keep their distances at small sizes.
_OVERSAMPLING = 2


class Zoom(StrEnum):
    """How large a page is shown."""

    PAGE = "page"
    WIDTH = "width"
    REAL = "real"


class _Sheet(QWidget):
    """One page: white at once, its picture when it is drawn."""

    def __init__(self, number: int, count: int) -> None:
        super().__init__()
        self.image: QImage | None = None
        self.setObjectName(f"sheet:{number}")
        self.setAccessibleName(_("Page {number} of {count}").format(number=number, count=count))

    # Qt overrides

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = QRectF(self.rect())
        painter.fillRect(area, paper_colour())
        if self.image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(area, self.image, QRectF(self.image.rect()))
        painter.setPen(current().colour("border_control"))
        painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()


class PageView(QScrollArea):
    """PgUp and PgDn go from page to page. Pictures are drawn off the window's thread, at the screen's own pixels."""

    #: The page that is looked at, from 1, and how many there are.
    page_changed = Signal(int, int)

    def __init__(self, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._content = b""
        self._sizes: tuple[tuple[float, float], ...] = ()
        self._sheets: list[_Sheet] = []
        self._zoom = Zoom.WIDTH
        self._turn = 0
        self.setObjectName("preview:pages")
        self.setAccessibleName(_("Pages of the document"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        inside = QWidget()
        inside.setProperty("look", "sunken")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(px(_GAP), px(_GAP), px(_GAP), px(_GAP))
        self._column.setSpacing(px(_GAP))
        self.setWidget(inside)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self._draw)
        self.verticalScrollBar().valueChanged.connect(self._tell)

    @property
    def page(self) -> int:
        """The page that is looked at, from 1; 0 without pages."""
        if not self._sheets:
            return 0
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        return max(1, sum(top <= middle for top in self._tops()))

    def _tops(self) -> list[int]:
        """Where each page begins; reckoned, because the layout follows with a later event."""
        heights = [sheet.minimumHeight() + px(_GAP) for sheet in self._sheets]
        return list(accumulate(heights[:-1], initial=px(_GAP)))

    def show_pdf(self, content: bytes, sizes: tuple[tuple[float, float], ...]) -> None:
        """Show another document from its first page; the same one stays where it is."""
        if content == self._content:
            return
        self._content, self._sizes = content, sizes
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._sheets = [_Sheet(at, len(sizes)) for at in range(1, len(sizes) + 1)]
        for sheet in self._sheets:
            self._column.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch(1)
        self.verticalScrollBar().setValue(0)
        self._draw()

    def set_zoom(self, zoom: Zoom) -> None:
        """Show whole pages, the width of the view, or real size."""
        page = self.page
        self._zoom = zoom
        self._draw()
        self.go_to(page)

    def go_to(self, page: int) -> None:
        """Bring a page to the top."""
        if 1 <= page <= len(self._sheets):
            self._column.activate()
            self.verticalScrollBar().setValue(self._tops()[page - 1] - px(_GAP))

    @Slot()
    def next_page(self) -> None:
        """The page after this one."""
        self.go_to(self.page + 1)

    @Slot()
    def previous_page(self) -> None:
        """The page before this one."""
        self.go_to(self.page - 1)

    def _scale(self, size: tuple[float, float]) -> float:
        """Logical pixels for each point of the page."""
        width = (self.viewport().width() - 2 * px(_GAP)) / size[0]
        if self._zoom is Zoom.REAL:
            return _REAL_SIZE
        if self._zoom is Zoom.WIDTH:
            return max(0.3, width)
        return max(0.3, min(width, (self.viewport().height() - 2 * px(_GAP)) / size[1]))

    @Slot()
    def _draw(self) -> None:
        self._turn += 1
        for at, (sheet, size) in enumerate(zip(self._sheets, self._sizes, strict=True)):
            scale = self._scale(size)
            sheet.setFixedSize(QSize(round(size[0] * scale), round(size[1] * scale)))
            self._ask_for(at, scale * _OVERSAMPLING * self.devicePixelRatioF(), self._turn)
        self._tell()

    def _ask_for(self, at: int, pixels_per_point: float, turn: int) -> None:
        self._runner.query(
            page_image,
            self._content,
            at,
            pixels_per_point,
            owner=self,
            on_done=lambda image: self._on_drawn(at, turn, image),
        )

    def _on_drawn(self, at: int, turn: int, image: QImage) -> None:
        if turn == self._turn:
            self._sheets[at].image = image
            self._sheets[at].update()

    @Slot()
    def _tell(self) -> None:
        self.page_changed.emit(self.page, len(self._sheets))

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_PageDown:
            self.next_page()
        elif key == Qt.Key.Key_PageUp:
            self.previous_page()
        else:
            super().keyPressEvent(event)
