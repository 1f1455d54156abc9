"""The log knows who opened the record, who tried in vain, and when it was locked; it holds no child and no secret."""

from dataclasses import dataclass

import pytest

from clinic_app.bootstrap import OpenRecord, RecordFile
from clinic_app.domain.clinic import Clinic
from clinic_app.domain.errors import UserError
from clinic_app.domain.people import Person, PersonId, Role
from clinic_app.domain.sessions import Locked
from clinic_app.services import clinic_settings, sessions
from clinic_app.storage.key_slots import KdfCost
from clinic_app.storage.keys import KeyVault
from clinic_app.storage.paths import ClinicFolder
from clinic_app.ui.pages.settings.words import event_words

OWN = "correct horse battery maple"
NEW = "copper lantern seven dunes"


class Hours:
    now = 0.0

    def __call__(self) -> float:
        self.now += 3600.0
        return self.now


@dataclass
class Door:
    record: RecordFile
    folder: ClinicFolder
    recovery: str
    lead: str
    opened: list[OpenRecord]

    def unlock(self, password: str = OWN) -> OpenRecord:
        self.opened.append(self.record.unlock(self.lead, password))
        return self.opened[-1]

    def refused(self, password: str = "not the one") -> None:  # noqa: S107  a wrong password is no secret
        with pytest.raises(UserError):
            self.record.unlock(self.lead, password)

    def events(self) -> list[tuple[str, str, str]]:
        """Outcome, reason and name of each event of opening, oldest first."""
        lines = self.opened[-1].desk.run(clinic_settings.audit_log, 50)
        return [(one.outcome, one.reason, one.who) for one in reversed(lines) if one.action == "open_record"]


@pytest.fixture
def door(tmp_path, clock):
    folder = ClinicFolder.at(tmp_path / "record")
    record = RecordFile(folder, clock, KeyVault(folder, KdfCost(64, 1, 1), Hours()))
    new = record.create(Clinic("Maple Hollow"), "Dr Mara Tallow", Role.LEAD, OWN)
    door = Door(record, folder, new.recovery, new.opened.desk.actor.person_id, [new.opened])
    yield door
    for one in door.opened:
        one.close()


DONE_SET_UP = ("done", "set_up", "Dr Mara Tallow")
DONE_PASSWORD = ("done", "password", "Dr Mara Tallow")


def test_setting_up_opening_and_locking_are_logged(door) -> None:
    assert door.events() == [DONE_SET_UP]
    door.opened[-1].desk.run(sessions.note_locked, Locked.IDLE)
    door.opened[-1].close()
    door.unlock()
    assert door.events() == [DONE_SET_UP, ("done", "idle", "Dr Mara Tallow"), DONE_PASSWORD]
    assert door.opened[-1].desk.run(clinic_settings.check_audit).broken_at is None


def test_wrong_passwords_are_logged_at_the_next_opening_at_their_own_time_and_once(door, clock) -> None:
    door.opened[-1].close()
    door.refused()
    door.refused()
    before = clock.now()
    door.unlock()
    wrong = ("refused", "wrong_password", "Dr Mara Tallow")
    assert door.events() == [DONE_SET_UP, wrong, wrong, DONE_PASSWORD]
    lines = door.opened[-1].desk.run(clinic_settings.audit_log, 50)
    assert all(line.at < before for line in lines if line.outcome == "refused")
    door.opened[-1].close()
    door.unlock()
    assert door.events().count(wrong) == 2


def test_of_somebody_unknown_nothing_is_kept(door) -> None:
    door.opened[-1].close()
    with pytest.raises(UserError):
        door.record.unlock("nobody", "not the password at all")
    door.unlock()
    assert door.events() == [DONE_SET_UP, DONE_PASSWORD]


def test_the_recovery_key_in_vain_and_in_use(door) -> None:
    door.opened[-1].close()
    with pytest.raises(UserError):
        door.record.unlock_with_recovery("ABCD", door.lead, NEW)
    door.opened.append(door.record.unlock_with_recovery(door.recovery, door.lead, NEW))
    assert [one[:2] for one in door.events()] == [
        ("done", "set_up"),
        ("refused", "wrong_recovery_key"),
        ("done", "recovery_key"),
    ]


def test_a_wrong_own_password_at_the_open_record_is_logged(door) -> None:
    with pytest.raises(UserError):
        door.record.add_person(door.opened[-1], OWN + "x", Person(PersonId("n"), "Sefa Quill", Role.NURSE), NEW)
    assert door.events()[-1] == ("refused", "wrong_own_password", "Dr Mara Tallow")


def test_the_file_of_tries_is_private_and_holds_no_secret_and_damaged_it_keeps_nobody_out(door) -> None:
    door.opened[-1].close()
    door.refused("a mistyped passphrase")
    kept = door.folder.failed_unlocks
    assert kept.stat().st_mode & 0o077 == 0
    assert "passphrase" not in kept.read_text()
    kept.write_text("{ not ours")
    door.unlock()
    assert door.events() == [DONE_SET_UP, DONE_PASSWORD]


@pytest.mark.parametrize(
    "reason",
    [
        "password",
        "recovery_key",
        "set_up",
        "locked",
        "idle",
        "closed",
        "wrong_password",
        "wrong_own_password",
        "wrong_recovery_key",
    ],
)
def test_every_event_of_opening_has_words(door, reason) -> None:
    desk = door.opened[-1].desk
    desk.run(sessions.note_refused, reason)
    said = event_words(desk.run(clinic_settings.audit_log, 1)[0])
    assert said.kind == "Access"
    assert "_" not in said.what
    assert said.what.endswith("(refused)")
    assert "Open record" not in said.what
