"""A notice of the system: a strip with an outline icon, never one of the five flag shapes."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.icon import Icon
from clinic_app.ui.widgets.measures import px, set_look
from clinic_app.ui.widgets.plain_label import PlainLabel


class NoticeStrip(QFrame):
    """What happened, what is safe, what to do. ``warning`` takes the colour of things to confirm."""

    def __init__(
        self,
        name: str,
        text: str = "",
        title: str = "",
        *,
        icon_name: str = "info-circle",
        warning: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("look", "warning" if warning else "notice")
        self._icon = Icon(icon_name, size=18)
        self._title = PlainLabel("", TextStyle.STRONG, wrap=True)
        self._text = PlainLabel("", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._text)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(px(11), px(7), px(11), px(8))
        self._row.setSpacing(px(8))
        self._row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(words, 1)
        self.say(text, title)

    def say(self, text: str, title: str = "", *, icon_name: str = "", warning: bool | None = None) -> None:
        """Change the words; what is left out of icon and colour stays."""
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._text.set_ink("secondary" if title else "")
        self.setAccessibleName(f"{title} {text}".strip())
        if icon_name:
            self._icon.set_icon(icon_name)
        if warning is not None:
            set_look(self, "look", "warning" if warning else "notice")

    def add_action(self, widget: QWidget) -> None:
        """A button or field at the end of the strip."""
        self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
