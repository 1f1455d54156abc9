"""What a form is told about the child and the day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from clinic_app.domain.answers import ItemKey


def _nothing(_key: ItemKey) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class FormSettings:
    """Asked at each use, because a form may stay open over midnight.

    Attributes:
        today: the day of the clinic.
        said_by: who gave the present answer of an item and when, in words; empty while it is not stored.
        born: the child's birth date where the form does not ask for it itself.
    """

    today: Callable[[], date]
    said_by: Callable[[ItemKey], str] = _nothing
    born: date | None = None
