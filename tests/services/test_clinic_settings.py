"""Staff, letterhead and log, on a real encrypted file with real key slots."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import pytest

from clinic_app.bootstrap import OpenRecord, RecordFile
from clinic_app.domain.clinic import Clinic
from clinic_app.domain.errors import EnvironmentProblem, NotAllowedError, NotFoundError, UserError
from clinic_app.domain.people import Actor, Patient, PatientId, Person, PersonId, Role, Sex
from clinic_app.services import clinic_settings
from clinic_app.services.access import Action
from clinic_app.services.context import Desk
from clinic_app.storage.key_slots import KdfCost
from clinic_app.storage.keys import KeyVault
from clinic_app.storage.paths import ClinicFolder

OWN = "correct horse battery maple"
HERS = "violet engine harbour moss"
NEW = "copper lantern seven dunes"
NURSE = Person(PersonId("p-nurse"), "Sefa Quill", Role.NURSE)


class Hours:
    """Seconds that jump an hour at each look, so that no wait after a wrong password is left."""

    now = 0.0

    def __call__(self) -> float:
        self.now += 3600.0
        return self.now


@dataclass
class Led:
    """A clinic whose first person leads it."""

    record: RecordFile
    opened: OpenRecord
    folder: ClinicFolder

    @property
    def reads(self):
        return self.opened.desk.context.reads

    def run(self, *args, **kwargs):
        return self.opened.desk.run(*args, **kwargs)

    def desk_as(self, role: Role) -> Desk:
        return Desk(self.opened.desk.context, Actor(PersonId(f"id-{role}"), f"The {role}", role, "Station 1"))

    def reasons(self) -> list[str]:
        """Reasons of every event but those of opening the record."""
        lines = self.run(clinic_settings.audit_log, 50)
        return [line.reason for line in lines if line.action != Action.OPEN_RECORD]

    def listed(self) -> list[str]:
        return [one.name for one in self.record.people()]

    def state(self) -> dict[str, bool]:
        return {one.name: one.active for one in self.reads.people()}

    def reopen(self, person_id: str, password: str) -> OpenRecord:
        self.opened.close()
        self.opened = self.record.unlock(person_id, password)
        return self.opened


@pytest.fixture
def led(tmp_path, clock) -> Iterator[Led]:
    folder = ClinicFolder.at(tmp_path / "record")
    record = RecordFile(folder, clock, KeyVault(folder, KdfCost(64, 1, 1), Hours()))
    made = record.create(Clinic("Maple Hollow"), "Dr Mara Tallow", Role.LEAD, OWN)
    clinic = Led(record, made.opened, folder)
    yield clinic
    clinic.opened.close()


def add_nurse(led: Led) -> None:
    led.record.add_person(led.opened, OWN, NURSE, HERS)


def test_a_nurse_is_added_and_signs_in_with_her_own_password(led) -> None:
    lead = led.opened.desk.actor
    add_nurse(led)
    assert led.reasons()[0] == "person_added"
    opened = led.reopen(NURSE.id, HERS)
    assert (opened.desk.actor.name, opened.desk.actor.role) == ("Sefa Quill", Role.NURSE)
    with pytest.raises(UserError):
        led.record.unlock(NURSE.id, OWN)
    assert led.reopen(lead.person_id, OWN).desk.actor.role is Role.LEAD


def test_a_wrong_own_password_changes_nothing(led) -> None:
    files = [path.read_bytes() for path in led.folder.key_slots]
    with pytest.raises(UserError, match="not your own") as refused:
        led.record.add_person(led.opened, OWN + "x", NURSE, HERS)
    assert refused.value.field == "own_password"
    assert led.listed() == ["Dr Mara Tallow"]
    assert led.state() == {"Dr Mara Tallow": True}
    assert led.reasons() == []
    assert [path.read_bytes() for path in led.folder.key_slots] == files


def test_the_wait_after_a_wrong_own_password_is_said_at_its_field(led, clock) -> None:
    hurried = RecordFile(led.folder, clock, KeyVault(led.folder, KdfCost(64, 1, 1), lambda: 1e9))
    for says in ("not your own", "seconds|second|moment|[Ww]ait"):
        with pytest.raises(UserError, match=says) as refused:
            hurried.add_person(led.opened, OWN + "x", NURSE, HERS)
        assert refused.value.field == "own_password"
    assert led.listed() == ["Dr Mara Tallow"]


@pytest.mark.parametrize(
    ("name", "password", "field"),
    [
        ("  ", HERS, "name"),
        ("dr mara TALLOW ", HERS, "name"),
        ("Two\nlines", HERS, "name"),
        ("n" * 121, HERS, "name"),
        ("Sefa Quill", "short", "password"),
        ("Sefa Quill", "sefaquill12345678", "password"),
        ("Sefa Quill", "maplehollow123456", "password"),
    ],
)
def test_what_does_not_fit_is_said_at_its_field_and_nothing_is_kept(led, name, password, field) -> None:
    with pytest.raises(UserError) as refused:
        led.record.add_person(led.opened, OWN, replace(NURSE, name=name), password)
    assert refused.value.field == field
    assert led.state() == {"Dr Mara Tallow": True}
    assert led.listed() == ["Dr Mara Tallow"]


def test_a_place_without_a_password_is_harmless_and_is_completed_by_repeating(led, monkeypatch) -> None:
    def no_disk(*_args, **_kwargs) -> None:
        raise EnvironmentProblem("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(KeyVault, "set_password", no_disk)
        with pytest.raises(EnvironmentProblem):
            add_nurse(led)
    assert led.state()["Sefa Quill"] is True
    assert led.listed() == ["Dr Mara Tallow"]
    add_nurse(led)
    assert led.reasons().count("person_added") == 1
    assert led.reopen(NURSE.id, HERS).desk.actor.name == "Sefa Quill"


def test_a_forgotten_password_is_replaced(led) -> None:
    add_nurse(led)
    led.record.give_password(led.opened, OWN, NURSE.id, NEW)
    assert led.reasons()[0] == "password_given"
    led.opened.close()
    with pytest.raises(UserError):
        led.record.unlock(NURSE.id, HERS)
    led.opened = led.record.unlock(NURSE.id, NEW)
    assert led.opened.desk.actor.person_id == NURSE.id


def test_nobody_the_record_does_not_know_gets_a_password(led) -> None:
    with pytest.raises(NotFoundError):
        led.record.give_password(led.opened, OWN, PersonId("stranger"), HERS)
    assert led.listed() == ["Dr Mara Tallow"]


def test_a_deactivated_person_loses_the_key_and_gets_it_back_with_a_new_password(led) -> None:
    add_nurse(led)
    led.record.deactivate(led.opened, OWN, NURSE.id)
    assert led.listed() == ["Dr Mara Tallow"]
    assert led.state()["Sefa Quill"] is False
    assert led.reasons()[0] == "person_inactive"
    led.record.give_password(led.opened, OWN, NURSE.id, NEW)
    assert led.reopen(NURSE.id, NEW).desk.actor.name == "Sefa Quill"


def test_the_record_refuses_a_deactivated_person_who_still_has_a_key(led) -> None:
    lead = led.opened.desk.actor
    add_nurse(led)
    led.run(clinic_settings.set_person_active, NURSE.id, active=False)
    led.opened.close()
    with pytest.raises(NotAllowedError, match="no active place"):
        led.record.unlock(NURSE.id, HERS)
    led.opened = led.record.unlock(lead.person_id, OWN)
    led.run(clinic_settings.set_person_active, NURSE.id, active=True)
    assert led.reasons()[:2] == ["person_active", "person_inactive"]
    assert led.reopen(NURSE.id, HERS).desk.actor.name == "Sefa Quill"


def test_nobody_deactivates_themselves(led) -> None:
    with pytest.raises(UserError, match="their own access"):
        led.record.deactivate(led.opened, OWN, led.opened.desk.actor.person_id)
    assert led.state() == {"Dr Mara Tallow": True}
    assert led.listed() == ["Dr Mara Tallow"]


def test_the_last_person_who_may_manage_stays(led) -> None:
    lead = led.opened.desk.actor.person_id
    office = led.desk_as(Role.ADMINISTRATOR)
    add_nurse(led)
    with pytest.raises(UserError, match="last person"):
        office.run(clinic_settings.set_person_active, lead, active=False)
    led.record.add_person(led.opened, OWN, Person(PersonId("p-office"), "Orla Renner", Role.ADMINISTRATOR), NEW)
    office.run(clinic_settings.set_person_active, lead, active=False)
    assert led.state() == {"Dr Mara Tallow": False, "Orla Renner": True, "Sefa Quill": True}
    with pytest.raises(UserError, match="last person"):
        office.run(clinic_settings.set_person_active, PersonId("p-office"), active=False)


def test_a_name_taken_meanwhile_is_not_given_twice(led) -> None:
    add_nurse(led)
    led.run(clinic_settings.set_person_active, NURSE.id, active=False)
    led.run(clinic_settings.add_person, Person(PersonId("other"), "sefa quill", Role.NURSE))
    with pytest.raises(UserError, match="tells the two apart"):
        led.run(clinic_settings.set_person_active, NURSE.id, active=True)
    with pytest.raises(UserError, match="tells the two apart"):
        led.record.give_password(led.opened, OWN, NURSE.id, NEW)


@pytest.mark.parametrize("role", [Role.NURSE, Role.PAEDIATRICIAN, Role.AUDITOR])
def test_who_may_not_manage_changes_nothing(led, role) -> None:
    add_nurse(led)
    other = led.desk_as(role)
    opened = replace(led.opened, desk=other)
    for attempt in (
        lambda: other.run(clinic_settings.save_clinic, Clinic("Other")),
        lambda: other.run(clinic_settings.record_content_review),
        lambda: other.run(clinic_settings.set_person_active, NURSE.id, active=False),
        lambda: led.record.add_person(opened, OWN, replace(NURSE, id=PersonId("x"), name="X"), HERS),
        lambda: led.record.give_password(opened, OWN, NURSE.id, NEW),
        lambda: led.record.deactivate(opened, OWN, NURSE.id),
    ):
        with pytest.raises(NotAllowedError):
            attempt()
    assert led.reasons() == ["person_added"]
    assert sorted(led.listed()) == ["Dr Mara Tallow", "Sefa Quill"]


def test_the_letterhead_is_stored_and_the_rest_of_the_clinic_kept(led) -> None:
    led.run(clinic_settings.record_content_review)
    typed = Clinic(
        " Maple Hollow Clinic ", "3 Mill Row", "000 555 0118", "000 555 0199", demo=True, number_prefix="MH-"
    )
    saved = led.run(clinic_settings.save_clinic, typed)
    assert saved == Clinic(
        "Maple Hollow Clinic", "3 Mill Row", "000 555 0118", "000 555 0199",
        content_reviewed_by="Dr Mara Tallow, 18 Nov 2026", number_prefix="MH-",
    )  # fmt: skip
    assert led.reads.clinic() == saved
    assert led.reasons()[0] == "letterhead"
    led.run(clinic_settings.save_clinic, saved)
    assert led.reasons().count("letterhead") == 1


def test_the_unlock_screen_follows_a_new_name_from_the_next_unlock_on(led) -> None:
    lead = led.opened.desk.actor.person_id
    led.run(clinic_settings.save_clinic, Clinic("Mill Row Clinic"))
    led.reopen(lead, OWN)
    assert led.record.clinic_name() == "Mill Row Clinic"
    assert led.reopen(lead, OWN).clinic.name == "Mill Row Clinic"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": " "}, "name"),
        ({"phone": "0\n1"}, "phone"),
        ({"address": "a" * 121}, "address"),
        ({"number_prefix": "D 1"}, "prefix"),
        ({"number_prefix": "D" * 13}, "prefix"),
    ],
)
def test_a_letterhead_that_does_not_fit_is_refused_at_its_field(led, change, field) -> None:
    before = led.reads.clinic()
    with pytest.raises(UserError) as refused:
        led.run(clinic_settings.save_clinic, replace(before, **change))
    assert refused.value.field == field
    assert led.reads.clinic() == before


def test_the_prefix_stays_once_a_child_carries_it(led) -> None:
    assert led.run(clinic_settings.has_children) is False
    with led.opened.desk.context.uow() as work:
        work.patients.add(Patient(PatientId("c1"), "D-00001", "Vale", "Ivy", date(2026, 3, 14), Sex.FEMALE))
        work.commit()
    assert led.run(clinic_settings.has_children) is True
    with pytest.raises(UserError, match="record numbers") as refused:
        led.run(clinic_settings.save_clinic, Clinic("Maple Hollow", number_prefix="X-"))
    assert refused.value.field == "prefix"


def test_a_review_of_the_content_needs_a_clinician_who_manages(led) -> None:
    with pytest.raises(NotAllowedError, match="clinician"):
        led.desk_as(Role.ADMINISTRATOR).run(clinic_settings.record_content_review)
    assert led.reads.clinic().content_reviewed_by == ""
    led.run(clinic_settings.record_content_review)
    assert led.reads.clinic().content_reviewed_by == "Dr Mara Tallow, 18 Nov 2026"
    assert led.reasons() == ["content_review"]


def test_the_log_lists_newest_first_in_pages_and_names_no_child(led) -> None:
    with led.opened.desk.context.uow() as work:
        work.patients.add(Patient(PatientId("c1"), "D-00001", "Vale", "Ivy", date(2026, 3, 14), Sex.FEMALE))
        led.opened.desk.context.record(work, led.opened.desk.actor, Action.READ_CHART, patient="c1")
        work.commit()
    add_nurse(led)
    newest, oldest, opened = led.run(clinic_settings.audit_log, 10)
    assert (opened.action, opened.reason) == ("open_record", "set_up")
    assert (newest.reason, newest.person, newest.number) == ("person_added", "Sefa Quill", "")
    assert (oldest.action, oldest.number, oldest.who) == ("read_chart", "D-00001", "Dr Mara Tallow")
    assert "Vale" not in str(oldest)
    assert led.run(clinic_settings.audit_log, 1) == (newest,)
    assert led.run(clinic_settings.audit_log, 10, newest.seq) == (oldest, opened)
    assert led.run(clinic_settings.audit_log, 10, opened.seq) == ()
    report = led.run(clinic_settings.check_audit)
    assert (report.events, report.broken_at) == (3, None)


@pytest.mark.parametrize("role", [Role.NURSE, Role.PAEDIATRICIAN])
def test_the_log_is_not_for_everybody(led, role) -> None:
    with pytest.raises(NotAllowedError):
        led.desk_as(role).run(clinic_settings.audit_log, 10)
    with pytest.raises(NotAllowedError):
        led.desk_as(role).run(clinic_settings.check_audit)


def test_roles_that_may(led) -> None:
    permissions = led.opened.desk.context.permissions
    managers = clinic_settings.roles_that_may(permissions, Action.MANAGE_CLINIC)
    assert managers == (Role.LEAD, Role.ADMINISTRATOR)
    assert clinic_settings.roles_that_may(permissions, Action.MANAGE_CLINIC, Action.SIGN_NOTE) == (Role.LEAD,)
