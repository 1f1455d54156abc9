"""Who opened the record, who tried to, and when it was locked: events of the log."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from clinic_app.domain.audit import AuditEvent
from clinic_app.domain.people import Actor, PersonId
from clinic_app.domain.sessions import Locked, Opened
from clinic_app.services.access import Action
from clinic_app.services.context import Context

REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class RefusedTry:
    """Somebody's way in that was tried in vain while the record was locked, when (UTC), and with what."""

    person_id: str
    at: datetime
    what: str


def note_opened(context: Context, actor: Actor, how: Opened, refused: Iterable[RefusedTry] = ()) -> None:
    """Log that the record was opened, after the tries in vain before it.

    A try is logged under whose way in it was and at its own time; of somebody who is not in the record nothing is
    known and nothing is logged.
    """
    context.allow(actor, Action.OPEN_RECORD)
    people = {str(person.id): person for person in context.reads.people()}
    with context.uow() as work:
        for one in refused:
            if (person := people.get(one.person_id)) is not None:
                who = Actor(person.id, person.name, person.role, actor.workstation)
                work.audit.append(_refused(one.at, who, one.what))
        context.record(work, actor, Action.OPEN_RECORD, reason=how)
        work.commit()


def note_refused(context: Context, actor: Actor, what: str) -> None:
    """Log that the person at the open record gave something wrong to prove who they are."""
    context.allow(actor, Action.OPEN_RECORD)
    with context.uow() as work:
        work.audit.append(_refused(context.clock.now(), actor, what))
        work.commit()


def note_locked(context: Context, actor: Actor, why: Locked) -> None:
    """Log that the record is locked now."""
    context.allow(actor, Action.OPEN_RECORD)
    with context.uow() as work:
        context.record(work, actor, Action.OPEN_RECORD, reason=why)
        work.commit()


def _refused(at: datetime, who: Actor, what: str) -> AuditEvent:
    return AuditEvent(at, who, str(Action.OPEN_RECORD), object_id=PersonId(who.person_id), outcome=REFUSED, reason=what)
