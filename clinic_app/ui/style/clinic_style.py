"""The base style under the style sheet."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QProxyStyle, QStyle, QStyleHintReturn, QStyleOption, QWidget

from clinic_app.ui.theme import current
from clinic_app.ui.theme.tokens import token_file

#: Design radius of a control; the ring lies one pixel outside and is rounder by that much.
_RING_RADIUS = 6


def ring_margin() -> int:
    """How far the focus ring reaches outside its control, in pixels."""
    focus = token_file()["focus"]
    return int(focus["width"]) + int(focus["offset"])


class ClinicStyle(QProxyStyle):
    """Fusion with the clinic's focus ring: 2 px, 1 px outside the control, never dropped and never clipped."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    # Qt overrides

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        """Room for the focus ring, and menus and splitters in the measures of the design."""
        if metric in (QStyle.PixelMetric.PM_FocusFrameHMargin, QStyle.PixelMetric.PM_FocusFrameVMargin):
            return ring_margin()
        if metric == QStyle.PixelMetric.PM_SplitterWidth:
            return 10
        return super().pixelMetric(metric, option, widget)

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,  # noqa: N803  Qt's own name of the argument
    ) -> int:
        """Nothing animates, mnemonics do not hide, and the focus ring lies above its neighbours."""
        if hint == QStyle.StyleHint.SH_FocusFrame_AboveWidget:
            return 1
        if hint in (QStyle.StyleHint.SH_Widget_Animation_Duration, QStyle.StyleHint.SH_FocusFrame_Mask):
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

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """The dotted rectangle of the base style is replaced by the ring that ``FocusRing`` shows."""
        if element == QStyle.PrimitiveElement.PE_FrameFocusRect:
            return
        super().drawPrimitive(element, option, painter, widget)


def _draw_ring(painter: QPainter, outer: QRectF) -> None:
    width = int(token_file()["focus"]["width"])
    inset = width / 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(current().colour("focus"), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(outer.adjusted(inset, inset, -inset, -inset), _RING_RADIUS, _RING_RADIUS)
    painter.restore()
