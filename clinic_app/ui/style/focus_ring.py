"""The one focus ring of the window."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication, QFocusFrame, QWidget

from clinic_app.ui.style.ring_style import RingStyle

#: Set to true on a control that paints its own focus: grids, tables, charts, cells.
FOCUS_OWN = "focus_own"
#: Set to true on the frame of a composed field: the ring goes round the frame, not round the editor in it.
FOCUS_HOST = "focus_host"


class FocusRing(QObject):
    """Moves one ring to whatever has the keyboard focus. It is seen on every control or on none.

    Qt's focus frame follows its control when that moves, is resized or hidden, and lies in the viewport of a scroll
    area, so that it scrolls along.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._frame: QFocusFrame | None = None
        self._style = RingStyle()
        self._style.setParent(self)
        app.focusChanged.connect(self._on_focus_changed)

    @property
    def target(self) -> QWidget | None:
        """The control the ring lies around, ``None`` while nothing shows one."""
        return self._frame.widget() if self._frame is not None else None

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._drop()
        target = _ring_target(new) if new is not None else None
        if target is None:
            return
        self._frame = QFocusFrame(target)
        self._frame.setStyle(self._style)
        self._frame.destroyed.connect(self._on_frame_destroyed)
        self._frame.setWidget(target)
        # PySide takes the control for a child of the frame from then on, and forgets the Python part of it with the
        # frame. To Qt this line does nothing: the parent is the same; to PySide it says whose child the control is.
        target.setParent(target.parentWidget())

    def _drop(self) -> None:
        frame, self._frame = self._frame, None
        if frame is not None:
            frame.destroyed.disconnect(self._on_frame_destroyed)
            frame.hide()
            frame.deleteLater()

    @Slot()
    def _on_frame_destroyed(self) -> None:
        self._frame = None


def _ring_target(focused: QWidget) -> QWidget | None:
    """What the ring goes round: the control, the frame it is the editor of, or nothing."""
    widget: QWidget | None = focused
    while widget is not None and not widget.isWindow():
        if widget.property(FOCUS_OWN):
            return None
        if widget.property(FOCUS_HOST):
            return widget
        widget = widget.parentWidget()
    return None if focused.isWindow() else focused
