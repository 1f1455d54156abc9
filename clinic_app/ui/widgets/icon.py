"""Outline icons, tinted with a colour of the theme and crisp at any resolution."""

from functools import lru_cache

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from clinic_app.resources import resource_path
from clinic_app.ui.theme import current
from clinic_app.ui.theme.tokens import token_file
from clinic_app.ui.widgets.measures import px, repaint_with_theme


@lru_cache(maxsize=256)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    drawing = resource_path("icons", f"{name}.svg").read_text("utf-8")
    stroke = token_file()["icon"]["stroke"]
    drawing = drawing.replace("currentColor", colour).replace('stroke-width="2"', f'stroke-width="{stroke}"')
    return QSvgRenderer(drawing.encode())


@lru_cache(maxsize=512)
def _pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    _renderer(name, colour).render(painter)
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def draw_icon(painter: QPainter, name: str, area: QRectF, role: str = "text_primary") -> None:
    """Paint the icon ``name`` (a file of ``resources/icons``) into ``area`` in the colour ``role``."""
    _renderer(name, current().colours[role]).render(painter, area)


def icon_pixmap(name: str, role: str = "text_primary", size: int = 16, ratio: float = 1.0) -> QPixmap:
    """The icon as a picture of ``size`` logical pixels for a screen with ``ratio`` device pixels each."""
    return _pixmap(name, current().colours[role], size, ratio)


def icon(name: str, role: str = "text_primary", size: int = 16) -> QIcon:
    """The icon for menus and models, at single and double resolution."""
    made = QIcon()
    for ratio in (1.0, 2.0):
        made.addPixmap(icon_pixmap(name, role, size, ratio))
    return made


class Icon(QWidget):
    """An icon beside words. It says nothing by itself; the words beside it or its accessible name do."""

    def __init__(self, name: str, role: str = "text_primary", size: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._role, self._size = name, role, size
        repaint_with_theme(self)

    def set_icon(self, name: str, role: str = "") -> None:
        """Show another icon, or the same in another colour."""
        self._name, self._role = name, role or self._role
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(px(self._size), px(self._size))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        size = px(self._size)
        area = QRectF((self.width() - size) // 2, (self.height() - size) // 2, size, size)
        draw_icon(painter, self._name, area, self._role)
        painter.end()
