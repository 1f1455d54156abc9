"""Finding and registering children."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from uuid import uuid4

from clinic_app.domain.allergies import allergies_after
from clinic_app.domain.answers import Answers
from clinic_app.domain.drafts import Draft, DraftId, DraftKind
from clinic_app.domain.errors import UserError
from clinic_app.domain.gestation import Gestation
from clinic_app.domain.people import Actor, Patient, PatientId, Sex
from clinic_app.domain.record import ANSWER, VisitRecord
from clinic_app.domain.visits import Visit, VisitId, VisitState
from clinic_app.services.access import Action
from clinic_app.services.context import Context
from clinic_app.services.folding import fold
from clinic_app.services.ports import UnitOfWork
from clinic_app.services.search_text import understand
from clinic_app.services.views import SearchHits, SearchQuery
from clinic_app.services.worklist import new_visit_draft

#: Fields of the registration form that make the child's identity; everything else goes into the first visit.
FAMILY_NAME, GIVEN_NAME, BIRTH_DATE, SEX = "pt_family_name", "pt_given_name", "pt_birth_date", "sex"
GESTATION_WEEKS, GESTATION_DAYS = "pt_ga_weeks", "pt_ga_days"
GUARDIAN, PHONE, ADDRESS, DISTINGUISHING = "pt_guardian", "pt_phone", "pt_address", "pt_distinguishing"
REASON = "visit_reason"
_CANDIDATES = 8
#: One twin may be born before midnight and the other after it.
_TWINS_APART = timedelta(days=1)


def find(context: Context, actor: Actor, text: str) -> tuple[SearchQuery, SearchHits]:
    """What the search box shows for ``text``, and how the text was understood."""
    context.allow(actor, Action.FIND_CHILD)
    query = understand(text, context.clock.today())
    return query, context.reads.search(query)


def recent(context: Context, actor: Actor, limit: int = 10) -> tuple[Patient, ...]:
    """The children whose record changed last, for an empty search box."""
    context.allow(actor, Action.FIND_CHILD)
    return tuple(context.reads.recent_patients(limit))


class Likeness(StrEnum):
    """How a child who is in the record already resembles the one being registered."""

    SAME = "same"  # name and birth date agree
    TWIN = "twin"  # family name agrees, born the same day or around the same midnight, the given name differs
    SIBLING = "sibling"  # family name agrees, the birth date differs or is not typed yet
    ALIKE = "alike"  # the names are alike


@dataclass(frozen=True, slots=True)
class Candidate:
    """A child who may be the one being registered, or a twin."""

    patient: Patient
    likeness: Likeness


def possible_duplicates(
    context: Context, actor: Actor, family_name: str, given_name: str, born: date | None
) -> tuple[Candidate, ...]:
    """Children of the record who resemble the one being typed. Shown, never decided by the program."""
    context.allow(actor, Action.REGISTER_CHILD)
    words = tuple(fold(f"{given_name} {family_name}").split())
    if not words:
        return ()
    whole = context.reads.search(SearchQuery("", words, born))
    family = context.reads.search(SearchQuery("", tuple(fold(family_name).split()), born)) if family_name else whole
    found = {one.id: one for one in (*whole.exact, *whole.near, *family.exact, *family.near, *whole.alike)}
    candidates = [Candidate(one, _likeness(one, family_name, given_name, born)) for one in found.values()]
    return tuple(sorted(candidates, key=lambda one: list(Likeness).index(one.likeness)))[:_CANDIDATES]


def _likeness(one: Patient, family_name: str, given_name: str, born: date | None) -> Likeness:
    has_name = fold(one.given_name) == fold(given_name)
    if fold(one.family_name) != fold(family_name) or (born is None and has_name):
        return Likeness.ALIKE
    if born is None or abs(one.birth_date - born) > _TWINS_APART:
        return Likeness.ALIKE if has_name else Likeness.SIBLING
    if has_name:
        return Likeness.SAME if one.birth_date == born else Likeness.ALIKE
    return Likeness.TWIN


def register(
    context: Context, actor: Actor, draft_id: DraftId, *, seen: int, twin_of: PatientId | None = None, request_id: str
) -> tuple[Patient, Visit]:
    """Make a child out of a registration: identity into the record, the other answers into today's visit.

    Args:
        twin_of: a child of the same birth; both get the same twin group and letters in the order of registration.
        request_id: a repeated one returns what was made the first time.

    Raises:
        UserError: an answer that the identity needs is missing or impossible; ``field`` names it.
    """
    context.allow(actor, Action.REGISTER_CHILD)
    with context.uow() as work:
        if (done := work.requests.result_of(request_id)) is not None:
            visit = work.visits.get(VisitId(done))
            return work.patients.get(visit.patient_id), visit
        draft = work.drafts.get(draft_id)
        if draft.version != seen:
            raise UserError("The form changed in another window. Open it again.")
        patient = _with_twin(work, _patient(context, work, draft), twin_of)
        work.patients.add(patient)
        visit = _first_visit(context, actor, work, draft, patient)
        work.requests.remember(request_id, visit.id)
        context.record(work, actor, Action.REGISTER_CHILD, patient=patient.id, target=visit.id)
        work.commit()
    return patient, visit


def _patient(context: Context, work: UnitOfWork, draft: Draft) -> Patient:
    if draft.kind is not DraftKind.REGISTRATION:
        raise UserError("This is not a registration.")
    answers = VisitRecord.from_entries({key: entry.value for key, entry in draft.entries.items()}).answers
    identity = identity_of(answers, context.clock.today())
    number = work.patients.next_number(work.clinic.get().number_prefix)
    return replace(identity, id=PatientId(str(uuid4())), number=number)


def identity_of(answers: Answers, today: date) -> Patient:
    """The identity in the answers of a registration; ``id`` and ``number`` are empty.

    Raises ``UserError`` with the field that is missing or impossible.
    """
    said = {key.field: answer.value for key, answer in answers.items() if answer.value is not None}
    born = said.get(BIRTH_DATE)
    if not isinstance(born, date):
        raise UserError("A birth date is needed before the child can be registered.", BIRTH_DATE)
    if born > today:
        raise UserError("The birth date lies in the future.", BIRTH_DATE)
    return Patient(
        id=PatientId(""),
        number="",
        family_name=_needed(said, FAMILY_NAME, "A family name"),
        given_name=_needed(said, GIVEN_NAME, "A given name"),
        birth_date=born,
        sex=Sex(_needed(said, SEX, "The sex at birth (unknown is an answer)")),
        gestation=_gestation(said),
        guardian=_text(said, GUARDIAN),
        phone=_text(said, PHONE),
        address=_text(said, ADDRESS),
        distinguishing=_text(said, DISTINGUISHING),
        allergies=allergies_after(None, answers),
    )


def _needed(said: Mapping[str, object], field: str, name: str) -> str:
    if not (text := _text(said, field)):
        raise UserError(f"{name} is needed before the child can be registered.", field)
    return text


def _text(said: Mapping[str, object], field: str) -> str:
    return str(said.get(field, "")).strip()


def _gestation(said: Mapping[str, object]) -> Gestation | None:
    weeks, days = said.get(GESTATION_WEEKS), said.get(GESTATION_DAYS, Decimal(0))
    return Gestation(int(weeks), int(days)) if isinstance(weeks, Decimal) and isinstance(days, Decimal) else None


def _with_twin(work: UnitOfWork, patient: Patient, twin_of: PatientId | None) -> Patient:
    if twin_of is None:
        return patient
    twin = work.patients.get(twin_of)
    group = twin.twin_group or str(uuid4())
    if not twin.twin_group:
        first = replace(twin, twin_group=group, birth_order="A", version=twin.version + 1)
        work.patients.save(first, seen=twin.version)
    order = chr(ord("A") + max(1, len(work.patients.of_twin_group(group))))
    return replace(patient, twin_group=group, birth_order=order)


def _first_visit(context: Context, actor: Actor, work: UnitOfWork, draft: Draft, patient: Patient) -> Visit:
    record = VisitRecord.from_entries({key: entry.value for key, entry in draft.entries.items()})
    visit = Visit(
        VisitId(str(uuid4())),
        patient.id,
        context.clock.today(),
        None,
        record.text(REASON),
        VisitState.WITH_NURSE,
        context.clock.now(),
        actor.name,
    )
    work.visits.add(visit)
    opened = new_visit_draft(context, actor, work, visit)
    said = {key: entry for key, entry in draft.entries.items() if key.startswith(ANSWER)}
    work.drafts.save(replace(opened, entries=said, version=opened.version + 1), expected=opened.version)
    work.drafts.remove(draft.id)
    return visit
