"""What belongs here when nothing is here yet."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.icon import Icon
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel


class EmptyState(QWidget):
    """An icon, a title, one sentence, and the button that fills it. Nothing recorded is not "none happened"."""

    def __init__(
        self,
        name: str,
        title: str,
        text: str = "",
        *,
        icon_name: str = "info-circle",
        actions: Sequence[QWidget] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(f"{title}. {text}".strip())
        middle = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setSpacing(px(6))
        column.addStretch(1)
        column.addWidget(Icon(icon_name, "text_secondary", 28), 0, middle)
        column.addWidget(PlainLabel(title, TextStyle.HEADING), 0, middle)
        if text:
            words = PlainLabel(text, ink="secondary", wrap=True)
            words.setAlignment(middle)
            words.setFixedWidth(px(320))
            words.setMinimumHeight(words.heightForWidth(px(320)))
            column.addWidget(words, 0, middle)
        if actions:
            row = QHBoxLayout()
            row.setContentsMargins(0, px(4), 0, 0)
            row.addStretch(1)
            for action in actions:
                row.addWidget(action)
            row.addStretch(1)
            column.addLayout(row)
        column.addStretch(1)
