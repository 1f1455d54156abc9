"""A chart that can be looked at, walked with the arrow keys, heard, and read as a table."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QSizePolicy,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from clinic_app.charts.callout import callout
from clinic_app.charts.scene import NO_TABLE, FocusPoint, Scene, Size
from clinic_app.ui.painting.scene_painter import InkColours, ScenePainter
from clinic_app.ui.style import FOCUS_OWN

#: Draws the chart for a size; called again whenever the widget's size changes.
SceneBuilder = Callable[[Size], Scene]

_STEP = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
_LINE = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


def _is_swap(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_T and event.modifiers() == Qt.KeyboardModifier.NoModifier


class _Canvas(QWidget):
    """The painted picture with its focus point."""

    point_changed = Signal(int)
    opened = Signal(int)

    def __init__(self, colours: InkColours, focus_colour: QColor, parent: QWidget) -> None:
        super().__init__(parent)
        self._colours = colours
        self._focus_colour = focus_colour
        self._builder: SceneBuilder | None = None
        self._scene: Scene | None = None
        self._at = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_builder(self, builder: SceneBuilder) -> None:
        self._builder = builder
        self._at = -1
        self._rebuild()

    def set_colours(self, colours: InkColours, focus_colour: QColor) -> None:
        self._colours, self._focus_colour = colours, focus_colour
        self.update()

    @property
    def scene(self) -> Scene | None:
        return self._scene

    @property
    def index(self) -> int:
        """The point that focus rests on, -1 for none."""
        return self._at

    @property
    def point(self) -> FocusPoint | None:
        points = self._scene.focus if self._scene is not None else ()
        return points[self._at] if 0 <= self._at < len(points) else None

    def focus_point(self, index: int) -> None:
        """Rest on a point; the index is held within the chart's points."""
        count = len(self._scene.focus) if self._scene is not None else 0
        if count == 0:
            return
        self._at = min(max(index, 0), count - 1)
        self.update()
        self.point_changed.emit(self._at)

    def _in_line(self, step: int) -> int | None:
        """The nearest point below (1) or above (-1) the one with the focus, the nearest line first; ``None`` for none.

        A point counts as on another line when its middle lies outside the box of this one.
        """
        here = self.point
        if here is None or self._scene is None:
            return None
        x, y = here.centre
        others = [
            (round(abs(one.centre[1] - y)), abs(one.centre[0] - x), place)
            for place, one in enumerate(self._scene.focus)
            if (one.centre[1] - y) * step > here.height / 2
        ]
        return min(others)[2] if others else None

    def _rebuild(self) -> None:
        if self._builder is not None and self.width() > 0 and self.height() > 0:
            self._scene = self._builder(Size(float(self.width()), float(self.height())))
            self.setProperty(FOCUS_OWN, bool(self._scene.focus))  # the ring is drawn around the point
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(420, 260)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 24)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._rebuild()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._scene is None:
            return
        painter = QPainter(self)
        ScenePainter(painter, self._colours, self.font()).paint(self._scene)
        point = self.point
        if point is not None and point.card:
            scene = self._scene
            items = callout(point, Size(scene.width, scene.height))
            ScenePainter(painter, self._colours, self.font()).paint(Scene(scene.width, scene.height, items))
        if point is not None and self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._focus_colour, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(point.x, point.y, point.width, point.height), 4, 4)
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._at < 0 and self._scene is not None:
            self.focus_point(len(self._scene.focus) - 1)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        count = len(self._scene.focus) if self._scene is not None else 0
        if event.modifiers() == Qt.KeyboardModifier.NoModifier and count:
            if key in _STEP:
                self.focus_point(self._at + _STEP[key])
                return
            if key in _LINE and (beside := self._in_line(_LINE[key])) is not None:
                self.focus_point(beside)
                return
            if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
                self.focus_point(0 if key == Qt.Key.Key_Home else count - 1)
                return
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._at >= 0:
                self.opened.emit(self._at)
                return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        points = self._scene.focus if self._scene is not None else ()
        where = event.position()
        for i, p in enumerate(points):
            if QRectF(p.x, p.y, p.width, p.height).contains(where):
                self.focus_point(i)
                return
        super().mousePressEvent(event)


