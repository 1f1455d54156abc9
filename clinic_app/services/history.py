"""What the signed visits of a child recorded, item by item, with day and author: words as well as numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from clinic_app.domain.answers import Answer, ItemKey
from clinic_app.domain.people import Actor
from clinic_app.domain.record import VisitRecord, answer_key
from clinic_app.services.access import Action
from clinic_app.services.chart import Chart
from clinic_app.services.context import Context


@dataclass(frozen=True, slots=True)
class Recorded:
    """One answer of a signed visit. ``by`` is the name of who wrote it, empty where the note does not say."""

    answer: Answer
    day: date
    by: str = ""


def recorded(context: Context, actor: Actor, chart: Chart) -> Mapping[ItemKey, Recorded]:
    """The newest answer of each item and side over all signed visits of a child."""
    context.allow(actor, Action.READ_CHART)
    newest: dict[ItemKey, Recorded] = {}
    signed = [(visit.day, visit.note_id) for visit in chart.visits if visit.note_id is not None]
    for day, note_id in sorted(signed):
        entries = context.reads.note(note_id).content()["entries"]
        answers = VisitRecord.from_entries({key: entry["value"] for key, entry in entries.items()}).answers
        for key, answer in answers.items():
            newest[key] = Recorded(answer, day, entries[answer_key(key)].get("by", ""))
    return newest


def people_names(context: Context, actor: Actor) -> Mapping[str, str]:
    """The name of each member of staff by id, for "who said it"."""
    context.allow(actor, Action.READ_CHART)
    return {str(person.id): person.name for person in context.reads.people()}
