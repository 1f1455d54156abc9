"""Scoring the HINE, and the sentences that may be said about a score.

Rules: a total exists only when all 26 items are scored; an item that was not scored is missing, never 0; right and left
are combined by their mean, and an item scored on one side only is missing, because the other side could differ.
Cut-offs for cerebral palsy are for infants with a recorded risk factor and are silent for all others.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final

from clinic_app.clinical.hine_form import MAX_LEVEL, HineForm, HineItem, Reading, load_hine
from clinic_app.domain.ages import DAYS_PER_MONTH
from clinic_app.domain.errors import UserError
from clinic_app.domain.gestation import Gestation

_HALF: Final = Decimal("0.5")
_WEEKS_PER_MONTH: Final = Decimal(str(DAYS_PER_MONTH)) / 7


@dataclass(frozen=True, slots=True)
class SideScores:
    """The levels of one item on each of the child's sides; ``None`` for a side that was not examined."""

    right: Decimal | None = None
    left: Decimal | None = None


#: One score for the item, its two sides, or ``None`` when it was not examined.
ItemAnswer = Decimal | SideScores | None


@dataclass(frozen=True, slots=True)
class Subtotal:
    """What was scored in one section. ``possible`` is three times the items scored."""

    scored: int
    items: int
    sum: Decimal
    possible: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """One sentence about the score. ``id`` names the reading it comes from."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class HineScore:
    """A scored form.

    Attributes:
        items_scored: of 26.
        items_missing: ids of the items not scored, in the order of the form.
        partial_sum: of the items scored.
        possible: three times the items scored.
        total: ``None`` unless all 26 are scored.
        subtotals: by section id.
        asymmetry_count: ticked items; ``None`` when asymmetry was not recorded at all.
        reading: what the score may be compared with, in the order to be shown.
    """

    items_scored: int
    items_missing: tuple[str, ...]
    partial_sum: Decimal
    possible: int
    total: Decimal | None
    subtotals: Mapping[str, Subtotal]
    asymmetry_count: int | None
    reading: tuple[Comparison, ...]

    @property
    def complete(self) -> bool:
        """All items are scored."""
        return not self.items_missing


@dataclass(frozen=True, slots=True)
class HineContext:
    """Who was scored. ``corrected_months`` in months of 30.4375 days; ``cp_risk`` is ``yes``, ``no`` or unknown."""

    corrected_months: Decimal | None = None
    cp_risk: str = "unknown"
    gestation: Gestation | None = None


def score_hine(
    answers: Mapping[str, ItemAnswer], asymmetry: Iterable[str] | None = None, context: HineContext | None = None
) -> HineScore:
    """Score a form.

    Args:
        answers: by item id; an item that is absent was not examined.
        asymmetry: ids of the items whose asymmetry box is ticked; ``None`` when asymmetry was not recorded.
        context: age, risk and gestation; without them the score is given and not compared.

    Raises:
        UserError: an item that the form has not, or a score that the item does not allow, named with what is accepted.
    """
    form = load_hine()
    scores = {item.id: _item_score(item, answers.get(item.id)) for item in form.items}
    for name in (*answers, *(asymmetry or ())):
        _known(form, name)
    given = {name: score for name, score in scores.items() if score is not None}
    total = sum(given.values(), Decimal(0))
    count = None if asymmetry is None else len(set(asymmetry))
    missing = tuple(name for name, score in scores.items() if score is None)
    return HineScore(
        items_scored=len(given),
        items_missing=missing,
        partial_sum=total,
        possible=MAX_LEVEL * len(given),
        total=None if missing else total,
        subtotals={section.id: _subtotal(form, section.id, given) for section in form.sections},
        asymmetry_count=count,
        reading=tuple(_readings(form, total, len(given), count, context or HineContext())),
    )


def low_risk_p10(corrected_weeks: Decimal) -> Decimal | None:
    """10th centile of the total in low-risk term infants, interpolated; ``None`` outside 12 to 28 corrected weeks."""
    points = load_hine().p10
    for (week, total), (next_week, next_total) in pairwise(points):
        if week <= corrected_weeks <= next_week:
            return total + (next_total - total) * (corrected_weeks - week) / (next_week - week)
    return None


def _known(form: HineForm, name: str) -> None:
    if form.item(name) is None:
        raise UserError(
            f"{name[:60]} is not an item of the form: give one of {', '.join(i.id for i in form.items)}.", name
        )


def _item_score(item: HineItem, answer: ItemAnswer) -> Decimal | None:
    if answer is None:
        return None
    if isinstance(answer, Decimal):
        return _checked(item, answer, halves=True)
    if not item.sided:
        raise UserError(f"{item.id} has no sides: give one score, {_accepted(item, halves=True)}.", item.id)
    sides = [None if side is None else _checked(item, side, halves=False) for side in (answer.right, answer.left)]
    right, left = sides
    return None if right is None or left is None else (right + left) / 2


def _checked(item: HineItem, score: Decimal, *, halves: bool) -> Decimal:
    allowed = any(score == level for level in item.allowed)
    between = halves and min(item.allowed) < score < max(item.allowed) and score % _HALF == 0
    if not (allowed or between):
        raise UserError(
            f"{item.id} cannot be scored {str(score)[:20]}: give {_accepted(item, halves=halves)}.", item.id
        )
    return score


def _accepted(item: HineItem, *, halves: bool) -> str:
    levels = ", ".join(str(level) for level in item.allowed)
    return f"{levels} or a half step between them" if halves else f"{levels} for each side"


def _subtotal(form: HineForm, section: str, given: Mapping[str, Decimal]) -> Subtotal:
    names = [item.id for item in form.items if item.section == section]
    scores = [given[name] for name in names if name in given]
    return Subtotal(len(scores), len(names), sum(scores, Decimal(0)), MAX_LEVEL * len(scores))


def _readings(form: HineForm, total: Decimal, scored: int, count: int | None, who: HineContext) -> Iterator[Comparison]:
    of = len(form.items)
    if scored < of:
        possible = MAX_LEVEL * scored
        text = f"Partial, no total: {scored} of {of} items scored, {_plain(total)} of {possible} possible."
        yield Comparison("partial", text)
    months = who.corrected_months
    if months is None:
        yield Comparison("no_age", "No corrected age given: the score is recorded without comparison.")
        return
    if not form.age_from <= months <= form.age_to:
        span = f"{_plain(form.age_from)} to {_plain(form.age_to)} months corrected"
        yield Comparison("outside_age", f"The form is read at {span} only: the score is recorded without comparison.")
        return
    if scored == of:
        yield from _typical(form, total, months, who.gestation)
        yield from _low_risk(total, months, who)
        yield from _compared(form.readings, "total", total, who, months)
        yield from _risk_note(form.readings, months, who)
    if count is not None:
        yield from _compared(form.readings, "asymmetry", Decimal(count), who, months)


def _typical(form: HineForm, total: Decimal, months: Decimal, gestation: Gestation | None) -> Iterator[Comparison]:
    if gestation is None:
        return
    row = form.typical_at(months, gestation.weeks)
    if row is not None:
        place = "below" if total < row.low else "within" if total <= row.high else "above"
        yield Comparison(
            "typical",
            f"Total {_plain(total)} is {place} the range {row.low} to {row.high} that one form calls typical at "
            f"{row.title} corrected, born {row.born} (papers behind it not named).",
        )


def _low_risk(total: Decimal, months: Decimal, who: HineContext) -> Iterator[Comparison]:
    """Infants without a recorded risk factor are compared with low-risk term infants; preterm infants are not."""
    limit = low_risk_p10(months * _WEEKS_PER_MONTH)
    if who.cp_risk == "yes" or limit is None or (who.gestation is not None and who.gestation.is_preterm):
        return
    place = "below" if total < limit else "not below"
    verdict = "below the usual range" if total < limit else "as in most low-risk infants"
    centile = f"the 10th centile of low-risk term infants of this age ({limit:.1f})"
    yield Comparison("low_risk_p10", f"Total {_plain(total)} is {place} {centile}: {verdict}.")


def _compared(
    readings: Iterable[Reading], on: str, value: Decimal, who: HineContext, months: Decimal
) -> Iterator[Comparison]:
    for reading in readings:
        if reading.on != on or not reading.suits(months) or (reading.risk and who.cp_risk != "yes"):
            continue
        if text := reading.met if reading.holds(value) else reading.not_met:
            yield Comparison(reading.id, text.format(value=_plain(value), limit=_plain(reading.limit)))


def _risk_note(readings: Iterable[Reading], months: Decimal, who: HineContext) -> Iterator[Comparison]:
    """Say once why a well-known cut-off is not applied."""
    withheld = [_plain(reading.limit) for reading in readings if reading.risk and reading.suits(months)]
    if withheld and who.cp_risk != "yes":
        reason = "there is none" if who.cp_risk == "no" else "none is recorded"
        text = f"The cut-off of {withheld[0]} is for infants with a perinatal risk factor and is not applied: {reason}."
        yield Comparison("risk_cutoffs_withheld", text)


def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f")
