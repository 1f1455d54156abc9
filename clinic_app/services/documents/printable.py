"""One visit as it prints: a sealed note from its document alone, a draft as it is judged now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from clinic_app.domain.ages import AgeOn, age_on
from clinic_app.domain.allergies import allergies_after
from clinic_app.domain.gestation import Gestation
from clinic_app.domain.notes import Addendum, Note, canonical_json, digest
from clinic_app.domain.people import Actor, Patient, PatientId, Sex
from clinic_app.domain.record import VisitRecord
from clinic_app.services.access import Action
from clinic_app.services.assessing import assess_visit
from clinic_app.services.chart import Chart, OpenVisit
from clinic_app.services.context import Context
from clinic_app.services.nutrition_record import nutrition_json


@dataclass(frozen=True, slots=True)
class Printable:
    """One visit.

    Attributes:
        patient: the child as sealed, or as it is now for a draft.
        record: what was said.
        written: who wrote each entry and when, by entry key.
        picture: what the rules said, in the shape of ``Picture.to_json``, and of nutrition as ``nutrition_json``.
        sha256: digest of the sealed document, or of the draft's entries.
        signed: who signed and when; ``None`` for a draft.
        forms: version and digest of each form, in the shape of ``Knowledge.instrument_stamps``.
        content_sha256: digest of the rules and cards that judged it.
        target: id of the note or of the draft, for the log.
    """

    patient: Patient
    day: date
    reason: str
    record: VisitRecord
    written: Mapping[str, tuple[str, datetime]]
    picture: Mapping[str, Any]
    sha256: str
    signed: tuple[str, datetime] | None
    forms: Mapping[str, Mapping[str, str]]
    content_sha256: str
    target: str
    addenda: Sequence[Addendum] = ()

    @property
    def age(self) -> AgeOn:
        """Both ages on the day of the visit."""
        return age_on(self.patient.birth_date, self.patient.gestation, self.day)


def printable_note(context: Context, actor: Actor, chart: Chart, note: Note) -> Printable:
    """A sealed note, read from its own document; nothing is judged anew."""
    context.allow(actor, Action.PRINT)
    content = note.content()
    entries = content["entries"]
    return Printable(
        patient=_sealed_identity(content["patient"], chart.patient),
        day=date.fromisoformat(content["visit"]["day"]),
        reason=content["visit"]["reason"],
        record=VisitRecord.from_entries({key: entry["value"] for key, entry in entries.items()}),
        written={key: (entry["by"], datetime.fromisoformat(entry["at"])) for key, entry in entries.items()},
        picture=content["picture"],
        sha256=note.sha256,
        signed=(note.signed_name, note.signed_at),
        forms=content["instruments"],
        content_sha256=content["content_sha256"],
        target=note.id,
        addenda=note.addenda,
    )


def printable_draft(context: Context, actor: Actor, chart: Chart, visit: OpenVisit) -> Printable:
    """The open visit as it stands, judged now. It prints as a draft."""
    context.allow(actor, Action.PRINT)
    entries = visit.draft.entries
    record = VisitRecord.from_entries({key: entry.value for key, entry in entries.items()})
    picture = assess_visit(context, actor, chart, record, visit.day)
    nutrition = nutrition_json(context.knowledge, chart, chart.patient, record, picture.age)
    names = {person.id: person.name for person in context.reads.people()}
    reasons = [one.reason for one in chart.visits if one.id == visit.draft.visit_id]
    return Printable(
        patient=replace(chart.patient, allergies=allergies_after(chart.patient.allergies, record.answers)),
        day=visit.day,
        reason=reasons[0] if reasons else "",
        record=record,
        written={key: (names.get(entry.by, ""), entry.at) for key, entry in entries.items()},
        picture=picture.to_json(record.flag_answers) | nutrition,
        sha256=digest(canonical_json({key: entry.value for key, entry in entries.items()})),
        signed=None,
        forms=context.knowledge.instrument_stamps(),
        content_sha256=context.knowledge.content_hash,
        target=visit.draft.id,
    )


def _sealed_identity(sealed: Mapping[str, Any], now: Patient) -> Patient:
    """The identity that was sealed; what a note does not seal (guardian, address) is left out."""
    gestation = sealed.get("gestation")
    weeks, _, days = (gestation or "").partition("+")
    return Patient(
        id=PatientId(sealed["id"]),
        number=sealed["number"],
        family_name=sealed["family_name"],
        given_name=sealed["given_name"],
        birth_date=date.fromisoformat(sealed["birth_date"]),
        sex=Sex(sealed["sex"]),
        gestation=Gestation(int(weeks), int(days)) if gestation else None,
        allergies=sealed.get("allergies"),
        twin_group=now.twin_group,
        birth_order=sealed.get("birth_order", ""),
    )
