"""The HINE on paper: section by section with subtotals, and the total only where all 26 items are scored."""

from dataclasses import replace

from clinic_app.clinical.hine import HineScore
from clinic_app.clinical.hine_form import load_hine
from clinic_app.clinical.instruments.model import Section
from clinic_app.i18n import _
from clinic_app.services.documents.examination import section_of
from clinic_app.services.documents.printable import Printable
from clinic_app.services.hine import HineVisit, hine_of, item_labels, plain, side_words, sum_words
from clinic_app.services.knowledge import Knowledge
from clinic_app.services.report_models import ExamRow, ExamSection

#: Readings that hold for every child; those that depend on risk reach the paper as flags, with their reason.
_FOR_ALL = frozenset({"typical", "outside_age"})


def hine_sentence(visit: Printable) -> str:
    """Total or what is missing to it, asymmetries with both sides, the typical range; empty without a HINE."""
    found = hine_of(visit.patient, visit.day, visit.record.answers)
    if found is None:
        return ""
    parts = [_sum(found.score), _asymmetries(found), *_not_examined(found.score)]
    parts += [reading.text for reading in found.score.reading if reading.id in _FOR_ALL]
    return " ".join(parts)


def hine_sections(knowledge: Knowledge, visit: Printable) -> tuple[ExamSection, ...]:
    """Every section of the form once anything of it was recorded."""
    found = hine_of(visit.patient, visit.day, visit.record.answers)
    if found is None:
        return ()
    return tuple(_section(knowledge, visit, section, found.score) for section in knowledge.hine.sections)


def _section(knowledge: Knowledge, visit: Printable, section: Section, score: HineScore) -> ExamSection:
    made = section_of(knowledge, visit, section)
    subtotal, counts = score.subtotals.get(section.id), made.counts
    if subtotal is not None and subtotal.scored:
        counts = _("{scored} of {items} scored, {sum} of {possible}").format(
            scored=subtotal.scored, items=subtotal.items, sum=plain(subtotal.sum), possible=subtotal.possible
        )
    rows = made.rows if subtotal is None else tuple(_without_side(row) for row in made.rows)
    return ExamSection(_("HINE, {section}").format(section=section.title.lower()), counts, rows, made.not_examined)


def _without_side(row: ExamRow) -> ExamRow:
    """A single score among sided ones says that it has no side, so that it is not read as the right."""
    return replace(row, value=_("{score}, no side").format(score=row.value)) if row.value else row


def _sum(score: HineScore) -> str:
    if score.total is not None:
        return sum_words(score) + "."
    items = score.items_scored + len(score.items_missing)
    if not score.items_scored:
        return _("No total: 0 of {items} items scored.").format(items=items)
    words = _("No total: {scored} of {items} items scored, {sum} of {possible} possible.")
    return words.format(scored=score.items_scored, items=items, sum=plain(score.partial_sum), possible=score.possible)


def _asymmetries(found: HineVisit) -> str:
    if found.score.asymmetry_count is None:
        return _("Asymmetries: not recorded.")
    if not found.asymmetric:
        return _("No asymmetry among the items scored.")
    form = load_hine()
    items = [item for item_id in found.asymmetric if (item := form.item(item_id)) is not None]
    named = []
    for item in items:
        (label,) = item_labels([item.id])
        words = side_words(item, found.answers)
        named.append(f"{label} R {words.replace(' / ', ', L ')}" if " / " in words else label)
    words = _("Asymmetries {count}: {items}.")
    return words.format(count=len(items), items="; ".join(named))


def _not_examined(score: HineScore) -> tuple[str, ...]:
    if not score.items_missing:
        return ()
    return (_("Not scored: {items}.").format(items=", ".join(item_labels(score.items_missing)).lower()),)
