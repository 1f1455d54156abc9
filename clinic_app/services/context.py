"""What every use case is given: its ports, and who asks."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Concatenate, ParamSpec, TypeVar

from clinic_app.domain.audit import AuditEvent
from clinic_app.domain.local_rules import LocalRule
from clinic_app.domain.people import Actor
from clinic_app.services.access import Action, Permissions, authorise
from clinic_app.services.clips.ports import ClipPorts
from clinic_app.services.knowledge import Knowledge
from clinic_app.services.ports import Clock, OpenUnitOfWork, ReadStore, UnitOfWork

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(slots=True)
class Context:
    """The ports of the use cases, bound once by ``bootstrap``. Only ``use_rules`` changes anything in it."""

    uow: OpenUnitOfWork
    reads: ReadStore
    clock: Clock
    permissions: Permissions
    knowledge: Knowledge
    clips: ClipPorts

    def allow(self, actor: Actor, action: Action) -> None:
        """The authorisation line of a use case: raises ``NotAllowedError`` or returns."""
        authorise(self.permissions, actor, action)

    def use_rules(self, decisions: Iterable[LocalRule]) -> None:
        """Judge by the clinic's decisions about rules from now on."""
        self.knowledge = self.knowledge.with_local(decisions)

    def record(
        self,
        work: UnitOfWork,
        actor: Actor,
        action: Action,
        *,
        patient: str = "",
        target: str = "",
        reason: str = "",
    ) -> None:
        """Append the audit event of a use case inside its own transaction."""
        work.audit.append(
            AuditEvent(self.clock.now(), actor, str(action), patient_id=patient, object_id=target, reason=reason)
        )


@dataclass(frozen=True, slots=True)
class Desk:
    """A person at an open record: runs use cases as that person.

    ``desk.run(worklist.set_visit_state, visit_id, ...)`` calls the use case with the context and the actor.
    """

    context: Context
    actor: Actor

    def run(self, use_case: Callable[Concatenate[Context, Actor, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call one use case."""
        return use_case(self.context, self.actor, *args, **kwargs)
