"""One frame of a clip, as large as there is room."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QTransform
from PySide6.QtWidgets import QSizePolicy, QWidget

from clinic_app.i18n import _
from clinic_app.services.clips.ports import ClipFrame
from clinic_app.ui.theme import current
from clinic_app.ui.widgets.measures import px


class FrameView(QWidget):
    """Paints a frame upright and whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("view:frame")
        self.setAccessibleName(_("Frame of the clip"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(px(320), px(200))
        self._image = QImage()

    @property
    def image(self) -> QImage:
        """What is shown, upright."""
        return self._image

    def show_frame(self, frame: ClipFrame, quarter_turns: int) -> None:
        """Show a frame, turned as the phone says and as a person added."""
        shape = QImage.Format.Format_RGB888
        image = QImage(frame.content, frame.width, frame.height, frame.stride, shape)
        turns = (frame.turn + quarter_turns) % 4
        # the copy owns its pixels; the bytes of the frame go with it
        self._image = image.transformed(QTransform().rotate(90 * turns)) if turns else image.copy()
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(px(720), px(405))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The frame in the middle, with nothing cut off."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), current().colour("bg_sunken"))
        if self._image.isNull():
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRectF(0, 0, size.width(), size.height())
        target.moveCenter(QRectF(self.rect()).center())
        painter.drawImage(target, self._image)
