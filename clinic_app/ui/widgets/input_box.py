"""The box of a typed field: a line edit, and its unit after a hairline."""

from PySide6.QtCore import QEvent, QLineF, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from clinic_app.ui.style import FOCUS_HOST, draw_hatch
from clinic_app.ui.theme import TextStyle, current, font, watcher
from clinic_app.ui.widgets.field_frame import HintKind
from clinic_app.ui.widgets.measures import px

#: Fill, border and its width by the state of the field.
_LOOKS = {
    HintKind.PLAIN: ("bg_surface", "border_control", 1),
    HintKind.NEEDED: ("pending_bg", "pending_line", 1),
    HintKind.REFUSED: ("bg_surface", "sev_now_mark", 2),
    HintKind.UNUSUAL: ("bg_surface", "sev_2wk_mark", 2),
}
_RADIUS = 4.0
_MENU = Qt.FocusReason.PopupFocusReason


class InputBox(QWidget):
    """Holds one line edit and paints border, unit and state around it.

    Args:
        suffix: unit or age after the hairline; it may change while typing.
        height: 30, or 26 in a grid.
    """

    #: The edit lost the keyboard to something else than a menu of its own.
    left = Signal()

    def __init__(self, suffix: str = "", height: int = 30, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = QLineEdit(self)
        self.edit.setProperty("look", "bare")
        self.edit.installEventFilter(self)
        self.setProperty(FOCUS_HOST, True)
        self.setFocusProxy(self.edit)
        self._suffix = suffix
        self._height = height
        self._kind = HintKind.PLAIN
        self._is_hatched = False
        self._is_unset = False
        self._layout = QHBoxLayout(self)
        self._layout.setSpacing(0)
        self._layout.addWidget(self.edit)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._measure()
        watcher().changed.connect(self._measure)

    @property
    def kind(self) -> HintKind:
        """The state that is painted."""
        return self._kind

    def set_kind(self, kind: HintKind) -> None:
        """Paint another state."""
        self._kind = kind
        self.update()

    def set_suffix(self, suffix: str) -> None:
        """Other words after the hairline."""
        self._suffix = suffix
        self._measure()

    def set_hatched(self, hatched: bool) -> None:
        """Hatch the box: not examined."""
        self._is_hatched = hatched
        self.update()

    def set_unset(self, unset: bool) -> None:
        """Dash the outline: nothing is recorded, in grids where cells do the same."""
        if unset != self._is_unset:
            self._is_unset = unset
            self.update()

    def _small(self) -> QFontMetrics:
        return QFontMetrics(font(TextStyle.SMALL, current().scale))

    def _suffix_width(self) -> int:
        return self._small().horizontalAdvance(self._suffix) + px(14) if self._suffix else 0

    def _measure(self) -> None:
        self._layout.setContentsMargins(px(9), 1, self._suffix_width() + px(4), 1)
        self.setFixedHeight(px(self._height))
        self.updateGeometry()
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Room for some digits and the unit."""
        return QSize(px(70) + self._suffix_width(), px(self._height))

    def minimumSizeHint(self) -> QSize:
        """Room for four digits and the unit."""
        return QSize(px(52) + self._suffix_width(), px(self._height))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hear when the edit is left; a context menu over it is not leaving."""
        if isinstance(event, QFocusEvent) and not event.gotFocus() and event.reason() != _MENU:
            self.left.emit()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on the unit is a press on the field."""
        self.edit.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill, hatch, unit after its hairline, border."""
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # a number stands before its unit everywhere
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = current()
        fill, line, width = _LOOKS[self._kind]
        if self.edit.isReadOnly():
            fill, line = "bg_sunken", "border_subtle"
        width += tokens.border - 1
        inset = width / 2
        frame = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        outline = QPainterPath()
        outline.addRoundedRect(frame, _RADIUS, _RADIUS)
        painter.fillPath(outline, tokens.colour(fill))
        if self._is_hatched:
            self._paint_not_examined(painter, frame, fill)
        if self._suffix:
            self._paint_suffix(painter)
        pen = QPen(tokens.colour("unset_line" if self._is_unset else line), width)
        if self._is_unset:
            pen.setDashPattern([3.0, 2.0])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(outline)

    def _paint_not_examined(self, painter: QPainter, frame: QRectF, fill: str) -> None:
        """The hatch of every "not examined", with its N on clear ground."""
        ground = QRectF(px(7), 4, px(16), self.height() - 8)
        draw_hatch(painter, frame.adjusted(0, 0, -self._suffix_width(), 0))
        painter.fillRect(ground, current().colour(fill))
        painter.setPen(current().colour("text_primary"))
        painter.setFont(font(TextStyle.STRONG, current().scale))
        painter.drawText(ground, Qt.AlignmentFlag.AlignCenter, "N")

    def _paint_suffix(self, painter: QPainter) -> None:
        tokens = current()
        left = self.width() - self._suffix_width()
        painter.setPen(QPen(tokens.colour("border_subtle"), 1))
        painter.drawLine(QLineF(left + 0.5, px(6), left + 0.5, self.height() - px(6)))
        painter.setPen(tokens.colour("text_muted"))
        painter.setFont(font(TextStyle.SMALL, tokens.scale))
        painter.drawText(
            QRectF(left, 0, self._suffix_width() - 1, self.height()), Qt.AlignmentFlag.AlignCenter, self._suffix
        )
