"""The key-slot file: one random data key, wrapped once for each person and once by the recovery key.

The file lies beside the database in two copies. It holds nothing that opens the database by itself. Each
slot is bound to its header by AES-GCM; the whole file is bound to the data key by a MAC, which can only be
checked once a slot was opened; a plain checksum tells a damaged copy before that.
"""

import hashlib
import hmac
import json
import secrets
from dataclasses import asdict, dataclass, replace
from typing import Any

from clinic_app.domain.errors import EnvironmentProblem

FORMAT = "clinic-app key slots"
VERSION = 1
KEY_BYTES = 32
_SALT_BYTES = 16
_NONCE_BYTES = 12


@dataclass(frozen=True, slots=True)
class DataKey:
    """The 256-bit key of the database. Its text form shows nothing."""

    raw: bytes

    def __repr__(self) -> str:
        return "DataKey(hidden)"


class HeldKey:
    """The data key of an open record. Once forgotten, nothing that holds this opens the file again."""

    def __init__(self, key: DataKey) -> None:
        self._key: DataKey | None = key

    @property
    def raw(self) -> bytes:
        """The key's bytes. Raises ``EnvironmentProblem`` once the record was locked."""
        if self._key is None:
            raise EnvironmentProblem("The record is locked. Unlock it to go on; what was saved is safe.")
        return self._key.raw

    def forget(self) -> None:
        """Drop the key."""
        self._key = None


@dataclass(frozen=True, slots=True)
class KdfCost:
    """Cost of Argon2id: 64 MiB, three passes, four lanes (RFC 9106, low memory) unless said otherwise."""

    memory_kib: int = 65536
    passes: int = 3
    lanes: int = 4

    def weaker_than(self, other: "KdfCost") -> bool:
        """Whether a guess costs less than under ``other``, so that the slot is to be written anew."""
        return self.memory_kib * self.passes < other.memory_kib * other.passes


@dataclass(frozen=True, slots=True)
class Wrapped:
    """The data key under one key-encryption key, with the salt that key came from."""

    salt: str
    nonce: str
    box: str


@dataclass(frozen=True, slots=True)
class PersonSlot:
    """One person's way in. ``name`` and ``role`` are what the unlock window lists."""

    person_id: str
    name: str
    role: str
    cost: KdfCost
    wrapped: Wrapped


@dataclass(frozen=True, slots=True)
class KeySlots:
    """The whole file. ``generation`` grows by one with every change."""

    clinic_id: str
    clinic_name: str
    generation: int
    people: tuple[PersonSlot, ...]
    recovery: Wrapped

    def slot_of(self, person_id: str) -> PersonSlot | None:
        """The slot of a person, or ``None``."""
        return next((slot for slot in self.people if slot.person_id == person_id), None)

    def with_slot(self, slot: PersonSlot) -> "KeySlots":
        """The next generation, with ``slot`` added or in the place of the person's old one."""
        known = tuple(slot if one.person_id == slot.person_id else one for one in self.people)
        people = known if slot in known else (*known, slot)
        return replace(self, generation=self.generation + 1, people=people)

    def without_slot(self, person_id: str) -> "KeySlots":
        """The next generation, without that person."""
        others = tuple(one for one in self.people if one.person_id != person_id)
        return replace(self, generation=self.generation + 1, people=others)

    def with_recovery(self, recovery: Wrapped) -> "KeySlots":
        """The next generation, with another recovery key."""
        return replace(self, generation=self.generation + 1, recovery=recovery)


def password_slot(
    clinic_id: str, person_id: str, name: str, role: str, password: bytes, key: DataKey, cost: KdfCost
) -> PersonSlot:
    """Wrap the data key for one person under a fresh salt."""
    salt = secrets.token_bytes(_SALT_BYTES)
    kek = _argon2id(password, salt, cost)
    return PersonSlot(person_id, name, role, cost, _wrap(kek, salt, key, _person_header(clinic_id, person_id, cost)))


def open_password_slot(clinic_id: str, slot: PersonSlot, password: bytes) -> DataKey | None:
    """The data key, or ``None`` when the password does not fit."""
    kek = _argon2id(password, bytes.fromhex(slot.wrapped.salt), slot.cost)
    return _unwrap(kek, slot.wrapped, _person_header(clinic_id, slot.person_id, slot.cost))


def spend_like_a_slot(password: bytes, cost: KdfCost) -> None:
    """Take as long as opening a slot, for a person who has none."""
    _argon2id(password, secrets.token_bytes(_SALT_BYTES), cost)


