"""How the focused item is elicited, and what its answers mean."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from clinic_app.clinical.instruments.model import Item
from clinic_app.i18n import _
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.key_cap import KeyCap
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel


class HowTo(QFrame):
    """The line of the focused item; More opens the scale, the limits and the source."""

    #: More was pressed.
    more_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("exam_how_to")
        self._label = PlainLabel("", TextStyle.STRONG, wrap=True)
        self._how = PlainLabel("", TextStyle.SMALL, ink="secondary", wrap=True)
        self._hint = PlainLabel("", TextStyle.SMALL, ink="unusual", wrap=True)
        self._hint.setObjectName("exam_hint")
        self._hint.hide()
        more = ActionButton("button:exam_more", _("More"), ButtonKind.LINK, spoken=_("More about this item"))
        more.clicked.connect(self.more_requested)
        last = QHBoxLayout()
        last.setContentsMargins(0, 0, 0, 0)
        last.addWidget(more)
        last.addWidget(KeyCap("F1"))
        last.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(10), px(6), px(10), px(4))
        column.setSpacing(px(2))
        for part in (self._hint, self._label, self._how):
            column.addWidget(part)
        column.addLayout(last)
        column.addStretch(1)
        self.setVisible(False)

    @property
    def hint(self) -> str:
        """What is being said about the last key, empty when nothing is."""
        return self._hint.text()

    def show_item(self, item: Item) -> None:
        """Another item has the keyboard."""
        self._label.setText(item.label)
        self._how.setText(item.how)
        self._how.setVisible(bool(item.how))
        self.say("")
        self.setVisible(True)
        self.setAccessibleName(f"{item.label}. {item.how}")

    def say(self, hint: str) -> None:
        """What the last key did not do, and why; empty takes it away."""
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self.setAccessibleDescription(hint)
