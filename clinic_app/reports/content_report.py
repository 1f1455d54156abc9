"""The clinical content on paper, for a clinician to tick entry by entry and to sign."""

import io
from collections.abc import Iterable
from functools import partial

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, CondPageBreak, Flowable, Frame, PageBreak, PageTemplate, Spacer, Table

from clinic_app.i18n import _
from clinic_app.reports.fonts import REGULAR
from clinic_app.reports.frame import CONTENT_HEIGHT, CONTENT_WIDTH, NumberedCanvas, page_size
from clinic_app.reports.scene_painter import BLACK, DARK_GREY
from clinic_app.reports.styles import (
    BODY,
    CELL_BOLD,
    HEADING,
    SMALL,
    SMALL_GREY,
    SUBTITLE,
    TITLE,
    paragraph,
    table_style,
)
from clinic_app.reports.text import check_document, printable
from clinic_app.services.content_report.model import ContentEntry, ContentReport, ContentSection
from clinic_app.services.report_models import Paper

_LINE = ("LINEBELOW", (0, 0), (-1, -1), 0.5, (BLACK, BLACK, BLACK))
_FOOT = 8.0
_TICKS = 104.0
#: A taller entry may go over to the next page, a shorter one stays whole.
_ROOM = 260.0
_SHORT_DIGEST = 12


def render_content_report(report: ContentReport, paper: Paper) -> bytes:
    """Return the PDF. The same content and paper give the same bytes. Raises ``UserError`` on a missing glyph."""
    check_document(report)
    story = [*_cover(report), *(block for section in report.sections for block in _section(section))]
    width, height = page_size(paper)
    left, top = (width - CONTENT_WIDTH) / 2, height - 12 * mm
    pad = {"leftPadding": 0, "rightPadding": 0, "topPadding": 0, "bottomPadding": 0}
    frame = Frame(left, top - CONTENT_HEIGHT, CONTENT_WIDTH, CONTENT_HEIGHT, id="content", **pad)
    target = io.BytesIO()
    document = BaseDocTemplate(
        target,
        pagesize=(width, height),
        pageTemplates=[PageTemplate("content", [frame])],
        title=_("Clinical content"),
        invariant=1,
    )
    document.build(story, canvasmaker=partial(NumberedCanvas, footer=_Footer(report, left, top)))
    return target.getvalue()


class _Footer:
    """What every page says: which content this is, and that nobody has reviewed it yet."""

    def __init__(self, report: ContentReport, left: float, top: float) -> None:
        self._report, self._left, self._y = report, left, top - CONTENT_HEIGHT - 2 * mm

    def draw_footer(self, canvas: Canvas, number: int, count: int) -> None:
        """Two lines under a rule."""
        right = self._left + CONTENT_WIDTH
        canvas.setStrokeGray(BLACK)
        canvas.setFillGray(BLACK)
        canvas.setLineWidth(0.5)
        canvas.line(self._left, self._y, right, self._y)
        canvas.setFont(REGULAR, _FOOT)
        words = _("Clinical content of version {version}, digest {digest}").format(
            version=self._report.program_version, digest=self._report.digest[:_SHORT_DIGEST]
        )
        canvas.drawString(self._left, self._y - 10, printable(words))
        page = _("Page {number} of {count}").format(number=number, count=count)
        canvas.drawRightString(right, self._y - 10, page)
        canvas.setFillGray(DARK_GREY)
        canvas.drawString(
            self._left, self._y - 20, _("No clinician has reviewed this content unless signed on page 1.")
        )


class _Ticks(Flowable):  # type: ignore[misc]  # reportlab is not typed
    """Two boxes to tick: right as it stands, or to be changed."""

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return _TICKS, 11

    def draw(self) -> None:
        self.canv.setStrokeGray(BLACK)
        self.canv.setFillGray(DARK_GREY)
        self.canv.setLineWidth(0.6)
        self.canv.setFont(REGULAR, 8)
        for x, words in ((0, _("right")), (46, _("to change"))):
            self.canv.rect(x, 2, 7, 7, stroke=1, fill=0)
            self.canv.drawString(x + 11, 2.5, words)


