"""How a finding looks inside running text."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QRect, QRectF, QSizeF
from PySide6.QtGui import QFontMetricsF, QPainter, QPyTextObject, QTextCharFormat, QTextDocument, QTextFormat

from clinic_app.ui.widgets.chip import ChipKind, chip_font, paint_chip
from clinic_app.ui.widgets.measures import px

#: Kind of inline object, and the property that holds the field of the finding.
FINDING_TYPE: Final = QTextFormat.ObjectTypes.UserObject.value + 1
FIELD_PROPERTY: Final = QTextFormat.Property.UserProperty.value + 1
_HEIGHT = 20
_PADDING = 8


class FindingObject(QPyTextObject):
    """Paints a chip with the words of a finding as they are now; ``words`` gives them for a field id."""

    def __init__(self, words: Callable[[str], str], parent: QObject) -> None:
        super().__init__(parent)
        self._words = words

    # Qt overrides

    def intrinsicSize(self, _doc: QTextDocument, _position: int, text_format: QTextFormat) -> QSizeF:
        words = self._words(field_of(text_format))
        width = QFontMetricsF(chip_font(ChipKind.FINDING)).horizontalAdvance(words)
        return QSizeF(round(width) + 2 * px(_PADDING) + 2, px(_HEIGHT))

    def drawObject(
        self, painter: QPainter, rect: QRectF | QRect, _doc: QTextDocument, _position: int, text_format: QTextFormat
    ) -> None:
        words = self._words(field_of(text_format))
        area = QRectF(rect).adjusted(1, 0, -1, 0)
        paint_chip(painter, area, words, ChipKind.FINDING, chip_font(ChipKind.FINDING))


def finding_format(field_id: str) -> QTextCharFormat:
    """The format of the one character that stands for a finding."""
    made = QTextCharFormat()
    made.setObjectType(FINDING_TYPE)
    made.setProperty(FIELD_PROPERTY, field_id)
    made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignMiddle)
    return made


def field_of(text_format: QTextFormat) -> str:
    """The field of a finding, empty for ordinary text."""
    return str(text_format.property(FIELD_PROPERTY)) if text_format.objectType() == FINDING_TYPE else ""
