"""What a child of this age can weigh and measure: outside it a measurement is asked for a second time.

The limits are the z-scores at which WHO's own software sets a value aside as a probable mistake
(``growth_rules.toml``, ``plausibility_z``), turned back into kilograms and centimetres.
"""

from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from clinic_app.clinical.fields import Range
from clinic_app.clinical.growth.rules import growth_rules
from clinic_app.clinical.growth.scores import value_for_z
from clinic_app.clinical.growth.vocabulary import WHO2006_LAST_DAY, Indicator, Reference
from clinic_app.domain.ages import AgeOn
from clinic_app.domain.people import Sex

_STEP = Decimal("0.1")


def believable(limits: Range, indicator: Indicator, sex: Sex, age: AgeOn) -> Range:
    """``limits`` with soft limits for a child of this age: kg or cm, rounded outwards to 0.1.

    The wider of both sexes where the sex is not male or female. A child whom no reference covers keeps ``limits``.
    """
    least, most = growth_rules().plausible[indicator]
    sexes = (sex,) if sex in (Sex.MALE, Sex.FEMALE) else (Sex.MALE, Sex.FEMALE)
    low = [value for one in sexes if (value := _value(indicator, one, age, least)) is not None]
    high = [value for one in sexes if (value := _value(indicator, one, age, most)) is not None]
    if not low or not high:
        return limits
    return replace(
        limits,
        soft_min=Decimal(min(low)).quantize(_STEP, ROUND_FLOOR),
        soft_max=Decimal(max(high)).quantize(_STEP, ROUND_CEILING),
        soft_message="far outside the growth reference: measure again",
        soft_name="Believable at this age:",
    )


def _value(indicator: Indicator, sex: Sex, age: AgeOn, z: float) -> float | None:
    days = age.corrected_days if age.use_corrected else age.chron_days
    if days >= 0:
        reference = Reference.WHO2006 if days <= WHO2006_LAST_DAY else Reference.WHO2007
        return value_for_z(reference, indicator, sex, days, z)
    if age.postmenstrual_days is None:
        return None
    return value_for_z(Reference.INTERGROWTH21_PRETERM, indicator, sex, age.postmenstrual_days, z)
