"""How much of a section is answered, as a ring."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from clinic_app.ui.theme import current

_TOP = 90 * 16
_TURN = 360 * 16


def draw_progress_ring(painter: QPainter, area: QRectF, done: int, total: int) -> None:
    """Paint ``done`` of ``total`` centred in ``area``: dashed at none, an arc in between, a full ring at all.

    Nothing to answer is painted as nothing answered: a ring never claims what was not done.
    """
    tokens = current()
    side = min(area.width(), area.height())
    width = max(2.0, side * 0.19)
    ring = QRectF(0, 0, side - width, side - width)
    ring.moveCenter(area.center())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if done <= 0 or total <= 0:
        pen = QPen(tokens.colour("unset_line"), 1.5)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([1.6, 1.4])
        painter.setPen(pen)
        painter.drawEllipse(ring)
    else:
        share = min(done / total, 1.0)
        if share < 1.0:
            painter.setPen(QPen(tokens.colour("border_control"), width * 0.8))
            painter.drawEllipse(ring)
        painter.setPen(QPen(tokens.colour("accent"), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawArc(ring, _TOP, -round(share * _TURN))
    painter.restore()
