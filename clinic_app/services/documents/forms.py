"""Further forms on paper: those that were chosen at the visit, section by section, with what they work out."""

from collections.abc import Iterator

from clinic_app.clinical.instruments.model import Instrument
from clinic_app.clinical.instruments.results import Result
from clinic_app.domain.sides import Side
from clinic_app.i18n import _
from clinic_app.services.documents.examination import section_of
from clinic_app.services.documents.printable import Printable
from clinic_app.services.form_results import result_words, results_by_section
from clinic_app.services.knowledge import Knowledge
from clinic_app.services.report_models import ExamRow, ExamSection


def form_sections(knowledge: Knowledge, visit: Printable) -> tuple[ExamSection, ...]:
    """Every section of a further form in which something was recorded; what the examination prints stays there."""
    printed = {item.field.id for item in knowledge.exam.items}
    return tuple(
        section
        for form in knowledge.further_forms
        if any(key.field not in printed for key in visit.record.answers if form.has(key.field))
        for section in _sections(knowledge, visit, form)
    )


def _sections(knowledge: Knowledge, visit: Printable, form: Instrument) -> Iterator[ExamSection]:
    answers = visit.record.answers
    results = results_by_section(form, answers)
    for section in form.offered(visit.age.months_for_norms, answers):
        if not any(key in answers for item in section.items for key in item.keys):
            continue
        made = section_of(knowledge, visit, section)
        rows = (*made.rows, *_result_rows(results.get(section.id, ())))
        title = _("{form}: {section}").format(form=form.title, section=section.title)
        yield ExamSection(title, made.counts, rows, made.not_examined)


def _result_rows(results: tuple[Result, ...]) -> Iterator[ExamRow]:
    for label in dict.fromkeys(result.rule.label for result in results):
        words = {result.side: result_words(result) for result in results if result.rule.label == label}
        note = next(result.rule.note for result in results if result.rule.label == label)
        yield ExamRow(label, words.get(Side.RIGHT, ""), words.get(Side.LEFT, ""), words.get(Side.NONE, ""), note)
