"""The one label of the product. It shows text exactly as it is."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from clinic_app.ui.theme import TextStyle, current, font, watcher
from clinic_app.ui.widgets.measures import set_look


class PlainLabel(QLabel):
    """Plain text in a style of the design; markup in data is shown, never obeyed.

    ``ink`` is one of ``secondary``, ``muted``, ``link``, ``rail``, ``danger``, ``unusual``, ``ok``, ``now``, ``day``,
    ``2wk``, ``plan``, or empty for the primary colour. ``enlarged`` times the size of the style, for what is copied
    by hand.
    """

    def __init__(
        self,
        text: str = "",
        style: TextStyle = TextStyle.BODY,
        *,
        ink: str = "",
        wrap: bool = False,
        enlarged: float = 1.0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._style, self._enlarged = style, enlarged
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setWordWrap(wrap)
        if wrap:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setProperty("ink", ink)
        self._dress()
        watcher().changed.connect(self._dress)

    def set_ink(self, ink: str) -> None:
        """Change the colour to another ink."""
        set_look(self, "ink", ink)

    def set_style(self, style: TextStyle) -> None:
        """Change the text style."""
        self._style = style
        self._dress()

    def elided(self, width: int) -> str:
        """The text shortened to ``width`` pixels; the tooltip of such a label should say the whole."""
        return QFontMetrics(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, width)

    @Slot()
    def _dress(self) -> None:
        self.setFont(font(self._style, current().scale * self._enlarged))
