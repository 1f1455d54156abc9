"""A paragraph that begins in bold."""

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QSizePolicy, QWidget

from clinic_app.ui.theme import TextStyle, current, font
from clinic_app.ui.widgets.measures import px, repaint_with_theme

_LINE = 18


class RunInLabel(QWidget):
    """Bold words and plain words after them in one flow. Text is shown exactly as it is."""

    def __init__(self, strong: str, text: str, *, quiet: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strong, self._text, self._quiet = strong, text, quiet
        self.setAccessibleName(self.words)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        repaint_with_theme(self)

    @property
    def words(self) -> str:
        """Everything it says."""
        return " ".join(part for part in (self._strong, self._text) if part)

    def _layout(self, width: float) -> tuple[QTextLayout, float]:
        """The lines at a width, and their height."""
        made = QTextLayout(self.words, font(TextStyle.BODY, current().scale))
        bold = QTextLayout.FormatRange()
        bold.start, bold.length = 0, len(self._strong)
        bold.format = QTextCharFormat()
        bold.format.setFontWeight(QFont.Weight.DemiBold)
        made.setFormats([bold])
        made.beginLayout()
        top = 0.0
        while (line := made.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, top))
            top += px(_LINE)
        made.endLayout()
        return made, top

    # Qt overrides

    def hasHeightForWidth(self) -> bool:
        """More lines where it is narrower."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of the wrapped lines."""
        return round(self._layout(max(1, width))[1])

    def sizeHint(self) -> QSize:
        """A readable width."""
        width = px(360)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """One line of a narrow column."""
        return QSize(px(80), px(_LINE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The lines, in the colour of text or, for remarks, a quieter one."""
        painter = QPainter(self)
        painter.setPen(current().colour("text_secondary" if self._quiet else "text_primary"))
        self._layout(self.width())[0].draw(painter, QPointF(0, 0))
        painter.end()
