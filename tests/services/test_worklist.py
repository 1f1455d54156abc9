"""The day's list and the record of a visit, on a real encrypted file."""

from datetime import date, time

import pytest

from clinic_app.domain.errors import ConflictError, NotAllowedError
from clinic_app.domain.people import Patient, PatientId, Role, Sex
from clinic_app.domain.visits import VisitState
from clinic_app.services import drafts, worklist

DAY = date(2026, 11, 18)


def add_child(clinic, number="D-00412", given="Ayla", family="Brightwater") -> Patient:
    child = Patient(PatientId(f"p-{number}"), number, family, given, date(2026, 3, 14), Sex.FEMALE)
    with clinic.context.uow() as work:
        work.patients.add(child)
        work.commit()
    return child


def test_the_list_is_in_the_order_of_its_times(clinic) -> None:
    desk = clinic.desk(Role.NURSE)
    first, second = add_child(clinic), add_child(clinic, "D-00413", "Isla")
    desk.run(worklist.book_visit, second.id, DAY, None, "Review with twin", request_id="r2")
    desk.run(worklist.book_visit, first.id, DAY, time(10, 20), "Leg shakes", request_id="r1")
    rows = desk.run(worklist.day_list, DAY)
    assert [row.patient.given_name for row in rows] == ["Ayla", "Isla"]
    assert rows[0].note == "none"


def test_booking_twice_with_one_request_makes_one_visit(clinic) -> None:
    desk = clinic.desk(Role.NURSE)
    child = add_child(clinic)
    one = desk.run(worklist.book_visit, child.id, DAY, None, "Leg shakes", request_id="same")
    two = desk.run(worklist.book_visit, child.id, DAY, None, "Leg shakes", request_id="same")
    assert one == two
    assert len(desk.run(worklist.day_list, DAY)) == 1


def test_a_state_set_by_somebody_else_meanwhile_is_not_overwritten(clinic) -> None:
    nurse, doctor = clinic.desk(Role.NURSE), clinic.desk(Role.PAEDIATRICIAN)
    visit = nurse.run(worklist.book_visit, add_child(clinic).id, DAY, None, "", request_id="r")
    nurse.run(worklist.set_visit_state, visit.id, VisitState.READY, seen=visit.version)
    with pytest.raises(ConflictError):
        doctor.run(worklist.set_visit_state, visit.id, VisitState.DONE, seen=visit.version)


def test_starting_a_visit_keeps_the_booked_one_and_its_draft(clinic) -> None:
    nurse, doctor = clinic.desk(Role.NURSE), clinic.desk(Role.PAEDIATRICIAN)
    child = add_child(clinic)
    booked = nurse.run(worklist.book_visit, child.id, DAY, time(9, 0), "Shakes", request_id="r")
    visit, draft = nurse.run(worklist.start_visit, child.id, "", request_id="s1")
    again, same = doctor.run(worklist.start_visit, child.id, "", request_id="s2")
    assert visit.id == again.id == booked.id
    assert draft.id == same.id


def test_a_nurse_writes_the_intake_and_not_the_doctors_part(clinic) -> None:
    nurse = clinic.desk(Role.NURSE)
    _, draft = nurse.run(worklist.start_visit, add_child(clinic).id, "Shakes", request_id="s")
    patch = {"answer:temp_c": {"state": "recorded", "value": {"number": "36.8"}}}
    kept = nurse.run(drafts.keep, draft.id, patch, seen=draft.version)
    assert kept.version == draft.version + 1
    for key in ("text:assessment", "flag:RF-U12", "plan:1"):
        with pytest.raises(NotAllowedError):
            nurse.run(drafts.keep, draft.id, {key: "x"}, seen=kept.version)


def test_every_change_is_in_the_log_and_the_chain_holds(clinic) -> None:
    desk = clinic.desk(Role.NURSE)
    before = clinic.context.reads.verify_audit()
    desk.run(worklist.start_visit, add_child(clinic).id, "Shakes", request_id="s")
    after = clinic.context.reads.verify_audit()
    assert after.events > before.events
    assert after.broken_at is None
