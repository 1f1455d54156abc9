"""The clinic's own settings: its letterhead, its staff, and the log of who did what.

A key of the encrypted file is not given or taken here: ``bootstrap.RecordFile`` does both together.
"""

from collections.abc import Iterable
from dataclasses import replace

from clinic_app.domain.clinic import Clinic
from clinic_app.domain.errors import NotAllowedError, UserError
from clinic_app.domain.people import Actor, Person, PersonId, Role
from clinic_app.i18n import day_text
from clinic_app.services.access import Action, Permissions
from clinic_app.services.context import Context
from clinic_app.services.views import AuditLine, AuditReport, SearchQuery

#: Longest line of the letterhead and longest name of a person, in characters.
LONGEST_LINE = 120


def roles_that_may(permissions: Permissions, *actions: Action) -> tuple[Role, ...]:
    """The roles that are granted all of ``actions``, in the order of ``Role``."""
    return tuple(role for role in Role if set(actions) <= permissions.get(role, frozenset()))


def save_clinic(context: Context, actor: Actor, clinic: Clinic) -> Clinic:
    """Store the letterhead and return it as stored, without blanks around its lines.

    Only name, address, telephones and number prefix are taken over; whether the clinic is a demonstration and who
    reviewed the content are not part of the letterhead.

    Raises:
        UserError: the name is missing, a line is too long or broken, or the prefix changes although there are children
            whose record numbers carry it.
    """
    context.allow(actor, Action.MANAGE_CLINIC)
    with context.uow() as work:
        before = work.clinic.get()
        new = replace(
            before,
            name=_line(clinic.name, "name", "Write the name of the clinic."),
            address=_line(clinic.address, "address"),
            phone=_line(clinic.phone, "phone"),
            out_of_hours_phone=_line(clinic.out_of_hours_phone, "out_of_hours_phone"),
            number_prefix=clinic.number_prefix.strip(),
        )
        if new.number_prefix != before.number_prefix:
            _check_prefix(context, new.number_prefix)
        if new != before:
            work.clinic.save(new)
            context.record(work, actor, Action.MANAGE_CLINIC, reason="letterhead")
            work.commit()
    return new


def has_children(context: Context, actor: Actor) -> bool:
    """Whether any child is registered, after which the number prefix stays as it is."""
    context.allow(actor, Action.MANAGE_CLINIC)
    return _has_children(context)


def record_content_review(context: Context, actor: Actor) -> Clinic:
    """Record that the actor, a clinician who also answers for the clinic, reviewed the clinical content today.

    The log keeps the digest of the content that was reviewed.

    Raises:
        NotAllowedError: the role may not both manage the clinic and sign notes.
    """
    context.allow(actor, Action.MANAGE_CLINIC)
    if Action.SIGN_NOTE not in context.permissions.get(actor.role, frozenset()):
        raise NotAllowedError("The clinical content is reviewed by a clinician who may sign notes.")
    with context.uow() as work:
        statement = f"{actor.name}, {day_text(context.clock.today())}"
        reviewed = replace(work.clinic.get(), content_reviewed_by=statement)
        work.clinic.save(reviewed)
        target = context.knowledge.content_hash
        context.record(work, actor, Action.MANAGE_CLINIC, target=target, reason="content_review")
        work.commit()
    return reviewed


def add_person(context: Context, actor: Actor, person: Person) -> Person:
    """Give somebody a place in the record and return the person as stored.

    The same person (by id) again changes nothing, so that an interrupted addition can be repeated.

    Raises:
        UserError: no name, or one that an active person has already.
    """
    context.allow(actor, Action.MANAGE_CLINIC)
    with context.uow() as work:
        known = work.people.all()
        for one in known:
            if one.id == person.id:
                return one
        new = replace(person, name=_free_name(person.name, known), active=True)
        work.people.add(new)
        context.record(work, actor, Action.MANAGE_CLINIC, target=new.id, reason="person_added")
        work.commit()
    return new


