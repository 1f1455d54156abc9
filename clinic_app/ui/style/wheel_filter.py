"""The wheel scrolls, it never edits."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QScrollArea,
    QScrollBar,
    QTabBar,
    QWidget,
)

_EDITORS = (QComboBox, QAbstractSpinBox, QAbstractSlider, QTabBar)


class WheelFilter(QObject):
    """Takes wheel turns away from every control that would change by them and gives them to the page around it."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        app.installEventFilter(self)

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Redirect a wheel turn over an editor to the scroll area around it."""
        # Every event of the program passes here: the class tells a wheel turn ten times sooner than ``type()``.
        if not isinstance(event, QWheelEvent) or not isinstance(watched, QWidget):
            return False
        editor = _editor_at(watched)
        if editor is None:
            return False
        area = _scroll_area_around(editor)
        if area is not None:
            QCoreApplication.sendEvent(area.viewport(), event)
        event.accept()
        return True


def _editor_at(widget: QWidget) -> QWidget | None:
    """The editor that ``widget`` is or belongs to, such as the line edit inside a combo box."""
    candidate: QWidget | None = widget
    while candidate is not None and not candidate.isWindow():
        if isinstance(candidate, QScrollBar):
            return None
        if isinstance(candidate, _EDITORS):
            return candidate
        if isinstance(candidate, QAbstractScrollArea):
            return None
        candidate = candidate.parentWidget()
    return None


def _scroll_area_around(widget: QWidget) -> QScrollArea | None:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            return parent
        parent = parent.parentWidget()
    return None
