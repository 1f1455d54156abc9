"""Paints a display list on a PDF page: black and two greys, lines of half a point or more."""

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from clinic_app.charts.scene import (
    Anchor,
    Dash,
    Dots,
    Ink,
    Item,
    Lines,
    Marker,
    Pen,
    Poly,
    Rects,
    Scene,
    Text,
)
from clinic_app.reports.fonts import BOLD, REGULAR
from clinic_app.reports.text import printable

BLACK, DARK_GREY, MID_GREY, WHITE = 0.0, 0.30, 0.56, 1.0
_GREY_OF = {
    Ink.MUTED: DARK_GREY,
    Ink.BAR: MID_GREY,
    Ink.BAND: MID_GREY,
    Ink.BAND_LINE: MID_GREY,
    Ink.EXPECTED: MID_GREY,
    Ink.FAINT: WHITE,
    Ink.HAIRLINE: MID_GREY,
    Ink.PAPER: WHITE,
}
_THINNEST = 0.5
_HATCH_STEP = 4.0


class ScenePainter:
    """Draws scenes at ``scale`` points for each logical unit."""

    def __init__(self, canvas: Canvas, scale: float, height: float) -> None:
        self._canvas = canvas
        self._scale = scale
        self._height = height

    def paint(self, item: Item) -> None:
        """Draw one item of the list."""
        match item:
            case Poly():
                self._poly(item)
            case Lines():
                self._lines(item)
            case Rects():
                self._rects(item)
            case Dots():
                self._dots(item)
            case Text():
                self._text(item)

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return (x * self._scale, (self._height - y) * self._scale)

    def _pen(self, pen: Pen) -> None:
        canvas, scale = self._canvas, self._scale
        canvas.setStrokeGray(_GREY_OF.get(pen.ink, BLACK))
        canvas.setLineWidth(max(_THINNEST, pen.width * scale))
        dashes = {
            Dash.SOLID: (),
            Dash.DASHED: (5 * scale, 3.4 * scale),
            Dash.DOTTED: (1.4 * scale, 2.4 * scale),
        }
        canvas.setDash(dashes[pen.dash])

    def _fill(self, ink: Ink) -> None:
        self._canvas.setFillGray(_GREY_OF.get(ink, BLACK))

    def _poly(self, item: Poly) -> None:
        path = self._canvas.beginPath()
        for i, (x, y) in enumerate(item.points):
            (path.lineTo if i else path.moveTo)(*self._at(x, y))
        if item.closed:
            path.close()
        if item.pen is not None:
            self._pen(item.pen)
        if item.fill is not None:
            self._fill(item.fill)
        self._canvas.drawPath(path, stroke=int(item.pen is not None), fill=int(item.fill is not None))

    def _lines(self, item: Lines) -> None:
        self._pen(item.pen)
        self._canvas.lines([(*self._at(x1, y1), *self._at(x2, y2)) for x1, y1, x2, y2 in item.segments])

    def _rects(self, item: Rects) -> None:
        fill = item.fill if item.fill is not Ink.BAND else None  # no fill behind text on paper: an outline instead
        pen = item.pen if item.fill is not Ink.BAND else Pen(Ink.BAND)
        if fill is not None:
            self._fill(fill)
        for x, y, width, height in item.rects:
            left, bottom = self._at(x, y + height)
            if item.hatched:
                self._hatch(left, bottom, width * self._scale, height * self._scale)
            if pen is not None:
                self._pen(pen)
            if pen is not None or fill is not None:
                size = (width * self._scale, height * self._scale)
                self._canvas.rect(left, bottom, *size, stroke=int(pen is not None), fill=int(fill is not None))

    def _hatch(self, left: float, bottom: float, width: float, height: float) -> None:
        """Diagonals clipped to the rectangle."""
        canvas = self._canvas
        canvas.saveState()
        path = canvas.beginPath()
        path.rect(left, bottom, width, height)
        canvas.clipPath(path, stroke=0, fill=0)
        self._pen(Pen(Ink.HAIRLINE))
        count = int((width + height) / _HATCH_STEP) + 1
        starts = [left - height + i * _HATCH_STEP for i in range(count)]
        canvas.lines([(s, bottom, s + height, bottom + height) for s in starts])
        canvas.restoreState()

    def _dots(self, item: Dots) -> None:
        canvas, half = self._canvas, item.size * self._scale / 2
        self._pen(Pen(item.ink, 1.4))
        self._fill(Ink.PAPER if item.hollow else item.ink)
        outline = int(item.hollow)
        for point in item.points:
            x, y = self._at(*point)
            if item.marker is Marker.DOT:
                radius = half - (0.3 if item.hollow else 0)
                canvas.circle(x, y, radius, stroke=outline, fill=1)
            elif item.marker is Marker.CROSS:
                canvas.lines([(x - half, y - half, x + half, y + half), (x - half, y + half, x + half, y - half)])
            else:
                self._corners(item.marker, x, y, half, outline)

    def _corners(self, marker: Marker, x: float, y: float, half: float, outline: int) -> None:
        shapes = {
            Marker.SQUARE: ((-1, -1), (1, -1), (1, 1), (-1, 1)),
            Marker.TRIANGLE: ((-1, -0.8), (1, -0.8), (0, 1)),
            Marker.DIAMOND: ((-1, 0), (0, -1), (1, 0), (0, 1)),
        }
        path = self._canvas.beginPath()
        for i, (dx, dy) in enumerate(shapes[marker]):
            (path.lineTo if i else path.moveTo)(x + dx * half, y + dy * half)
        path.close()
        self._canvas.drawPath(path, stroke=outline, fill=1)

    def _text(self, item: Text) -> None:
        canvas = self._canvas
        canvas.setFont(BOLD if item.bold else REGULAR, item.size * self._scale)
        self._fill(item.ink)
        draw = {
            Anchor.START: canvas.drawString,
            Anchor.MIDDLE: canvas.drawCentredString,
            Anchor.END: canvas.drawRightString,
        }
        draw[item.anchor](*self._at(item.x, item.y), printable(item.text))


def paint_scene(canvas: Canvas, scene: Scene, x: float, y: float, scale: float) -> None:
    """Draw a scene, lower left corner at ``(x, y)`` points, ``scale`` points for each logical unit."""
    canvas.saveState()
    canvas.translate(x, y)
    painter = ScenePainter(canvas, scale, scene.height)
    for item in scene.items:
        painter.paint(item)
    canvas.restoreState()


class SceneBox(Flowable):  # type: ignore[misc]  # reportlab is not typed
    """A scene as a block of the page's flow."""

    def __init__(self, scene: Scene, scale: float) -> None:
        super().__init__()
        self._scene = scene
        self._scale = scale

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Its size in points; it never shrinks or splits."""
        return (self._scene.width * self._scale, self._scene.height * self._scale)

    def draw(self) -> None:
        """Paint at the place that the flow chose."""
        paint_scene(self.canv, self._scene, 0, 0, self._scale)
