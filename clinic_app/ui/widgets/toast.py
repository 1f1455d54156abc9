"""A short message at the bottom of the window, with Undo where something was removed."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Slot
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from clinic_app.i18n import _
from clinic_app.ui.theme import current, watcher
from clinic_app.ui.theme.tokens import token_file
from clinic_app.ui.widgets.icon import Icon
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel

_ABOVE_FOOTER = 40


class Toast(QFrame):
    """One at a time; stays 8 seconds, longer while the pointer or the focus is on it. Never takes the focus."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("toast")
        self.setProperty("look", "toast")
        self._on_action: Callable[[], object] | None = None
        self._icon = Icon("check", "bg_surface", 16)
        self._label = PlainLabel()
        self._action = QPushButton(_("Undo"))
        self._action.setObjectName("button:toast")
        self._action.setProperty("look", "toast")
        self._action.setFlat(True)
        self._action.clicked.connect(self._on_action_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(12), px(5), px(12), px(5))
        row.setSpacing(px(12))
        for part in (self._icon, self._label, self._action):
            row.addWidget(part)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(int(token_file()["motion"]["toast_stay_ms"]))
        self._timer.timeout.connect(self._on_time_out)
        window.installEventFilter(self)
        watcher().changed.connect(self.update)
        self.hide()

    @property
    def words(self) -> str:
        """What is being said, empty while hidden."""
        return self._label.text() if not self.isHidden() else ""

    def say(self, text: str, on_action: Callable[[], object] | None = None, action: str = "") -> None:
        """Show ``text``; with ``on_action`` also a button, called Undo unless ``action`` names it."""
        self._on_action = on_action
        self._label.setText(text)
        self.setAccessibleName(text)
        self._action.setText(action or _("Undo"))
        self._action.setAccessibleName(f"{self._action.text()}: {text}")
        self._action.setVisible(on_action is not None)
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self._timer.start()

    @Slot()
    def _on_action_clicked(self) -> None:
        self.hide()
        if self._on_action is not None:
            self._on_action()

    @Slot()
    def _on_time_out(self) -> None:
        if self.underMouse() or self._action.hasFocus():
            self._timer.start()
            return
        self.hide()

    def _place(self) -> None:
        window = self.parentWidget()
        if window is not None:
            left = (window.width() - self.width()) // 2
            self.move(left, window.height() - self.height() - px(_ABOVE_FOOTER))

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle when the window changes."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Wait while it is read."""
        self._timer.start()
        super().enterEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(current().colour("text_primary"))
        painter.drawRoundedRect(QRectF(self.rect()), 4, 4)
        painter.end()


def toast_of(widget: QWidget) -> Toast:
    """The one toast of the window that ``widget`` is in, made where the window has none yet."""
    window = widget.window()
    return window.findChild(Toast, "toast") or Toast(window)
