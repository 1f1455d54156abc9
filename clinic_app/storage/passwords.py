"""What a password that opens the record must be: long, and not easy to guess. No other composition rules."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from clinic_app.domain.errors import UserError

SHORTEST = 15
LONGEST = 128
#: zxcvbn takes a time that grows with the square of the length; what follows adds strength anyway.
_RATED_LETTERS = 72
#: Guesses, as a power of ten, below which a stolen key file could be opened in weeks despite Argon2id.
_LEAST_GUESSES_LOG10 = 10.0
_APP_WORDS = (
    "clinic",
    "clinicapp",
    "paediatric",
    "pediatric",
    "paediatrician",
    "neurology",
    "children",
    "password",
)


@dataclass(frozen=True, slots=True)
class Strength:
    """``score`` runs from 0 (guessed at once) to 4 (very strong); ``sentence`` says so, or what to mend."""

    score: int
    sentence: str
    accepted: bool


def normalised(password: str) -> bytes:
    """The bytes that are derived from: NFKC, so that one password typed on two keyboards is one password."""
    return unicodedata.normalize("NFKC", password).encode("utf-8")


def rate(password: str, known_words: Iterable[str] = ()) -> Strength:
    """Rate a password. ``known_words`` are names of clinic and person, which an attacker tries first."""
    length = len(unicodedata.normalize("NFKC", password))
    if length < SHORTEST:
        missing = SHORTEST - length
        return Strength(0, f"At least {SHORTEST} characters: {missing} more. Several words are easy to keep.", False)
    if length > LONGEST:
        return Strength(0, f"At most {LONGEST} characters; this has {length}.", False)
    words = [*_APP_WORDS, *_split(known_words)]
    if _is_common(password, words):
        return Strength(0, "This is made of a common password or a name. Choose several unrelated words.", False)
    return _guessed(password, words)


def check_password(password: str, known_words: Iterable[str] = ()) -> None:
    """Raise ``UserError`` unless the password may open a record."""
    strength = rate(password, known_words)
    if not strength.accepted:
        raise UserError(strength.sentence, "password")


def _guessed(password: str, words: list[str]) -> Strength:
    from zxcvbn import zxcvbn

    found = zxcvbn(password[:_RATED_LETTERS], user_inputs=words)
    power = float(found["guesses_log10"])
    if power < _LEAST_GUESSES_LOG10:
        return Strength(1, "This is easy to guess. Choose several unrelated words.", False)
    score = 2 + (power >= 12) + (power >= 14)
    return Strength(score, ("", "", "Good.", "Strong.", "Very strong.")[score], True)


def _is_common(password: str, words: list[str]) -> bool:
    """Whether nothing but one common password or known names is left once digits and marks are taken away."""
    from zxcvbn.frequency_lists import FREQUENCY_LISTS

    text = unicodedata.normalize("NFKC", password).casefold()
    letters = "".join(char for char in text if char.isalpha())
    common = FREQUENCY_LISTS["passwords"]
    if text in common or letters in common:
        return True
    for word in sorted(set(words), key=len, reverse=True):
        letters = letters.replace(word, "")
    return len(letters) <= 2


def _split(phrases: Iterable[str]) -> list[str]:
    parts = (part for phrase in phrases for part in phrase.casefold().split())
    return [part for part in ("".join(filter(str.isalnum, one)) for one in parts) if len(part) > 2]
