"""The recovery key on paper."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from clinic_app.i18n import _
from clinic_app.ui.theme import TextStyle, font

#: Times the size of the style: the key is typed again from this sheet, perhaps years later.
_KEY_SIZE = 1.6


def print_recovery_key(clinic: str, key: str, parent: QWidget) -> None:
    """Ask for a printer and print the key. Nothing of it is written to a file."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(_("Recovery key"))
    dialog = QPrintDialog(printer, parent)
    dialog.accepted.connect(lambda: paint_recovery_sheet(printer, clinic, key))
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.show()


def paint_recovery_sheet(printer: QPrinter, clinic: str, key: str) -> None:
    """Paint the sheet: what it is, whose, the key group by group, and how to keep it."""
    painter = QPainter(printer)
    scale = printer.resolution() / 96
    painter.scale(scale, scale)
    wrap = Qt.TextFlag.TextWordWrap
    lines = (
        (font(TextStyle.DISPLAY), _("Recovery key"), 40),
        (font(TextStyle.HEADING), clinic, 30),
        (font(TextStyle.MONO, _KEY_SIZE), key, 60),
        (
            font(TextStyle.BODY),
            _("It opens the record when every password is lost. Keep it locked away, not at a computer."),
            60,
        ),
    )
    top = 60.0
    for made, text, height in lines:
        painter.setFont(made)
        painter.drawText(QRectF(60, top, 560, height), int(wrap), text)
        top += height + 10
    painter.end()
