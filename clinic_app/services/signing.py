"""Sealing a visit: what stands in the way, what will be fixed, and what can be added afterwards."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

from clinic_app import __version__
from clinic_app.domain.allergies import allergies_after
from clinic_app.domain.answers import Answer, AnswerState, ItemKey
from clinic_app.domain.drafts import Draft, DraftId
from clinic_app.domain.errors import ConflictError, UserError
from clinic_app.domain.notes import Addendum, Note, NoteId, canonical_json, digest
from clinic_app.domain.people import Actor, Patient
from clinic_app.domain.plans import FlagAnswer, PlanItem, PlanLine
from clinic_app.domain.record import TYPED, VisitRecord, taken_key, typed_key
from clinic_app.domain.sides import BOTH_SIDES, Side
from clinic_app.domain.visits import Visit, VisitState
from clinic_app.i18n import _
from clinic_app.services.access import Action
from clinic_app.services.assessing import Picture, assess_visit
from clinic_app.services.chart import Chart, read_chart
from clinic_app.services.context import Context
from clinic_app.services.nutrition_record import nutrition_json
from clinic_app.services.ports import UnitOfWork
from clinic_app.services.projection import project
from clinic_app.services.taken_back import change_words

#: Version of the layout of a note's document.
DOCUMENT_SCHEMA = 1
DISMISSAL_WORDS = 3


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Something that must be done before signing. ``where`` is an entry key or rule id to jump to."""

    sentence: str
    where: str


@dataclass(frozen=True, slots=True)
class SigningReview:
    """What a person sees before signing.

    Attributes:
        obstacles: must be empty before the visit can be signed.
        answered, raised: flags that have an answer, and all flags.
        examined, offered: examination items with a finding, and all that the child's age offers.
        not_examined: labels of the offered items without a finding; they print as not examined.
        side_differences: items whose right and left differ, as sentences with both values.
    """

    obstacles: tuple[Obstacle, ...]
    answered: int
    raised: int
    examined: int
    offered: int
    not_examined: tuple[str, ...]
    side_differences: tuple[str, ...]


def review(context: Context, actor: Actor, record: VisitRecord, picture: Picture) -> SigningReview:
    """Look over a record as it would be sealed now."""
    context.allow(actor, Action.ASSESS)
    offered = context.knowledge.exam_keys(picture.age, record.answers)
    found = [key for key in offered if _is_recorded(record.answers.get(key))]
    unanswered = [flag for flag in picture.assessment.flags if not is_answered(record, flag.id)]
    obstacles = [Obstacle(f"No answer yet: {flag.title}", flag.id) for flag in unanswered]
    obstacles += [
        Obstacle(f"{context.knowledge.name_of(key)}: what was typed is not accepted yet.", typed_key(key))
        for key in sorted(record.refused)
    ]
    obstacles += [
        Obstacle(
            _("Taken back, say why: {change}").format(change=change_words(context.knowledge, one)), taken_key(one.id)
        )
        for one in record.unexplained
    ]
    obstacles += [Obstacle(sentence, line.id) for line in record.plan for sentence in _line_faults(line)]
    obstacles += [
        Obstacle(f"A dismissal needs a reason of at least {DISMISSAL_WORDS} words.", answer.rule_id)
        for answer in record.flag_answers.values()
        if answer.dismissed and len(answer.reason.split()) < DISMISSAL_WORDS
    ]
    return SigningReview(
        obstacles=tuple(obstacles),
        answered=len(picture.assessment.flags) - len(unanswered),
        raised=len(picture.assessment.flags),
        examined=len(found),
        offered=len(offered),
        not_examined=tuple(context.knowledge.name_of(key) for key in offered if key not in set(found)),
        side_differences=tuple(_side_differences(context, record)),
    )


def is_answered(record: VisitRecord, rule_id: str) -> bool:
    """Whether a flag stands in a plan line or was dismissed with a reason."""
    answer = record.flag_answers.get(rule_id)
    in_plan = any(rule_id in line.flags for line in record.plan)
    return in_plan or (answer is not None and answer.dismissed and bool(answer.reason.strip()))


def _is_recorded(answer: Answer | None) -> bool:
    return answer is not None and answer.state is AnswerState.RECORDED


def _line_faults(line: PlanLine) -> Iterator[str]:
    name = line.what.strip() or "A plan line"
    if not line.what.strip():
        yield "A plan line says nothing yet."
    if line.due is None:
        yield f"{name}: no date."
    if not line.who.strip():
        yield f"{name}: nobody named."


def _side_differences(context: Context, record: VisitRecord) -> Iterator[str]:
    for field_id in sorted({key.field for key in record.answers if key.side is not Side.NONE}):
        right, left = (record.answers.get(ItemKey(field_id, side)) for side in BOTH_SIDES)
        if right is None or left is None or not (_is_recorded(right) and _is_recorded(left)):
            continue
        if right.value != left.value:
            words = context.knowledge.value_words
            yield (
                f"{context.knowledge.name_of(ItemKey(field_id))}: "
                f"right {words(field_id, right)}, left {words(field_id, left)}"
            )


