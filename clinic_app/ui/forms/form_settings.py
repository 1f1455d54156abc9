"""What a form is told about the child and the day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from clinic_app.clinical.fields import Field, Range
from clinic_app.domain.answers import Answers, ItemKey


def _nothing(_key: ItemKey) -> str:
    return ""


def _of_the_field(field: Field, _answers: Answers) -> Range:
    return field.range


@dataclass(frozen=True, slots=True)
class FormSettings:
    """Asked at each use, because a form may stay open over midnight.

    Attributes:
        today: the day of the clinic.
        said_by: who gave the present answer of an item and when, in words; empty while it is not stored.
        born: the child's birth date where the form does not ask for it itself.
        limits: the limits of a number for this child, by what is answered so far.
    """

    today: Callable[[], date]
    said_by: Callable[[ItemKey], str] = _nothing
    born: date | None = None
    limits: Callable[[Field, Answers], Range] = _of_the_field
