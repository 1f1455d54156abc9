"""The examination on paper: every finding with its side and unit, and by name what was not examined."""

from collections import Counter

from clinic_app.clinical.instruments.model import Item, Section
from clinic_app.domain.answers import Answer, AnswerState
from clinic_app.domain.sides import Side
from clinic_app.i18n import _
from clinic_app.services.documents.printable import Printable
from clinic_app.services.knowledge import NOT_EXAMINED, REASONS, Knowledge
from clinic_app.services.report_models import ExamRow, ExamSection


def exam_sections(knowledge: Knowledge, visit: Printable) -> tuple[ExamSection, ...]:
    """Every section that the age offers, with what was recorded and what was not."""
    sections = knowledge.exam_sections(visit.age, visit.record.answers)
    return tuple(section_of(knowledge, visit, section) for section in sections)


def section_of(knowledge: Knowledge, visit: Printable, section: Section) -> ExamSection:
    """One section of a form as it was answered."""
    rows, missing = [], []
    for item in section.items:
        found = {key.side: visit.record.answers.get(key) for key in item.keys}
        if any(answer is not None and answer.state is AnswerState.RECORDED for answer in found.values()):
            doubt = knowledge.doubt_of(item.field.id, visit.record.answers)
            rows.append(_row(knowledge, item, found, doubt.words if doubt is not None else ""))
        else:
            missing.append(item.label + _reason(found))
    counts = _("{examined} of {all}").format(examined=len(rows), all=len(section.items))
    return ExamSection(section.title, counts, tuple(rows), tuple(missing))


def _row(knowledge: Knowledge, item: Item, found: dict[Side, Answer | None], doubt: str) -> ExamRow:
    """One finding; ``doubt`` says in which state of the child it was taken, where that makes it unreliable."""

    def words(side: Side) -> str:
        answer = found.get(side)
        return knowledge.brief_words(item.field.id, answer) if answer is not None else NOT_EXAMINED

    comments = [answer.comment for answer in found.values() if answer is not None and answer.comment]
    unusual = any(answer is not None and answer.confirmed_unusual for answer in found.values())
    note = "; ".join([*comments, *([_("unusual, confirmed")] if unusual else []), *([doubt] if doubt else [])])
    if Side.NONE in found:
        return ExamRow(item.label, value=words(Side.NONE), note=note)
    return ExamRow(item.label, words(Side.RIGHT), words(Side.LEFT), note=note)


def _reason(found: dict[Side, Answer | None]) -> str:
    reasons = {REASONS.get(answer.reason, answer.reason) for answer in found.values() if answer is not None}
    return f" ({', '.join(sorted(reasons))})" if reasons else ""


def not_examined_sentence(sections: tuple[ExamSection, ...]) -> str:
    """``31 of 83 items: strength (8), ...``. Always printed; never a word of normal."""
    missing = Counter({section.title: len(section.not_examined) for section in sections if section.not_examined})
    total = sum(len(section.rows) + len(section.not_examined) for section in sections)
    if not missing:
        return _("Every one of {total} items offered at this age was examined.").format(total=total)
    named = ", ".join(f"{title.lower()} ({count})" for title, count in missing.items())
    return _("{count} of {total} items: {named}. Named under each section. Not examined is not normal.").format(
        count=missing.total(), total=total, named=named
    )
