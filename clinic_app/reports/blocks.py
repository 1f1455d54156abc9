"""The parts that documents are made of: opening, headings, tables that cannot overflow, charts, flag shapes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import CondPageBreak, Flowable, Spacer, Table

from clinic_app.charts.marks import FlagLevel, level_mark
from clinic_app.i18n import _
from clinic_app.reports.frame import CONTENT_WIDTH
from clinic_app.reports.scene_painter import BLACK, MID_GREY, SceneBox
from clinic_app.reports.styles import (
    BODY,
    CELL,
    CELL_BOLD,
    HEADING,
    SMALL,
    SMALL_BOLD,
    SMALL_GREY,
    SUBTITLE,
    TITLE,
    VALUE,
    paragraph,
    table_style,
)
from clinic_app.reports.text import printable
from clinic_app.services.report_models import DocumentFrame, Labelled

_BLACK = (BLACK, BLACK, BLACK)
_GREY = (MID_GREY, MID_GREY, MID_GREY)
#: A cell with more lines than this leaves the table and flows beneath it.
_MOST_LINES = 8


class _Line(Flowable):  # type: ignore[misc]  # reportlab is not typed
    """One line of text drawn as it is, without markup: cheap, and exact by construction."""

    def __init__(self, text: str, style: ParagraphStyle) -> None:
        super().__init__()
        self._text = text
        self._style = style

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return (stringWidth(self._text, self._style.fontName, self._style.fontSize), self._style.leading)

    def draw(self) -> None:
        style = self._style
        self.canv.setFont(style.fontName, style.fontSize)
        self.canv.setFillColor(style.textColor)
        self.canv.drawString(0, style.leading - style.fontSize, self._text)


def text_block(text: str, style: ParagraphStyle, width: float) -> Flowable:
    """The cheapest block that prints the text exactly within ``width``: a bare line, or a paragraph that
    wraps.
    """
    text = printable(text)
    plain = text.isprintable() and "  " not in text and text == text.strip()
    if plain and stringWidth(text, style.fontName, style.fontSize) <= width:
        return _Line(text, style)
    return paragraph(text, style)


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a cell: its text and style."""

    text: str
    style: ParagraphStyle = CELL


#: A cell is pieces one under the other, or a ready-made block such as a flag shape.
Cell: TypeAlias = tuple[Part, ...] | Flowable


@dataclass(slots=True)
class Ledger:
    """A ruled table with a repeated header whose rows always fit a page: long free text flows beneath it
    instead.
    """

    widths: Sequence[float]
    header: Sequence[str] = ()
    header_style: ParagraphStyle = CELL_BOLD
    padding: float = 1.7
    rows: list[list[list[Flowable]]] = field(default_factory=list)
    spilled: list[Flowable] = field(default_factory=list)
    _joined: list[int] = field(default_factory=list)

    def add(self, *cells: Cell) -> None:
        """Add one row; a piece too long for a cell is replaced by a pointer to the text under the table."""
        self.rows.append([self._cell(cell, width - 8, cells) for cell, width in zip(cells, self.widths, strict=True)])

    def add_joined(self, first: tuple[Part, ...], second: tuple[Part, ...]) -> None:
        """Add one row of two cells, the second running over all remaining columns."""
        row = (first, second)
        rest = sum(self.widths[1:]) - 8
        blank: list[list[Flowable]] = [[] for _ in self.widths[2:]]
        self._joined.append(len(self.rows))
        name = self._cell(first, self.widths[0] - 8, row)
        self.rows.append([name, self._cell(second, rest, row), *blank])

    def _cell(self, cell: Cell, width: float, row: Sequence[Cell]) -> list[Flowable]:
        if isinstance(cell, Flowable):
            return [cell]
        return [self._fitted(part, width, row) for part in cell if part.text]

    def _fitted(self, part: Part, width: float, row: Sequence[Cell]) -> Flowable:
        block = text_block(part.text, part.style, width)
        height = block.wrap(width, 10_000)[1]
        if height <= _MOST_LINES * part.style.leading + 0.1:
            return block
        number = len(self.spilled) + 1
        names = (p.text for cell in row if not isinstance(cell, Flowable) for p in cell if p is not part)
        name = next((n for n in names if n and len(n) < 120), "")
        label = _("Text {number}. {name}:").format(number=number, name=name)
        self.spilled.append(paragraph(part.text, BODY, label))
        return text_block(_("text {number} below").format(number=number), part.style, width)

    def blocks(self) -> list[Flowable]:
        """The table and whatever did not fit into its cells."""
        if not self.rows:
            return []
        head = [[text_block(h, self.header_style, w - 8)] for h, w in zip(self.header, self.widths, strict=False)]
        data = [head, *self.rows] if self.header else self.rows
        line = ("LINEBELOW", (0, 0), (-1, -1), 0.5, _GREY)
        style = table_style(4, 4, self.padding, self.padding + 0.8, line)
        if self.header:
            style.append(("LINEBELOW", (0, 0), (-1, 0), 0.75, _BLACK))
        first = 1 if self.header else 0
        style.extend(("SPAN", (1, first + i), (-1, first + i)) for i in self._joined)
        table = Table(data, colWidths=list(self.widths), style=style, repeatRows=first, hAlign="LEFT")
        return [table, *self.spilled]


