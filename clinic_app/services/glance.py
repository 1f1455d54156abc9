"""What to know of a child before the chart is opened: beside the day's list and beside the search."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from clinic_app.domain.answers import Answer, ItemKey
from clinic_app.domain.drafts import Draft
from clinic_app.domain.notes import Note
from clinic_app.domain.people import Actor, Patient, PatientId, PersonId
from clinic_app.domain.plans import PlanItem, PlanState
from clinic_app.domain.record import ASSESSMENT, answer_key
from clinic_app.services.access import Action
from clinic_app.services.chart import HEAD, LENGTH, WEIGHT
from clinic_app.services.context import Context
from clinic_app.services.knowledge import Knowledge
from clinic_app.services.views import VisitSummary

_MEASURED = (WEIGHT, LENGTH, HEAD, "temp_c")


@dataclass(frozen=True, slots=True)
class OpenFlag:
    """A flag that a plan line still answers: its title and its level (``same_day`` ...)."""

    title: str
    level: str


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured at the visit that is open, by field, and who wrote the last of it and when (UTC)."""

    answers: Mapping[str, Answer]
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Glance:
    """One child at a glance.

    Attributes:
        twins: children of the same birth.
        plan: open plan lines, the earliest due first.
        flags: flags still open from signed notes.
        last_note: the newest signed note.
        last_words: the clinician's own words in it.
        today: the visit of the day that was asked for.
        last_visit: the newest visit before that day.
        measured: what was measured at the visit of that day and is not signed yet.
    """

    patient: Patient
    twins: tuple[Patient, ...]
    plan: tuple[PlanItem, ...]
    flags: tuple[OpenFlag, ...]
    last_note: Note | None
    last_words: str
    today: VisitSummary | None
    last_visit: VisitSummary | None
    measured: Measured | None


def glance(context: Context, actor: Actor, patient_id: PatientId, day: date) -> Glance:
    """Read what is shown beside a list for one child, as of ``day``."""
    context.allow(actor, Action.READ_CHART)
    reads = context.reads
    patient = reads.patient(patient_id)
    visits = sorted(reads.visits_of(patient_id), key=lambda visit: visit.day)
    today = next((visit for visit in reversed(visits) if visit.day == day), None)
    plan = sorted((item for item in reads.plans_of(patient_id) if item.state is PlanState.OPEN), key=_due)
    note = reads.latest_note(patient_id)
    draft = reads.draft_of_visit(today.id) if today is not None and today.note_id is None else None
    names = {person.id: person.name for person in reads.people()} if draft is not None else {}
    return Glance(
        patient=patient,
        twins=tuple(reads.twins_of(patient)),
        plan=tuple(plan),
        flags=_open_flags(context.knowledge, plan),
        last_note=note,
        last_words=_words(note) if note is not None else "",
        today=today,
        last_visit=next((visit for visit in reversed(visits) if visit.day < day), None),
        measured=_measured(draft, names) if draft is not None else None,
    )


def last_seen(context: Context, actor: Actor, patient_ids: Sequence[PatientId]) -> Mapping[PatientId, date]:
    """The day of the newest visit before today of each child that had one."""
    context.allow(actor, Action.FIND_CHILD)
    return context.reads.last_visit_days(patient_ids, context.clock.today())


def _due(item: PlanItem) -> date:
    return item.line.due or date.max


def _open_flags(knowledge: Knowledge, plan: Sequence[PlanItem]) -> tuple[OpenFlag, ...]:
    """Each flag once. A rule that this release no longer has is named by the line that answers it."""
    rules = knowledge.content.rules
    found: dict[str, OpenFlag] = {}
    for item in plan:
        for rule in item.line.flags if item.line.level else ():
            title = rules[rule].title if rule in rules else item.line.what
            found.setdefault(rule, OpenFlag(title, item.line.level))
    return tuple(found.values())


def _words(note: Note) -> str:
    entry = note.content().get("entries", {}).get(ASSESSMENT) or {}
    return str(entry.get("value") or "").strip()


def _measured(draft: Draft, names: Mapping[PersonId, str]) -> Measured | None:
    entries = {
        field: entry
        for field in _MEASURED
        if (entry := draft.entries.get(answer_key(ItemKey(field)))) is not None and entry.value is not None
    }
    answers = {field: Answer.from_json(entry.value) for field, entry in entries.items()}
    recorded = {field: answer for field, answer in answers.items() if answer.value is not None}
    if not recorded:
        return None
    last = max((entries[field] for field in recorded), key=lambda entry: entry.at)
    return Measured(recorded, names.get(last.by, ""), last.at)
