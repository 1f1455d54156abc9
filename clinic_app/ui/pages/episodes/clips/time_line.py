"""The time line of a clip: where it is, and the moments that were marked."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from clinic_app.domain.attachments import ClipMark
from clinic_app.i18n import _
from clinic_app.ui.pages.episodes.clips.clip_words import length_words
from clinic_app.ui.theme import TextStyle, current, font
from clinic_app.ui.widgets.measures import px

_HEIGHT = 34


class TimeLine(QWidget):
    """A click goes to a moment; arrows go from mark to mark."""

    #: Go to a moment, in seconds.
    moved = Signal(float)

    def __init__(self, duration_ms: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._duration_ms = max(1, duration_ms)
        self._at_ms = 0
        self._marks: tuple[ClipMark, ...] = ()
        self.setObjectName("line:clip")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name()

    @property
    def at_ms(self) -> int:
        """The moment that is shown."""
        return self._at_ms

    def show_moment(self, at_ms: int) -> None:
        """Move the pointer."""
        self._at_ms = at_ms
        self._name()
        self.update()

    def show_marks(self, marks: tuple[ClipMark, ...]) -> None:
        """Show the marked moments."""
        self._marks = marks
        self.update()

    def _name(self) -> None:
        words = _("Time line, {at} of {length}")
        at, length = length_words(self._at_ms), length_words(self._duration_ms)
        self.setAccessibleName(words.format(at=at, length=length))

    def _x(self, at_ms: int) -> float:
        return px(6) + (self.width() - px(12)) * min(1.0, at_ms / self._duration_ms)

    def _go(self, x: float) -> None:
        share = (x - px(6)) / max(1, self.width() - px(12))
        self.moved.emit(min(max(share, 0.0), 1.0) * self._duration_ms / 1000)

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(px(400), px(_HEIGHT))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._go(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._go(event.position().x())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right go to the mark before and after."""
        before = [one.at_ms for one in self._marks if one.at_ms < self._at_ms - 1]
        after = [one.at_ms for one in self._marks if one.at_ms > self._at_ms + 1]
        if event.key() == Qt.Key.Key_Left:
            self.moved.emit((before[-1] if before else 0) / 1000)
        elif event.key() == Qt.Key.Key_Right:
            self.moved.emit((after[0] if after else self._duration_ms) / 1000)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A line, what is behind the pointer filled, marks as triangles, and both times."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens, y = current(), px(12)
        left, right, at = self._x(0), self._x(self._duration_ms), self._x(self._at_ms)
        for name, end in (("border_control", right), ("accent", at)):
            painter.setPen(QPen(tokens.colour(name), px(4)))
            painter.drawLine(QPointF(left, y), QPointF(end, y))
        painter.setPen(QPen(tokens.colour("text_primary"), 1.5))
        for mark in self._marks:
            x = self._x(mark.at_ms)
            painter.drawLine(QPointF(x, y - px(8)), QPointF(x, y + px(8)))
        painter.setBrush(tokens.colour("accent"))
        painter.drawEllipse(QPointF(at, y), px(6), px(6))
        painter.setFont(font(TextStyle.SMALL))
        painter.setPen(tokens.colour("text_secondary"))
        box = QRectF(left, y + px(6), right - left, px(16))
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft, length_words(self._at_ms))
        painter.drawText(box, Qt.AlignmentFlag.AlignRight, length_words(self._duration_ms))
