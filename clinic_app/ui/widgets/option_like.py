"""What a control needs to know of one possible answer."""

from dataclasses import dataclass
from typing import Protocol


class OptionLike(Protocol):
    """One answer: the code that is stored, the short word of its cell, and the full word."""

    @property
    def code(self) -> str: ...
    @property
    def short(self) -> str: ...
    @property
    def word(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer of a control that is not described by an instrument."""

    code: str
    short: str
    word: str
