"""Keeping what is typed, a few seconds behind the keys."""

from uuid import uuid4

from clinic_app.domain.drafts import Draft, DraftId, DraftKind, Patch
from clinic_app.domain.errors import UserError
from clinic_app.domain.people import Actor
from clinic_app.domain.record import ASSESSMENT, FLAG, PLAN, TAKEN
from clinic_app.services.access import Action
from clinic_app.services.context import Context
from clinic_app.services.taken_back import taken_back_entries

#: Entries that only somebody who may examine may write; answers are told apart by the field registry.
_DOCTOR_KEYS = (ASSESSMENT, FLAG, PLAN)


def keep(context: Context, actor: Actor, draft_id: DraftId, patch: Patch, *, seen: int) -> Draft:
    """Write ``patch`` into a draft and return it as it now stands.

    Findings that the patch takes back are noted in the same transaction (see ``taken_back_entries``).

    Args:
        patch: new values by entry key; ``None`` takes an entry back.
        seen: the version of the draft that the person last saw.

    Raises:
        ConflictError: another person changed one of the same keys since ``seen``; nothing is written.
        NotAllowedError: the patch touches the doctor's part and the actor may not write it.
        UserError: the patch touches the history of what was taken back, which is the program's own.
    """
    context.allow(actor, Action.WRITE_INTAKE)
    if any(key.startswith(TAKEN) for key in patch):
        raise UserError("What was taken back stays in the history of the visit.")
    if any(_is_doctors(context, key) for key in patch):
        context.allow(actor, Action.WRITE_EXAM)
    with context.uow() as work:
        stored = work.drafts.get(draft_id)
        now = context.clock.now()
        updated = stored.patched(patch, by=actor.person_id, at=now, seen=seen)
        noted = taken_back_entries(context, actor, work, stored, updated)
        updated = updated.noted(noted, by=actor.person_id, at=now)
        work.drafts.save(updated, expected=stored.version)
        context.record(work, actor, Action.WRITE_INTAKE, patient=stored.patient_id or "", target=draft_id)
        work.commit()
    return updated


def _is_doctors(context: Context, key: str) -> bool:
    if key.startswith(_DOCTOR_KEYS):
        return True
    field = context.knowledge.field_of_entry(key)
    return field is not None and field.who == "doctor"


def start_registration(context: Context, actor: Actor) -> Draft:
    """An empty draft of a child who is not in the record yet."""
    context.allow(actor, Action.REGISTER_CHILD)
    draft = Draft(DraftId(str(uuid4())), DraftKind.REGISTRATION, actor.person_id, context.clock.now())
    with context.uow() as work:
        work.drafts.add(draft)
        context.record(work, actor, Action.REGISTER_CHILD, target=draft.id)
        work.commit()
    return draft


def unfinished_registrations(context: Context, actor: Actor) -> tuple[Draft, ...]:
    """Registrations that this person left open, newest first; they are offered again."""
    context.allow(actor, Action.REGISTER_CHILD)
    with context.uow() as work:
        return tuple(work.drafts.registrations_of(actor.person_id))


def discard_empty_record(context: Context, actor: Actor, draft_id: DraftId) -> None:
    """Take back that a visit was started: its record goes, which holds nothing. The visit stays on the day's list.

    Raises ``UserError`` when something is written in it by now.
    """
    context.allow(actor, Action.WRITE_INTAKE)
    with context.uow() as work:
        draft = work.drafts.get(draft_id)
        if draft.kind is not DraftKind.VISIT or any(entry.value is not None for entry in draft.entries.values()):
            raise UserError("Something is written in this visit by now. Nothing was thrown away.")
        work.drafts.remove(draft_id)
        context.record(
            work, actor, Action.WRITE_INTAKE, patient=draft.patient_id or "", target=draft_id, reason="discarded"
        )
        work.commit()


def discard_registration(context: Context, actor: Actor, draft_id: DraftId) -> None:
    """Throw away a registration that the person decided not to finish."""
    context.allow(actor, Action.REGISTER_CHILD)
    with context.uow() as work:
        draft = work.drafts.get(draft_id)
        if draft.kind is not DraftKind.REGISTRATION or draft.owner != actor.person_id:
            context.allow(actor, Action.MANAGE_CLINIC)
        work.drafts.remove(draft_id)
        context.record(work, actor, Action.REGISTER_CHILD, target=draft_id, reason="discarded")
        work.commit()
