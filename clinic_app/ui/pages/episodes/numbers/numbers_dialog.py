"""The numbers of an episode: two periods compared, everything on one axis, and looks over time."""

from typing import Protocol

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from clinic_app.i18n import _
from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.pages.episodes.numbers.axis_view import AxisView
from clinic_app.ui.pages.episodes.numbers.compare_view import CompareView
from clinic_app.ui.pages.episodes.numbers.over_time_view import OverTimeView
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton
from clinic_app.ui.widgets.keys import digit_of
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.segmented_switch import SegmentedSwitch

_WIDTH, _HEIGHT = 1180, 640
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_ORDER = ("compare", "axis", "time")


class _View(Protocol):
    """What each of the views can do."""

    def refresh(self) -> None: ...

    def focus_first(self) -> None: ...


class NumbersDialog(QDialog):
    """Opened by the episodes page (``C``); 1, 2 and 3 choose the view, Escape closes. It follows the log."""

    def __init__(self, child: OpenChild, parent: QWidget, view: str = "compare") -> None:
        super().__init__(parent)
        self.setObjectName("dialog:episode_numbers")
        self.setWindowTitle(_("Episode in numbers"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        thread = child.log.current
        compared, axis, time = CompareView(child), AxisView(child), OverTimeView(child)
        self._views: dict[str, _View] = {"compare": compared, "axis": axis, "time": time}
        self._stack = QStackedWidget()
        for widget in (compared, axis, time):
            self._stack.addWidget(widget)
        compared.digit_pressed.connect(self._on_digit)
        words = (("compare", _("Two periods")), ("axis", _("On one axis")), ("time", _("Over time")))
        self._switch = SegmentedSwitch("switch:episode_numbers", _("View"), words)
        self._switch.chosen.connect(self.show_view)
        top = QHBoxLayout()
        top.addWidget(PlainLabel(thread.title if thread is not None else "", TextStyle.TITLE))
        top.addStretch(1)
        top.addWidget(self._switch)
        close = ActionButton("button:episode_numbers_close", _("Close"), key="Esc")
        close.clicked.connect(self.accept)
        bottom = QHBoxLayout()
        bottom.addStretch(1)
        bottom.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(10), px(12), px(10))
        column.setSpacing(px(10))
        column.addLayout(top)
        column.addWidget(self._stack, 1)
        column.addLayout(bottom)
        room = parent.window().size()
        self.resize(min(px(_WIDTH), room.width()), min(px(_HEIGHT), room.height()))
        child.log.changed.connect(self._refresh)
        self.show_view(view)

    def show_view(self, view: str) -> None:
        """Show ``compare``, ``axis`` or ``time``, with the keyboard in it."""
        self._switch.set_current(view)
        self._stack.setCurrentIndex(_ORDER.index(view))
        self._views[view].focus_first()

    @Slot(int)
    def _on_digit(self, digit: int) -> None:
        if 1 <= digit <= len(_ORDER):
            self.show_view(_ORDER[digit - 1])

    @Slot()
    def _refresh(self) -> None:
        for view in self._views.values():
            view.refresh()

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 to 3 while no date is typed."""
        digit = digit_of(event) if event.modifiers() in _PLAIN else None
        if digit is None or isinstance(QApplication.focusWidget(), QLineEdit):
            super().keyPressEvent(event)
            return
        self._on_digit(digit)
