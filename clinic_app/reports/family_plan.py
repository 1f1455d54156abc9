"""The family plan: what was said, what happens next, when to get help. Large type, verbs first, text only as
approved.
"""

from collections.abc import Sequence

from reportlab.platypus import Flowable, KeepTogether, Paragraph, Spacer, Table

from clinic_app.charts.marks import FlagLevel
from clinic_app.i18n import _
from clinic_app.reports.blocks import Ledger, Part, mark, opening, paragraphs, running_head, section, text_block
from clinic_app.reports.diary import diary_page
from clinic_app.reports.frame import CONTENT_WIDTH, PageFurniture, build_document
from clinic_app.reports.scene_painter import BLACK
from clinic_app.reports.styles import (
    CELL_BOLD,
    FAMILY,
    FAMILY_BOLD,
    FAMILY_HEADING,
    FAMILY_SUBTITLE,
    SMALL_GREY,
    bold,
    paragraph,
    table_style,
)
from clinic_app.reports.text import check_document, escape
from clinic_app.services.report_models import AdviceList, Contact, FamilyPlan, HelpBox, HelpLevel, Paper

_SHAPE = {
    HelpLevel.AMBULANCE: FlagLevel.EMERGENCY_NOW,
    HelpLevel.SAME_DAY: FlagLevel.SAME_DAY,
    HelpLevel.AT_VISIT: FlagLevel.ROUTINE,
}
_BORDER = {HelpLevel.AMBULANCE: 2.6, HelpLevel.SAME_DAY: 1.4, HelpLevel.AT_VISIT: 0.75}
_TITLE_WIDTH = 112.0
_TALLEST_BOX = 400.0
_LONGEST_BULLET = 400  # characters; a longer text flows as paragraphs do


def render_family_plan(model: FamilyPlan, paper: Paper) -> bytes:
    """Return the PDF. The same model and paper give the same bytes.

    Raises ``UserError`` naming the field when a character cannot be printed.
    """
    check_document(model)
    title = _("Your plan for {name}").format(name=model.first_name)
    boxes = [b for box in model.help_boxes for b in (*_help_box(box), Spacer(0, 6))]
    story = [
        *opening(model.frame, title, _subtitle(model), FAMILY_SUBTITLE),
        *_section(_("What we talked about"), paragraphs(model.talked_about, FAMILY, 3)),
        *_section(_("What happens next"), _next_steps(model)),
        *_section(_("When to get help"), [Spacer(0, 2), *boxes] if boxes else []),
        *(block for advice in model.advice for block in _section(advice.title, _advice(advice))),
        *_contacts(model.contacts),
        *_section(_("Your questions"), _blank_lines(model.question_lines)),
        *_section(_("Who made this page"), paragraphs(model.made_by, SMALL_GREY)),
        *(block for diary in model.diaries for block in diary_page(model.frame, diary)),
    ]
    document = _("Family plan")
    furniture = PageFurniture(model.frame, document, paper, model.language)
    return build_document(furniture, running_head(model.frame), story)


def _subtitle(model: FamilyPlan) -> str:
    frame = model.frame
    return _("{visit}. Draft, not signed").format(visit=frame.subtitle) if frame.is_draft else frame.subtitle


def _section(title: str, blocks: list[Flowable]) -> list[Flowable]:
    return section(title, blocks, FAMILY_HEADING)


def _next_steps(model: FamilyPlan) -> list[Flowable]:
    if not model.next_steps:
        return []
    widths = (112, CONTENT_WIDTH - 212, 100)
    ledger = Ledger(widths, (_("When"), _("What"), _("Who")), CELL_BOLD, 4)
    for row in model.next_steps:
        what = (Part(row.what, FAMILY), Part(row.detail, FAMILY))
        ledger.add((Part(row.when, FAMILY_BOLD),), what, (Part(row.who, FAMILY),))
    return ledger.blocks()


def _help_box(box: HelpBox) -> list[Flowable]:
    """A framed level: shape, words and border weight all say how urgent it is; signs in two columns.

    Signs too long for a frame on one page flow without it.
    """
    width = (CONTENT_WIDTH - 26 - _TITLE_WIDTH) / 2
    half = _even_half(box.signs)
    columns = [[_bullet(sign, width - 14) for sign in part] for part in (box.signs[:half], box.signs[half:])]
    weight = _BORDER[box.level]
    box_line = ("BOX", (0, 0), (-1, -1), weight, (BLACK, BLACK, BLACK))
    shape = (("LEFTPADDING", (0, 0), (0, 0), 9), ("TOPPADDING", (0, 0), (0, 0), 8))
    style = table_style(4, 2, 6, 7, box_line, *shape)
    title = text_block(box.title, FAMILY_BOLD, _TITLE_WIDTH - 6)
    row = [[mark(_SHAPE[box.level], 12), title, *columns]]
    table = Table(row, colWidths=[26, _TITLE_WIDTH, width, width], style=style)
    if table.wrap(CONTENT_WIDTH, 10_000)[1] > _TALLEST_BOX:
        return [mark(_SHAPE[box.level], 12), paragraph(box.title, FAMILY_BOLD), *paragraphs(box.signs, FAMILY)]
    return [KeepTogether([table])]


def _even_half(signs: Sequence[str]) -> int:
    """How many signs stand in the left column, so that neither column is much longer than the other."""
    lengths = [len(sign) for sign in signs]
    return min(range(1, len(signs) + 1), key=lambda n: max(sum(lengths[:n]), sum(lengths[n:])), default=0)


def _bullet(text: str, width: float) -> Flowable:
    """A short sentence with a drawn dot before it."""
    block = text_block(text, FAMILY, width - 12)
    return Table(
        [[text_block("\u2022", FAMILY, 12), block]],
        colWidths=[12, width - 12],
        style=table_style(bottom=2),
        hAlign="LEFT",
    )


def _advice(advice: AdviceList) -> list[Flowable]:
    return [
        _bullet(item, CONTENT_WIDTH) if len(item) <= _LONGEST_BULLET else paragraph(item, FAMILY, "\u2022")
        for item in advice.items
    ]


def _contacts(contacts: tuple[Contact, ...]) -> list[Flowable]:
    if not contacts:
        return []
    gap = "\u00a0" * 6
    numbers = (f"{escape(c.label)}: {bold(c.number)}" + (f" ({escape(c.note)})" if c.note else "") for c in contacts)
    return [Spacer(0, 5), Paragraph(f"{gap} ".join(numbers), FAMILY)]


def _blank_lines(count: int) -> list[Flowable]:
    if count <= 0:
        return []
    line = ("LINEBELOW", (0, 0), (-1, -1), 0.5, (BLACK, BLACK, BLACK))
    return [
        Table([[""]] * count, colWidths=[CONTENT_WIDTH], rowHeights=[22] * count, style=table_style(0, 0, 0, 0, line))
    ]
