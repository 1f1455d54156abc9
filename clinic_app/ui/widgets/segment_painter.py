"""How the cells of an answer control look."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from clinic_app.ui.style.hatch import draw_hatch
from clinic_app.ui.theme import TextStyle, current, font

_RADIUS = 4.0


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: where it is, its word, and whether it is set, N, or under the pointer."""

    rect: QRectF
    word: str
    is_set: bool = False
    is_not_examined: bool = False
    is_hovered: bool = False


def paint_cells(painter: QPainter, cells: Sequence[Cell], *, is_unset: bool, style: TextStyle = TextStyle.BODY) -> None:
    """Paint a row of cells that touch: dashed outline while unset, solid once answered."""
    tokens = current()
    frame = cells[0].rect.united(cells[-1].rect)
    outline = QPainterPath()
    outline.addRoundedRect(frame, _RADIUS, _RADIUS)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.save()
    painter.setClipPath(outline)
    painter.fillRect(frame, tokens.colour("bg_surface"))
    for cell in cells:
        if cell.is_hovered and not cell.is_set:
            painter.fillRect(cell.rect, tokens.colour("bg_hover"))
    _separators(painter, cells)
    painter.restore()
    pen = QPen(tokens.colour("unset_line" if is_unset else "border_control"), tokens.border)
    if is_unset:
        pen.setDashPattern([3.0, 2.0])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(outline)
    for cell in cells:
        if cell.is_set:
            _fill(painter, cell, frame)
        _word(painter, cell, style)


def _fill(painter: QPainter, cell: Cell, frame: QRectF) -> None:
    """A set cell covers the outline, rounded only where the frame is; N is hatched in an outline of its own."""
    rim = cell.rect.adjusted(-0.5, -0.5, 0.5, 0.5)
    if cell.is_not_examined:
        draw_hatch(painter, cell.rect)
        painter.setPen(QPen(current().colour("text_secondary"), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(cell.rect.adjusted(0.25, 0.25, -0.25, -0.25), 3.0, 3.0)
        return
    shape = QPainterPath()
    shape.addRoundedRect(frame.adjusted(-0.5, -0.5, 0.5, 0.5), _RADIUS + 0.5, _RADIUS + 0.5)
    painter.save()
    painter.setClipPath(shape)
    painter.fillRect(rim, current().colour("accent"))
    painter.restore()


def _separators(painter: QPainter, cells: Sequence[Cell]) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(QPen(current().colour("border_subtle"), 1))
    for cell in cells[1:]:
        left = int(cell.rect.left())
        painter.drawLine(QLineF(left, cell.rect.top(), left, cell.rect.bottom()))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def _word(painter: QPainter, cell: Cell, style: TextStyle) -> None:
    tokens = current()
    made = font(style, tokens.scale)
    role = "text_secondary"
    if cell.is_set:
        made.setWeight(made.Weight.DemiBold)
        role = "text_primary" if cell.is_not_examined else "text_on_accent"
    painter.setFont(made)
    painter.setPen(tokens.colour(role))
    painter.drawText(cell.rect, Qt.AlignmentFlag.AlignCenter, cell.word)
