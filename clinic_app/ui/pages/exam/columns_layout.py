"""Three columns side by side; in a narrow window the outer two become drawers."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QStyle, QWidget

from clinic_app.ui.theme import TextStyle, current, font
from clinic_app.ui.widgets.measures import px, repaint_with_theme

_LEFT, _RIGHT, _RIGHT_WIDE, _EDGE = 186, 286, 360, 26
#: Page widths: below the first the panels are drawers; from the second the flags are wider.
_NARROW, _WIDE = 1090, 1560


class EdgeTab(QAbstractButton):
    """The handle of a drawer, with its name and count written upwards."""

    def __init__(self, name: str, parent: QWidget, *, clockwise: bool) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._clockwise = clockwise
        self._strong, self._rest = "", ""
        self.setFixedWidth(px(_EDGE))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        repaint_with_theme(self)

    def set_words(self, strong: str, rest: str) -> None:
        """What is in the drawer, and how much."""
        self._strong, self._rest = strong, rest
        self.setAccessibleName(f"{strong} {rest}")
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Narrow and as high as there is room."""
        return QSize(px(_EDGE), px(200))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A card's edge with turned words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = current()
        painter.setPen(QPen(tokens.colour("border_subtle"), tokens.border))
        painter.setBrush(tokens.colour("bg_hover" if self.underMouse() else "bg_surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.translate(self.rect().center())
        painter.rotate(90 if self._clockwise else -90)
        bold, plain = font(TextStyle.STRONG, tokens.scale), font(TextStyle.BODY, tokens.scale)
        width = QFontMetrics(bold).horizontalAdvance(self._strong + " ")
        whole = width + QFontMetrics(plain).horizontalAdvance(self._rest)
        height = px(20)
        painter.setPen(tokens.colour("text_primary"))
        painter.setFont(bold)
        painter.drawText(
            QRectF(-whole / 2, -height / 2, width + 4, height), Qt.AlignmentFlag.AlignVCenter, self._strong
        )
        painter.setFont(plain)
        painter.drawText(
            QRectF(-whole / 2 + width, -height / 2, whole, height), Qt.AlignmentFlag.AlignVCenter, self._rest
        )
        painter.end()


class ThreeColumns(QWidget):
    """Keeps both panels reachable at any width: nothing is removed.

    ``widths`` are those of the left panel, of the right one, and of the right one in a wide window.
    """

    def __init__(
        self,
        left: QWidget,
        middle: QWidget,
        right: QWidget,
        parent: QWidget | None = None,
        *,
        widths: tuple[int, int, int] = (_LEFT, _RIGHT, _RIGHT_WIDE),
        name: str = "drawer",
    ) -> None:
        super().__init__(parent)
        self._widths = widths
        self._left, self._middle, self._right = left, middle, right
        self._is_narrow: bool | None = None
        self._left_edge = EdgeTab(f"button:{name}_left", self, clockwise=False)
        self._right_edge = EdgeTab(f"button:{name}_right", self, clockwise=True)
        self._left_edge.clicked.connect(self._on_left_edge)
        self._right_edge.clicked.connect(self._on_right_edge)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(px(12), px(10), px(12), px(10))
        self._row.setSpacing(px(10))
        self._row.addWidget(self._left_edge)
        self._row.addWidget(middle, 1)
        self._row.addWidget(self._right_edge)
        for panel in (left, right):
            panel.setParent(self)
            panel.setAutoFillBackground(True)
        self._arrange(is_narrow=False)

    @property
    def is_narrow(self) -> bool:
        """Whether the panels are drawers now."""
        return bool(self._is_narrow)

    def set_left_words(self, strong: str, rest: str) -> None:
        """Name and count of the left drawer."""
        self._left_edge.set_words(strong, rest)

    def set_right_words(self, strong: str, rest: str) -> None:
        """Name and count of the right drawer."""
        self._right_edge.set_words(strong, rest)

    def open_left(self) -> None:
        """Show the left panel."""
        self._open(self._left, self._right)

    def open_right(self) -> None:
        """Show the right panel."""
        self._open(self._right, self._left)

    @property
    def has_drawer_open(self) -> bool:
        """Whether a drawer lies over the middle."""
        return bool(self._is_narrow) and (self._left.isVisible() or self._right.isVisible())

    @Slot()
    def close_drawers(self) -> None:
        """Back to the middle; does nothing where the panels have their own columns."""
        if self._is_narrow:
            self._hide(self._left)
            self._hide(self._right)

    def _open(self, panel: QWidget, other: QWidget) -> None:
        if not self._is_narrow:
            return
        self._hide(other)
        panel.show()
        self._place_drawers()
        panel.raise_()

    def _hide(self, panel: QWidget) -> None:
        """A hidden panel must not hand the keyboard to whatever comes next."""
        focused = self.window().focusWidget()
        if focused is not None and panel.isAncestorOf(focused):
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        panel.hide()

    @Slot()
    def _on_left_edge(self) -> None:
        self.close_drawers() if self._left.isVisible() else self.open_left()

    @Slot()
    def _on_right_edge(self) -> None:
        self.close_drawers() if self._right.isVisible() else self.open_right()

    def _arrange(self, *, is_narrow: bool) -> None:
        if is_narrow is self._is_narrow:
            return
        self._is_narrow = is_narrow
        for edge in (self._left_edge, self._right_edge):
            edge.setVisible(is_narrow)
        for panel in (self._left, self._right):
            self._row.removeWidget(panel)
            panel.setVisible(not is_narrow)
        if not is_narrow:
            self._row.insertWidget(0, self._left)
            self._row.addWidget(self._right)
        self._size_panels()

    def _size_panels(self) -> None:
        left, right, right_wide = self._widths
        self._left.setFixedWidth(px(left))
        self._right.setFixedWidth(px(right_wide if self.width() >= px(_WIDE) else right))

    def _place_drawers(self) -> None:
        over = self._middle.geometry()
        first = QRect(over.left(), over.top(), self._left.width(), over.height())
        last = QRect(over.right() - self._right.width() + 1, over.top(), self._right.width(), over.height())
        self._left.setGeometry(QStyle.visualRect(self.layoutDirection(), over, first))
        self._right.setGeometry(QStyle.visualRect(self.layoutDirection(), over, last))

    # Qt overrides

    def minimumSizeHint(self) -> QSize:
        """The middle between two edges: the panels can always become drawers."""
        return QSize(px(2 * _EDGE + 600), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose between columns and drawers."""
        super().resizeEvent(event)
        self._arrange(is_narrow=self.width() < px(_NARROW))
        self._size_panels()
        if self._is_narrow:
            self._place_drawers()
