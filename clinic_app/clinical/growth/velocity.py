"""How fast a child grew since the measurement before, and over which centile lines."""

from collections.abc import Sequence
from dataclasses import dataclass

from clinic_app.clinical.growth.series import CENTILE_LINES, GrowthPoint, comparable, lines_between
from clinic_app.clinical.growth.velocity_rules import VelocityRules
from clinic_app.clinical.growth.vocabulary import DAYS_PER_MONTH, Indicator, Reference

CENTILE_SPACE = CENTILE_LINES["75"] - CENTILE_LINES["50"]
"""Two thirds of an SD: from one of the nine centile lines to the next."""

FIRST_WEEKS_DAYS = 14
"""Weight lost after birth is mostly regained by then (``growth_rules.toml``, PAUL-2016)."""

TERM_DAYS = 280
"""Post-menstrual age at the estimated date of delivery."""

_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Velocity:
    """The change of one measure between two believable measurements.

    Attributes:
        old, new: the two points.
        days: between them.
        change: kg, cm or kg/m2.
        old_z, new_z: compared like with like (see ``comparable``); ``None`` where no reference covers one of them.
        lines_crossed: of the nine centile lines; ``None`` where it cannot be told.
        same_reference: ``False`` where part of the change is a change of reference.
    """

    old: GrowthPoint
    new: GrowthPoint
    days: int
    change: float
    old_z: float | None
    new_z: float | None
    lines_crossed: int | None
    same_reference: bool

    @property
    def grams_a_day(self) -> float:
        """For weight: g a day."""
        return self.change * 1000.0 / self.days

    @property
    def a_month(self) -> float:
        """Change in the measure's own unit over 30.4375 days."""
        return self.change / self.days * DAYS_PER_MONTH

    @property
    def fall(self) -> float:
        """SD downwards, 0 where it rose or cannot be told."""
        if self.old_z is None or self.new_z is None:
            return 0.0
        return max(0.0, self.old_z - self.new_z)

    @property
    def spaces_fallen(self) -> int:
        """Whole centile spaces downwards, 0 where it rose or cannot be told."""
        return int(self.fall / CENTILE_SPACE + _ROUNDING)

    @property
    def middle_months(self) -> float | None:
        """Age in the middle of the interval, in months from term; ``None`` before term."""
        at_new = self.new.age_days
        if self.new.reference is Reference.INTERGROWTH21_PRETERM:
            at_new -= TERM_DAYS
        middle = at_new - self.days / 2.0
        return middle / DAYS_PER_MONTH if middle >= 0.0 else None


def velocity(points: Sequence[GrowthPoint], indicator: Indicator, rules: VelocityRules) -> Velocity | None:
    """The newest believable measurement against the last one at least ``rules.least_days`` before it.

    ``None`` where there are no two. What is implausible is left out: it would make a fall or a rise of its own.
    """
    found = [point for point in points if point.indicator is indicator and point.plausible is not False]
    if not found:
        return None
    new = max(found, key=lambda point: point.on)
    earlier = [point for point in found if (new.on - point.on).days >= max(1, rules.least_days)]
    return between(max(earlier, key=lambda point: point.on), new) if earlier else None


def between(old: GrowthPoint, new: GrowthPoint) -> Velocity:
    """The change from ``old`` to ``new``, on a later day."""
    before, after, same = comparable(old, new)
    told = same and before.z is not None and after.z is not None
    crossed = lines_between(before.z, after.z) if told and before.z is not None and after.z is not None else None
    return Velocity(
        old, new, (new.on - old.on).days, new.value - old.value, before.z, after.z, crossed, same_reference=same
    )


def furthest_fall(points: Sequence[GrowthPoint], indicator: Indicator, rules: VelocityRules) -> Velocity | None:
    """From the measurement that the newest has fallen furthest below; ``None`` below one whole centile space.

    A slow fall over many visits shows only so. The first two weeks are left out, and what was before term: weight lost
    there is regained.
    """
    found = [point for point in points if point.indicator is indicator and point.plausible is not False]
    if not found:
        return None
    new = max(found, key=lambda point: point.on)
    earlier = [
        between(old, new) for old in found if (new.on - old.on).days >= max(1, rules.least_days) and not _is_early(old)
    ]
    falls = [one for one in earlier if one.same_reference and one.spaces_fallen >= 1]
    return max(falls, key=lambda one: one.fall, default=None)


def _is_early(point: GrowthPoint) -> bool:
    """In the first two weeks after birth, or before term."""
    if point.reference is Reference.INTERGROWTH21_PRETERM:
        return point.age_days < TERM_DAYS
    return point.age_days < (0 if point.corrected else FIRST_WEEKS_DAYS)