def let_in(context: Context, actor: Actor, person_id: PersonId) -> Person:
    """Note in the log that somebody gets a new password, and make the person active. Return the person.

    Raises:
        NotFoundError: the record does not know the person.
        UserError: another active person has the name by now.
    """
    context.allow(actor, Action.MANAGE_CLINIC)
    with context.uow() as work:
        person = _with_state(work.people.get(person_id), work.people.all(), active=True)
        work.people.save(person)
        context.record(work, actor, Action.MANAGE_CLINIC, target=person_id, reason="password_given")
        work.commit()
    return person


def set_person_active(context: Context, actor: Actor, person_id: PersonId, *, active: bool) -> Person:
    """End or restore somebody's place in the record. Return the person; a state that holds already is left alone.

    Raises:
        NotFoundError: the record does not know the person.
        UserError: the person is the actor, or the last active one who may manage the clinic, or, to be restored, has
            the name of another active person.
    """
    context.allow(actor, Action.MANAGE_CLINIC)
    with context.uow() as work:
        before, known = work.people.get(person_id), work.people.all()
        if before.active == active:
            return before
        if not active:
            _check_may_go(context.permissions, actor, before, known)
        person = _with_state(before, known, active=active)
        work.people.save(person)
        reason = "person_active" if active else "person_inactive"
        context.record(work, actor, Action.MANAGE_CLINIC, target=person_id, reason=reason)
        work.commit()
    return person


def audit_log(context: Context, actor: Actor, limit: int, before: int | None = None) -> tuple[AuditLine, ...]:
    """Up to ``limit`` events of the log, newest first; those older than event ``before`` if given."""
    context.allow(actor, Action.READ_AUDIT)
    return tuple(context.reads.audit(limit, before))


def check_audit(context: Context, actor: Actor) -> AuditReport:
    """Check the chain of the log from its first event to its last."""
    context.allow(actor, Action.READ_AUDIT)
    return context.reads.verify_audit()


def _line(text: str, field: str, missing: str = "") -> str:
    """One line as stored: no blanks around it, nothing that is not a character to be seen."""
    line = text.strip()
    if missing and not line:
        raise UserError(missing, field)
    if len(line) > LONGEST_LINE:
        raise UserError(f"At most {LONGEST_LINE} characters; this has {len(line)}.", field)
    if any(ord(letter) < ord(" ") or letter == "\x7f" for letter in line):
        raise UserError("Keep this on one line.", field)
    return line


def _check_prefix(context: Context, prefix: str) -> None:
    if _has_children(context):
        raise UserError("Children carry this prefix in their record numbers. It cannot change any more.", "prefix")
    if len(prefix) > 12 or not all(letter.isalnum() or letter in "-/" for letter in prefix):
        raise UserError("Up to 12 letters, digits, - or /, such as D-.", "prefix")


def _has_children(context: Context) -> bool:
    return context.reads.search(SearchQuery("", (), limit=1)).children > 0


def _free_name(name: str, known: Iterable[Person]) -> str:
    line = _line(name, "name", "Write the name.")
    if any(one.active and one.name.casefold() == line.casefold() for one in known):
        raise UserError("There is an active person of this name. Add what tells the two apart.", "name")
    return line


def _with_state(person: Person, known: Iterable[Person], *, active: bool) -> Person:
    if active:
        _free_name(person.name, [one for one in known if one.id != person.id])
    return replace(person, active=active)


def _check_may_go(permissions: Permissions, actor: Actor, person: Person, known: Iterable[Person]) -> None:
    if person.id == actor.person_id:
        raise UserError("Nobody ends their own access. Ask another person who may manage the clinic.", "person")
    managers = roles_that_may(permissions, Action.MANAGE_CLINIC)
    if not any(one.active and one.role in managers for one in known if one.id != person.id):
        raise UserError("This is the last person who may manage the clinic. Add another one first.", "person")
