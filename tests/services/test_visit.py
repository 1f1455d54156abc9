"""One visit from registration to the sealed note, on a real encrypted file."""

import json
from datetime import date
from decimal import Decimal

import pytest

from clinic_app.domain.answers import Answer, ItemKey
from clinic_app.domain.errors import ClinicError, ConflictError, SealedError, UserError
from clinic_app.domain.notes import digest
from clinic_app.domain.people import Role
from clinic_app.domain.plans import PlanLine, PlanLineId
from clinic_app.domain.record import ASSESSMENT, VisitRecord, answer_key, flag_key, plan_key, typed_key
from clinic_app.domain.sides import Side
from clinic_app.services import assessing, chart, children, drafts, signing, worklist

BORN = date(2026, 3, 14)


def entry(field: str, value, side: Side = Side.NONE, **more):
    return {answer_key(ItemKey(field, side)): Answer(value, **more).to_json()}


IDENTITY = (
    entry("pt_family_name", "Brightwater")
    | entry("pt_given_name", "Ayla")
    | entry("pt_birth_date", BORN)
    | entry("sex", "female")
    | entry("pt_ga_weeks", Decimal(34), unit="weeks")
    | entry("pt_ga_days", Decimal(3), unit="days")
    | entry("visit_reason", "Leg shakes when stretched")
    | entry("hx_allergy_status", "none_known")
    | entry("birth_weight_g", Decimal(2100), unit="g")
    | entry("weight_kg", Decimal("6.84"), unit="kg")
)
EXAM = (
    entry("ex_dtr_patellar", "3", Side.RIGHT, scale="dtr_common")
    | entry("ex_dtr_patellar", "2", Side.LEFT, scale="dtr_common")
    | entry("ex_clonus_beats", Decimal(6), Side.RIGHT, unit="beats")
    | entry("ex_clonus_beats", Decimal(2), Side.LEFT, unit="beats")
    | {answer_key(ItemKey("ex_refl_palmar_grasp", Side.RIGHT)): Answer.not_examined("asleep").to_json()}
)


def register(clinic, identity=IDENTITY, request_id="reg"):
    nurse = clinic.desk(Role.NURSE)
    draft = nurse.run(drafts.start_registration)
    draft = nurse.run(drafts.keep, draft.id, identity, seen=draft.version)
    return nurse.run(children.register, draft.id, seen=draft.version, request_id=request_id)


def examined(clinic):
    patient, visit = register(clinic)
    doctor = clinic.desk(Role.PAEDIATRICIAN)
    draft = doctor.run(worklist.open_record, visit.id)
    return patient, visit, doctor, doctor.run(drafts.keep, draft.id, EXAM, seen=draft.version)


def answered(clinic):
    """An examined visit with an answer to every flag."""
    patient, visit, doctor, draft = examined(clinic)
    record = VisitRecord.from_entries({key: one.value for key, one in draft.entries.items()})
    picture = doctor.run(assessing.assess_visit, doctor.run(chart.open_chart, patient.id), record, visit.day)
    first, *rest = [flag.id for flag in picture.assessment.flags]
    line = PlanLine(PlanLineId("l1"), "Refer: movement team", "asymmetry", date(2026, 12, 2), "Dr Tallow", "", (first,))
    patch = {plan_key(line.id): line.to_json(), ASSESSMENT: "Right leg brisker."} | {
        flag_key(rule): {"dismissed": True, "reason": "seen with the first finding"} for rule in rest
    }
    return patient, visit, doctor, doctor.run(drafts.keep, draft.id, patch, seen=draft.version)


