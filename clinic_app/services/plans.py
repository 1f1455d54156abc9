"""Open plan lines: closed by a record or a person, never deleted."""

from dataclasses import replace
from datetime import date, timedelta

from clinic_app.domain.errors import UserError
from clinic_app.domain.people import Actor
from clinic_app.domain.plans import PlanItem, PlanLineId, PlanState
from clinic_app.services.access import Action
from clinic_app.services.context import Context

#: How far ahead the list of what is due looks.
DUE_HORIZON = timedelta(days=14)


def close_line(
    context: Context, actor: Actor, line_id: PlanLineId, state: PlanState, reason: str, *, seen: int
) -> PlanItem:
    """Mark a plan line as done or cancelled. Cancelling needs a reason. ``OPEN`` reopens it."""
    context.allow(actor, Action.CLOSE_PLAN)
    if state is PlanState.CANCELLED and not reason.strip():
        raise UserError("Say why this is cancelled.", "reason")
    with context.uow() as work:
        item = work.plans.get(line_id)
        closed_on = None if state is PlanState.OPEN else context.clock.today()
        closed = replace(item, state=state, closed_on=closed_on, closed_reason=reason, version=seen + 1)
        work.plans.save(closed, seen=seen)
        context.record(work, actor, Action.CLOSE_PLAN, patient=item.patient_id, target=line_id, reason=state)
        work.commit()
    return closed


def due_lines(context: Context, actor: Actor, today: date) -> tuple[PlanItem, ...]:
    """Open lines that are overdue or due soon, the most overdue first."""
    context.allow(actor, Action.READ_WORKLIST)
    items = context.reads.plans_due(today + DUE_HORIZON)
    return tuple(sorted(items, key=lambda item: item.line.due or date.max))
