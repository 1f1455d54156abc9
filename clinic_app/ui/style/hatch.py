"""The hatch that means "not examined", the same on screen everywhere."""

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QPainter, QPen

from clinic_app.ui.theme import current

_SPACING = 4


def draw_hatch(painter: QPainter, area: QRectF) -> None:
    """Fill ``area`` with 45 degree lines, 4 px apart, in the colour ``hatch``."""
    painter.save()
    painter.setClipRect(area)
    painter.setPen(QPen(current().colour("hatch"), 1))
    reach = int(area.width() + area.height())
    for offset in range(0, reach, _SPACING):
        start = area.left() + offset
        painter.drawLine(QLineF(start, area.top(), start - area.height(), area.bottom()))
    painter.restore()
