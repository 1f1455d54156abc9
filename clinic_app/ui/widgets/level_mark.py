"""The five shapes that are reserved for clinical flags."""

import math
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QWidget

from clinic_app.i18n import _
from clinic_app.ui.theme import current
from clinic_app.ui.widgets.measures import px, repaint_with_theme


class Level(StrEnum):
    """How soon a flag asks for action; the values are the names used in the tokens."""

    NOW = "now"
    DAY = "day"
    WEEKS = "2wk"
    PLAN = "plan"
    NOT_ASSESSABLE = "na"

    @property
    def words(self) -> str:
        """The level in words."""
        return {
            Level.NOW: _("Emergency now"),
            Level.DAY: _("Same day"),
            Level.WEEKS: _("Within 2 weeks"),
            Level.PLAN: _("Planned"),
            Level.NOT_ASSESSABLE: _("Not assessable"),
        }[self]

    @property
    def mark_role(self) -> str:
        """The colour role of the shape."""
        return "unset_line" if self is Level.NOT_ASSESSABLE else f"sev_{self}_mark"


def draw_level(painter: QPainter, level: Level, area: QRectF) -> None:
    """Paint the shape of ``level`` centred in ``area``: octagon, triangle, diamond, ring with dot, dashed ring."""
    colour = current().colour(level.mark_role)
    side = min(area.width(), area.height())
    middle, radius = area.center(), side / 2 - 0.5
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if level in (Level.PLAN, Level.NOT_ASSESSABLE):
        _draw_ring(painter, level, middle, radius)
    else:
        painter.setPen(QPen(colour, 1, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        painter.setBrush(colour)
        painter.drawPolygon(_outline(level, middle, radius))
        _draw_exclamation(painter, level, middle, side)
    painter.restore()


def _outline(level: Level, middle: QPointF, radius: float) -> QPolygonF:
    if level is Level.DAY:
        top, low = middle.y() - radius + 0.5, middle.y() + radius - 1
        return QPolygonF([
            QPointF(middle.x(), top), QPointF(middle.x() + radius, low), QPointF(middle.x() - radius, low)
        ])  # fmt: skip
    corners, turn = (8, math.pi / 8) if level is Level.NOW else (4, 0.0)
    angles = [turn + index * 2 * math.pi / corners for index in range(corners)]
    return QPolygonF([
        QPointF(middle.x() + radius * math.cos(angle), middle.y() + radius * math.sin(angle)) for angle in angles
    ])  # fmt: skip


def _draw_exclamation(painter: QPainter, level: Level, middle: QPointF, side: float) -> None:
    ground = current().colour("bg_surface")
    low = side * 0.1 if level is Level.DAY else 0.0
    stroke = max(1.4, side * 0.11)
    painter.setPen(QPen(ground, stroke, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    top = middle.y() + low - side * 0.22
    painter.drawLine(QPointF(middle.x(), top), QPointF(middle.x(), middle.y() + low + side * 0.07))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawEllipse(QPointF(middle.x(), middle.y() + low + side * 0.2), stroke * 0.55, stroke * 0.55)


def _draw_ring(painter: QPainter, level: Level, middle: QPointF, radius: float) -> None:
    colour = current().colour(level.mark_role)
    if level is Level.NOT_ASSESSABLE:
        pen = QPen(colour, max(1.3, radius * 0.18))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([1.5, 1.35])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(middle, radius - 0.6, radius - 0.6)
        return
    painter.setPen(QPen(colour, max(1.6, radius * 0.26)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(middle, radius - 0.8, radius - 0.8)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(middle, radius * 0.34, radius * 0.34)


def level_pixmap(level: Level, size: int = 14, ratio: float = 1.0) -> QPixmap:
    """The shape as a picture, for menus and models."""
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    pixmap.setDevicePixelRatio(ratio)
    painter = QPainter(pixmap)
    draw_level(painter, level, QRectF(0, 0, size, size))
    painter.end()
    return pixmap


class LevelMark(QWidget):
    """The shape of a flag's level; its accessible name is the level in words."""

    def __init__(self, level: Level, size: int = 14, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._level, self._size = level, size
        self.setAccessibleName(level.words)
        repaint_with_theme(self)

    def set_level(self, level: Level) -> None:
        """Show another level."""
        self._level = level
        self.setAccessibleName(level.words)
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(px(self._size), px(self._size))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        size = px(self._size)
        painter = QPainter(self)
        draw_level(painter, self._level, QRectF((self.width() - size) / 2, (self.height() - size) / 2, size, size))
        painter.end()
