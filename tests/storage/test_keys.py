"""The key-slot file: who opens, who does not, and what a crash may leave."""

import json
import os
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from clinic_app.domain.errors import EnvironmentProblem, UserError
from clinic_app.storage.key_slots import DataKey, KdfCost
from clinic_app.storage.keys import WRONG_PASSWORD, KeyVault, NewKeys, SlotOwner
from clinic_app.storage.paths import ClinicFolder
from clinic_app.storage.throttle import TooSoonError

CHEAP = KdfCost(memory_kib=64, passes=1, lanes=1)
LEAD = SlotOwner("p-lead", "Ada Okafor", "lead")
NURSE = SlotOwner("p-nurse", "Ben Sato", "nurse")
PHRASE = "plum tractor echo window"
OTHER = "violet engine harbour moss"


@dataclass
class Hours:
    """A clock that jumps an hour at each look, so that no wait is ever left."""

    now: float = field(default=0.0)

    def __call__(self) -> float:
        self.now += 3600.0
        return self.now


@pytest.fixture
def vault(folder: ClinicFolder) -> KeyVault:
    return KeyVault(folder, CHEAP, Hours())


@pytest.fixture
def keys(vault: KeyVault) -> NewKeys:
    return vault.create("Lindenhof", LEAD, PHRASE)


def test_real_cost_opens_with_the_right_password_only(folder: ClinicFolder) -> None:
    vault = KeyVault(folder, clock=Hours())
    made = vault.create("Lindenhof", LEAD, PHRASE)
    slot = json.loads(folder.key_slots[0].read_text("utf-8"))["people"][0]
    assert slot["cost"] == {"memory_kib": 65536, "passes": 3, "lanes": 4}
    assert len(bytes.fromhex(slot["wrapped"]["salt"])) == 16
    assert vault.unlock(LEAD.person_id, PHRASE) == made.data_key
    with pytest.raises(UserError, match=WRONG_PASSWORD):
        vault.unlock(LEAD.person_id, PHRASE + "x")


def test_names_are_readable_before_anybody_unlocks(vault: KeyVault, keys: NewKeys) -> None:
    assert vault.people() == (LEAD,)
    assert vault.clinic_name() == "Lindenhof"


def test_nothing_in_the_file_or_the_text_form_opens_the_record(
    vault: KeyVault, keys: NewKeys, folder: ClinicFolder
) -> None:
    text = folder.key_slots[0].read_text("utf-8").casefold()
    for secret in (keys.data_key.raw.hex(), keys.recovery.casefold(), PHRASE):
        assert secret not in text
        assert secret not in repr(keys).casefold() + repr(keys.data_key).casefold()


def test_the_recovery_key_opens_and_ends_every_wait(folder: ClinicFolder) -> None:
    vault = KeyVault(folder, CHEAP, lambda: 5.0)
    made = vault.create("Lindenhof", LEAD, PHRASE)
    with pytest.raises(UserError):
        vault.unlock(LEAD.person_id, "wrong")
    with pytest.raises(TooSoonError):
        vault.unlock(LEAD.person_id, PHRASE)
    assert vault.unlock_with_recovery(made.recovery) == made.data_key
    assert vault.unlock(LEAD.person_id, PHRASE) == made.data_key


def test_another_clinics_recovery_key_is_told_apart(vault: KeyVault, keys: NewKeys, tmp_path: Path) -> None:
    other = KeyVault(ClinicFolder.at(tmp_path / "other"), CHEAP).create("Elsewhere", LEAD, PHRASE)
    with pytest.raises(UserError, match="not the one of this clinic"):
        vault.unlock_with_recovery(other.recovery)


def test_a_new_recovery_key_replaces_the_old(vault: KeyVault, keys: NewKeys) -> None:
    new = vault.new_recovery(keys.data_key)
    assert vault.unlock_with_recovery(new) == keys.data_key
    with pytest.raises(UserError):
        vault.unlock_with_recovery(keys.recovery)


