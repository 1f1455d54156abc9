"""How the focus ring is drawn, and how far it reaches."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QProxyStyle, QStyle, QStyleHintReturn, QStyleOption, QWidget

from clinic_app.ui.theme import current
from clinic_app.ui.theme.tokens import token_file

#: Design radius of a control; the ring lies one pixel outside and is rounder by that much.
_RADIUS = 6


def ring_margin() -> int:
    """How far the focus ring reaches outside its control, in pixels."""
    focus = token_file()["focus"]
    return int(focus["width"]) + int(focus["offset"])


class RingStyle(QProxyStyle):
    """The style of the focus frame alone: 2 px, 1 px outside the control, never dropped and never clipped.

    Qt asks a style for measures and hints some thousand times for each screen. A style of the whole application that
    answers these in Python would cost a tenth of the time to paint one; the frame asks only for itself.
    """

    def __init__(self) -> None:
        super().__init__("Fusion")

    # Qt overrides

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        """Room for the ring."""
        if metric in (QStyle.PixelMetric.PM_FocusFrameHMargin, QStyle.PixelMetric.PM_FocusFrameVMargin):
            return ring_margin()
        return super().pixelMetric(metric, option, widget)

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,  # noqa: N803  Qt's own name of the argument
    ) -> int:
        """The ring lies above its neighbours and is not cut to a mask."""
        if hint == QStyle.StyleHint.SH_FocusFrame_AboveWidget:
            return 1
        if hint == QStyle.StyleHint.SH_FocusFrame_Mask:
            return 0
        return super().styleHint(hint, option, widget, returnData)

    def drawControl(
        self,
        element: QStyle.ControlElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """The ring around the control that has the focus."""
        if element == QStyle.ControlElement.CE_FocusFrame:
            _draw_ring(painter, QRectF(option.rect))
            return
        super().drawControl(element, option, painter, widget)


def _draw_ring(painter: QPainter, outer: QRectF) -> None:
    width = int(token_file()["focus"]["width"])
    inset = width / 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(current().colour("focus"), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(outer.adjusted(inset, inset, -inset, -inset), _RADIUS, _RADIUS)
    painter.restore()