class ChartWidget(QWidget):
    """Shows a chart. Arrow keys walk its points and speak them, up and down from line to line, Enter opens one, ``T``
    swaps chart and table.
    """

    #: The point that focus moved to.
    point_changed = Signal(int)
    #: Enter on a point.
    opened = Signal(int)

    def __init__(
        self, name: str, title: str, colours: InkColours, focus_colour: QColor, parent: QWidget | None = None
    ) -> None:
        """``name`` is the object name; ``title`` what a screen reader calls the chart."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._canvas = _Canvas(colours, focus_colour, self)
        self._canvas.setObjectName(f"{name}_picture")
        self._canvas.setAccessibleName(title)
        self._table = QTableWidget(self)
        self._table.setObjectName(f"{name}_table")
        self._table.setAccessibleName(title)
        self._table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._table.verticalHeader().hide()
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._canvas)
        self._stack.addWidget(self._table)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.setFocusProxy(self._canvas)
        self._canvas.point_changed.connect(self._speak)
        self._canvas.opened.connect(self.opened)
        self._table.installEventFilter(self)

    def set_title(self, title: str) -> None:
        """Another name for a screen reader."""
        for part in (self, self._canvas, self._table):
            part.setAccessibleName(title)

    def set_builder(self, builder: SceneBuilder) -> None:
        """Show another chart: ``builder`` draws it for any size."""
        self._canvas.set_builder(builder)
        if self.shows_table:
            self._fill_table()

    def set_colours(self, colours: InkColours, focus_colour: QColor) -> None:
        """Follow a change of theme."""
        self._canvas.set_colours(colours, focus_colour)

    @property
    def scene(self) -> Scene | None:
        """What is drawn now."""
        return self._canvas.scene

    @property
    def shows_table(self) -> bool:
        """Whether the table stands in place of the chart."""
        return self._stack.currentWidget() is self._table

    def toggle_table(self) -> None:
        """Swap chart and table, keeping the keyboard focus."""
        shown = self._canvas if self.shows_table else self._table
        if shown is self._table:
            self._fill_table()
        self._stack.setCurrentWidget(shown)
        self.setFocusProxy(shown)
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_point(self, index: int) -> None:
        """Move to a point and speak it."""
        self._canvas.focus_point(index)

    def step_point(self, by: int) -> None:
        """Take the keyboard and move to a neighbouring point, for keys that a page passes on."""
        self._canvas.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._canvas.focus_point(self._canvas.index + by)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """``T`` reaches here from the chart, which leaves it alone."""
        if _is_swap(event):
            self.toggle_table()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """``T`` in the table swaps back before type-ahead takes it."""
        pressed = watched is self._table and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and _is_swap(event):
            self.toggle_table()
            return True
        return False

    def _fill_table(self) -> None:
        """Only a table that is looked at costs anything."""
        scene = self._canvas.scene
        table = scene.table if scene is not None else NO_TABLE
        self._table.setColumnCount(len(table.header))
        self._table.setRowCount(len(table.rows))
        self._table.setHorizontalHeaderLabels(list(table.header))
        for i, row in enumerate(table.rows):
            for j, text in enumerate(row):
                self._table.setItem(i, j, QTableWidgetItem(text))

    def _speak(self, index: int) -> None:
        point = self._canvas.point
        if point is None:
            return
        self._canvas.setAccessibleDescription(point.spoken)
        changed = QAccessibleEvent(self._canvas, QAccessible.Event.DescriptionChanged)
        QAccessible.updateAccessibility(changed)
        self.point_changed.emit(index)