def sign_visit(context: Context, actor: Actor, draft_id: DraftId, *, seen: int, request_id: str) -> Note:
    """Seal a visit: fix its canonical document and digest, file its findings and plan, remove the draft.

    A repeated ``request_id`` returns the note that was made the first time.

    Raises:
        ConflictError: the draft moved past ``seen``; look again before signing.
        UserError: an obstacle of ``review`` stands in the way.
    """
    context.allow(actor, Action.SIGN_NOTE)
    with context.uow() as work:
        if (done := work.requests.result_of(request_id)) is not None:
            return work.notes.get(NoteId(done))
        draft = work.drafts.get(draft_id)
        if draft.version != seen:
            raise ConflictError("The record of this visit changed since you looked at it. Look again, then sign.")
        note = _seal(context, actor, work, draft)
        work.requests.remember(request_id, note.id)
        context.record(work, actor, Action.SIGN_NOTE, patient=note.patient_id, target=note.id)
        work.commit()
    return note


def _seal(context: Context, actor: Actor, work: UnitOfWork, draft: Draft) -> Note:
    if draft.patient_id is None or draft.visit_id is None:
        raise UserError("Only the record of a visit can be signed.")
    visit = work.visits.get(draft.visit_id)
    record = VisitRecord.from_entries({key: entry.value for key, entry in draft.entries.items()})
    chart = read_chart(context, actor, draft.patient_id)
    picture = assess_visit(context, actor, chart, record, visit.day)
    if obstacles := review(context, actor, record, picture).obstacles:
        raise UserError(obstacles[0].sentence, obstacles[0].where)
    chart = replace(chart, patient=_with_allergies(work, chart.patient, record))
    note = _note(context, actor, visit, _document(context, actor, chart, visit, draft, record, picture))
    work.notes.add(note, project(record.answers, context.knowledge.fields, note.id, visit.day))
    for line in record.plan:
        work.plans.add(PlanItem(line, note.patient_id, note.id))
    done = replace(
        visit,
        state=VisitState.DONE,
        state_since=context.clock.now(),
        with_person="",
        version=visit.version + 1,
    )
    work.visits.save(done, seen=visit.version)
    work.drafts.remove(draft.id)
    return note


def _with_allergies(work: UnitOfWork, patient: Patient, record: VisitRecord) -> Patient:
    """The child with what this visit says about allergies, kept in the record before it is sealed."""
    known = allergies_after(patient.allergies, record.answers)
    if known == patient.allergies:
        return patient
    now = replace(patient, allergies=known, version=patient.version + 1)
    work.patients.save(now, seen=patient.version)
    return now


def _note(context: Context, actor: Actor, visit: Visit, document: dict[str, Any]) -> Note:
    canonical = canonical_json(document)
    return Note(
        id=NoteId(str(uuid4())),
        visit_id=visit.id,
        patient_id=visit.patient_id,
        day=visit.day,
        document=canonical,
        sha256=digest(canonical),
        signed_at=context.clock.now(),
        signed_by=actor.person_id,
        signed_name=actor.name,
    )


def _document(
    context: Context,
    actor: Actor,
    chart: Chart,
    visit: Visit,
    draft: Draft,
    record: VisitRecord,
    picture: Picture,
) -> dict[str, Any]:
    """Everything the note fixes, so that it can be shown and printed again without computing anything anew."""
    names = {person.id: person.name for person in context.reads.people()}
    nutrition = nutrition_json(context.knowledge, chart, chart.patient, record, picture.age)
    return {
        "schema": DOCUMENT_SCHEMA,
        "program": __version__,
        "patient": _identity(chart.patient),
        "visit": {"id": visit.id, "day": visit.day.isoformat(), "reason": visit.reason},
        "signed": {"by": actor.person_id, "name": actor.name, "role": str(actor.role)},
        "instruments": context.knowledge.instrument_stamps(),
        "content_sha256": context.knowledge.content_hash,
        "entries": {
            key: {"value": entry.value, "by": names.get(entry.by, entry.by), "at": entry.at.isoformat()}
            for key, entry in draft.entries.items()
            if not key.startswith(TYPED)
        },
        "picture": picture.to_json(record.flag_answers) | nutrition,
    }


def _identity(patient: Patient) -> dict[str, Any]:
    return {
        "id": patient.id,
        "number": patient.number,
        "family_name": patient.family_name,
        "given_name": patient.given_name,
        "birth_date": patient.birth_date.isoformat(),
        "sex": str(patient.sex),
        "gestation": str(patient.gestation) if patient.gestation else None,
        "allergies": patient.allergies,
        "birth_order": patient.birth_order,
    }


def add_addendum(context: Context, actor: Actor, note_id: NoteId, text: str, *, request_id: str) -> Addendum:
    """Add to a signed note. The note itself cannot change."""
    context.allow(actor, Action.SIGN_NOTE)
    if not text.strip():
        raise UserError("Write what is to be added.", "addendum")
    with context.uow() as work:
        note = work.notes.get(note_id)
        if (done := work.requests.result_of(request_id)) is not None:
            return next(addendum for addendum in note.addenda if addendum.id == done)
        addendum = Addendum(str(uuid4()), note_id, text, context.clock.now(), actor.person_id, actor.name)
        work.notes.add_addendum(addendum)
        work.requests.remember(request_id, addendum.id)
        context.record(work, actor, Action.SIGN_NOTE, patient=note.patient_id, target=note_id, reason="addendum")
        work.commit()
    return addendum


def dismissed(record: VisitRecord, rule_id: str) -> FlagAnswer | None:
    """The dismissal of a flag, if it was dismissed."""
    answer = record.flag_answers.get(rule_id)
    return answer if answer is not None and answer.dismissed else None
