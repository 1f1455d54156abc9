"""Words about an item: its scale, its limits, what is expected, where that comes from."""

from dataclasses import replace

from clinic_app.clinical.instruments.model import Item, ItemKind, Section
from clinic_app.domain.ages import AgeOn
from clinic_app.domain.answers import Answers
from clinic_app.domain.quantities import format_number, format_quantity
from clinic_app.i18n import _
from clinic_app.services.explanations import Explanation, Trail, explain_band
from clinic_app.services.knowledge import Knowledge
from clinic_app.ui.pages.exam.cells import is_graded, scale_words


def scale_hint(item: Item) -> str:
    """What a digit may be here, for a digit that was none of it."""
    if item.kind is ItemKind.NUMBER:
        return _("{item}: type the number on each side").format(item=item.label)
    if item.kind is ItemKind.TEXT:
        return _("{item}: own words, Enter starts writing").format(item=item.label)
    if is_graded(item):
        return _("{item}: {scale}, nothing else").format(item=item.label, scale=scale_words(item))
    return _("{item}: {answers}").format(item=item.label, answers=scale_words(item))


def section_hint(section: Section, months: float) -> str:
    """The hint of a section, with the age at which its bands are marked."""
    has_windows = any(item.expected.drawable and item.expected.has_windows for item in section.items)
    if not has_windows or section.id == "tendon_reflexes":
        return section.hint
    marker = _("marker: {months} m").format(months=f"{months:.1f}")
    return f"{section.hint} · {marker}" if section.hint else marker


def explain_item(
    item: Item, knowledge: Knowledge, age: AgeOn, recorded: Answers, trail: Trail | None = None
) -> Explanation:
    """Everything that is known about an item, for F1: what is expected and why, and how it is elicited and graded."""
    band = explain_band(knowledge, item, age, recorded, trail)
    own = [_("How it is examined: {how}").format(how=item.how)] if item.how else []
    own += [f"{'' if is_graded(item) else f'{at}  '}{option.word}" for at, option in enumerate(item.options, 1)]
    own += [_limits(item)] if item.kind is ItemKind.NUMBER else []
    return replace(band, working=tuple(line for line in (*own, *band.working) if line))


def _limits(item: Item) -> str:
    limits = item.field.range
    if limits.hard_min is None or limits.hard_max is None:
        return ""
    low, high = format_number(limits.hard_min), format_quantity(limits.hard_max, item.field.unit)
    return _("Accepted: {low} to {high}. {note}").format(low=low, high=high, note=limits.soft_message).strip()
