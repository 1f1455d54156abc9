"""The base style under the style sheet."""

from typing import Any

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QProxyStyle, QStyle, QStyleOption, QWidget

from clinic_app.ui.style.wheel_filter import WheelFilter
from clinic_app.ui.theme import current


class ClinicStyle(QProxyStyle):
    """Fusion with the check boxes of the design and no dotted focus: that is the work of ``FocusRing``.

    Only what is painted is answered here. Measures and hints are asked for some thousand times for each screen.
    """

    def __init__(self, wheel: WheelFilter) -> None:
        super().__init__("Fusion")
        self._wheel = wheel

    # Qt overrides

    def polish(self, what: Any) -> None:  # Qt has three of this name: for a widget, a palette, an application
        """Every control that a wheel turn would change is put under the wheel's guard as it is first shown."""
        super().polish(what)
        if isinstance(what, QWidget):
            self._wheel.guard(what)

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
