"""The page itself: paper, margins, what stands on every page, and bytes that depend on the model alone."""

import io
from collections.abc import Sequence
from functools import partial
from typing import Protocol

from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, NextPageTemplate, PageTemplate

from clinic_app.i18n import _
from clinic_app.reports.fonts import BOLD, REGULAR
from clinic_app.reports.scene_painter import BLACK, DARK_GREY, MID_GREY
from clinic_app.reports.styles import RUNNING, paragraph
from clinic_app.reports.text import printable
from clinic_app.services.report_models import DocumentFrame, Paper

CONTENT_WIDTH = 184 * mm
CONTENT_HEIGHT = 247 * mm
_TOP = 12 * mm
#: Name of the page template for a sheet with an identity box of its own, and therefore no running head.
SHEET = "sheet"
_SIZES = {Paper.A4: A4, Paper.LETTER: LETTER}
_FOOT = 8.0
_FOOT_LEADING = 10.2
_NOTICE = "No clinician has yet reviewed the clinical content of this program."


class Footer(Protocol):
    """Draws what stands under every page."""

    def draw_footer(self, canvas: Canvas, number: int, count: int) -> None: ...


class NumberedCanvas(Canvas):  # type: ignore[misc]  # reportlab is not typed
    """Keeps finished pages back until their number is known, then writes ``Page n of m`` on each."""

    def __init__(self, *args: object, footer: Footer, **kwargs: object) -> None:
        super().__init__(*args, **{**kwargs, "initialFontName": REGULAR})
        self._footer = footer
        self._kept: list[dict[str, object]] = []

    def showPage(self) -> None:  # noqa: N802  reportlab's name
        self._kept.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        for number, page in enumerate(self._kept, start=1):
            self.__dict__.update(page)
            self._footer.draw_footer(self, number, len(self._kept))
            super().showPage()
        super().save()


def page_size(paper: Paper) -> tuple[float, float]:
    """Width and height of a paper in points."""
    width, height = _SIZES[paper]
    return float(width), float(height)


class PageFurniture:
    """Draws what every page carries: identity, document and version, status, page n of m, print time, check
    code.
    """

    def __init__(self, frame: DocumentFrame, document: str, paper: Paper, language: str = "") -> None:
        self.frame = frame
        self.document = document
        self.language = language
        self.size: tuple[float, float] = _SIZES[paper]
        self.left = (self.size[0] - CONTENT_WIDTH) / 2
        self.top = self.size[1] - _TOP
        who = frame.identity
        self.identity = printable(" · ".join((who.name, _("born {date}").format(date=who.born), who.number)))

    def draw_watermark(self, canvas: Canvas, _document: object) -> None:
        """``Draft, not signed`` in outlined letters across the page, so that no text stands on a fill."""
        if not self.frame.is_draft:
            return
        canvas.saveState()
        canvas.translate(self.size[0] / 2, self.size[1] / 2)
        canvas.rotate(50)
        canvas.setStrokeGray(MID_GREY)
        canvas.setLineWidth(0.5)
        words = _("Draft, not signed")
        text = canvas.beginText(-stringWidth(words, BOLD, 72) / 2, -24)
        text.setFont(BOLD, 72)
        text.setTextRenderMode(1)
        text.textOut(words)
        text.setTextRenderMode(0)
        canvas.drawText(text)
        canvas.restoreState()

    def draw_footer(self, canvas: Canvas, number: int, count: int) -> None:
        """Three lines under a rule, at the same distance from the content on both papers."""
        frame = self.frame
        y = self.top - CONTENT_HEIGHT - 2 * mm
        right = self.left + CONTENT_WIDTH
        canvas.setStrokeGray(BLACK)
        canvas.setFillGray(BLACK)
        canvas.setLineWidth(0.5)
        canvas.setDash()
        canvas.line(self.left, y, right, y)
        page = _("Page {number} of {count}").format(number=number, count=count)
        status = _("Draft, not signed") if frame.is_draft else frame.signed_words
        document = _("{document}, version {version}").format(document=self.document, version=frame.version)
        document = f"{document}, {self.language}" if self.language else document
        code = _("Check code {code}").format(code=frame.check_code)
        rows = ((self.identity, page, frame.printed), (document, status, code))
        for i, row in enumerate(rows, start=1):
            self._row(canvas, y - i * _FOOT_LEADING - 0.5, row, right)
        if not frame.content_reviewed:
            canvas.setFillGray(DARK_GREY)
            canvas.setFont(REGULAR, _FOOT)
            canvas.drawString(self.left, y - 3 * _FOOT_LEADING - 0.5, _(_NOTICE))

    def _row(self, canvas: Canvas, y: float, row: tuple[str, str, str], right: float) -> None:
        """Left, middle and right; the middle gives way, then the left shrinks, so that nothing overlaps."""
        left, middle, end = (printable(text).replace("\n", " ") for text in row)
        end_width = stringWidth(end, REGULAR, _FOOT)
        room = CONTENT_WIDTH - end_width - stringWidth(middle, REGULAR, _FOOT) - 24
        size = min(_FOOT, max(5.0, _FOOT * room / max(1.0, stringWidth(left, REGULAR, _FOOT))))
        while len(left) > 1 and stringWidth(left, REGULAR, size) > room:
            left = left[:-2] + "…"  # the whole name stands in the identity box of the same page
        canvas.setFont(REGULAR, size)
        canvas.drawString(self.left, y, left)
        canvas.setFont(REGULAR, _FOOT)
        used = stringWidth(left, REGULAR, size)
        centre = max(self.left + CONTENT_WIDTH / 2, self.left + used + 12 + stringWidth(middle, REGULAR, _FOOT) / 2)
        canvas.drawCentredString(centre, y, middle)
        canvas.drawRightString(right, y, end)


