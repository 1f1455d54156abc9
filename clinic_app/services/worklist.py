"""The day's list: who is expected, who waits, who is done."""

from dataclasses import replace
from datetime import date, time
from uuid import uuid4

from clinic_app.domain.drafts import Draft, DraftId, DraftKind
from clinic_app.domain.errors import SealedError
from clinic_app.domain.people import Actor, PatientId
from clinic_app.domain.visits import Visit, VisitId, VisitState
from clinic_app.services.access import Action
from clinic_app.services.context import Context
from clinic_app.services.ports import UnitOfWork
from clinic_app.services.views import DayRow

#: States in which a member of staff is with the child, shown in the list's last column.
_ATTENDED = frozenset({VisitState.WITH_NURSE, VisitState.WITH_DOCTOR})


def day_list(context: Context, actor: Actor, day: date) -> tuple[DayRow, ...]:
    """Every visit of ``day`` in the order of its time; visits without a time come last."""
    context.allow(actor, Action.READ_WORKLIST)
    rows = context.reads.day(day)
    return tuple(sorted(rows, key=lambda row: (row.visit.at is None, row.visit.at or time.min, row.patient.number)))


def book_visit(
    context: Context,
    actor: Actor,
    patient_id: PatientId,
    day: date,
    at: time | None,
    reason: str,
    *,
    request_id: str,
    state: VisitState = VisitState.EXPECTED,
) -> Visit:
    """Put a child on the list of ``day``. A repeated ``request_id`` returns the visit that was made the first time."""
    context.allow(actor, Action.CHANGE_WORKLIST)
    with context.uow() as work:
        if (done := work.requests.result_of(request_id)) is not None:
            return work.visits.get(VisitId(done))
        visit = Visit(VisitId(str(uuid4())), patient_id, day, at, reason, state, context.clock.now())
        work.visits.add(visit)
        work.requests.remember(request_id, visit.id)
        context.record(work, actor, Action.CHANGE_WORKLIST, patient=patient_id, target=visit.id)
        work.commit()
    return visit


def set_visit_state(context: Context, actor: Actor, visit_id: VisitId, state: VisitState, *, seen: int) -> Visit:
    """Move a visit to ``state``; the waiting time restarts.

    Raises ``ConflictError`` when the row moved past ``seen``.
    """
    context.allow(actor, Action.CHANGE_WORKLIST)
    with context.uow() as work:
        visit = work.visits.get(visit_id)
        attended_by = actor.name if state in _ATTENDED else ""
        moved = replace(visit, state=state, state_since=context.clock.now(), with_person=attended_by, version=seen + 1)
        work.visits.save(moved, seen=seen)
        context.record(work, actor, Action.CHANGE_WORKLIST, patient=visit.patient_id, target=visit_id, reason=state)
        work.commit()
    return moved


def start_visit(
    context: Context, actor: Actor, patient_id: PatientId, reason: str, *, request_id: str
) -> tuple[Visit, Draft]:
    """Open today's visit of a child, making it when the child is not on the list, and its record.

    A child who is on today's list keeps that visit, unless it is signed already; its draft is opened where it was
    left.
    """
    context.allow(actor, Action.WRITE_INTAKE)
    today = context.clock.today()
    rows = [row for row in context.reads.day(today) if row.patient.id == patient_id and row.note != "signed"]
    listed = [row.visit for row in rows]
    visit = listed[0] if listed else book_visit(
        context, actor, patient_id, today, None, reason, request_id=request_id, state=VisitState.ARRIVED
    )  # fmt: skip
    return visit, open_record(context, actor, visit.id)


def open_record(context: Context, actor: Actor, visit_id: VisitId) -> Draft:
    """The draft of a visit, made empty when there is none yet. Nurse and doctor share it.

    Raises ``SealedError`` when the visit is signed already.
    """
    context.allow(actor, Action.WRITE_INTAKE)
    with context.uow() as work:
        if (draft := work.drafts.of_visit(visit_id)) is not None:
            return draft
        if work.notes.of_visit(visit_id) is not None:
            raise SealedError("This visit is signed. Add an addendum to its note, or start a new visit.")
        visit = work.visits.get(visit_id)
        draft = new_visit_draft(context, actor, work, visit)
        work.commit()
    return draft


def new_visit_draft(context: Context, actor: Actor, work: UnitOfWork, visit: Visit) -> Draft:
    """Add the empty draft of ``visit`` inside the caller's unit of work."""
    context.allow(actor, Action.WRITE_INTAKE)
    draft = Draft(
        DraftId(str(uuid4())),
        DraftKind.VISIT,
        actor.person_id,
        context.clock.now(),
        visit.patient_id,
        visit.id,
    )
    work.drafts.add(draft)
    context.record(work, actor, Action.WRITE_INTAKE, patient=visit.patient_id, target=draft.id)
    return draft
