"""The last visit's value in large: shown, never carried."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel


class LastValue(QFrame):
    """Lies over the grid until the next key or press; the keyboard stays where it is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setObjectName("exam_last_value")
        self.setProperty("look", "card")
        self._title = PlainLabel("", TextStyle.SMALL, ink="secondary")
        self._value = PlainLabel("", TextStyle.DISPLAY)
        self._day = PlainLabel("", TextStyle.SMALL, ink="muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(10), px(16), px(10))
        column.setSpacing(px(2))
        for part in (self._title, self._value, self._day):
            column.addWidget(part)
        self.hide()

    @property
    def words(self) -> str:
        """What is shown, empty while hidden."""
        return "" if self.isHidden() else self._value.text()

    def show_value(self, title: str, value: str, day: str, beside: QWidget) -> None:
        """Show a value under the cell it belongs to."""
        self._title.setText(title)
        self._value.setText(value)
        self._day.setText(day)
        self.setAccessibleName(f"{title}, {day}: {value}")
        self.adjustSize()
        place = beside.mapTo(self._over, QPoint(0, beside.height() + px(4)))
        room = self._over.height() - self.height() - px(4)
        self.move(place.x(), min(place.y(), room))
        self.show()
        self.raise_()
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The next key or press takes it away; Escape does nothing else."""
        kind = event.type()
        if kind not in (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress) or not isinstance(watched, QWidget):
            return False
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
        self.hide()
        return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
