"""The growth of one child over visits: each measurement with its z-scores, and the change of the head."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from clinic_app.clinical.growth.choosing import Choice, reference_at, who_at
from clinic_app.clinical.growth.placing import who_position_shift
from clinic_app.clinical.growth.rules import Band, GrowthRules
from clinic_app.clinical.growth.scores import GrowthScore, z_score
from clinic_app.clinical.growth.vocabulary import Indicator, Measured, Reference
from clinic_app.domain.people import Sex

HEAD_INTERVAL_DAYS = 28
"""A head circumference is compared with one at least this many days before (project choice)."""

CENTILE_LINES = {
    name: 2.0 / 3.0 * step
    for name, step in zip(("0.4", "2", "9", "25", "50", "75", "91", "98", "99.6"), range(-4, 5), strict=True)
}
"""The z-score of each of the nine lines that crossing is counted in (NICE NG127). They are drawn two thirds of an
SD apart; their names are rounded centiles (Cole TJ. Do growth chart centiles need a face lift? BMJ 1994;308:641-2)."""

_WHO = frozenset({Reference.WHO2006, Reference.WHO2007})
_NO_TERM_YET = GrowthScore(None, None, "before term, and no preterm standard for this")
_NO_MEASUREMENT = GrowthScore(None, None, "a measurement is greater than 0")
_NO_GESTATION = GrowthScore(None, None, "the preterm standards need the gestation at birth")


@dataclass(frozen=True, slots=True)
class GrowthVisit:
    """What was measured on one day. A measurement that was not taken is ``None``.

    Attributes:
        chronological_days: days since birth, 0 or more.
        corrected_days: days since the estimated date of delivery, negative before it; the chronological days
            where nothing is corrected.
        use_corrected: whether growth is read at corrected age on this day (born before 37 weeks, below 24
            months corrected).
        postmenstrual_days: ``None`` when the gestation is not known.
        measured: position of ``length_cm``; ``None`` takes the position usual at the age.
    """

    on: date
    chronological_days: int
    corrected_days: int
    use_corrected: bool
    postmenstrual_days: int | None = None
    weight_kg: float | None = None
    length_cm: float | None = None
    measured: Measured | None = None
    head_cm: float | None = None


@dataclass(frozen=True, slots=True)
class GrowthPoint:
    """One measurement compared with a reference.

    Attributes:
        value: kg, cm or kg/m2; the weight for weight for length.
        age_days: the age that ``score`` was read at; post-menstrual for the preterm standards.
        corrected: whether that age is corrected for gestation (or post-menstrual).
        score: at the age to be used.
        chronological: at chronological age; the same object where nothing is corrected.
        plausible: ``None`` without a z-score; ``False`` asks to measure again, the value is kept.
        band: ``None`` without a z-score.
        who: against WHO at corrected age from term on, beside a ``score`` by the preterm standards; so that the
            point can be compared with later ones. ``None`` elsewhere.
        shift_cm, chronological_shift_cm: added to a length or height for its position before it was compared.
        for_length_cm: the length that a weight for length was compared at, as it was measured.
        measured: position of the length or height, where it is known.
    """

    on: date
    indicator: Indicator
    value: float
    reference: Reference
    age_days: int
    corrected: bool
    score: GrowthScore
    chronological: GrowthScore
    plausible: bool | None
    band: Band | None
    who: GrowthScore | None = None
    shift_cm: float = 0.0
    chronological_shift_cm: float = 0.0
    for_length_cm: float | None = None
    measured: Measured | None = None


@dataclass(frozen=True, slots=True)
class HeadChange:
    """The latest head circumference beside an earlier one; whatever cannot be told is ``None``.

    Attributes:
        z: of the latest head circumference.
        on: the day it was measured.
        previous_z: of the latest one at least 28 days before.
        previous_on: its day.
        lines_crossed: centile lines between the latest z-score and the earlier one; where none is 28 days
            older, the oldest is taken, since a fast change must not be missed.
        days_between: the interval that ``lines_crossed`` covers.
    """

    z: float | None = None
    on: date | None = None
    previous_z: float | None = None
    previous_on: date | None = None
    lines_crossed: int | None = None
    days_between: int | None = None


def growth_series(
    sex: Sex, visits: Iterable[GrowthVisit], rules: GrowthRules, choice: Choice = Choice.BY_AGE
) -> tuple[GrowthPoint, ...]:
    """Every measurement of the visits, oldest first, within a visit in the order of ``Indicator``.

    Args:
        choice: what to read against; by age and gestation unless a person asked for something else.
    """
    points: list[GrowthPoint] = []
    for visit in sorted(visits, key=lambda visit: visit.on):
        for indicator in Indicator:
            value = _value(visit, indicator, choice)
            if value is not None:
                points.append(_point(sex, visit, indicator, value, rules, choice))
    return tuple(points)


def body_mass_index(weight_kg: float, length_cm: float) -> float:
    """BMI in kg/m2."""
    return weight_kg / (length_cm / 100.0) ** 2


def lines_between(z: float, other: float) -> int:
    """How many of the nine centile lines lie between two z-scores, whichever is higher; touching is not crossing."""
    low, high = min(z, other), max(z, other)
    return sum(low < line < high for line in CENTILE_LINES.values())


def comparable(old: GrowthPoint, new: GrowthPoint) -> tuple[GrowthScore, GrowthScore, bool]:
    """Two scores of one measure that differ by growth alone, and whether there are such.

    Where the correction of age ended in between, both are read at chronological age; where the preterm standards
    ended in between, both against WHO at corrected age. ``False`` with the scores as they are where the references
    still differ: then part of the change is the change of reference.
    """
    if old.corrected and not new.corrected:
        return old.chronological, new.score, True
    if old.reference is new.reference or {old.reference, new.reference} <= _WHO:
        return old.score, new.score, True
    if old.who is None:
        return old.score, new.score, False
    return old.who, new.who if new.who is not None else new.score, True


def head_change(points: Sequence[GrowthPoint]) -> HeadChange:
    """Compare the latest head circumference of a series with an earlier one."""
    heads = [point for point in points if point.indicator is Indicator.HEAD]
    scored = [point for point in heads if point.score.z is not None]
    if not scored or heads[-1].on > scored[-1].on:
        return HeadChange()
    now = scored[-1]
    earlier = [point for point in scored if point.on < now.on]
    if not earlier:
        return HeadChange(now.score.z, now.on)
    settled = [point for point in earlier if (now.on - point.on).days >= HEAD_INTERVAL_DAYS]
    old = settled[-1] if settled else earlier[0]
    before, after, _same = comparable(old, now)
    crossed = None if before.z is None or after.z is None else lines_between(after.z, before.z)
    between = (now.on - old.on).days
    if not settled:
        return HeadChange(now.score.z, now.on, None, None, crossed, between)
    return HeadChange(now.score.z, now.on, before.z, old.on, crossed, between)


#: The facts of ``head_facts``.
HEAD_FACTS = ("ex_hc_z", "ex_hc_z_prev", "ex_hc_lines_crossed")


def head_facts(change: HeadChange) -> dict[str, float | int]:
    """The facts that rules read, by field id; what cannot be told is left out, never zero."""
    facts = {
        "ex_hc_z": change.z,
        "ex_hc_z_prev": change.previous_z,
        "ex_hc_lines_crossed": change.lines_crossed,
    }
    return {name: value for name, value in facts.items() if value is not None}


def _value(visit: GrowthVisit, indicator: Indicator, choice: Choice) -> float | None:
    if indicator is Indicator.LENGTH_HEIGHT:
        return visit.length_cm
    if indicator is Indicator.HEAD:
        return visit.head_cm
    if visit.weight_kg is None or indicator is Indicator.WEIGHT:
        return visit.weight_kg
    if visit.length_cm is None or not _can_be(visit.length_cm):
        return None
    if indicator is Indicator.WEIGHT_FOR_LENGTH:
        return visit.weight_kg
    shift = 0.0
    if choice is not Choice.CDC2000:
        shift, _ = who_position_shift(_days(visit), visit.measured)
    return body_mass_index(visit.weight_kg, visit.length_cm + shift)


def _can_be(value: float) -> bool:
    """Whether a number can be a measurement; while somebody types, it may not be one yet."""
    return math.isfinite(value) and value > 0.0


def _days(visit: GrowthVisit) -> int:
    """The age that growth is read at."""
    return visit.corrected_days if visit.use_corrected else visit.chronological_days


def _point(
    sex: Sex, visit: GrowthVisit, indicator: Indicator, value: float, rules: GrowthRules, choice: Choice
) -> GrowthPoint:
    days = _days(visit)
    reference = reference_at(choice, indicator, days, visit.postmenstrual_days, born_early=visit.use_corrected)
    preterm = reference is Reference.INTERGROWTH21_PRETERM
    score = _score(sex, visit, indicator, value, reference, days)
    chronological, who = score, None
    if visit.use_corrected or preterm:
        by_birth = Reference.CDC2000 if choice is Choice.CDC2000 else who_at(visit.chronological_days)
        chronological = _score(sex, visit, indicator, value, by_birth, visit.chronological_days)
    if preterm and days >= 0:
        who = _score(sex, visit, indicator, value, who_at(days), days)
    return GrowthPoint(
        on=visit.on,
        indicator=indicator,
        value=value,
        reference=reference,
        age_days=visit.postmenstrual_days if preterm and visit.postmenstrual_days is not None else days,
        corrected=visit.use_corrected or preterm,
        score=score,
        chronological=chronological,
        plausible=None if score.z is None else rules.is_plausible(indicator, score.z),
        band=None if score.z is None else rules.band(score.z),
        who=who,
        shift_cm=_shift(visit, indicator, reference, days),
        chronological_shift_cm=_shift(visit, indicator, reference, visit.chronological_days),
        for_length_cm=visit.length_cm if indicator is Indicator.WEIGHT_FOR_LENGTH else None,
        measured=visit.measured,
    )


def _shift(visit: GrowthVisit, indicator: Indicator, reference: Reference, days: int) -> float:
    """WHO's correction for position; CDC and the preterm standards correct nothing."""
    lengths = (Indicator.LENGTH_HEIGHT, Indicator.WEIGHT_FOR_LENGTH)
    if indicator not in lengths or reference not in (Reference.WHO2006, Reference.WHO2007):
        return 0.0
    return who_position_shift(days, visit.measured)[0]


def _score(
    sex: Sex, visit: GrowthVisit, indicator: Indicator, value: float, reference: Reference, days: int
) -> GrowthScore:
    if not _can_be(value):
        return _NO_MEASUREMENT
    if reference is Reference.INTERGROWTH21_PRETERM:
        if visit.postmenstrual_days is None:
            return _NO_GESTATION
        return z_score(reference, indicator, sex, visit.postmenstrual_days, value, visit.measured)
    if days < 0:
        return _NO_TERM_YET
    return z_score(reference, indicator, sex, days, value, visit.measured, visit.length_cm)
