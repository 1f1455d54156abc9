"""The diary sheet: one line for each event, with the child's own right explained by a drawing.

It prints by itself or at the end of the family plan, from the same blocks.
"""

from collections.abc import Sequence

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, NextPageTemplate, PageBreak, Spacer, Table

from clinic_app.charts.body_figure import body_figure
from clinic_app.charts.scene import Scene
from clinic_app.domain.errors import UserError
from clinic_app.i18n import _
from clinic_app.reports.blocks import opening, running_head, text_block
from clinic_app.reports.frame import CONTENT_HEIGHT, CONTENT_WIDTH, SHEET, PageFurniture, build_document
from clinic_app.reports.scene_painter import BLACK, SceneBox
from clinic_app.reports.styles import BODY, CELL, SMALL, SMALL_BOLD, SUBTITLE, paragraph, run_in, table_style
from clinic_app.reports.text import check_document
from clinic_app.services.report_models import Diary, DiaryColumn, DiaryDocument, DocumentFrame, Paper

_ROW_HEIGHT = 25.0
_FIGURE_SCALE = 0.66
_GAP = 8.5


class _Choices(Flowable):  # type: ignore[misc]  # reportlab is not typed
    """Words to ring, or an empty box to tick; in the example line one of them is ringed, or the box ticked."""

    def __init__(self, words: Sequence[str], chosen: str) -> None:
        super().__init__()
        self._words = words
        self._chosen = chosen
        self._room = 0.0

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self._room = width
        return (width, CELL.leading)

    def draw(self) -> None:
        canvas = self.canv
        canvas.setLineWidth(0.6)
        canvas.setStrokeGray(BLACK)
        canvas.setFillGray(BLACK)
        if not self._words:
            self._tick_box()
            return
        widths = [stringWidth(word, CELL.fontName, CELL.fontSize) for word in self._words]
        x = (self._room - sum(widths) - _GAP * (len(widths) - 1)) / 2
        canvas.setFont(CELL.fontName, CELL.fontSize)
        for word, width in zip(self._words, widths, strict=True):
            canvas.drawString(x, 2.4, word)
            if word == self._chosen:
                canvas.roundRect(x - 3.5, -0.8, width + 7, 11.6, 5.6)
            x += width + _GAP

    def _tick_box(self) -> None:
        x = self._room / 2 - 4.5
        if self._chosen:
            self.canv.lines([(x + 1, 5, x + 3.5, 1.5), (x + 3.5, 1.5, x + 8, 9.5)])
        else:
            self.canv.rect(x, 1, 9, 9)


def render_diary(model: DiaryDocument, paper: Paper) -> bytes:
    """Return the PDF: a page for each sheet. The same model and paper give the same bytes.

    Raises ``UserError`` where there is no sheet, or naming the field when a character cannot be printed.
    """
    if not model.diaries:
        raise UserError("There is no open episode to keep a diary of.")
    check_document(model)
    pages = [_sheet(model.frame, diary) for diary in model.diaries]
    story = [block for page in pages for block in (NextPageTemplate(SHEET), PageBreak(), *page)]
    furniture = PageFurniture(model.frame, _("Diary"), paper, model.language)
    return build_document(furniture, running_head(model.frame), story[2:])


def diary_page(frame: DocumentFrame, diary: Diary) -> list[Flowable]:
    """A page of its own that can be taken off: full heading and identity, how to fill it in, and the lines."""
    return [NextPageTemplate(SHEET), PageBreak(), *_sheet(frame, diary)]


def _sheet(frame: DocumentFrame, diary: Diary) -> list[Flowable]:
    """One page: as many lines as the rest of it leaves room for."""
    figure = body_figure(diary.right_words, diary.left_words)
    head = [*opening(frame, diary.title, diary.subtitle, SUBTITLE), Spacer(0, 6), _how_to(diary, figure), Spacer(0, 6)]
    foot = [Spacer(0, 5), _code(diary)] if diary.code else []
    used = sum(_height(block) for block in (*head, _lines(diary, 0), *foot))
    room = int((CONTENT_HEIGHT - used - 1) // _ROW_HEIGHT)
    return [*head, _lines(diary, max(1, min(diary.lines, room))), *foot]


def _height(block: Flowable) -> float:
    return float(block.wrap(CONTENT_WIDTH, 10_000)[1])


def _code(diary: Diary) -> Flowable:
    """What asks for the sheet back, and its code."""
    words = _("Sheet {code}").format(code=diary.code)
    width = stringWidth(words, SMALL_BOLD.fontName, SMALL_BOLD.fontSize) + 2
    left = CONTENT_WIDTH - width
    row = [text_block(diary.code_note, SMALL, left), text_block(words, SMALL_BOLD, width)]
    return Table([row], colWidths=[left, width], style=table_style())


def _how_to(diary: Diary, figure: Scene) -> Flowable:
    width = figure.width * _FIGURE_SCALE
    left = CONTENT_WIDTH - width - 20
    before = [block for text in diary.how_to for block in (paragraph(text, BODY), Spacer(0, 3))]
    side = run_in([(diary.own_side.label, diary.own_side.text)], BODY)
    words = [*before, side, Spacer(0, 3), paragraph(diary.example_note, BODY)]
    drawing = SceneBox(figure, _FIGURE_SCALE)
    return Table([[words, drawing]], colWidths=[left + 20, width], style=table_style())


def _lines(diary: Diary, lines: int) -> Flowable:
    total = sum(column.share for column in diary.columns)
    widths = [CONTENT_WIDTH * column.share / total for column in diary.columns]
    columns = list(zip(diary.columns, widths, strict=True))
    head = [text_block(column.title, SMALL_BOLD, width - 8) for column, width in columns]
    example = [_example(column, width - 8) for column, width in columns]
    blank = [[_empty(column) for column in diary.columns] for _line in range(lines)]
    grid = ("GRID", (0, 0), (-1, -1), 0.5, (BLACK, BLACK, BLACK))
    middle = ("VALIGN", (0, 0), (-1, -1), "MIDDLE")
    heights = [None, *([_ROW_HEIGHT] * (lines + 1))]
    style = table_style(4, 4, 4, 4, grid, middle)
    return Table([head, example, *blank], colWidths=widths, rowHeights=heights, repeatRows=1, style=style)


def _example(column: DiaryColumn, width: float) -> Flowable:
    if column.choices or column.tick:
        return _Choices(column.choices, column.example)
    return text_block(column.example, CELL, width)


def _empty(column: DiaryColumn) -> Flowable | str:
    return _Choices(column.choices, "") if column.choices or column.tick else ""
