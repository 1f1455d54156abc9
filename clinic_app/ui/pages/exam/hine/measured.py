"""Angles that were measured today, and the score that the form prints for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from clinic_app.clinical.hine_form import HineItem
from clinic_app.clinical.hine_instrument import score_field
from clinic_app.domain.answers import Answer, Answers, ItemKey
from clinic_app.domain.quantities import format_quantity
from clinic_app.domain.sides import BOTH_SIDES, Side
from clinic_app.i18n import _


@dataclass(frozen=True, slots=True)
class Measured:
    """One side: the angle in degrees, the score printed for it (``None`` between two levels), and the score given."""

    degrees: Decimal
    printed: int | None
    given: Decimal | None

    @property
    def contradicts(self) -> bool:
        """Whether score and angle say different things."""
        return self.printed is not None and self.given is not None and self.given != self.printed


def measured_sides(item: HineItem, answers: Answers) -> Mapping[Side, Measured]:
    """The measured sides of an item; an angle that is measured once for both sides speaks for both."""
    if item.angle is None:
        return {}
    once = answers.get(ItemKey(item.angle.field))
    found = {}
    for side in BOTH_SIDES:
        angle = answers.get(ItemKey(item.angle.field, side), once)
        if angle is not None and isinstance(angle.value, Decimal):
            given = _score(answers.get(ItemKey(score_field(item.id), side)))
            found[side] = Measured(angle.value, item.angle.score(angle.value), given)
    return found


def measured_words(sides: Mapping[Side, Measured]) -> str:
    """What was measured, what the form prints for it, and where a score says otherwise."""
    if not sides:
        return ""
    letters = {Side.RIGHT: _("R"), Side.LEFT: _("L")}
    angles = ", ".join(f"{letters[side]} {format_quantity(one.degrees, 'deg')}" for side, one in sides.items())
    parts = [_("Measured today in tone: {angles}.").format(angles=angles)]
    for side, one in sides.items():
        if one.printed is None:
            words = _("{side}: between two printed levels, choose.")
            parts.append(words.format(side=letters[side]))
        elif one.contradicts:
            words = _("{side}: scored {given}, the angle is printed at {printed}.")
            parts.append(words.format(side=letters[side], given=one.given, printed=one.printed))
    return " ".join(parts)


def suggestion_words(sides: Mapping[Side, Measured]) -> str:
    """``Suggests R 3 and L 2``; empty where no angle has a printed score."""
    letters = {Side.RIGHT: _("R"), Side.LEFT: _("L")}
    printed = [f"{letters[side]} {one.printed}" for side, one in sides.items() if one.printed is not None]
    return _("Suggests {scores}").format(scores=_(" and ").join(printed)) if printed else ""


def _score(answer: Answer | None) -> Decimal | None:
    return Decimal(answer.value) if answer is not None and isinstance(answer.value, str) else None
