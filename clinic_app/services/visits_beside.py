"""The visits of one form side by side, item by item: read only, nothing is carried over."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from clinic_app.clinical.instruments.model import Instrument, Item
from clinic_app.domain.answers import Answer, Answers, ItemKey
from clinic_app.i18n import _
from clinic_app.services.chart import Chart
from clinic_app.services.knowledge import EXAM, Knowledge
from clinic_app.services.projection import answers_of
from clinic_app.services.views import VisitSummary


@dataclass(frozen=True, slots=True)
class BesideRow:
    """One place of the form: ``values`` has a word for each visit, today first, empty where nothing was said."""

    section: str
    item: str
    key: ItemKey
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """``days`` are the visits of the columns, today first."""

    days: tuple[date, ...]
    rows: tuple[BesideRow, ...]


def earlier_visits(chart: Chart, form: Instrument) -> tuple[VisitSummary, ...]:
    """Signed visits to put beside, newest first: every one beside the examination, else those that hold the form."""
    signed = [visit for visit in chart.visits if visit.note_id is not None]
    if form.id != EXAM:
        notes = {row.note_id for row in chart.observations if form.has(row.field)}
        signed = [visit for visit in signed if visit.note_id in notes]
    return tuple(sorted(signed, key=lambda visit: visit.day, reverse=True))


def visits_beside(
    knowledge: Knowledge, chart: Chart, form: Instrument, today: date, answers: Answers, most: int
) -> Beside:
    """Today and the last ``most`` earlier visits; a place that none of them speaks of has no row."""
    visits = earlier_visits(chart, form)[:most]
    found = [answers_of(chart.findings_of(str(visit.note_id)), knowledge.fields) for visit in visits]
    rows = tuple(_rows(knowledge, form, [answers, *found]))
    return Beside((today, *(visit.day for visit in visits)), rows)


def _rows(knowledge: Knowledge, form: Instrument, visits: list[Answers]) -> Iterator[BesideRow]:
    for section in form.sections:
        for item in section.items:
            for key in item.keys:
                values = tuple(_words(knowledge, item, held.get(key)) for held in visits)
                if any(values):
                    yield BesideRow(section.title, item.label, key, values)


def _words(knowledge: Knowledge, item: Item, answer: Answer | None) -> str:
    """A value in brief, with its scale where that is not the one of today."""
    if answer is None:
        return ""
    words = knowledge.brief_words(item.field.id, answer)
    if answer.value is None or answer.scale == item.field.scale:
        return words
    return _("{value} on the scale {scale}").format(value=words, scale=answer.scale or _("not stated"))
