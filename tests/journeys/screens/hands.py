"""A person's hands and eyes at the window: keys, clicks, and waiting until something is seen."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
Key = str | Qt.Key | tuple[Qt.Key, Qt.KeyboardModifier]
Wait = Callable[[Callable[[], bool]], None]


class Hands:
    """Keys go to whatever has the keyboard, as from the window system; only what is visible can be used.

    Args:
        window: the top window.
        wait: runs the event loop until a condition holds, and fails when it never does.
    """

    def __init__(self, window: QWidget, wait: Wait) -> None:
        self.window = window
        self.wait = wait

    def keys(self, *keys: Key) -> "Hands":
        """Press keys one after another. A text of one letter or more is typed."""
        for key in keys:
            target = self._with_keyboard()
            if isinstance(key, tuple):
                QTest.keyClick(target, *key)
            elif isinstance(key, str):
                self._type(key)
            else:
                QTest.keyClick(target, key)
        return self

    def _type(self, text: str) -> None:
        for letter in text:
            if letter.isascii():
                QTest.keyClicks(self._with_keyboard(), letter)
            else:  # a letter of another keyboard has no key of its own here
                for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                    event = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
                    QCoreApplication.sendEvent(self._with_keyboard(), event)

    def _with_keyboard(self) -> QWidget:
        self._manage_windows()
        target = QApplication.activePopupWidget() or QApplication.focusWidget() or self.window
        return target.focusWidget() or target

    def _manage_windows(self) -> None:
        """Without a screen nobody gives the keyboard back to a window when its menu or dialog closed."""
        if QApplication.activeWindow() is None and QApplication.activePopupWidget() is None:
            front = QApplication.activeModalWidget() or self.window
            front.activateWindow()
            self.wait(front.isActiveWindow)

    def focused(self) -> str:
        """The object name of whatever has the keyboard."""
        widget = QApplication.focusWidget()
        return widget.objectName() if widget is not None else ""

    def click(self, name: str) -> "Hands":
        """Click on the middle of what is called ``name``, once it is seen and can be used."""
        self.wait(lambda: self.sees(name) and self.part(name).isEnabled())
        QTest.mouseClick(self.part(name), Qt.MouseButton.LeftButton)
        return self

    def sees(self, name: str) -> bool:
        """Whether something of this name is visible."""
        return next(self._visible(name), None) is not None

    def part(self, name: str) -> QWidget:
        """What is called ``name`` and is visible, the topmost window's first; waits for it."""
        self.wait(lambda: self.sees(name))
        return next(self._visible(name))

    def words(self, name: str = "") -> str:
        """Every visible word in what is called ``name``, or in the whole window."""
        inside = self.part(name) if name else self.window
        labels = [inside] if isinstance(inside, QLabel) else inside.findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisible())

    def _visible(self, name: str) -> Iterator[QWidget]:
        found = self.window.findChildren(QWidget, name)
        return (widget for widget in reversed(found) if widget.isVisible())