def _cover(report: ContentReport) -> list[Flowable]:
    intro = (
        _("This is everything that the program says clinically: what raises a flag, what is asked, what is expected at "
          "an age, which figures growth is read against, and where each of them comes from."),
        _("No clinician has reviewed it. Read each entry, tick it, write beside it what is to change, and sign below. "
          "A clinic records the review in the settings; until then every printed page says that there was none."),
        _("How sure: “verified” was read in the source, “summary” in somebody else's summary, “knowledge” is general "
          "knowledge that no source was found for and that needs checking first."),
    )  # fmt: skip
    counts = [[paragraph(title, BODY), paragraph(number, BODY)] for title, number in report.counts]
    facts = (
        _("Program version {version}").format(version=report.program_version),
        _("Digest of the content (SHA-256): {digest}").format(digest=report.digest),
    )
    return [
        paragraph(_("Clinical content for review"), TITLE),
        *(paragraph(text, SUBTITLE) for text in facts),
        Spacer(0, 8),
        *(block for text in intro for block in (paragraph(text, BODY), Spacer(0, 5))),
        _sign_box(),
        Spacer(0, 10),
        paragraph(_("What is in it"), HEADING),
        Spacer(0, 2),
        Table(counts, colWidths=[CONTENT_WIDTH - 60, 60], style=table_style(0, 0, 2, 2, _LINE)),
        PageBreak(),
    ]


def _sign_box() -> Flowable:
    labels = (
        (_("Reviewed by (name, in print)"), _("Role and registration number")),
        (_("Signature"), _("Date")),
    )
    rows = [[paragraph(text, SMALL_GREY) for text in row] for row in labels]
    scope = paragraph(_("I read the entries that I ticked. Those left without a tick were not reviewed."), SMALL)
    box = (
        ("BOX", (0, 0), (-1, -1), 1.2, (BLACK, BLACK, BLACK)),
        ("INNERGRID", (0, 0), (-1, 1), 0.5, (BLACK, BLACK, BLACK)),
        ("LINEBELOW", (0, 1), (-1, 1), 0.5, (BLACK, BLACK, BLACK)),
        ("SPAN", (0, 2), (1, 2)),
    )
    return Table(
        [*rows, [scope, ""]],
        colWidths=[CONTENT_WIDTH * 0.6, CONTENT_WIDTH * 0.4],
        rowHeights=[40, 40, 20],
        style=table_style(6, 6, 4, 4, *box),
    )


def _section(section: ContentSection) -> Iterable[Flowable]:
    yield CondPageBreak(110)
    yield Spacer(0, 8)
    yield paragraph(section.title, TITLE)
    yield paragraph(section.intro, SUBTITLE)
    yield Spacer(0, 6)
    for entry in section.entries:
        yield from _entry(entry)


def _entry(entry: ContentEntry) -> Iterable[Flowable]:
    """A heading with its boxes, never alone at the foot of a page; then one line for each thing said."""
    name = f"{entry.id}  {entry.title}" if entry.id else entry.title
    row = [[paragraph(name, CELL_BOLD), _Ticks()]]
    head = Table(row, colWidths=[CONTENT_WIDTH - _TICKS, _TICKS], style=table_style(0, 0, 3, 1, _TOP_RULE))
    lines = [paragraph(text, SMALL, f"{label}:") for label, text in entry.lines]
    height = sum(block.wrap(CONTENT_WIDTH, CONTENT_HEIGHT)[1] for block in (head, *lines))
    yield CondPageBreak(min(height, _ROOM))
    yield head
    yield from lines
    yield Spacer(0, 5)


_TOP_RULE = ("LINEABOVE", (0, 0), (-1, 0), 0.4, (DARK_GREY, DARK_GREY, DARK_GREY))
