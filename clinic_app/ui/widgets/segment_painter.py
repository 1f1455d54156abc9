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


def paint_cells(painter: QPainter, cells: Sequence[Cell], *, is_unset: bool) -> None:
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
        _fill(painter, cell)
    _separators(painter, cells)
    painter.restore()
    pen = QPen(tokens.colour("unset_line" if is_unset else "border_control"), tokens.border)
    if is_unset:
        pen.setDashPattern([3.0, 2.0])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(outline)
    for cell in cells:
        _edge(painter, cell)
        _word(painter, cell)


def _fill(painter: QPainter, cell: Cell) -> None:
    if cell.is_set and cell.is_not_examined:
        draw_hatch(painter, cell.rect)
    elif cell.is_set:
        painter.fillRect(cell.rect, current().colour("accent"))
    elif cell.is_hovered:
        painter.fillRect(cell.rect, current().colour("bg_hover"))


def _separators(painter: QPainter, cells: Sequence[Cell]) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(QPen(current().colour("border_subtle"), 1))
    for cell in cells[1:]:
        left = round(cell.rect.left())
        painter.drawLine(QLineF(left, cell.rect.top(), left, cell.rect.bottom()))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def _edge(painter: QPainter, cell: Cell) -> None:
    """A set cell reaches over the outline; N keeps an outline of its own."""
    if not cell.is_set:
        return
    role = "text_secondary" if cell.is_not_examined else "accent"
    painter.setPen(QPen(current().colour(role), 1.5 if cell.is_not_examined else 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(cell.rect, 2.0, 2.0)


def _word(painter: QPainter, cell: Cell) -> None:
    tokens = current()
    made = font(TextStyle.BODY, tokens.scale)
    role = "text_secondary"
    if cell.is_set:
        made.setWeight(made.Weight.DemiBold)
        role = "text_primary" if cell.is_not_examined else "text_on_accent"
    painter.setFont(made)
    painter.setPen(tokens.colour(role))
    painter.drawText(cell.rect, Qt.AlignmentFlag.AlignCenter, cell.word)
