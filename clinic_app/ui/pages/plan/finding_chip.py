"""A finding inside running text, painted as a chip and stored as a token that stays linked to its value."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSizeF
from PySide6.QtGui import QFontMetricsF, QPainter, QPyTextObject, QTextDocument, QTextFormat

from clinic_app.ui.widgets.chip import ChipKind, chip_font, paint_chip

#: Kind of text object, and where it keeps the field it stands for.
FINDING = QTextFormat.ObjectTypes.UserObject + 1
FIELD = QTextFormat.Property.UserProperty + 1


class FindingChip(QPyTextObject):
    """Paints the words of the finding as they are now."""

    def __init__(self, words: Callable[[str], str], parent: QTextDocument) -> None:
        super().__init__(parent)
        self._words = words

    # Qt overrides

    def intrinsicSize(self, _document: QTextDocument, _position: int, form: QTextFormat) -> QSizeF:
        metrics = QFontMetricsF(chip_font(ChipKind.FINDING))
        return QSizeF(metrics.horizontalAdvance(self._words(str(form.property(FIELD)))) + 22, metrics.height() + 4)

    def drawObject(
        self, painter: QPainter, rect: QRectF | QRect, _document: QTextDocument, _position: int, form: QTextFormat
    ) -> None:
        words = self._words(str(form.property(FIELD)))
        paint_chip(painter, QRectF(rect).adjusted(1, 1, -1, -1), words, ChipKind.FINDING, chip_font(ChipKind.FINDING))
