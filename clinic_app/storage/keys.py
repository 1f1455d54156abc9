"""Opening and changing the key-slot file: the only way to the data key."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

from clinic_app.domain.errors import EnvironmentProblem, UserError
from clinic_app.storage import key_slots
from clinic_app.storage.faults import os_problem
from clinic_app.storage.key_slots import DataKey, KdfCost, KeySlots
from clinic_app.storage.passwords import check_password, normalised
from clinic_app.storage.paths import ClinicFolder
from clinic_app.storage.private_files import replace_private
from clinic_app.storage.recovery_key import new_recovery_key, read_recovery_text, recovery_text
from clinic_app.storage.throttle import Throttle

WRONG_PASSWORD = "That password does not fit this person."  # noqa: S105  a sentence, not a secret
#: One count for everybody who has no slot, so that invented names fill nothing.
_NOBODY = "-"


@dataclass(frozen=True, slots=True)
class SlotOwner:
    """Somebody who may unlock, as the unlock window lists them."""

    person_id: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class NewKeys:
    """The keys of a clinic that was just set up. ``recovery`` is shown once and kept nowhere."""

    data_key: DataKey
    recovery: str

    def __repr__(self) -> str:
        return "NewKeys(hidden)"


class KeyVault:
    """The key slots of one clinic.

    Args:
        folder: where the files lie.
        cost: of Argon2id for slots written from now on.
        clock: seconds since 1970, for the waits after wrong passwords.
    """

    def __init__(
        self, folder: ClinicFolder, cost: KdfCost | None = None, clock: Callable[[], float] = time.time
    ) -> None:
        self._folder = folder
        self._cost = cost or KdfCost()
        self._clock = clock
        self._throttle = Throttle(folder.throttle)

    def create(self, clinic_name: str, owner: SlotOwner, password: str) -> NewKeys:
        """Make a new data key with one person's slot and a recovery slot.

        Raises:
            EnvironmentProblem: there is a database here already, or the files cannot be written.
            UserError: the password is too short or too easy.
        """
        if self._folder.database.exists():
            raise EnvironmentProblem("There is a clinic in this folder already. Open it, or choose another folder.")
        check_password(password, (clinic_name, owner.name))
        try:
            self._folder.make()
            self._set_aside_orphans()
        except OSError as error:
            raise os_problem(error, "Nothing was set up.") from error
        key, clinic_id, recovery = (
            DataKey(secrets.token_bytes(key_slots.KEY_BYTES)),
            str(uuid4()),
            new_recovery_key(),
        )
        slot = key_slots.password_slot(
            clinic_id, owner.person_id, owner.name, owner.role, normalised(password), key, self._cost
        )
        wrapped = key_slots.recovery_slot(clinic_id, recovery, key)
        self._write(KeySlots(clinic_id, clinic_name, 1, (slot,), wrapped), key)
        return NewKeys(key, recovery_text(recovery))

    def clinic_name(self) -> str:
        """The clinic's name, readable before anybody unlocks."""
        return self._read()[0].clinic_name

    def people(self) -> tuple[SlotOwner, ...]:
        """Who may unlock, readable before anybody does."""
        return tuple(SlotOwner(one.person_id, one.name, one.role) for one in self._read()[0].people)

    def unlock(self, person_id: str, password: str) -> DataKey:
        """The data key for a person who knows the password.

        Raises:
            TooSoonError: the wait after the last wrong password is not over.
            UserError: the password does not fit, or there is no such person; both take the same time.
            EnvironmentProblem: the key file is missing or damaged.
        """
        slots, _ = self._read()
        slot = slots.slot_of(person_id)
        counted_as = person_id if slot is not None else _NOBODY
        self._throttle.attempt(counted_as, self._clock())
        key = None
        if slot is None:
            key_slots.spend_like_a_slot(normalised(password), self._cost)
        else:
            key = key_slots.open_password_slot(slots.clinic_id, slot, normalised(password))
        if key is None or slot is None:
            raise UserError(WRONG_PASSWORD, "password")
        self._trust(key)
        self._throttle.succeeded(counted_as)
        if slot.cost.weaker_than(self._cost):
            self.set_password(key, SlotOwner(slot.person_id, slot.name, slot.role), password, check=False)
        return key

    def unlock_with_recovery(self, text: str) -> DataKey:
        """The data key for somebody who holds the printed recovery key; every wait is over then."""
        recovery = read_recovery_text(text)
        slots, _ = self._read()
        key = key_slots.open_recovery_slot(slots.clinic_id, slots.recovery, recovery)
        if key is None:
            raise UserError("This is a recovery key, but not the one of this clinic.", "recovery_key")
        self._trust(key)
        self._throttle.clear()
        return key

    def set_password(self, key: DataKey, owner: SlotOwner, password: str, *, check: bool = True) -> None:
        """Give a person a slot, or a new password for it. Crash-safe: old or new, never neither."""
        slots = self._trusted(key)
        if check:
            check_password(password, (slots.clinic_name, owner.name))
        slot = key_slots.password_slot(
            slots.clinic_id, owner.person_id, owner.name, owner.role, normalised(password), key, self._cost
        )
        self._write(slots.with_slot(slot), key)
        self._throttle.succeeded(owner.person_id)

    def rename(self, key: DataKey, clinic_name: str) -> None:
        """Show another name of the clinic before anybody unlocks."""
        slots = self._trusted(key)
        if slots.clinic_name != clinic_name:
            self._write(replace(slots, generation=slots.generation + 1, clinic_name=clinic_name), key)

    def remove(self, key: DataKey, person_id: str) -> None:
        """Take a person's slot away. Copies of the files made before still open with the old password."""
        slots = self._trusted(key)
        if slots.slot_of(person_id) is None:
            return
        if len(slots.people) == 1:
            raise UserError("The last person who can unlock cannot be removed.", "person")
        self._write(slots.without_slot(person_id), key)

    def new_recovery(self, key: DataKey) -> str:
        """Replace the recovery key and return the new one; the old one opens nothing any more."""
        slots = self._trusted(key)
        recovery = new_recovery_key()
        self._write(slots.with_recovery(key_slots.recovery_slot(slots.clinic_id, recovery, key)), key)
        return recovery_text(recovery)

    def _read(self) -> tuple[KeySlots, str]:
        """The newest whole copy."""
        copies = [copy for path in self._folder.key_slots if (copy := _read_copy(path)) is not None]
        if not copies:
            raise EnvironmentProblem(
                "The key file beside the database is missing or damaged. The data is safe but cannot "
                "be opened. Put the key file back from a backup."
            )
        return max(copies, key=lambda copy: copy[0].generation)

    def _trusted(self, key: DataKey) -> KeySlots:
        slots, mac = self._read()
        if not key_slots.mac_fits(slots, mac, key):
            raise EnvironmentProblem(
                "The key file was changed by something other than this program. Nothing was opened. "
                "Put the key file back from a backup."
            )
        return slots

    def _trust(self, key: DataKey) -> None:
        """Check the whole file with the key that a slot gave, and mend a copy that a crash left behind."""
        slots = self._trusted(key)
        copies = [_read_copy(path) for path in self._folder.key_slots]
        if any(copy is None or copy[0] != slots for copy in copies):
            self._write(slots, key)

    def _write(self, slots: KeySlots, key: DataKey) -> None:
        replace_private(key_slots.to_bytes(slots, key), *self._folder.key_slots)

    def _set_aside_orphans(self) -> None:
        """Keep key files whose database is elsewhere: they may be the only way to open it."""
        for path in self._folder.key_slots:
            if path.exists():
                path.rename(path.with_name(f"{path.name}.{secrets.token_hex(4)}.kept"))


def _read_copy(path: Path) -> tuple[KeySlots, str] | None:
    try:
        return key_slots.from_bytes(path.read_bytes())
    except FileNotFoundError:
        return None
    except ValueError:
        return None
    except OSError as error:
        raise os_problem(error, "Nothing was changed.") from error