def build_document(furniture: PageFurniture, running_head: Sequence[str], story: Sequence[Flowable]) -> bytes:
    """Lay the story out and return the PDF. ``running_head`` is the identity line on top of every later page."""
    head = paragraph(" · ".join(running_head), RUNNING)
    _width, head_height = head.wrap(CONTENT_WIDTH, CONTENT_HEIGHT)
    bottom = furniture.top - CONTENT_HEIGHT
    pad = {"leftPadding": 0, "rightPadding": 0, "topPadding": 0, "bottomPadding": 0}

    def draw_later(canvas: Canvas, document: object) -> None:
        furniture.draw_watermark(canvas, document)
        head.drawOn(canvas, furniture.left, furniture.top - head_height)
        canvas.setStrokeGray(BLACK)
        canvas.setLineWidth(0.75)
        y = furniture.top - head_height - 3
        canvas.line(furniture.left, y, furniture.left + CONTENT_WIDTH, y)

    first = Frame(furniture.left, bottom, CONTENT_WIDTH, CONTENT_HEIGHT, id="first", **pad)
    later = Frame(furniture.left, bottom, CONTENT_WIDTH, CONTENT_HEIGHT - head_height - 8, id="later", **pad)
    sheet = Frame(furniture.left, bottom, CONTENT_WIDTH, CONTENT_HEIGHT, id="sheet", **pad)
    templates = [
        PageTemplate("first", [first], onPage=furniture.draw_watermark, autoNextPageTemplate="later"),
        PageTemplate("later", [later], onPage=draw_later),
        PageTemplate(SHEET, [sheet], onPage=furniture.draw_watermark),
    ]
    target = io.BytesIO()
    document = BaseDocTemplate(
        target,
        pagesize=furniture.size,
        pageTemplates=templates,
        title=furniture.document,
        author=furniture.frame.letterhead.clinic,
        invariant=1,
        allowSplitting=1,
    )
    document.build([NextPageTemplate("later"), *story], canvasmaker=partial(NumberedCanvas, footer=furniture))
    return target.getvalue()
