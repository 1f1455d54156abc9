"""The last page of a document, on request: why each flag, score, band and centile on it says what it says."""

from collections.abc import Sequence

from reportlab.platypus import Flowable, PageBreak, Spacer

from clinic_app.i18n import _
from clinic_app.reports.blocks import heading
from clinic_app.reports.columns import COLUMN_WIDTH, TwoColumns
from clinic_app.reports.frame import CONTENT_HEIGHT
from clinic_app.reports.styles import SMALL, SMALL_BOLD, SMALL_GREY, paragraph
from clinic_app.services.explanations.model import Explanation, PartKind
from clinic_app.services.report_models import ReasonGroup

_COLUMN_HEIGHT = CONTENT_HEIGHT - 100  # a page less the heading and a running head of up to six lines
#: Said once for a group, by number, because many entries share them.
_SHARED = (PartKind.SOURCE, PartKind.SURE)


def reasons_pages(groups: Sequence[ReasonGroup]) -> list[Flowable]:
    """A page of its own, and as many more as it takes; nothing where there is nothing to explain."""
    if not groups:
        return []
    blocks = [block for group in groups for block in _group(group)]
    note = _("What was used, how it was worked out and what would change it. Numbers in brackets name the sources.")
    return [
        PageBreak(),
        heading(_("Reasons for what this summary says")),
        Spacer(0, 2),
        paragraph(note, SMALL_GREY),
        Spacer(0, 3),
        TwoColumns(blocks, _COLUMN_HEIGHT),
    ]


def _group(group: ReasonGroup) -> list[list[Flowable]]:
    """The entries under their heading, then the sources that they share."""
    shared = list(dict.fromkeys(_shared_lines(one) for one in group.entries))
    blocks: list[list[Flowable]] = [_entry(one, shared.index(_shared_lines(one)) + 1) for one in group.entries]
    blocks[0] = [heading(group.title, SMALL_BOLD, COLUMN_WIDTH), Spacer(0, 2), *blocks[0]]
    for at, lines in enumerate(shared, start=1):
        blocks.append([paragraph(" ".join(lines), SMALL_GREY, f"[{at}]"), Spacer(0, 1.5)])
    blocks[-1].append(Spacer(0, 6))
    return blocks


def _shared_lines(one: Explanation) -> tuple[str, ...]:
    parts = dict(one.parts())
    lines = [_ended(line) for line in parts.get(PartKind.SOURCE, ())]
    if one.confidence:
        lines.append(_("Confidence: {words}").format(words=_ended(one.confidence)))
    if one.version:
        lines.append(_ended(one.version))
    return tuple(lines)


def _entry(one: Explanation, number: int) -> list[Flowable]:
    """One run-in paragraph for what is said and used, one for how it was worked out and what would change it."""
    out: list[Flowable] = []
    for kind, lines in one.parts():
        if kind in _SHARED:
            continue
        text = " ".join(_ended(line) for line in lines)
        if kind is PartKind.SAID:
            out.append(paragraph(f"{text} [{number}]", SMALL, f"{one.title.rstrip('.')}."))
        else:
            out.append(paragraph(text, SMALL, f"{kind.heading}:"))
    return [*out, Spacer(0, 4)]


def _ended(text: str) -> str:
    """A line as a sentence of its own; an address and what already ends keep their end."""
    last = text.rstrip().rsplit(" ", 1)[-1]
    return text if text.endswith((".", ":", "?")) or last.startswith("http") else f"{text}."
