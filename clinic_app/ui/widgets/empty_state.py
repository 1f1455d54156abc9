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
        middle = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setSpacing(px(6))
        column.addStretch(1)
        column.addWidget(Icon(icon_name, "text_secondary", 28), 0, middle)
        self._title = PlainLabel("", TextStyle.HEADING)
        self._text = PlainLabel("", ink="secondary", wrap=True)
        self._text.setAlignment(middle)
        self._text.setFixedWidth(px(320))
        column.addWidget(self._title, 0, middle)
        column.addWidget(self._text, 0, middle)
        self.show_words(title, text)
        if actions:
            row = QHBoxLayout()
            row.setContentsMargins(0, px(4), 0, 0)
            row.addStretch(1)
            for action in actions:
                row.addWidget(action)
            row.addStretch(1)
            column.addLayout(row)
        column.addStretch(1)

    def show_words(self, title: str, text: str = "") -> None:
        """Say something else."""
        self.setAccessibleName(f"{title}. {text}".strip())
        self._title.setText(title)
        self._text.setText(text)
        self._text.setMinimumHeight(max(0, self._text.heightForWidth(px(320))))
        self._text.setVisible(bool(text))
