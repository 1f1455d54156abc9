"""A child's chart: who it is, what was found when, what is planned."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from clinic_app.domain.answers import Answers, ItemKey
from clinic_app.domain.clinic import Clinic
from clinic_app.domain.drafts import Draft
from clinic_app.domain.episodes import Episode
from clinic_app.domain.notes import Note, NoteId, Observation
from clinic_app.domain.people import Actor, Patient, PatientId
from clinic_app.domain.plans import PlanItem
from clinic_app.services.access import Action
from clinic_app.services.context import Context
from clinic_app.services.views import VisitSummary

WEIGHT, LENGTH, HEAD, POSITION = "weight_kg", "length_cm", "hc_cm", "length_position"


@dataclass(frozen=True, slots=True)
class Measurement:
    """Growth measurements of one day: kg and cm. ``position`` is ``lying``, ``standing`` or empty."""

    day: date
    weight_kg: Decimal | None = None
    length_cm: Decimal | None = None
    head_cm: Decimal | None = None
    position: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything that a screen of one child shows, read in one go.

    ``observations`` are oldest first; ``last_note`` is the newest signed note.
    """

    clinic: Clinic
    patient: Patient
    twins: tuple[Patient, ...]
    visits: tuple[VisitSummary, ...]
    observations: tuple[Observation, ...]
    plan: tuple[PlanItem, ...]
    episodes: tuple[Episode, ...]
    last_note: Note | None

    def findings_of(self, note_id: str) -> Mapping[ItemKey, Observation]:
        """The observations of one note by item and side."""
        return {ItemKey(row.field, row.side): row for row in self.observations if row.note_id == note_id}

    def last_findings(self) -> Mapping[ItemKey, Observation]:
        """What the last signed visit found: shown beside today's fields, never carried into them."""
        return self.findings_of(self.last_note.id) if self.last_note is not None else {}

    def measurements(self) -> tuple[Measurement, ...]:
        """Signed growth measurements, oldest first, one for each visit that has any."""
        return measurements_of(self.observations)


def measurements_of(observations: Sequence[Observation]) -> tuple[Measurement, ...]:
    """Group weight, length and head of ``observations`` by note."""
    by_note: dict[str, dict[str, Observation]] = {}
    for row in observations:
        if row.field in {WEIGHT, LENGTH, HEAD, POSITION}:
            by_note.setdefault(row.note_id, {})[row.field] = row
    grouped = [_measurement(rows) for rows in by_note.values()]
    return tuple(sorted((one for one in grouped if one is not None), key=lambda one: one.day))


def _measurement(rows: Mapping[str, Observation]) -> Measurement | None:
    numbers = {field: row.number for field, row in rows.items() if row.number is not None}
    if not numbers:
        return None
    return Measurement(
        day=next(iter(rows.values())).day,
        weight_kg=numbers.get(WEIGHT),
        length_cm=numbers.get(LENGTH),
        head_cm=numbers.get(HEAD),
        position=rows[POSITION].code if POSITION in rows else "",
    )


def measurement_of_answers(answers: Answers, day: date) -> Measurement | None:
    """The growth measurements of an open record, ``None`` while there are none."""
    numbers = {
        key.field: answer.value
        for key, answer in answers.items()
        if key.field in {WEIGHT, LENGTH, HEAD} and isinstance(answer.value, Decimal)
    }
    if not numbers:
        return None
    position = answers.get(ItemKey(POSITION))
    return Measurement(
        day,
        numbers.get(WEIGHT),
        numbers.get(LENGTH),
        numbers.get(HEAD),
        str(position.value) if position is not None and position.value is not None else "",
    )


def open_chart(context: Context, actor: Actor, patient_id: PatientId) -> Chart:
    """Read a child's chart and log that it was opened; if the log cannot be written, nothing is shown."""
    context.allow(actor, Action.READ_CHART)
    with context.uow() as work:
        context.record(work, actor, Action.READ_CHART, patient=patient_id)
        work.commit()
    return read_chart(context, actor, patient_id)


@dataclass(frozen=True, slots=True)
class OpenVisit:
    """The newest visit of a child that is not signed yet: its day and what was written so far."""

    day: date
    draft: Draft


def open_visit(context: Context, actor: Actor, chart: Chart) -> OpenVisit | None:
    """The unsigned record that the screens of this child go on with, ``None`` when there is none."""
    context.allow(actor, Action.READ_CHART)
    for visit in sorted(chart.visits, key=lambda one: one.day, reverse=True):
        if visit.note_id is None and (draft := context.reads.draft_of_visit(visit.id)) is not None:
            return OpenVisit(visit.day, draft)
    return None


def read_note(context: Context, actor: Actor, note_id: NoteId) -> Note:
    """One sealed note with its addenda."""
    context.allow(actor, Action.READ_CHART)
    return context.reads.note(note_id)


def read_chart(context: Context, actor: Actor, patient_id: PatientId) -> Chart:
    """The chart as it now stands, for a screen that has it open already."""
    context.allow(actor, Action.READ_CHART)
    reads = context.reads
    patient = reads.patient(patient_id)
    return Chart(
        clinic=reads.clinic(),
        patient=patient,
        twins=tuple(reads.twins_of(patient)),
        visits=tuple(reads.visits_of(patient_id)),
        observations=tuple(reads.observations_of(patient_id)),
        plan=tuple(reads.plans_of(patient_id)),
        episodes=tuple(reads.episodes_of(patient_id)),
        last_note=reads.latest_note(patient_id),
    )
