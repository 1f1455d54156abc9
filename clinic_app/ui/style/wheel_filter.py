"""The wheel scrolls, it never edits."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QScrollArea,
    QScrollBar,
    QTabBar,
    QWidget,
)

_EDITORS = (QComboBox, QAbstractSpinBox, QAbstractSlider, QTabBar)


class WheelFilter(QObject):
    """Takes wheel turns away from every control that would change by them and gives them to the page around it.

    It watches those controls alone: a filter of the whole application would see every event of the program.
    """

    def guard(self, widget: QWidget) -> None:
        """Watch a widget from now on, if the wheel would change it."""
        if isinstance(widget, _EDITORS) and not isinstance(widget, QScrollBar):
            widget.installEventFilter(self)

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Redirect a wheel turn over an editor to the scroll area around it."""
        if not isinstance(event, QWheelEvent) or not isinstance(watched, QWidget):
            return False
        area = _scroll_area_around(watched)
        if area is not None:
            QCoreApplication.sendEvent(area.viewport(), event)
        event.accept()
        return True


def _scroll_area_around(widget: QWidget) -> QScrollArea | None:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            return parent
        parent = parent.parentWidget()
    return None
