"""Sending the previewed bytes to a printer."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from clinic_app.domain.errors import EnvironmentProblem
from clinic_app.services.report_models import Paper
from clinic_app.ui.pages.documents.pdf import POINTS_PER_INCH, page_image

_SIZES = {Paper.A4: QPageSize.PageSizeId.A4, Paper.LETTER: QPageSize.PageSizeId.Letter}
#: Finer than a monochrome printer shows; a page of greys then takes 35 MB.
_MOST_DOTS_PER_INCH = 600


def make_printer(paper: Paper, job: str, copies: int) -> QPrinter:
    """A printer for whole pages. ``job`` is what the print queue shows: a record number, never a name."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(_SIZES[paper]))
    printer.setFullPage(True)
    printer.setDocName(job)
    printer.setCopyCount(copies)
    return printer


def print_pages(printer: QPrinter, content: bytes, pages: int) -> None:
    """Print the pages as previewed, off the window's thread. Raises ``EnvironmentProblem`` when it is refused.

    The range that was chosen in the system's dialog is kept to.
    """
    first, last = printer.fromPage() or 1, printer.toPage() or pages
    dots = min(printer.resolution(), _MOST_DOTS_PER_INCH)
    painter = QPainter()
    if not painter.begin(printer):
        raise EnvironmentProblem(
            "The printer did not take the document. Nothing was printed; the document is still here."
        )
    try:
        for index in range(max(first, 1) - 1, min(last, pages)):
            if index > first - 1:
                printer.newPage()
            image = page_image(content, index, dots / POINTS_PER_INCH)
            painter.drawImage(QRectF(printer.paperRect(QPrinter.Unit.DevicePixel)), image, QRectF(image.rect()))
    finally:
        painter.end()
