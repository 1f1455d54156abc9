"""Sending the previewed bytes to a printer."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from clinic_app.domain.errors import EnvironmentProblem
from clinic_app.services.report_models import Paper
from clinic_app.ui.pages.documents.made_document import page_images

_SIZES = {Paper.A4: QPageSize.PageSizeId.A4, Paper.LETTER: QPageSize.PageSizeId.Letter}
_POINTS_PER_INCH = 72
_DOTS_PER_INCH = 300


def make_printer(paper: Paper, job: str) -> QPrinter:
    """A printer for whole pages. ``job`` is what the print queue shows: a record number, never a name."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(_SIZES[paper]))
    printer.setFullPage(True)
    printer.setDocName(job)
    return printer


def print_pages(printer: QPrinter, content: bytes) -> None:
    """Print every page of the PDF as it was previewed. Raises ``EnvironmentProblem`` when the printer refuses."""
    painter = QPainter()
    if not painter.begin(printer):
        raise EnvironmentProblem(
            "The printer did not take the document. Nothing was printed; the document is still here."
        )
    try:
        for index, image in enumerate(page_images(content, _DOTS_PER_INCH / _POINTS_PER_INCH)):
            if index:
                printer.newPage()
            painter.drawImage(QRectF(printer.paperRect(QPrinter.Unit.DevicePixel)), image, QRectF(image.rect()))
    finally:
        painter.end()
