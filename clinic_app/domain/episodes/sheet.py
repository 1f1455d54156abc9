"""The small code on a printed diary sheet, by which a returned sheet finds its child and its episode."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from clinic_app.domain.episodes.thread import EpisodeId
from clinic_app.domain.errors import UserError
from clinic_app.domain.people import PatientId, PersonId

SheetCode = NewType("SheetCode", str)

#: 31 signs, a prime, so that the check finds every slip; without I, L, O, U and Z, which are misread.
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXY"
_MISREAD = str.maketrans("ILOZ", "1102")
_LENGTH = 7  # six that are drawn, one that checks them


@dataclass(frozen=True, slots=True)
class DiarySheet:
    """One sheet that was printed for an episode."""

    code: SheetCode
    patient_id: PatientId
    episode_id: EpisodeId
    printed_at: datetime
    person_id: PersonId


def draw_code(below: Callable[[int], int]) -> SheetCode:
    """A new code; ``below(n)`` draws a number from 0 to n - 1."""
    drawn = "".join(_LETTERS[below(len(_LETTERS))] for _ in range(_LENGTH - 1))
    return SheetCode(drawn + _check(drawn))


def shown(code: SheetCode) -> str:
    """As it is printed: ``K7Q-4MTX``."""
    return f"{code[:3]}-{code[3:]}"


def read_code(text: str, field: str = "code") -> SheetCode:
    """Read a typed code; letters that are easily misread are taken for what they look like.

    Raises ``UserError`` when a letter is missing or the check does not fit.
    """
    plain = "".join(char for char in text.upper() if char.isalnum()).translate(_MISREAD)
    if len(plain) != _LENGTH or any(char not in _LETTERS for char in plain):
        raise UserError("A sheet's code has seven letters and figures, like K7Q-4MTX, at the foot of the sheet.", field)
    if _check(plain[:-1]) != plain[-1]:
        raise UserError("This code has a slip in it. Compare it with the foot of the sheet.", field)
    return SheetCode(plain)


def _check(drawn: str) -> str:
    """A weighted sum modulo 31: one wrong sign and two neighbours swapped are both found."""
    total = sum(weight * _LETTERS.index(char) for weight, char in enumerate(drawn, start=2))
    return _LETTERS[total % len(_LETTERS)]
