"""A clinic with one child whose visits are played through the use cases, and their documents."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from clinic_app.domain.answers import Answer, ItemKey
from clinic_app.domain.notes import Note
from clinic_app.domain.people import Patient, Role
from clinic_app.domain.plans import PlanLine, PlanLineId
from clinic_app.domain.record import ASSESSMENT, FAMILY, VisitRecord, answer_key, flag_key, plan_key
from clinic_app.domain.sides import Side
from clinic_app.services import assessing, children, drafts, signing, worklist
from clinic_app.services import chart as charts
from clinic_app.services.documents import (
    Printable,
    clinician_summary,
    family_plan,
    printable_draft,
    printable_note,
)
from clinic_app.services.report_models import ClinicianSummary, FamilyPlan

Entries = dict[str, Any]
BORN = date(2026, 3, 14)
DAY = date(2026, 11, 18)


def entry(field_id: str, value: Any, side: Side = Side.NONE, **more: Any) -> Entries:
    """One answer as a draft entry."""
    return {answer_key(ItemKey(field_id, side)): Answer(value, **more).to_json()}


def left_out(field_id: str, reason: str, side: Side = Side.NONE) -> Entries:
    """An item that was not examined, with the reason."""
    return {answer_key(ItemKey(field_id, side)): Answer.not_examined(reason).to_json()}


IDENTITY = (
    entry("pt_family_name", "Brightwater")
    | entry("pt_given_name", "Ayla")
    | entry("pt_birth_date", BORN)
    | entry("sex", "female")
    | entry("pt_ga_weeks", Decimal(34), unit="weeks")
    | entry("pt_ga_days", Decimal(3), unit="days")
    | entry("visit_reason", "Leg shakes when stretched")
)
INTAKE = (
    entry("hx_allergy_status", "none_known")
    | entry("birth_weight_g", Decimal(2100), unit="g")
    | entry("weight_kg", Decimal("6.84"), unit="kg")
    | entry("length_cm", Decimal("65.2"), unit="cm")
    | entry("length_position", "lying")
    | entry("temp_c", Decimal("36.85"), unit="degC", confirmed_unusual=True, comment="in the ear")
    | entry("hx_concern", "Right leg shakes <i>when</i> stretched")
)
EXAM = (
    entry("ex_dtr_patellar", "3", Side.RIGHT, scale="dtr_common")
    | entry("ex_dtr_patellar", "2", Side.LEFT, scale="dtr_common")
    | entry("ex_clonus_beats", Decimal(6), Side.RIGHT, unit="beats")
    | entry("ex_clonus_beats", Decimal(2), Side.LEFT, unit="beats")
    | entry("ex_angle_adductor", Decimal(110), unit="deg", comment="both knees straight")
    | entry("ex_asymmetry", "yes")
    | entry("ex_refl_moro", "absent", Side.RIGHT)
    | left_out("ex_refl_moro", "crying", Side.LEFT)
    | left_out("ex_refl_palmar_grasp", "asleep", Side.RIGHT)
    | left_out("ex_refl_palmar_grasp", "asleep", Side.LEFT)
)


@dataclass
class Played:
    """One child and what was done with her. ``visit`` and ``sign`` move on; the documents read what there is."""

    clinic: Any
    patient: Patient
    draft: Any
    notes: list[Note] = field(default_factory=list)

    @property
    def nurse(self) -> Any:
        return self.clinic.desk(Role.NURSE)

    @property
    def doctor(self) -> Any:
        return self.clinic.desk(Role.PAEDIATRICIAN)

    def write(self, patch: Entries, *, as_nurse: bool = False) -> None:
        desk = self.nurse if as_nurse else self.doctor
        self.draft = desk.run(drafts.keep, self.draft.id, patch, seen=self.draft.version)

    def visit(self, day: date) -> None:
        """A new visit on ``day``."""
        if day != self.clinic.clock.today():
            self.clinic.clock.go_to(day)
        _, self.draft = self.doctor.run(worklist.start_visit, self.patient.id, "Review", request_id=str(uuid4()))

    def flags(self, day: date) -> list[str]:
        chart = self.doctor.run(charts.read_chart, self.patient.id)
        record = VisitRecord.from_entries({key: one.value for key, one in self.draft.entries.items()})
        return [one.id for one in self.doctor.run(assessing.assess_visit, chart, record, day).assessment.flags]

    def sign(self, *, words: str = "Right leg brisker.", family: str = "We looked at her leg.") -> Note:
        """Put the first flag in the plan, dismiss the others, and sign."""
        day = self.clinic.clock.today()
        raised = self.flags(day)
        due = day + timedelta(days=14)
        answered = tuple(raised[:1])
        line = PlanLine(PlanLineId(str(uuid4())), "Refer: movement team", "asymmetry", due, "Dr Tallow", "", answered)
        self.write(
            {plan_key(line.id): line.to_json(), ASSESSMENT: words, FAMILY: family}
            | {flag_key(rule): {"dismissed": True, "reason": "seen with the first"} for rule in raised[1:]}
        )
        note = self.doctor.run(signing.sign_visit, self.draft.id, seen=self.draft.version, request_id=str(uuid4()))
        self.notes.append(note)
        return note

    def chart(self) -> charts.Chart:
        return self.doctor.run(charts.read_chart, self.patient.id)

    def printable(self, note: Note | None = None) -> Printable:
        """The note, read again as a window would; the open visit where there is none."""
        if note is None:
            chart = self.chart()
            return self.doctor.run(printable_draft, chart, self.doctor.run(charts.open_visit, chart))
        return self.doctor.run(printable_note, self.chart(), self.clinic.context.reads.note(note.id))

    def summary(self, note: Note | None = None) -> ClinicianSummary:
        return self.doctor.run(clinician_summary, self.chart(), self.printable(note))

    def family(self, note: Note | None = None) -> FamilyPlan:
        return self.doctor.run(family_plan, self.chart(), self.printable(note))


def register(clinic: Any, identity: Entries, twin_of: Any = None) -> tuple[Patient, Any]:
    """A child registered by the nurse on the clock's day."""
    nurse = clinic.desk(Role.NURSE)
    draft = nurse.run(drafts.start_registration)
    draft = nurse.run(drafts.keep, draft.id, identity, seen=draft.version)
    request = str(uuid4())
    return nurse.run(children.register, draft.id, seen=draft.version, twin_of=twin_of, request_id=request)


def examined(clinic: Any) -> Played:
    """Registered and examined, not signed yet."""
    clinic.clock.go_to(DAY)
    patient, visit = register(clinic, IDENTITY | INTAKE)
    one = Played(clinic, patient, clinic.desk(Role.PAEDIATRICIAN).run(worklist.open_record, visit.id))
    one.write(EXAM)
    return one
