"""What a growth chart is asked to show: the measure, the lines behind it, and the stretch of its axis."""

from dataclasses import dataclass
from enum import StrEnum

from clinic_app.clinical.growth import intergrowth
from clinic_app.clinical.growth.choosing import Choice, reference_at
from clinic_app.clinical.growth.vocabulary import DAYS_PER_MONTH, STANDING_FROM_DAYS, Indicator, Reference
from clinic_app.domain.ages import AgeOn
from clinic_app.i18n import _


class AxisUnit(StrEnum):
    """What runs along the foot of the chart."""

    MONTHS = "months"
    WEEKS = "weeks"
    """Of post-menstrual age."""
    CM = "cm"
    """Of length, for weight for length."""


@dataclass(frozen=True, slots=True)
class Span:
    """From ``low`` to ``high`` of the axis' own unit."""

    low: int
    high: int
    unit: AxisUnit = AxisUnit.MONTHS

    @property
    def words(self) -> str:
        """``0–12 months``, ``0–5 years``, ``27–64 weeks``, ``45–110 cm``."""
        if self.unit is AxisUnit.WEEKS:
            return _("{low}–{high} weeks").format(low=self.low, high=self.high)
        if self.unit is AxisUnit.CM:
            return _("{low}–{high} cm").format(low=self.low, high=self.high)
        if self.high <= _MONTHS_UNTIL:
            return _("{low}–{high} months").format(low=self.low, high=self.high)
        return _("{low}–{high} years").format(low=self.low // 12, high=self.high // 12)

    def holds_days(self, days: float) -> bool:
        """Whether an age in days lies on an axis of months."""
        return self.low * DAYS_PER_MONTH <= days <= self.high * DAYS_PER_MONTH


_MONTHS_UNTIL = 24
_WHO_ENDS = (12, 24, 60, 120, 228)
_CDC_ENDS = (12, 24, 36, 60, 120, 240)
_SCHOOL = 60
_PRETERM = Span(intergrowth.FIRST_DAY // 7, intergrowth.LAST_DAY // 7, AxisUnit.WEEKS)
_LYING = (Span(45, 80, AxisUnit.CM), Span(45, 110, AxisUnit.CM))
_STANDING = (Span(65, 100, AxisUnit.CM), Span(65, 120, AxisUnit.CM))


@dataclass(frozen=True, slots=True)
class GrowthView:
    """One picture.

    Attributes:
        choice: the lines: WHO, CDC 2000 or the preterm standards. By age means WHO here, since one picture has one
            set of lines; the preterm standards have a picture of their own.
        corrected_only: each measurement at the age that it is read at, and no other.
    """

    indicator: Indicator
    span: Span
    choice: Choice = Choice.WHO
    corrected_only: bool = False

    @property
    def is_preterm(self) -> bool:
        """Drawn over post-menstrual age."""
        return self.choice is Choice.PRETERM


def spans_for(indicator: Indicator, choice: Choice, chron_days: int) -> tuple[Span, ...]:
    """The axes that hold a child of this age, the closest first.

    From five years on one of them leaves out the years before.
    """
    if choice is Choice.PRETERM:
        return (_PRETERM,)
    if indicator is Indicator.WEIGHT_FOR_LENGTH:
        return _LYING if chron_days < STANDING_FROM_DAYS else _STANDING
    ends = _CDC_ENDS if choice is Choice.CDC2000 else _WHO_ENDS
    holding = tuple(Span(0, end) for end in ends if chron_days <= end * DAYS_PER_MONTH) or (Span(0, ends[-1]),)
    if chron_days > _SCHOOL * DAYS_PER_MONTH:
        return (*holding, Span(_SCHOOL, ends[-1]))
    return holding


def span_for(age_days: int) -> Span:
    """The shortest axis of months that holds an age in days."""
    return spans_for(Indicator.WEIGHT, Choice.WHO, age_days)[0]


def first_view(indicator: Indicator, age: AgeOn) -> GrowthView:
    """What a child of this age is shown first: preterm standards while they are what counts, otherwise WHO."""
    if is_read_as_preterm(indicator, age):
        return GrowthView(indicator, _PRETERM, Choice.PRETERM)
    return GrowthView(indicator, spans_for(indicator, Choice.WHO, age.chron_days)[0])


def is_read_as_preterm(indicator: Indicator, age: AgeOn) -> bool:
    """Whether growth on this day is read against the preterm standards."""
    reference = reference_at(
        Choice.BY_AGE, indicator, age.corrected_days, age.postmenstrual_days, born_early=age.use_corrected
    )
    return reference is Reference.INTERGROWTH21_PRETERM
