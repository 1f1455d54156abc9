"""The base style under the style sheet."""

from PySide6.QtCore import QPointF, QRectF, Qt
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
        """Check boxes of the design; the dotted rectangle of the base style gives way to the ring of ``FocusRing``."""
        if element == QStyle.PrimitiveElement.PE_FrameFocusRect:
            return
        if element == QStyle.PrimitiveElement.PE_IndicatorCheckBox:
            _draw_check_box(painter, QRectF(option.rect), option.state)
            return
        super().drawPrimitive(element, option, painter, widget)


def _draw_check_box(painter: QPainter, area: QRectF, state: QStyle.StateFlag) -> None:
    """Outline when empty, filled with a tick when set; greyed when it cannot be changed."""
    colour = current().colour
    is_on = bool(state & QStyle.StateFlag.State_On)
    can_change = bool(state & QStyle.StateFlag.State_Enabled)
    side = min(area.width(), area.height()) - 1
    box = QRectF(area.center().x() - side / 2, area.center().y() - side / 2, side, side)
    fill = "accent" if is_on and can_change else "bg_sunken" if not can_change else "bg_surface"
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour("accent" if is_on and can_change else "border_control"), current().border))
    painter.setBrush(colour(fill))
    painter.drawRoundedRect(box, 3, 3)
    if is_on:
        painter.setPen(QPen(colour("text_on_accent" if can_change else "disabled_text"), 1.8))
        corners = ((0.24, 0.52), (0.43, 0.71), (0.77, 0.31))
        painter.drawPolyline([QPointF(box.left() + x * side, box.top() + y * side) for x, y in corners])
    painter.restore()


def _draw_ring(painter: QPainter, outer: QRectF) -> None:
    width = int(token_file()["focus"]["width"])
    inset = width / 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(current().colour("focus"), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(outer.adjusted(inset, inset, -inset, -inset), _RING_RADIUS, _RING_RADIUS)
    painter.restore()
