"""Paragraph styles of printed documents, and the only function that makes a paragraph of text that people
typed.
"""

from collections.abc import Sequence

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from clinic_app.reports.fonts import BOLD, REGULAR
from clinic_app.reports.scene_painter import DARK_GREY
from clinic_app.reports.text import escape

_GREY = (DARK_GREY, DARK_GREY, DARK_GREY)


def _style(name: str, size: float, leading: float, *, bold: bool = False, grey: bool = False) -> ParagraphStyle:
    return ParagraphStyle(
        name,
        fontName=BOLD if bold else REGULAR,
        fontSize=size,
        leading=leading,
        textColor=_GREY if grey else (0, 0, 0),
        splitLongWords=1,
        allowWidows=0,
        allowOrphans=0,
    )


TITLE = _style("title", 17, 21, bold=True)
SUBTITLE = _style("subtitle", 9.5, 12.4, grey=True)
HEADING = _style("heading", 11, 14, bold=True)
MINOR_HEADING = _style("minor heading", 9.5, 12, bold=True)
BODY = _style("body", 9.5, 12.4)
BODY_GREY = _style("body grey", 9.5, 12.4, grey=True)
VALUE = _style("value", 9.5, 12.4, bold=True)
CELL = _style("cell", 9, 11.4)
CELL_BOLD = _style("cell bold", 9, 11.4, bold=True)
CELL_GREY = _style("cell grey", 9, 11.4, grey=True)
SMALL = _style("small", 8.25, 10.4)
SMALL_BOLD = _style("small bold", 8.25, 10.4, bold=True)
SMALL_GREY = _style("small grey", 8.25, 10.4, grey=True)
RUNNING = _style("running", 9, 11.4, bold=True)

FAMILY = _style("family", 11.25, 15.4)
FAMILY_BOLD = _style("family bold", 11.25, 15.4, bold=True)
FAMILY_SUBTITLE = _style("family subtitle", 11.25, 14.5, grey=True)
FAMILY_HEADING = _style("family heading", 12.75, 16, bold=True)


def table_style(
    left: float = 0, right: float = 0, top: float = 0, bottom: float = 0, *commands: tuple[object, ...]
) -> list[tuple[object, ...]]:
    """Cell padding in points, contents at the top, and our own font even for cells without text."""
    whole = ((0, 0), (-1, -1))
    return [
        ("FONTNAME", *whole, REGULAR),
        ("VALIGN", *whole, "TOP"),
        ("LEFTPADDING", *whole, left),
        ("RIGHTPADDING", *whole, right),
        ("TOPPADDING", *whole, top),
        ("BOTTOMPADDING", *whole, bottom),
        *commands,
    ]


def bold(text: str) -> str:
    """Escaped markup of bold text."""
    return f'<font name="{BOLD}">{escape(text)}</font>'


def labelled_markup(label: str, text: str) -> str:
    """Escaped markup of a bold label and the text after it."""
    return f"{bold(label)} {escape(text)}"


def run_in(entries: Sequence[tuple[str, str]], style: ParagraphStyle) -> Paragraph:
    """One flowing paragraph of several labels, each with its text."""
    return Paragraph(" ".join(labelled_markup(label, text) for label, text in entries), style)


def paragraph(text: str, style: ParagraphStyle, label: str = "") -> Paragraph:
    """A flowing paragraph that prints ``text`` character for character, after a bold ``label`` where one is
    given.
    """
    return Paragraph(labelled_markup(label, text) if label else escape(text), style)
