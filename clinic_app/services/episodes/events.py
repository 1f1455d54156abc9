"""Events of an episode's log: told, changed with their history, taken back, and brought back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import uuid4

from clinic_app.clinical.fields import FieldType
from clinic_app.domain.episodes import Episode, EpisodeEvent, EpisodeId, EventId, PastEvent
from clinic_app.domain.episodes.event import MANY_A_DAY
from clinic_app.domain.errors import NotFoundError, UserError
from clinic_app.domain.people import Actor
from clinic_app.services.access import Action
from clinic_app.services.context import Context
from clinic_app.services.knowledge import Knowledge
from clinic_app.services.ports import UnitOfWork

#: Events that one diary or file may bring at once; a file with more is split.
MOST_AT_ONCE = 5000


@dataclass(frozen=True, slots=True)
class Logged:
    """What was written, and whether a number in it deserves a second look."""

    events: tuple[EpisodeEvent, ...]
    many: bool


def new_event_id() -> EventId:
    """A client-made id: logging the same event twice writes it once."""
    return EventId(str(uuid4()))


def log_events(
    context: Context,
    actor: Actor,
    episode_id: EpisodeId,
    events: Sequence[EpisodeEvent],
    *,
    request_id: str,
    source: str = "",
) -> Logged:
    """Write one event or many: all of them, or none. A repeated ``request_id`` writes nothing more.

    Args:
        source: where they come from, for the log of what was done (``diary``, ``file``).

    Raises:
        UserError: an event before birth or in the future, a number or code that cannot be; ``field`` names it, and
            with several events the sentence names the line.
    """
    context.allow(actor, Action.LOG_EPISODE)
    if not events:
        raise UserError("There is no event to add.")
    if len(events) > MOST_AT_ONCE:
        raise UserError(f"At most {MOST_AT_ONCE} events at once: these are {len(events)}. Split the file.")
    with context.uow() as work:
        episode = work.episodes.get(episode_id)
        many = any(event.most_a_day is not None and event.most_a_day > MANY_A_DAY for event in events)
        if work.requests.result_of(request_id) is not None:
            return Logged(tuple(events), many)
        _check_all(context, work, episode, events)
        work.episodes.add_events(episode_id, events)
        work.requests.remember(request_id, events[0].id)
        told = f"{len(events)} told" + (f" by {source}" if source else "")
        context.record(work, actor, Action.LOG_EPISODE, patient=episode.patient_id, target=episode_id, reason=told)
        work.commit()
    return Logged(tuple(events), many)


def change_event(context: Context, actor: Actor, event: EpisodeEvent, *, seen: int) -> EpisodeEvent:
    """Replace an event by ``event`` (same id); what it was is kept.

    Raises ``ConflictError`` when somebody changed it past ``seen``, ``UserError`` as ``log_events``.
    """
    context.allow(actor, Action.LOG_EPISODE)
    with context.uow() as work:
        episode_id, before, removed = work.episodes.event(event.id)
        if removed:
            raise NotFoundError("This event was taken back by somebody. Bring it back first.")
        episode = work.episodes.get(episode_id)
        _check_all(context, work, episode, [event])
        changed = replace(event, version=seen + 1)
        _replace(context, actor, work, episode, before, changed, "changed", seen=seen)
        work.commit()
    return changed


def remove_event(context: Context, actor: Actor, event_id: EventId, *, seen: int) -> EpisodeEvent:
    """Take an event back. It stays in the file with its history and can be brought back."""
    context.allow(actor, Action.LOG_EPISODE)
    return _switch(context, actor, event_id, seen=seen, remove=True)


def restore_event(context: Context, actor: Actor, event_id: EventId, *, seen: int) -> EpisodeEvent:
    """Bring back an event that was taken back."""
    context.allow(actor, Action.LOG_EPISODE)
    return _switch(context, actor, event_id, seen=seen, remove=False)


def history_of(context: Context, actor: Actor, event_id: EventId) -> Sequence[PastEvent]:
    """What an event was before each change, oldest first."""
    context.allow(actor, Action.READ_CHART)
    return context.reads.past_of_event(event_id)


def _switch(context: Context, actor: Actor, event_id: EventId, *, seen: int, remove: bool) -> EpisodeEvent:
    with context.uow() as work:
        episode_id, before, removed = work.episodes.event(event_id)
        if removed == remove:
            return before
        episode = work.episodes.get(episode_id)
        changed = replace(before, version=seen + 1)
        what = "removed" if remove else "restored"
        _replace(context, actor, work, episode, before, changed, what, seen=seen)
        work.commit()
    return changed


def _replace(
    context: Context,
    actor: Actor,
    work: UnitOfWork,
    episode: Episode,
    before: EpisodeEvent,
    changed: EpisodeEvent,
    what: str,
    *,
    seen: int,
) -> None:
    past = PastEvent(
        before.id, before.version, what, actor.person_id, actor.name, context.clock.now(), before.to_json()
    )
    work.episodes.save_event(changed, removed=what == "removed", seen=seen, past=past)
    context.record(
        work, actor, Action.LOG_EPISODE, patient=episode.patient_id, target=before.id, reason=f"event {what}"
    )


def _check_all(context: Context, work: UnitOfWork, episode: Episode, events: Sequence[EpisodeEvent]) -> None:
    born, today = work.patients.get(episode.patient_id).birth_date, context.clock.today()
    for number, event in enumerate(events, start=1):
        try:
            check_event(context.knowledge, event, born, today)
        except UserError as problem:
            where = f"Line {number}: " if len(events) > 1 else ""
            raise UserError(f"{where}{problem}", problem.field) from None


def check_event(knowledge: Knowledge, event: EpisodeEvent, born: date, today: date) -> EpisodeEvent:
    """The same. Raises ``UserError`` with its field for a day, a number or a code that cannot be."""
    event.checked().when.within(born, today)
    seen = event.seen
    for field, codes in (
        ("ep_triggers", seen.triggers),
        ("ep_states", seen.states),
        ("ep_suppressible", (seen.held,) if seen.held else ()),
        ("ep_side", (seen.side,) if seen.side else ()),
    ):
        _check_codes(knowledge, field, codes)
    for key, answer in event.described.items():
        if isinstance(answer.value, (str, tuple)):
            _check_codes(knowledge, key.field, (answer.value,) if isinstance(answer.value, str) else answer.value)
    return event


def _check_codes(knowledge: Knowledge, field_id: str, codes: Sequence[str]) -> None:
    field = knowledge.fields.get(field_id)
    if field is None:
        raise UserError(f"{field_id} is not asked of an event.", field_id)
    allowed = {"yes", "no", "unknown"} if field.type is FieldType.TRI else set(field.values)
    if field.type is not FieldType.TEXT and (strange := [code for code in codes if code not in allowed]):
        raise UserError(f"“{strange[0][:30]}” is not an answer to “{field.label}”.", field_id)
