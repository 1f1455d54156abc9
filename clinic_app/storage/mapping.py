"""From rows to the frozen objects of the domain, and back."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from clinic_app.domain.drafts import Draft, DraftId, DraftKind, Entry
from clinic_app.domain.gestation import Gestation
from clinic_app.domain.notes import Addendum, Note, NoteId, Observation
from clinic_app.domain.people import Patient, PatientId, Person, PersonId, Role, Sex
from clinic_app.domain.plans import PlanItem, PlanLine, PlanLineId, PlanState
from clinic_app.domain.sides import Side
from clinic_app.domain.visits import Visit, VisitId, VisitState
from clinic_app.storage.name_keys import name_key, name_words, number_key
from clinic_app.storage.rows.base import AnyRow, utc_text

Values = dict[str, Any]


def person_of(row: AnyRow) -> Person:
    """A member of staff."""
    return Person(PersonId(row.id), row.name, Role(row.role), row.active)


def patient_of(row: AnyRow) -> Patient:
    """A child."""
    gestation = None
    if row.gestation_weeks is not None:
        gestation = Gestation(row.gestation_weeks, row.gestation_days)
    return Patient(
        id=PatientId(row.id),
        number=row.number,
        family_name=row.family_name,
        given_name=row.given_name,
        birth_date=row.birth_date,
        sex=Sex(row.sex),
        gestation=gestation,
        guardian=row.guardian,
        phone=row.phone,
        address=row.address,
        twin_group=row.twin_group,
        birth_order=row.birth_order,
        distinguishing=row.distinguishing,
        allergies=row.allergies,
        version=row.row_version,
    )


def patient_values(patient: Patient) -> Values:
    """Columns of a child, without its version."""
    gestation = patient.gestation
    return {
        "id": patient.id,
        "number": patient.number,
        "number_key": number_key(patient.number),
        "family_name": patient.family_name,
        "given_name": patient.given_name,
        "name_key": name_key(name_words(patient.family_name, patient.given_name)),
        "birth_date": patient.birth_date,
        "sex": str(patient.sex),
        "gestation_weeks": None if gestation is None else gestation.weeks,
        "gestation_days": None if gestation is None else gestation.days,
        "guardian": patient.guardian,
        "phone": patient.phone,
        "address": patient.address,
        "twin_group": patient.twin_group,
        "birth_order": patient.birth_order,
        "distinguishing": patient.distinguishing,
        "allergies": patient.allergies,
    }


def visit_of(row: AnyRow) -> Visit:
    """A visit."""
    return Visit(
        VisitId(row.id),
        PatientId(row.patient_id),
        row.day,
        row.at,
        row.reason,
        VisitState(row.state),
        row.state_since,
        row.with_person,
        row.row_version,
    )


def visit_values(visit: Visit) -> Values:
    """Columns of a visit, without its version."""
    return {
        "id": visit.id,
        "patient_id": visit.patient_id,
        "day": visit.day,
        "at": visit.at,
        "reason": visit.reason,
        "state": str(visit.state),
        "state_since": visit.state_since,
        "with_person": visit.with_person,
    }


def draft_of(row: AnyRow) -> Draft:
    """A draft with all its entries."""
    return Draft(
        id=DraftId(row.id),
        kind=DraftKind(row.kind),
        owner=PersonId(row.owner),
        updated_at=row.updated_at,
        patient_id=None if row.patient_id is None else PatientId(row.patient_id),
        visit_id=None if row.visit_id is None else VisitId(row.visit_id),
        version=row.version,
        entries=_entries_of(row.entries),
    )


def draft_values(draft: Draft) -> Values:
    """Columns of a draft."""
    return {
        "id": draft.id,
        "kind": str(draft.kind),
        "owner": draft.owner,
        "patient_id": draft.patient_id,
        "visit_id": draft.visit_id,
        "version": draft.version,
        "entries": _entries_text(draft.entries),
        "updated_at": draft.updated_at,
    }


def note_of(row: AnyRow, addenda: tuple[Addendum, ...]) -> Note:
    """A sealed note with what was added to it."""
    return Note(
        id=NoteId(row.id),
        visit_id=VisitId(row.visit_id),
        patient_id=PatientId(row.patient_id),
        day=row.day,
        document=row.document,
        sha256=row.sha256,
        signed_at=row.signed_at,
        signed_by=PersonId(row.signed_by),
        signed_name=row.signed_name,
        addenda=addenda,
    )


def addendum_of(row: AnyRow) -> Addendum:
    """One addendum."""
    return Addendum(row.id, NoteId(row.note_id), row.text, row.written_at, PersonId(row.author_id), row.author_name)


def observations_of(found: Sequence[AnyRow]) -> list[Observation]:
    """Findings of signed visits. Days, sides and numbers repeat, so each text is read once."""
    days: dict[str, date] = {}
    numbers: dict[str | None, Decimal | None] = {None: None}
    sides = {str(side): side for side in Side}
    findings = []
    for note_id, day, field, side, code, number, unit, scale in found:
        if day not in days:
            days[day] = date.fromisoformat(day)
        if number not in numbers:
            numbers[number] = Decimal(number)
        findings.append(Observation(note_id, days[day], field, sides[side], code, numbers[number], unit, scale))
    return findings


def plan_item_of(row: AnyRow) -> PlanItem:
    """A plan line as it stands."""
    line = PlanLine(PlanLineId(row.id), row.what, row.why, row.due, row.who, row.level, tuple(json.loads(row.flags)))
    return PlanItem(
        line,
        PatientId(row.patient_id),
        row.note_id,
        PlanState(row.state),
        row.closed_on,
        row.closed_reason,
        row.row_version,
    )


def plan_values(item: PlanItem) -> Values:
    """Columns of a plan line, without its version."""
    line = item.line
    return {
        "id": line.id,
        "patient_id": item.patient_id,
        "note_id": item.note_id,
        "what": line.what,
        "why": line.why,
        "due": line.due,
        "who": line.who,
        "level": line.level,
        "flags": json.dumps(line.flags),
        "state": str(item.state),
        "closed_on": item.closed_on,
        "closed_reason": item.closed_reason,
    }


def _entries_text(entries: Mapping[str, Entry]) -> str:
    rows = {key: [one.value, one.by, utc_text(one.at), one.version] for key, one in entries.items()}
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def _entries_of(text: str) -> dict[str, Entry]:
    rows: dict[str, list[Any]] = json.loads(text)
    return {
        key: Entry(value, PersonId(by), datetime.fromisoformat(at), version)
        for key, (value, by, at, version) in rows.items()
    }
