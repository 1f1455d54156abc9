"""A switch between a few views of one screen."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from clinic_app.i18n import _
from clinic_app.ui.theme import TextStyle, current, font
from clinic_app.ui.widgets.measures import px, repaint_with_theme
from clinic_app.ui.widgets.segment_painter import Cell, paint_cells


class SegmentedSwitch(QWidget):
    """Exactly one view is on. One tab stop; Left and Right go to the neighbour, a press to the view pressed.

    ``views`` are ids with their words, in the order of the cells.
    """

    #: The id of the view that a person chose. Not emitted by ``set_current``.
    chosen = Signal(str)

    def __init__(self, name: str, spoken: str, views: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spoken, self._views = spoken, tuple(views)
        self._current = self._views[0][0]
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._say()
        repaint_with_theme(self)

    @property
    def current(self) -> str:
        """The view that is on."""
        return self._current

    def set_current(self, view: str) -> None:
        """Show which view is on, without telling anybody."""
        self._current = view
        self._say()
        self.update()

    def _say(self) -> None:
        words = dict(self._views)[self._current]
        self.setAccessibleName(_("{what}: {view}").format(what=self._spoken, view=words))

    def _choose(self, at: int) -> None:
        if 0 <= at < len(self._views) and self._views[at][0] != self._current:
            self.chosen.emit(self._views[at][0])

    def _cells(self) -> list[Cell]:
        made = font(TextStyle.STRONG, current().scale)
        left, cells = 0.5, []
        for view, words in self._views:
            width = QFontMetrics(made).horizontalAdvance(words) + 2 * px(10)
            cells.append(Cell(QRectF(left, 0.5, width, px(26) - 1), words, view == self._current))
            left += width
        return cells

    # Qt overrides

    def sizeHint(self) -> QSize:
        """As wide as the words."""
        return QSize(int(self._cells()[-1].rect.right() + 1), px(26))

    def minimumSizeHint(self) -> QSize:
        """Never squeezed."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The cells of an answer, one of them set."""
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        paint_cells(painter, self._cells(), is_unset=False)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right; everything else goes to the page."""
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
            return
        self._choose([view for view, _words in self._views].index(self._current) + by)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The view under the pointer."""
        if event.button() == Qt.MouseButton.LeftButton:
            place = QPointF(event.position())
            self._choose(next((at for at, cell in enumerate(self._cells()) if cell.rect.contains(place)), -1))