def test_registration_makes_the_child_and_carries_the_answers_into_the_visit(clinic) -> None:
    patient, visit = register(clinic)
    assert patient.display_name == "BRIGHTWATER, Ayla"
    assert str(patient.gestation) == "34+3"
    assert patient.allergies == "None known"
    draft = clinic.desk(Role.NURSE).run(worklist.open_record, visit.id)
    record = VisitRecord.from_entries({key: one.value for key, one in draft.entries.items()})
    assert record.answers[ItemKey("weight_kg")].value == Decimal("6.84")
    assert clinic.desk(Role.NURSE).run(drafts.unfinished_registrations) == ()


def test_registering_twice_with_one_request_makes_one_child(clinic) -> None:
    nurse = clinic.desk(Role.NURSE)
    draft = nurse.run(drafts.start_registration)
    draft = nurse.run(drafts.keep, draft.id, IDENTITY, seen=draft.version)
    one, _ = nurse.run(children.register, draft.id, seen=draft.version, request_id="same")
    two, _ = nurse.run(children.register, draft.id, seen=draft.version, request_id="same")
    assert one == two
    assert clinic.context.reads.search(children.understand("bright", clinic.clock.today())).children == 1


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("pt_birth_date", date(2030, 1, 1), "future"),
        ("pt_ga_weeks", Decimal(46), "46 weeks"),
        ("pt_ga_weeks", Decimal(19), "19 weeks"),
        ("pt_family_name", "   ", "family name"),
    ],
)
def test_an_impossible_identity_is_refused_and_the_form_is_kept(clinic, field, value, sentence) -> None:
    nurse = clinic.desk(Role.NURSE)
    draft = nurse.run(drafts.start_registration)
    draft = nurse.run(drafts.keep, draft.id, IDENTITY | entry(field, value), seen=draft.version)
    with pytest.raises(UserError, match=sentence):
        nurse.run(children.register, draft.id, seen=draft.version, request_id="r")
    assert [one.id for one in nurse.run(drafts.unfinished_registrations)] == [draft.id]


@pytest.mark.parametrize("name", ["<img src=x>", "O'Neil", "=cmd|' /C calc'!A0", "שרה", "Zoë 🙂", "a" * 200])
def test_any_name_is_kept_exactly(clinic, name) -> None:
    patient, _ = register(clinic, IDENTITY | entry("pt_given_name", name))
    assert clinic.context.reads.patient(patient.id).given_name == name


def test_twins_get_one_group_and_two_letters(clinic) -> None:
    ayla, _ = register(clinic)
    nurse = clinic.desk(Role.NURSE)
    draft = nurse.run(drafts.start_registration)
    draft = nurse.run(drafts.keep, draft.id, IDENTITY | entry("pt_given_name", "Isla"), seen=draft.version)
    hints = nurse.run(children.possible_duplicates, "Brightwater", "Isla", BORN)
    assert [hint.likeness for hint in hints] == [children.Likeness.TWIN]
    isla, _ = nurse.run(children.register, draft.id, seen=draft.version, twin_of=ayla.id, request_id="isla")
    assert isla.birth_order == "B"
    assert [one.birth_order for one in clinic.context.reads.twins_of(isla)] == ["A"]


def test_findings_raise_flags_with_their_inputs(clinic) -> None:
    patient, visit, doctor, draft = examined(clinic)
    record = VisitRecord.from_entries({key: one.value for key, one in draft.entries.items()})
    picture = doctor.run(assessing.assess_visit, doctor.run(chart.open_chart, patient.id), record, visit.day)
    raised = {flag.id: flag for flag in picture.assessment.flags}
    assert "EX28" in raised
    assert raised["EX28"].inputs["ex_dtr_patellar_right"] == "3"
    assert picture.age.corrected_text == "6 m 27 d"


def test_an_unanswered_flag_stands_in_the_way_of_signing(clinic) -> None:
    _, _, doctor, draft = examined(clinic)
    with pytest.raises(UserError, match="No answer yet"):
        doctor.run(signing.sign_visit, draft.id, seen=draft.version, request_id="s")


