"""What would be forgotten if nobody looked: plan lines that are due, and visits that were never signed."""

from dataclasses import dataclass
from datetime import date, timedelta

from clinic_app.domain.people import Actor, Patient
from clinic_app.domain.plans import PlanItem
from clinic_app.domain.visits import Visit, VisitState
from clinic_app.services.access import Action
from clinic_app.services.context import Context
from clinic_app.services.plans import DUE_HORIZON, due_lines

#: How many days back the list looks for visits without a signed note.
UNSIGNED_DAYS = 7


@dataclass(frozen=True, slots=True)
class Recall:
    """An open plan line and its child."""

    item: PlanItem
    patient: Patient


@dataclass(frozen=True, slots=True)
class Unsigned:
    """A visit that is over, whose findings are a draft still."""

    visit: Visit
    patient: Patient


@dataclass(frozen=True, slots=True)
class DueList:
    """Everything that is due on ``day``, the most overdue first; ``until`` is how far the list looks ahead."""

    day: date
    until: date
    recalls: tuple[Recall, ...]
    unsigned: tuple[Unsigned, ...]


def due_list(context: Context, actor: Actor, today: date) -> DueList:
    """Open plan lines that are overdue or due within the horizon, and what was not signed in the last days."""
    context.allow(actor, Action.READ_WORKLIST)
    items = due_lines(context, actor, today)
    known = {patient_id: context.reads.patient(patient_id) for patient_id in {item.patient_id for item in items}}
    recalls = tuple(Recall(item, known[item.patient_id]) for item in items)
    return DueList(today, today + DUE_HORIZON, recalls, _unsigned(context, today))


def _unsigned(context: Context, today: date) -> tuple[Unsigned, ...]:
    """Drafts of visits that are done, and of any visit of an earlier day, the oldest first."""
    days = [today - timedelta(days=back) for back in range(UNSIGNED_DAYS, -1, -1)]
    return tuple(
        Unsigned(row.visit, row.patient)
        for day in days
        for row in context.reads.day(day)
        if row.note == "draft" and (day < today or row.visit.state is VisitState.DONE)
    )
