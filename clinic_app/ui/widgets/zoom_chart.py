"""A chart over time that can be looked at more closely."""

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from clinic_app.ui.widgets.themed_chart import ThemedChart

_CLOSER, _WIDER = 1 / 1.6, 1.6
_WHEEL = 1.25
_WHEEL_STEP = 120
_KEYS = {
    Qt.Key.Key_Plus: _CLOSER,
    Qt.Key.Key_Equal: _CLOSER,
    Qt.Key.Key_Minus: _WIDER,
    Qt.Key.Key_0: 0.0,
}
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_EDGES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
#: A press that moves less than this chooses a point, it does not drag.
_DRAG = 6.0


class ZoomChart(ThemedChart):
    """+ and - look closer and wider at the point with the focus, 0 shows everything; Page keys, and an arrow at the
    first or last point, move along. Dragging moves, Ctrl with the wheel zooms where the mouse is; the wheel alone
    scrolls the page.
    """

    #: A factor for the length of what is shown (0 for everything), and a place of the picture, or -1 for the focus.
    zoom_requested = Signal(float, float)
    #: By how many pictures to move: -1 is one picture earlier, 0.1 a tenth later.
    move_requested = Signal(float)
    #: The mouse took hold of the picture, and by how many pictures it has moved since then.
    grabbed = Signal()
    dragged = Signal(float)

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(name, title, parent)
        self._from: QPointF | None = None
        self._drags = False
        self._canvas.installEventFilter(self)

    def zoom(self, closer: bool) -> None:
        """One step closer or wider, for buttons and keys."""
        self.zoom_requested.emit(_CLOSER if closer else _WIDER, -1.0)

    @property
    def focused_x(self) -> float | None:
        """Where the point with the focus lies in the picture."""
        point = self._canvas.point
        return point.centre[0] if point is not None else None

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom keys reach here from the picture, which leaves them alone."""
        key = Qt.Key(event.key())
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if plain and key in _KEYS:
            self.zoom_requested.emit(_KEYS[key], -1.0)
        elif plain and key in _PAGES:
            self.move_requested.emit(float(_PAGES[key]))
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if watched is self._canvas:
            if isinstance(event, QWheelEvent):
                return self._wheel(event)
            if isinstance(event, QMouseEvent):
                return self._mouse(event)
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                return self._edge(event)
        return super().eventFilter(watched, event)

    def _wheel(self, event: QWheelEvent) -> bool:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier or event.angleDelta().y() == 0:
            return False
        self.zoom_requested.emit(_WHEEL ** (-event.angleDelta().y() / _WHEEL_STEP), event.position().x())
        event.accept()
        return True

    def _mouse(self, event: QMouseEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
            self._from, self._drags = event.position(), False
            self.grabbed.emit()
        elif event.type() == QEvent.Type.MouseMove and self._from is not None:
            by = self._from.x() - event.position().x()
            self._drags = self._drags or abs(by) >= _DRAG
            if self._drags:
                self.dragged.emit(by / max(1, self._canvas.width()))
            return self._drags
        elif event.type() == QEvent.Type.MouseButtonRelease:
            self._from = None
        return False

    def _edge(self, event: QKeyEvent) -> bool:
        """An arrow at the first or the last point moves the picture by a little, and the focus with it."""
        key, points = Qt.Key(event.key()), self.scene.focus if self.scene is not None else ()
        if key not in _EDGES or event.modifiers() or not points:
            return False
        if self._canvas.point is points[0 if _EDGES[key] < 0 else -1]:
            self.move_requested.emit(_EDGES[key] * 0.25)
        return False
