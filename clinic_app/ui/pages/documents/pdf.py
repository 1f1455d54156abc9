"""Looking into a finished PDF: its pages as pictures and as text."""

import threading
from typing import Any

import pypdfium2
from PySide6.QtGui import QImage

#: The library behind keeps state of its own and must never run on two threads at once.
_ONE_AT_A_TIME = threading.Lock()
POINTS_PER_INCH = 72


def page_texts(content: bytes) -> tuple[str, ...]:
    """The words of every page, as a reader would select them."""
    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(content)
        try:
            return tuple(page.get_textpage().get_text_bounded() for page in document)
        finally:
            document.close()


def page_sizes(content: bytes) -> tuple[tuple[float, float], ...]:
    """Width and height of every page in points."""
    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(content)
        try:
            return tuple(page.get_size() for page in document)
        finally:
            document.close()


def page_image(content: bytes, index: int, pixels_per_point: float) -> QImage:
    """One page in greys: the papers hold no other colour."""
    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(content)
        try:
            return _image(document[index].render(scale=pixels_per_point, grayscale=True))
        finally:
            document.close()


def _image(bitmap: Any) -> QImage:
    made = QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_Grayscale8)
    return made.copy()  # the bytes belong to this call
