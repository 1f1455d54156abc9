"""A girl of 34+3 weeks whose milestones were asked in June and September, with a visit open in November."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from clinic_app.clinical.milestones import Checklist, Source, Status
from clinic_app.domain.answers import Answer, ItemKey
from clinic_app.domain.people import Patient, Role
from clinic_app.domain.record import VisitRecord, answer_key, flag_key
from clinic_app.services import assessing, chart, children, drafts, signing, worklist
from clinic_app.services.milestones import answer_patch

BORN = date(2026, 3, 14)
JUNE, SEPTEMBER, NOVEMBER = date(2026, 6, 24), date(2026, 9, 16), date(2026, 11, 18)
Said = tuple[Status | None, Source | None, int | None]
YES: Said = (Status.YES, Source.TOLD, None)
NOT_YET: Said = (Status.NOT_YET, Source.TOLD, None)


def entry(field: str, value: Any, **more: Any) -> dict[str, Any]:
    return {answer_key(ItemKey(field)): Answer(value, **more).to_json()}


IDENTITY = (
    entry("pt_family_name", "O'Neil <img src=x>")
    | entry("pt_given_name", "Ayla")
    | entry("pt_birth_date", BORN)
    | entry("sex", "female")
    | entry("pt_ga_weeks", Decimal(34), unit="weeks")
    | entry("pt_ga_days", Decimal(3), unit="days")
    | entry("visit_reason", "Review")
)


def said_entries(checklist: Checklist, said: Mapping[str, Said]) -> dict[str, Any]:
    """Answers as draft entries."""
    return {
        answer_key(key): answer.to_json()
        for name, one in said.items()
        for key, answer in answer_patch(checklist.by_id[name], *one).items()
        if answer is not None
    }


def _sign(clinic: Any, patient: Patient, visit: Any, entries: dict[str, Any]) -> None:
    doctor = clinic.desk(Role.PAEDIATRICIAN)
    draft = doctor.run(worklist.open_record, visit.id)
    draft = doctor.run(drafts.keep, draft.id, entries, seen=draft.version)
    record = VisitRecord.from_entries({key: one.value for key, one in draft.entries.items()})
    picture = doctor.run(assessing.assess_visit, doctor.run(chart.open_chart, patient.id), record, visit.day)
    answered = {
        flag_key(flag.id): {"dismissed": True, "reason": "talked over today"} for flag in picture.assessment.flags
    }
    draft = doctor.run(drafts.keep, draft.id, answered, seen=draft.version)
    doctor.run(signing.sign_visit, draft.id, seen=draft.version, request_id=f"sign-{visit.day}")


def milestone_child(clinic: Any) -> Patient:
    """Two signed visits and an open one. In September one skill was lost and one was not done yet."""
    checklist = clinic.context.knowledge.milestones
    nurse, doctor = clinic.desk(Role.NURSE), clinic.desk(Role.PAEDIATRICIAN)
    clinic.clock.go_to(JUNE)
    draft = nurse.run(drafts.start_registration)
    draft = nurse.run(drafts.keep, draft.id, IDENTITY, seen=draft.version)
    patient, visit = nurse.run(children.register, draft.id, seen=draft.version, request_id="reg")
    june = {item.id: YES for item in checklist.of_list(2)}
    _sign(clinic, patient, visit, said_entries(checklist, june))
    clinic.clock.go_to(SEPTEMBER)
    visit, _draft = doctor.run(worklist.start_visit, patient.id, "Review", request_id="september")
    september = {item.id: YES for item in checklist.of_list(4)} | {
        "c04m5": NOT_YET,
        "c06m1": NOT_YET,
        "c06s3": (Status.YES, Source.SEEN, 170),
        "c06m2": (Status.LOST, Source.TOLD, 150),
        "c06l2": (None, None, None),
    }
    _sign(clinic, patient, visit, said_entries(checklist, september))
    clinic.clock.go_to(NOVEMBER)
    doctor.run(worklist.start_visit, patient.id, "Review", request_id="november")
    return patient
