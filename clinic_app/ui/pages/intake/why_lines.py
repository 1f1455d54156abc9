"""What stands behind one line, opened and closed in its place."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from clinic_app.i18n import _
from clinic_app.services.nutrition import Line
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.disclosure_button import DisclosureButton
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel


class WhyLines(QWidget):
    """A line of words with "Why" at its end, and below it, once opened, labels and texts that can be copied.

    Args:
        name: what the line is about, for the name of the button.
        words: the line.
        spoken: what "Why" is asked about.
        strong: whether the line is set bold.
    """

    #: The reasons were opened or closed.
    disclosed = Signal(bool)

    def __init__(
        self,
        name: str,
        words: str,
        spoken: str,
        lines: tuple[Line, ...],
        *,
        strong: bool = False,
        is_open: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(2))
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(PlainLabel(words, TextStyle.STRONG if strong else TextStyle.BODY, wrap=True), 1)
        button = DisclosureButton(f"button:why:{name}", _("Why"), _("Why: {what}").format(what=spoken))
        head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        self._reasons = QWidget()
        inside = QVBoxLayout(self._reasons)
        inside.setContentsMargins(px(10), 0, 0, px(4))
        inside.setSpacing(px(2))
        for label, text in lines:
            told = PlainLabel(f"{label}: {text}", TextStyle.SMALL, ink="secondary", wrap=True)
            told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            inside.addWidget(told)
        column.addWidget(self._reasons)
        button.setChecked(is_open)
        self._reasons.setVisible(is_open)
        button.toggled.connect(self._reasons.setVisible)
        button.toggled.connect(self.disclosed)