def recovery_slot(clinic_id: str, recovery_key: bytes, key: DataKey) -> Wrapped:
    """Wrap the data key under the recovery key, which is random and needs no slow derivation."""
    salt = secrets.token_bytes(_SALT_BYTES)
    return _wrap(_hkdf(recovery_key, salt, b"recovery"), salt, key, _recovery_header(clinic_id))


def open_recovery_slot(clinic_id: str, slot: Wrapped, recovery_key: bytes) -> DataKey | None:
    """The data key, or ``None`` when the recovery key is another clinic's."""
    kek = _hkdf(recovery_key, bytes.fromhex(slot.salt), b"recovery")
    return _unwrap(kek, slot, _recovery_header(clinic_id))


def to_bytes(slots: KeySlots, key: DataKey) -> bytes:
    """The file's bytes, with MAC and checksum."""
    body = {"format": FORMAT, "version": VERSION, **asdict(slots)}
    body["mac"] = hmac.new(_mac_key(key), _canonical(body), hashlib.sha256).hexdigest()
    body["checksum"] = hashlib.sha256(_canonical(body)).hexdigest()
    return json.dumps(body, indent=1, ensure_ascii=False).encode("utf-8")


def from_bytes(content: bytes) -> tuple[KeySlots, str]:
    """The slots and the MAC of a copy. Raises ``ValueError`` when the copy is damaged or not ours."""
    body = json.loads(content.decode("utf-8"))
    if not isinstance(body, dict) or body.get("format") != FORMAT:
        raise ValueError("not a key-slot file")
    if body.get("version") != VERSION:
        raise EnvironmentProblem("The key file was written by a newer version of this program. Update the program.")
    checksum = body.pop("checksum", "")
    if not hmac.compare_digest(str(checksum), hashlib.sha256(_canonical(body)).hexdigest()):
        raise ValueError("damaged key-slot file")
    try:
        return _slots(body), str(body["mac"])
    except (KeyError, TypeError) as error:
        raise ValueError("incomplete key-slot file") from error


def mac_fits(slots: KeySlots, mac: str, key: DataKey) -> bool:
    """Whether the file was last written by somebody who had the data key."""
    body = {"format": FORMAT, "version": VERSION, **asdict(slots)}
    return hmac.compare_digest(mac, hmac.new(_mac_key(key), _canonical(body), hashlib.sha256).hexdigest())


def _slots(body: dict[str, Any]) -> KeySlots:
    people = tuple(
        PersonSlot(one["person_id"], one["name"], one["role"], KdfCost(**one["cost"]), Wrapped(**one["wrapped"]))
        for one in body["people"]
    )
    return KeySlots(body["clinic_id"], body["clinic_name"], body["generation"], people, Wrapped(**body["recovery"]))


def _canonical(body: dict[str, Any]) -> bytes:
    return json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _person_header(clinic_id: str, person_id: str, cost: KdfCost) -> bytes:
    # Name and role are left out on purpose: the MAC binds them, and renaming needs nobody's password.
    return _canonical({"clinic": clinic_id, "person": person_id, "cost": asdict(cost), "version": VERSION})


def _recovery_header(clinic_id: str) -> bytes:
    return _canonical({"clinic": clinic_id, "recovery": True, "version": VERSION})


def _wrap(kek: bytes, salt: bytes, key: DataKey, header: bytes) -> Wrapped:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(_NONCE_BYTES)
    box = AESGCM(kek).encrypt(nonce, key.raw, header)
    return Wrapped(salt.hex(), nonce.hex(), box.hex())


def _unwrap(kek: bytes, wrapped: Wrapped, header: bytes) -> DataKey | None:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        raw = AESGCM(kek).decrypt(bytes.fromhex(wrapped.nonce), bytes.fromhex(wrapped.box), header)
    except InvalidTag:
        return None
    return DataKey(raw)


def _argon2id(password: bytes, salt: bytes, cost: KdfCost) -> bytes:
    from argon2.low_level import Type, hash_secret_raw

    return hash_secret_raw(
        password,
        salt,
        time_cost=cost.passes,
        memory_cost=cost.memory_kib,
        parallelism=cost.lanes,
        hash_len=KEY_BYTES,
        type=Type.ID,
    )


def _hkdf(secret: bytes, salt: bytes, purpose: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), KEY_BYTES, salt, b"clinic-app " + purpose).derive(secret)


def _mac_key(key: DataKey) -> bytes:
    return _hkdf(key.raw, b"", b"key slots mac")
