"""Which reference a measurement is read against.

WHO 2006 is read to 61 completed months and WHO 2007 from then on. A child born before 37 weeks is read against the
preterm postnatal standards up to 64 weeks of post-menstrual age, and against WHO at corrected age from then on
(INTERGROWTH-21st; ``growth_rules.toml``, reference IG21). CDC 2000 is read only where a person asks for it.
"""

from enum import StrEnum

from clinic_app.clinical.growth import intergrowth
from clinic_app.clinical.growth.vocabulary import WHO2006_LAST_DAY, Indicator, Reference


class Choice(StrEnum):
    """What a person reads growth against."""

    BY_AGE = "by_age"
    """The reference that age and gestation call for."""
    WHO = "who"
    """WHO 2006 and 2007, at corrected age from term on."""
    CDC2000 = "cdc2000"
    PRETERM = "preterm"


def who_at(days: int) -> Reference:
    """WHO 2006, or WHO 2007 from 61 completed months on."""
    return Reference.WHO2006 if days <= WHO2006_LAST_DAY else Reference.WHO2007


def reference_at(
    choice: Choice, indicator: Indicator, days: int, postmenstrual_days: int | None, *, born_early: bool
) -> Reference:
    """The reference for one measurement.

    Args:
        days: the age that growth is read at; negative before term.
        postmenstrual_days: ``None`` when the gestation is not known.
        born_early: before 37 weeks, so that the preterm standards describe the child.
    """
    if choice is Choice.CDC2000:
        return Reference.CDC2000
    if choice is Choice.PRETERM:
        return Reference.INTERGROWTH21_PRETERM
    if choice is Choice.BY_AGE and born_early and preterm_covers(indicator, postmenstrual_days):
        return Reference.INTERGROWTH21_PRETERM
    return who_at(days)


def preterm_covers(indicator: Indicator, postmenstrual_days: int | None) -> bool:
    """Whether the preterm standards are read at this age: to 64 weeks of post-menstrual age, that day included."""
    known = postmenstrual_days is not None and postmenstrual_days <= intergrowth.LAST_DAY
    return known and intergrowth.covers(indicator)
