"""The recovery key as people print and type it: groups of four letters with a checksum."""

import hashlib
import secrets

from clinic_app.domain.errors import UserError

#: Crockford's base 32: no I, L, O or U, so that a printed key is read back without doubt.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
_KEY_BYTES = 20
_KEY_LETTERS = 32
_CHECK_LETTERS = 4
_GROUP = 4


def new_recovery_key() -> bytes:
    """160 random bits."""
    return secrets.token_bytes(_KEY_BYTES)


def recovery_text(key: bytes) -> str:
    """``key`` as nine groups of four, the last being the checksum."""
    letters = _letters(key) + _check(key)
    return "-".join(letters[start : start + _GROUP] for start in range(0, len(letters), _GROUP))


def read_recovery_text(text: str) -> bytes:
    """Read back what ``recovery_text`` wrote; case, spaces and dashes do not matter.

    Raises:
        UserError: a letter is missing, doubled or mistyped.
    """
    letters = "".join(text.split()).replace("-", "").upper().translate(_READ_AS)
    if len(letters) != _KEY_LETTERS + _CHECK_LETTERS:
        raise UserError(
            f"A recovery key has {_KEY_LETTERS + _CHECK_LETTERS} characters; this has {len(letters)}.",
            "recovery_key",
        )
    if not set(letters) <= set(_ALPHABET):
        raise UserError(
            "A recovery key holds only digits and the letters A to Z without I, L, O and U.", "recovery_key"
        )
    number = 0
    for letter in letters[:_KEY_LETTERS]:
        number = number * 32 + _ALPHABET.index(letter)
    key = number.to_bytes(_KEY_BYTES, "big")
    if letters[_KEY_LETTERS:] != _check(key):
        raise UserError("A letter of the recovery key was mistyped.", "recovery_key")
    return key


def _letters(key: bytes) -> str:
    number = int.from_bytes(key, "big")
    return "".join(_ALPHABET[(number >> (5 * place)) & 31] for place in reversed(range(len(key) * 8 // 5)))


def _check(key: bytes) -> str:
    head = int.from_bytes(hashlib.sha256(b"clinic-app recovery key" + key).digest()[:3], "big")
    return "".join(_ALPHABET[(head >> (5 * place)) & 31] for place in reversed(range(_CHECK_LETTERS)))
