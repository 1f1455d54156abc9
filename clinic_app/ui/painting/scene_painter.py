"""Paints a display list with QPainter. One unit is one logical pixel; 1-unit lines are cosmetic and stay
crisp.
"""

from collections.abc import Mapping

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from clinic_app.charts.scene import Anchor, Dash, Dots, Ink, Item, Lines, Marker, Pen, Poly, Rects, Scene, Text

#: Which colour an ink has in the theme of the window. Every ink must be there.
InkColours = Mapping[Ink, QColor]

#: The colour token of each ink; ``colours_from_tokens`` reads a theme through it.
TOKEN_OF_INK: Mapping[Ink, str] = {
    Ink.INK: "text_primary",
    Ink.MUTED: "text_muted",
    Ink.ACCENT: "accent",
    Ink.RIGHT: "right",
    Ink.LEFT: "left",
    Ink.BAND: "bg_sunken",
    Ink.BAND_LINE: "band_line",
    Ink.EXPECTED: "band",
    Ink.FAINT: "bg_sunken",
    Ink.HAIRLINE: "border_subtle",
    Ink.BAR: "accent",
    Ink.PAPER: "bg_surface",
    Ink.LEVEL_NOW: "sev_now_mark",
    Ink.LEVEL_DAY: "sev_day_mark",
    Ink.LEVEL_2WK: "sev_2wk_mark",
    Ink.LEVEL_PLAN: "sev_plan_mark",
}

_DASHES = {Dash.DASHED: [5.0, 3.4], Dash.DOTTED: [1.4, 2.4]}
_CORNERS = {
    Marker.SQUARE: ((-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)),
    Marker.TRIANGLE: ((-1.0, 0.8), (1.0, 0.8), (0.0, -1.0)),
    Marker.DIAMOND: ((-1.0, 0.0), (0.0, -1.0), (1.0, 0.0), (0.0, 1.0)),
}


def colours_from_tokens(tokens: Mapping[str, str]) -> InkColours:
    """Ink colours of a theme given as ``{token name: "#RRGGBB"}``. A missing token is a ``KeyError``."""
    return {ink: QColor(tokens[name]) for ink, name in TOKEN_OF_INK.items()}


class ScenePainter:
    """Draws the items of a scene in order, in the colours of one theme and the typeface of one font."""

    def __init__(self, painter: QPainter, colours: InkColours, font: QFont) -> None:
        self._painter = painter
        self._colours = colours
        self._font = font

    def paint(self, scene: Scene) -> None:
        """Draw everything; the painter's state is left as it was."""
        self._painter.save()
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for item in scene.items:
            self._paint_item(item)
        self._painter.restore()

    def _paint_item(self, item: Item) -> None:
        match item:
            case Poly():
                self._poly(item)
            case Lines():
                self._painter.setPen(self._pen(item.pen))
                self._painter.drawLines([QLineF(*segment) for segment in item.segments])
            case Rects():
                self._rects(item)
            case Dots():
                self._dots(item)
            case Text():
                self._text(item)

    def _pen(self, pen: Pen | None) -> QPen:
        if pen is None:
            return QPen(Qt.PenStyle.NoPen)
        out = QPen(self._colours[pen.ink], pen.width)
        out.setCosmetic(pen.width <= 1.0)
        out.setCapStyle(Qt.PenCapStyle.FlatCap)
        if pen.dash is not Dash.SOLID:
            out.setDashPattern(_DASHES[pen.dash])
        return out

    def _brush(self, ink: Ink | None) -> QBrush:
        return QBrush(Qt.BrushStyle.NoBrush) if ink is None else QBrush(self._colours[ink])

    def _poly(self, item: Poly) -> None:
        self._painter.setPen(self._pen(item.pen))
        self._painter.setBrush(self._brush(item.fill))
        points = QPolygonF([QPointF(x, y) for x, y in item.points])
        if item.closed:
            self._painter.drawPolygon(points)
        else:
            self._painter.drawPolyline(points)

    def _rects(self, item: Rects) -> None:
        self._painter.setPen(self._pen(item.pen))
        brush = self._brush(item.fill)
        if item.hatched:
            brush = QBrush(self._colours[Ink.MUTED], Qt.BrushStyle.BDiagPattern)
        self._painter.setBrush(brush)
        self._painter.drawRects([QRectF(*rect) for rect in item.rects])

    def _dots(self, item: Dots) -> None:
        half = item.size / 2
        pen = QPen(self._colours[item.ink], 1.6)
        solid = item.marker is not Marker.CROSS and not item.hollow
        self._painter.setPen(QPen(Qt.PenStyle.NoPen) if solid else pen)
        self._painter.setBrush(self._brush(Ink.PAPER if item.hollow else item.ink))
        for x, y in item.points:
            if item.marker is Marker.DOT:
                self._painter.drawEllipse(QPointF(x, y), half, half)
            elif item.marker is Marker.CROSS:
                falling, rising = (
                    QLineF(x - half, y - half, x + half, y + half),
                    QLineF(x - half, y + half, x + half, y - half),
                )
                self._painter.drawLines([falling, rising])
            else:
                corners = _CORNERS[item.marker]
                self._painter.drawPolygon(QPolygonF([QPointF(x + dx * half, y + dy * half) for dx, dy in corners]))

    def _text(self, item: Text) -> None:
        font = QFont(self._font)
        font.setPixelSize(max(1, round(item.size)))
        font.setWeight(QFont.Weight.DemiBold if item.bold else QFont.Weight.Normal)
        self._painter.setFont(font)
        self._painter.setPen(self._colours[item.ink])
        shift = {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}[item.anchor]
        width = QFontMetricsF(font).horizontalAdvance(item.text) if shift else 0.0
        self._painter.drawText(QPointF(item.x - width * shift, item.y), item.text)