def test_a_second_person_and_a_changed_password(vault: KeyVault, keys: NewKeys) -> None:
    vault.set_password(keys.data_key, NURSE, OTHER)
    assert vault.unlock(NURSE.person_id, OTHER) == keys.data_key
    vault.set_password(keys.data_key, LEAD, "copper lantern seven dunes")
    with pytest.raises(UserError):
        vault.unlock(LEAD.person_id, PHRASE)
    assert vault.unlock(LEAD.person_id, "copper lantern seven dunes") == keys.data_key
    assert [one.person_id for one in vault.people()] == [LEAD.person_id, NURSE.person_id], "everybody keeps the place"


def test_a_removed_person_does_not_open_and_the_last_stays(vault: KeyVault, keys: NewKeys) -> None:
    vault.set_password(keys.data_key, NURSE, OTHER)
    vault.remove(keys.data_key, NURSE.person_id)
    with pytest.raises(UserError):
        vault.unlock(NURSE.person_id, OTHER)
    with pytest.raises(UserError, match="last person"):
        vault.remove(keys.data_key, LEAD.person_id)


def test_an_unknown_person_derives_too_and_is_counted_once_for_all(
    vault: KeyVault, keys: NewKeys, folder: ClinicFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    spent: list[KdfCost] = []
    monkeypatch.setattr("clinic_app.storage.key_slots.spend_like_a_slot", lambda _, cost: spent.append(cost))
    for name in ("nobody-1", "nobody-2"):
        with pytest.raises(UserError, match=WRONG_PASSWORD):
            vault.unlock(name, PHRASE)
    assert spent == [CHEAP, CHEAP]
    assert list(json.loads(folder.throttle.read_text("utf-8"))) == ["-"]


def test_a_cheaper_slot_is_written_anew_at_unlock(folder: ClinicFolder, vault: KeyVault, keys: NewKeys) -> None:
    dearer = KdfCost(memory_kib=128, passes=2, lanes=1)
    assert KeyVault(folder, dearer, Hours()).unlock(LEAD.person_id, PHRASE) == keys.data_key
    slot = json.loads(folder.key_slots[0].read_text("utf-8"))["people"][0]
    assert slot["cost"] == {"memory_kib": 128, "passes": 2, "lanes": 1}
    assert vault.unlock(LEAD.person_id, PHRASE) == keys.data_key


@pytest.mark.parametrize("lost", [0, 1])
@pytest.mark.parametrize("how", ["missing", "torn", "foreign"])
def test_one_copy_is_enough_and_is_mended(
    vault: KeyVault, keys: NewKeys, folder: ClinicFolder, lost: int, how: str
) -> None:
    copy = folder.key_slots[lost]
    whole = copy.read_bytes()
    if how == "missing":
        copy.unlink()
    else:
        copy.write_bytes(whole[: len(whole) // 2] if how == "torn" else b'{"format": "something else"}')
    assert vault.unlock(LEAD.person_id, PHRASE) == keys.data_key
    assert copy.read_bytes() == whole


def test_both_copies_lost_is_a_sentence(vault: KeyVault, keys: NewKeys, folder: ClinicFolder) -> None:
    for copy in folder.key_slots:
        copy.unlink()
    with pytest.raises(EnvironmentProblem, match="key file"):
        vault.people()


def test_a_name_changed_from_outside_is_noticed(vault: KeyVault, keys: NewKeys, folder: ClinicFolder) -> None:
    import hashlib

    for copy in folder.key_slots:
        body = json.loads(copy.read_text("utf-8"))
        body["people"][0]["role"] = "administrator"
        del body["checksum"]
        text = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        body["checksum"] = hashlib.sha256(text.encode()).hexdigest()
        copy.write_text(json.dumps(body), "utf-8")
    assert vault.people()[0].role == "administrator"
    with pytest.raises(EnvironmentProblem, match="other than this program"):
        vault.unlock(LEAD.person_id, PHRASE)


class CrashError(BaseException):
    """Stands for the process being killed: nothing catches it."""


def _crash_at(monkeypatch: pytest.MonkeyPatch, call: str, nth: int) -> None:
    """Make the ``nth`` call of ``os.fsync`` or ``Path.replace`` the last thing that happens."""
    owner, name = (os, "fsync") if call == "fsync" else (Path, "replace")
    real, seen = getattr(owner, name), [0]

    def dying(*args: object) -> object:
        seen[0] += 1
        if seen[0] == nth:
            raise CrashError
        return real(*args)

    monkeypatch.setattr(owner, name, dying)


@pytest.mark.parametrize(("call", "nth"), [("fsync", 1), ("fsync", 2), ("replace", 1), ("replace", 2), ("fsync", 3)])
def test_a_crash_while_changing_a_password_leaves_old_or_new(
    vault: KeyVault, keys: NewKeys, folder: ClinicFolder, call: str, nth: int
) -> None:
    with pytest.MonkeyPatch.context() as patched:
        _crash_at(patched, call, nth)
        with pytest.raises(CrashError):
            vault.set_password(keys.data_key, LEAD, OTHER)
    opening = []
    for password in (PHRASE, OTHER):
        try:
            opening.append(vault.unlock(LEAD.person_id, password))
        except UserError:
            continue
    assert opening == [keys.data_key]
    assert folder.key_slots[0].read_bytes() == folder.key_slots[1].read_bytes()


def test_a_full_disk_changes_nothing(
    vault: KeyVault, keys: NewKeys, folder: ClinicFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = folder.key_slots[0].read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(EnvironmentProblem, match="disk is full"):
            vault.set_password(keys.data_key, NURSE, OTHER)
    assert [copy.read_bytes() for copy in folder.key_slots] == [before, before]
    assert sorted(folder.root.iterdir()) == sorted(folder.key_slots)


def test_files_are_private_whatever_the_umask(vault: KeyVault, folder: ClinicFolder) -> None:
    old = os.umask(0o022)
    try:
        vault.create("Lindenhof", LEAD, PHRASE)
    finally:
        os.umask(old)
    assert folder.root.stat().st_mode & 0o777 == 0o700
    assert {copy.stat().st_mode & 0o777 for copy in folder.key_slots} == {0o600}


def test_setting_up_again_keeps_the_keys_of_a_database_that_is_elsewhere(
    vault: KeyVault, keys: NewKeys, folder: ClinicFolder
) -> None:
    before = folder.key_slots[0].read_bytes()
    vault.create("Second", LEAD, PHRASE)
    kept = list(folder.root.glob("*.kept"))
    assert [one.read_bytes() for one in kept] == [before, before]


def test_setting_up_over_a_clinic_is_refused(vault: KeyVault, keys: NewKeys, folder: ClinicFolder) -> None:
    folder.database.write_bytes(b"something")
    with pytest.raises(EnvironmentProblem, match="already"):
        vault.create("Second", LEAD, PHRASE)
    assert vault.unlock(LEAD.person_id, PHRASE) == keys.data_key


def test_a_key_file_of_a_newer_program_is_a_sentence(vault: KeyVault, keys: NewKeys, folder: ClinicFolder) -> None:
    for copy in folder.key_slots:
        copy.write_text(copy.read_text("utf-8").replace('"version": 1', '"version": 2'), "utf-8")
    with pytest.raises(EnvironmentProblem, match="newer version"):
        vault.people()


def test_the_data_key_is_256_random_bits(vault: KeyVault, keys: NewKeys, tmp_path: Path) -> None:
    other = KeyVault(ClinicFolder.at(tmp_path / "b"), CHEAP).create("B", LEAD, PHRASE)
    assert len(keys.data_key.raw) == 32
    assert isinstance(other.data_key, DataKey)
    assert other.data_key != keys.data_key
