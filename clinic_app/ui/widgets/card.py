"""A card: a surface with a header and a body."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel

_HEADER = 34


class Card(QFrame):
    """Title on the left of the header, things to do or to know on its right, content below.

    ``margins`` are left, top, right, bottom of the body. Without a title there is no header.
    """

    def __init__(
        self,
        title: str = "",
        *,
        margins: tuple[int, int, int, int] = (10, 8, 10, 8),
        spacing: int = 8,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        self._title = PlainLabel(title, TextStyle.HEADING)
        self._left = QHBoxLayout()
        self._right = QHBoxLayout()
        for part in (self._left, self._right):
            part.setSpacing(px(8))
        if title:
            outer.addWidget(self._make_header())
            self.setAccessibleName(title)
        self._body = QVBoxLayout()
        self._body.setContentsMargins(*margins)
        self._body.setSpacing(spacing)
        outer.addLayout(self._body, 1)

    @property
    def body(self) -> QVBoxLayout:
        """Where the content goes."""
        return self._body

    @property
    def header_left(self) -> QHBoxLayout:
        """Where a choice of what the card shows goes, beside the title."""
        return self._left

    @property
    def header_right(self) -> QHBoxLayout:
        """Where buttons and counts of the header go."""
        return self._right

    def set_title(self, title: str) -> None:
        """Change the title of a card that has a header."""
        self._title.setText(title)
        self.setAccessibleName(title)

    def set_heading(self, heading: QWidget) -> None:
        """Put ``heading`` where the title of a card with a header stands; the title is still what is spoken."""
        self._title.hide()
        self._heading.insertWidget(0, heading, 0, Qt.AlignmentFlag.AlignVCenter)

    def _make_header(self) -> QWidget:
        header = QFrame()
        header.setProperty("look", "card-header")
        header.setMinimumHeight(px(_HEADER))
        header.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._heading = row = QHBoxLayout(header)
        row.setContentsMargins(px(10), 0, px(8), 0)
        row.setSpacing(px(8))
        row.addWidget(self._title, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(self._left)
        row.addStretch(1)
        row.addLayout(self._right)
        return header