def heading(text: str, style: ParagraphStyle = HEADING, width: float = CONTENT_WIDTH) -> Flowable:
    """A heading over a thin rule."""
    rule = table_style(0, 0, 0, 3, ("LINEBELOW", (0, 0), (-1, -1), 0.75, _BLACK))
    return Table([[text_block(text, style, width)]], colWidths=[width], style=rule)


def section(title: str, blocks: Sequence[Flowable], style: ParagraphStyle = HEADING) -> list[Flowable]:
    """A heading that never ends a page: it moves on unless the beginning of what follows fits under it."""
    if not blocks:
        return []
    head = heading(title, style)
    room = head.wrap(CONTENT_WIDTH, 10_000)[1] + 12 + _opening_height(blocks[0])
    return [CondPageBreak(room), Spacer(0, 6), head, Spacer(0, 2), *blocks]


def _opening_height(block: Flowable) -> float:
    """What must stand under a heading: a table's header and first row, two lines of text, or a whole drawing."""
    height = float(block.wrap(CONTENT_WIDTH, 10_000)[1])
    if isinstance(block, Table):
        rows = block._rowHeights[: block.repeatRows + 1]  # reportlab offers no public reading
        return float(sum(rows))
    style = getattr(block, "style", None)
    return min(height, 2 * style.leading) if isinstance(style, ParagraphStyle) else height


def paragraphs(texts: Sequence[str], style: ParagraphStyle = BODY, gap: float = 2.5) -> list[Flowable]:
    """Flowing text, one paragraph for each entry."""
    out: list[Flowable] = []
    for text in texts:
        out.extend((paragraph(text, style), Spacer(0, gap)))
    return out


def labelled(entries: Sequence[Labelled], style: ParagraphStyle = BODY) -> list[Flowable]:
    """One paragraph for each label with its text."""
    return [block for e in entries for block in (paragraph(e.text, style, e.label), Spacer(0, 1.5))]


def mark(level: FlagLevel, size: float = 11.0) -> Flowable:
    """The solid black shape of a flag level."""
    scene = level_mark(level)
    return SceneBox(scene, size / scene.width)


def opening(
    frame: DocumentFrame, title: str, subtitle: str, subtitle_style: ParagraphStyle = SUBTITLE
) -> list[Flowable]:
    """Title and letterhead, then the identity box."""
    head = frame.letterhead
    widest = max(_width(head.clinic, SMALL_BOLD), *(_width(line, SMALL) for line in head.lines), 0.0)
    right = min(widest + 1, CONTENT_WIDTH / 3)
    left = CONTENT_WIDTH - right - 10
    titles = [text_block(title, TITLE, left), text_block(subtitle, subtitle_style, left)]
    letter = [
        _RightLine(text_block(text, style, right))
        for text, style in ((head.clinic, SMALL_BOLD), *((line, SMALL) for line in head.lines))
    ]
    head_row = Table([[titles, "", letter]], colWidths=[left, 10, right], style=table_style(bottom=5))
    return [head_row, identity_box(frame)]


class _RightLine(Flowable):  # type: ignore[misc]  # reportlab is not typed
    """Sets a block flush right in its column."""

    def __init__(self, block: Flowable) -> None:
        super().__init__()
        self._block = block
        self._shift = 0.0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        used, tall = self._block.wrap(width, height)
        self._shift = max(0.0, width - used)
        return (width, tall)

    def draw(self) -> None:
        self._block.drawOn(self.canv, self._shift, 0)


def identity_box(frame: DocumentFrame) -> Flowable:
    """Who this paper is about: label above value, in a frame; a long name wraps and is never cut."""
    who = frame.identity
    columns = [
        (_("Child"), who.name),
        (_("Sex"), who.sex),
        (_("Born"), who.born),
        (who.age_label or _("Age at visit"), who.age_at_visit),
        (who.corrected_label or _("Corrected age"), who.corrected_age),
        (_("Number"), who.number),
    ]
    columns = [c for c in columns if c[1]]
    shares = [1.6 if i == 0 else 1.0 for i in range(len(columns))]
    needs = [max(_width(label, SMALL_GREY), _width(value, VALUE)) + 16 for label, value in columns]
    rest = CONTENT_WIDTH - sum(needs[1:])
    if sum(needs) <= CONTENT_WIDTH:
        spare = (CONTENT_WIDTH - sum(needs)) / sum(shares)
        widths = [need + spare * share for need, share in zip(needs, shares, strict=True)]
    else:
        widths = [rest, *needs[1:]] if rest > CONTENT_WIDTH / 4 else [CONTENT_WIDTH / len(columns)] * len(columns)
    cells = [
        [text_block(label, SMALL_GREY, width - 12), text_block(value, VALUE, width - 12)]
        for (label, value), width in zip(columns, widths, strict=True)
    ]
    style = table_style(8, 4, 4, 6, ("BOX", (0, 0), (-1, -1), 0.75, _BLACK))
    return Table([cells], colWidths=widths, style=style)


def _width(text: str, style: ParagraphStyle) -> float:
    return float(stringWidth(text, style.fontName, style.fontSize))


def running_head(frame: DocumentFrame) -> tuple[str, ...]:
    """The identity line of later pages."""
    who = frame.identity
    corrected = " ".join((who.corrected_label, who.corrected_age)) if who.corrected_age else ""
    born = _("born {date}").format(date=who.born)
    parts = (who.name, who.sex, born, who.age_at_visit, corrected, who.number)
    return tuple(p for p in parts if p)
