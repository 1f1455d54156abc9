"""The navigation on the leading edge of the window."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from clinic_app.i18n import ngettext
from clinic_app.ui.style import FOCUS_OWN
from clinic_app.ui.theme import TextStyle, current, font
from clinic_app.ui.widgets.count_badge import draw_badge
from clinic_app.ui.widgets.icon import draw_icon
from clinic_app.ui.widgets.measures import px, repaint_with_theme

_WIDE, _NARROW = 72, 48
_ITEM_HEIGHT = 49


@dataclass(frozen=True, slots=True)
class RailItem:
    """A place to go or a thing to do. ``is_place`` items stay selected."""

    id: str
    words: str
    icon_name: str
    at_bottom: bool = False
    is_place: bool = True


class _RailButton(QPushButton):
    """Icon above its word; a count on the icon's corner; the word hides where the window is narrow."""

    def __init__(self, item: RailItem, parent: QWidget) -> None:
        super().__init__(parent)
        self._item, self._count, self._narrow = item, 0, False
        self.setObjectName(f"rail:{item.id}")
        self.setAccessibleName(item.words)
        self.setProperty("look", "painted")
        self.setProperty(FOCUS_OWN, True)
        self.setCheckable(item.is_place)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        repaint_with_theme(self)

    def set_count(self, count: int) -> None:
        """Show how many wait."""
        self._count = count
        waiting = ngettext("{count} waits", "{count} wait", count).format(count=count)
        self.setAccessibleName(f"{self._item.words}, {waiting}" if count else self._item.words)
        self.update()

    def set_narrow(self, narrow: bool) -> None:
        """Show the icon only."""
        self._narrow = narrow
        self.setToolTip(self._item.words if narrow else "")
        self.updateGeometry()
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(px(_NARROW if self._narrow else _WIDE), px(44 if self._narrow else _ITEM_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        if self.isChecked() or self.underMouse():
            painter.fillRect(area, tokens.colour("rail_selected"))
        if self.isChecked():
            painter.fillRect(QRectF(self._edge(), 0, 3, area.height()), tokens.colour("text_on_rail"))
        size = px(20)
        top = (area.height() - size) / 2 if self._narrow else px(8)
        mark = QRectF(round((area.width() - size) / 2), round(top), size, size)
        draw_icon(painter, self._item.icon_name, mark, "text_on_rail")
        if not self._narrow:
            painter.setFont(self._word_font(area.width()))
            painter.setPen(tokens.colour("text_on_rail"))
            painter.drawText(area.adjusted(0, px(29), 0, -px(2)), Qt.AlignmentFlag.AlignHCenter, self._item.words)
        if self._count:
            width = px(16 if self._count < 10 else 21 if self._count < 100 else 27)
            draw_badge(painter, QRectF(mark.right() - px(4), mark.top() - px(4), width, px(16)), self._count)
        if self.hasFocus():
            painter.setPen(QPen(tokens.colour("text_on_rail"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(3, 3, -3, -3), 4, 4)
        painter.end()

    def _edge(self) -> int:
        return self.width() - 3 if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else 0

    def _word_font(self, width: float) -> QFont:
        made = font(TextStyle.SMALL, current().scale)
        while QFontMetricsF(made).horizontalAdvance(self._item.words) > width - 4 and made.pixelSize() > px(10):
            made.setPixelSize(made.pixelSize() - 1)
        return made


class Rail(QFrame):
    """Where to go; dark in both themes."""

    #: A place or action was chosen; carries its id.
    chosen = Signal(str)

    def __init__(self, items: tuple[RailItem, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setProperty("look", "rail")
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons: dict[str, _RailButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(6), 0, px(4))
        column.setSpacing(0)
        for item in (item for item in items if not item.at_bottom):
            column.addWidget(self._make_button(item))
        column.addStretch(1)
        for item in (item for item in items if item.at_bottom):
            column.addWidget(self._make_button(item))
        self.set_narrow(False)

    def _make_button(self, item: RailItem) -> _RailButton:
        button = _RailButton(item, self)
        self._buttons[item.id] = button
        if item.is_place:
            self._group.addButton(button)
        button.clicked.connect(lambda _checked=False, chosen=item.id: self.chosen.emit(chosen))
        return button

    def select(self, item_id: str) -> None:
        """Show where we are. Unknown ids (a screen without a place of its own) leave it as it was."""
        if item_id in self._buttons:
            self._buttons[item_id].setChecked(True)

    def set_count(self, item_id: str, count: int) -> None:
        """Show how many wait at a place."""
        self._buttons[item_id].set_count(count)

    def set_narrow(self, narrow: bool) -> None:
        """Icons only."""
        self.setFixedWidth(px(_NARROW if narrow else _WIDE))
        for button in self._buttons.values():
            button.set_narrow(narrow)
