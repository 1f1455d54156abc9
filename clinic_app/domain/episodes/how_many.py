"""How many events a person told of, as they said it."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from clinic_app.domain.episodes.event import MOST_A_DAY
from clinic_app.domain.errors import UserError

_ABOUT: Final = re.compile(r"(?:about|around|approx\.?|ca\.?|c\.|~)\s*")
_NUMBER: Final = re.compile(r"\d{1,9}")
_PER_DAY: Final = re.compile(r"\s*(?:a|per|each|every|/)\s*(?:day|d)")
_RUN: Final = re.compile(r"\s*in\s+(?:a|one)\s+(?:run|row|cluster)|\s*run|\s*r")
_NONE: Final = frozenset({"none", "no", "not any"})
_NOT_COUNTED: Final = frozenset({"?", "some", "not counted", "unknown"})
_ACCEPTED: Final = "type it like 2, about 10, 10 a day, 3 in a run, none, or ? where nobody counted"


@dataclass(frozen=True, slots=True)
class HowMany:
    """A number of events.

    Attributes:
        count: 0 says that there were none, ``None`` that there were some and nobody counted.
        about: the number is a guess.
        per_day: the number is for each day.
        in_run: they came in one run.
    """

    count: int | None
    about: bool = False
    per_day: bool = False
    in_run: bool = False

    def __str__(self) -> str:
        """As it is typed and shown: ``about 10 a day``, ``3 in a run``, ``none``, ``?``."""
        if self.count is None:
            return "? in a run" if self.in_run else "?"
        if self.count == 0:
            return "none"
        words = f"about {self.count}" if self.about else str(self.count)
        return words + (" a day" if self.per_day else "") + (" in a run" if self.in_run else "")

    @staticmethod
    def parse(text: str, field: str = "count") -> "HowMany":
        """Read ``2``, ``about 10``, ``10 a day``, ``3 in a run``, ``0`` or ``none``, and ``?`` where nobody counted.

        Raises ``UserError`` saying what is accepted; an empty text is refused, since one event is not what it says.
        """
        plain = unicodedata.normalize("NFKC", " ".join(text.lower().split()))
        if plain in _NOT_COUNTED:
            return HowMany(None)
        if plain in _NONE:
            return HowMany(0)
        about = _ABOUT.match(plain)
        rest = plain[about.end() :] if about else plain
        not_counted = rest.startswith("?")
        number = None if not_counted else _NUMBER.match(rest)
        if number is None and not not_counted:
            raise UserError(f"“{text.strip()[:20]}” is not a number of events: {_ACCEPTED}.", field)
        rest = rest[number.end() if number is not None else 1 :]
        per_day = _PER_DAY.match(rest)
        rest = rest[per_day.end() :] if per_day else rest
        run = _RUN.match(rest)
        rest = rest[run.end() :] if run else rest
        if rest:
            raise UserError(f"“{text.strip()[:20]}” is not a number of events: {_ACCEPTED}.", field)
        count = int(number[0]) if number is not None else None
        if count is not None and count > MOST_A_DAY:
            raise UserError(f"{count} is not a number of events: 0 to {MOST_A_DAY}.", field)
        if not count:
            return HowMany(count, in_run=count is None and run is not None)
        return HowMany(count, about is not None, per_day is not None, run is not None)