def test_a_signed_note_is_sealed_and_its_findings_and_plan_are_filed(clinic) -> None:
    patient, visit, doctor, draft = answered(clinic)
    note = doctor.run(signing.sign_visit, draft.id, seen=draft.version, request_id="s")
    assert note.sha256 == digest(note.document)
    assert doctor.run(signing.sign_visit, draft.id, seen=draft.version, request_id="s") == note
    read = doctor.run(chart.open_chart, patient.id)
    assert read.last_findings()[ItemKey("ex_clonus_beats", Side.RIGHT)].number == 6
    assert read.last_findings()[ItemKey("ex_refl_palmar_grasp", Side.RIGHT)].code == "not_examined"
    assert [item.line.what for item in read.plan] == ["Refer: movement team"]
    assert [row.visit.state for row in doctor.run(worklist.day_list, visit.day)] == ["done"]
    content = json.loads(note.document)
    assert content["entries"]["text:assessment"]["value"] == "Right leg brisker."
    with pytest.raises(ClinicError):
        doctor.run(drafts.keep, draft.id, {ASSESSMENT: "changed"}, seen=draft.version)


def test_what_changed_since_it_was_looked_at_is_not_signed(clinic) -> None:
    _, _, doctor, draft = answered(clinic)
    clinic.desk(Role.NURSE).run(drafts.keep, draft.id, entry("temp_c", Decimal("36.8")), seen=draft.version)
    with pytest.raises(ConflictError):
        doctor.run(signing.sign_visit, draft.id, seen=draft.version, request_id="s")


def test_an_addendum_stands_beside_the_note(clinic) -> None:
    _, _, doctor, draft = answered(clinic)
    note = doctor.run(signing.sign_visit, draft.id, seen=draft.version, request_id="s")
    added = doctor.run(signing.add_addendum, note.id, "Phoned the team.", request_id="a")
    read = clinic.context.reads.note(note.id)
    assert read.addenda == (added,)
    assert read.document == note.document


def test_birth_history_counts_at_the_next_visit_and_findings_do_not(clinic) -> None:
    patient, _, doctor, draft = answered(clinic)
    doctor.run(signing.sign_visit, draft.id, seen=draft.version, request_id="s")
    clinic.clock.go_to(date(2026, 12, 22))
    visit, second = doctor.run(worklist.start_visit, patient.id, "Review", request_id="v2")
    assert second.entries == {}
    picture = doctor.run(
        assessing.assess_visit, doctor.run(chart.open_chart, patient.id), VisitRecord(), clinic.clock.today()
    )
    assert picture.facts["birth_weight_g"] == 2100
    assert "ex_dtr_patellar_right" not in picture.facts
    assert visit.day == date(2026, 12, 22)


def test_a_signed_visit_is_not_opened_again_and_a_second_one_may_start(clinic) -> None:
    patient, visit, doctor, draft = answered(clinic)
    doctor.run(signing.sign_visit, draft.id, seen=draft.version, request_id="s")
    with pytest.raises(SealedError):
        doctor.run(worklist.open_record, visit.id)
    again, fresh = doctor.run(worklist.start_visit, patient.id, "Came back", request_id="again")
    assert again.id != visit.id
    assert fresh.entries == {}


def test_a_text_that_was_not_accepted_stands_in_the_way_and_names_its_field(clinic) -> None:
    _, _, doctor, draft = answered(clinic)
    key = typed_key(ItemKey("weight_kg"))
    draft = doctor.run(drafts.keep, draft.id, {key: "six and a half"}, seen=draft.version)
    with pytest.raises(UserError, match=r"Weight.*not accepted") as refused:
        doctor.run(signing.sign_visit, draft.id, seen=draft.version, request_id="s")
    assert refused.value.field == key
    assert "six" not in str(refused.value)
    draft = doctor.run(drafts.keep, draft.id, {key: None}, seen=draft.version)
    assert doctor.run(signing.sign_visit, draft.id, seen=draft.version, request_id="s").day == clinic.clock.today()
