"""One clip as a picture with its length and its day."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from clinic_app.domain.attachments import Attachment
from clinic_app.domain.episodes import Episode
from clinic_app.ui.pages.episodes.clips.clip_words import caption, length_words, spoken
from clinic_app.ui.theme import TextStyle, current, font
from clinic_app.ui.widgets.measures import px

_WIDTH, _PICTURE, _CAPTION = 112, 64, 18
_STEP = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class ClipTile(QAbstractButton):
    """Space or Enter opens it, Delete asks to remove it; the card moves between tiles."""

    #: It is to be removed.
    remove_requested = Signal()
    #: The keyboard goes to the tile before (-1) or after (1).
    step_requested = Signal(int)

    def __init__(self, clip: Attachment, thread: Episode | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clip, self._caption = clip, caption(clip, thread)
        self._is_looked_at = False
        self._picture = QPixmap()
        self._picture.loadFromData(clip.thumbnail)
        self.setObjectName(f"clip:{clip.id}")
        self.setAccessibleName(spoken(clip, thread))
        self.setToolTip(clip.note)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def clip(self) -> Attachment:
        """What it shows."""
        return self._clip

    @property
    def words(self) -> str:
        """What stands below it."""
        return self._caption

    def set_looked_at(self, is_so: bool) -> None:
        """Whether the event that is looked at is the one it shows."""
        self._is_looked_at = is_so
        self.update()

    # Qt overrides

    def event(self, event: QEvent) -> bool:
        """Delete is this clip's, not the page's, which removes an event of the log with it."""
        is_delete = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Delete
        if is_delete and event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """An arrow would go to the next control, or scroll, if it were left to Qt."""
        step = _STEP.get(Qt.Key(event.key()))
        if step is not None:
            self.step_requested.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_requested.emit()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(px(_WIDTH), px(_PICTURE + _CAPTION))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The frame in the middle of the clip, a play mark, the length, and the caption below."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        area = QRectF(0, 0, px(_WIDTH), px(_PICTURE))
        painter.fillRect(area, current().colour("bg_sunken"))
        if not self._picture.isNull():
            size = self._picture.size().scaled(area.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
            target = QRectF(0, 0, size.width(), size.height())
            target.moveCenter(area.center())
            painter.drawPixmap(target, self._picture, QRectF(self._picture.rect()))
        if self._is_looked_at:
            painter.setPen(QPen(current().colour("accent"), px(2)))
            painter.drawRect(area.adjusted(1, 1, -1, -1))
        if self._clip.facts.kind == "clip":
            self._paint_play(painter, area.center())
            self._paint_length(painter, area)
        words_font = font(TextStyle.SMALL)
        words_font.setWeight(QFont.Weight.Normal if self._clip.seen else QFont.Weight.DemiBold)
        painter.setFont(words_font)
        painter.setPen(current().colour("sev_now_fg" if self._clip.missing else "text_primary"))
        below = QRectF(0, area.bottom(), area.width(), px(_CAPTION))
        words = painter.fontMetrics().elidedText(self._caption, Qt.TextElideMode.ElideRight, int(area.width()))
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_play(self, painter: QPainter, centre: QPointF) -> None:
        radius = px(12)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(current().colour("accent"))
        painter.drawEllipse(centre, radius, radius)
        painter.setBrush(current().colour("text_on_accent"))
        side = radius * 0.5
        corners = [(-0.7, -1.0), (1.1, 0.0), (-0.7, 1.0)]
        painter.drawPolygon(QPolygonF([centre + QPointF(x * side, y * side) for x, y in corners]))

    def _paint_length(self, painter: QPainter, area: QRectF) -> None:
        words = length_words(self._clip.facts.duration_ms)
        painter.setFont(font(TextStyle.SMALL))
        width = painter.fontMetrics().horizontalAdvance(words) + px(8)
        box = QRectF(area.right() - width, area.bottom() - px(16), width, px(16))
        painter.fillRect(box, current().colour("bg_surface"))
        painter.setPen(current().colour("text_primary"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
