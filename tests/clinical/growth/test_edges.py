"""Where references begin and end, which position counts, and what is refused."""

import math

import pytest

from clinic_app.clinical.growth.curves import Axis, curves_of, indicators_of
from clinic_app.clinical.growth.scores import GrowthScore, value_for_z, z_score
from clinic_app.clinical.growth.vocabulary import DAYS_PER_MONTH, Indicator, Measured, Reference
from clinic_app.domain.errors import UserError
from clinic_app.domain.people import Sex

LENGTH, WEIGHT, HEAD = Indicator.LENGTH_HEIGHT, Indicator.WEIGHT, Indicator.HEAD
FOR_LENGTH, BMI = Indicator.WEIGHT_FOR_LENGTH, Indicator.BMI
LYING, STANDING = Measured.LYING, Measured.STANDING
WHO, WHO5, CDC, PRETERM = (
    Reference.WHO2006,
    Reference.WHO2007,
    Reference.CDC2000,
    Reference.INTERGROWTH21_PRETERM,
)


def boy(
    reference: Reference,
    indicator: Indicator,
    age: float | None,
    value: float,
    measured: Measured | None = None,
    length: float | None = None,
) -> GrowthScore:
    return z_score(reference, indicator, Sex.MALE, age, value, measured, length)


@pytest.mark.parametrize(
    ("reference", "indicator", "age", "covered"),
    [
        (WHO, WEIGHT, 0, True),
        (WHO, WEIGHT, 1826, True),
        (WHO, WEIGHT, 1856, True),
        (WHO, WEIGHT, 1856.4, True),
        (WHO, WEIGHT, 1856.5, False),
        (WHO, WEIGHT, 1857, False),
        (WHO5, WEIGHT, 1826, False),
        (WHO5, WEIGHT, 1856, False),
        (WHO5, WEIGHT, 1857, True),
        (WHO5, WEIGHT, 61 * DAYS_PER_MONTH, True),
        (WHO5, WEIGHT, 120 * DAYS_PER_MONTH, True),
        (WHO5, WEIGHT, 3653, False),
        (WHO5, LENGTH, 228 * DAYS_PER_MONTH, True),
        (WHO5, BMI, 6940, False),
        (WHO5, HEAD, 2000, False),
        (CDC, WEIGHT, 0, True),
        (CDC, WEIGHT, 240 * DAYS_PER_MONTH, True),
        (CDC, WEIGHT, 7306, False),
        (CDC, HEAD, 36 * DAYS_PER_MONTH, True),
        (CDC, HEAD, 1096, False),
        (CDC, BMI, 730, False),
        (CDC, BMI, 24 * DAYS_PER_MONTH, True),
        (PRETERM, WEIGHT, 188.9, False),
        (PRETERM, WEIGHT, 189, True),
        (PRETERM, WEIGHT, 448, True),
        (PRETERM, WEIGHT, 448.1, False),
        (PRETERM, BMI, 300, False),
    ],
)
def test_coverage_by_age(reference: Reference, indicator: Indicator, age: float, covered: bool) -> None:
    found = boy(reference, indicator, age, 15.0)
    assert (found.z is not None) is covered
    assert (found.centile is not None) is covered
    assert bool(found.note) is not covered


def test_the_note_says_what_is_covered() -> None:
    assert boy(WHO, WEIGHT, 2000, 15).note == "who2006_weight covers 0 to 1856 days of age"
    assert "61 to 120 months" in boy(WHO5, WEIGHT, 1826, 15).note
    assert boy(WHO5, HEAD, 2000, 50).note == "who2007 has no head; it has weight, length_height, bmi"
    assert "45 to 110 cm measured lying" in boy(WHO, FOR_LENGTH, 100, 3, None, 44.9).note


def test_who_2006_takes_the_age_to_the_nearest_day_half_up() -> None:
    assert boy(WHO, WEIGHT, 10.49, 3.5) == boy(WHO, WEIGHT, 10, 3.5)
    assert boy(WHO, WEIGHT, 10.5, 3.5) == boy(WHO, WEIGHT, 11, 3.5)
    assert boy(WHO, LENGTH, 730.5, 87.0).z == boy(WHO, LENGTH, 731, 87.0).z


def test_who_length_turns_into_height_on_day_731() -> None:
    # printed medians: 87.8 cm lying on day 730, 87.1 cm standing on day 731 (boys)
    lying, standing = boy(WHO, LENGTH, 730, 87.8), boy(WHO, LENGTH, 731, 87.1)
    assert lying.z == pytest.approx(0.0, abs=0.02)
    assert standing.z == pytest.approx(0.0, abs=0.02)


def test_who_corrects_the_other_position_by_7_mm() -> None:
    assert boy(WHO, LENGTH, 730, 87.0, STANDING).z == boy(WHO, LENGTH, 730, 87.7, LYING).z
    assert boy(WHO, LENGTH, 731, 87.0, LYING).z == pytest.approx(boy(WHO, LENGTH, 731, 86.3, STANDING).z)
    assert boy(WHO, LENGTH, 730, 87.0).z == boy(WHO, LENGTH, 730, 87.0, LYING).z
    assert boy(WHO, LENGTH, 731, 87.0).z == boy(WHO, LENGTH, 731, 87.0, STANDING).z
    assert boy(WHO5, LENGTH, 2500, 115.0, LYING).z == pytest.approx(boy(WHO5, LENGTH, 2500, 114.3, STANDING).z)
    assert "0.7 cm added" in boy(WHO, LENGTH, 730, 87.0, STANDING).note
    assert "0.7 cm taken off" in boy(WHO, LENGTH, 731, 87.0, LYING).note


def test_who_weight_for_length_picks_table_and_length_by_age() -> None:
    lying = boy(WHO, FOR_LENGTH, 700, 11.0, LYING, 85.0)
    standing = boy(WHO, FOR_LENGTH, 800, 11.0, STANDING, 85.0)
    assert lying.z != standing.z
    assert boy(WHO, FOR_LENGTH, 700, 11.0, STANDING, 84.3).z == pytest.approx(lying.z)
    assert boy(WHO, FOR_LENGTH, 800, 11.0, LYING, 85.7).z == pytest.approx(standing.z)
    assert boy(WHO, FOR_LENGTH, 700, 18.0, STANDING, 109.3).z is not None
    assert boy(WHO, FOR_LENGTH, 700, 18.0, None, 110.1).z is None
    assert boy(WHO, FOR_LENGTH, 800, 18.0, None, 64.9).z is None
    assert boy(WHO, FOR_LENGTH, 1857, 18.0, None, 100).z is None


def test_who_weight_for_length_without_age() -> None:
    assert boy(WHO, FOR_LENGTH, None, 11.0, LYING, 85.0).z == boy(WHO, FOR_LENGTH, 700, 11.0, None, 85.0).z
    assert boy(WHO, FOR_LENGTH, None, 11.0, STANDING, 85.0).z == boy(WHO, FOR_LENGTH, 800, 11.0, None, 85.0).z
    assert boy(WHO, FOR_LENGTH, None, 11.0, None, 86.9).z == boy(WHO, FOR_LENGTH, None, 11.0, LYING, 86.9).z
    assert boy(WHO, FOR_LENGTH, None, 11.0, None, 87.0).z == boy(WHO, FOR_LENGTH, None, 11.0, STANDING, 87.0).z


def test_who_weight_for_length_is_linear_between_millimetres() -> None:
    low, middle, high = (boy(WHO, FOR_LENGTH, 300, 9.0, None, length).z for length in (70.0, 70.05, 70.1))
    assert low is not None
    assert middle is not None
    assert high is not None
    assert middle == pytest.approx((low + high) / 2, abs=1e-4)


@pytest.mark.parametrize("age", [24 * DAYS_PER_MONTH, 900, 36 * DAYS_PER_MONTH])
def test_cdc_position_chooses_the_table_between_24_and_36_months(age: float) -> None:
    # CDC's stature curves lie 0.8 cm below its length curves
    lying, standing = boy(CDC, LENGTH, age, 90.8, LYING), boy(CDC, LENGTH, age, 90.0, STANDING)
    assert lying.z == pytest.approx(standing.z, abs=0.03)
    assert boy(CDC, LENGTH, age, 90.0).z == standing.z


def test_cdc_has_no_standing_height_before_24_months_and_no_length_after_36() -> None:
    assert boy(CDC, LENGTH, 700, 85.0, LYING).z == boy(CDC, LENGTH, 700, 85.0).z
    assert boy(CDC, LENGTH, 700, 85.0, STANDING).z is None
    assert boy(CDC, LENGTH, 1200, 95.0, LYING).z is None
    assert "24 to 240 months" in boy(CDC, LENGTH, 700, 85.0, STANDING).note


def test_cdc_weight_for_length_and_for_stature() -> None:
    assert boy(CDC, FOR_LENGTH, 600, 10.0, None, 77.2).z == boy(CDC, FOR_LENGTH, None, 10.0, LYING, 77.2).z
    assert boy(CDC, FOR_LENGTH, 900, 10.0, None, 77.2).z == boy(CDC, FOR_LENGTH, None, 10.0, STANDING, 77.2).z
    assert boy(CDC, FOR_LENGTH, 300, 2.3, None, 45).z is not None
    assert boy(CDC, FOR_LENGTH, 300, 2.3, None, 44.9).z is None
    assert boy(CDC, FOR_LENGTH, 900, 17, LYING, 103.5).z is not None
    assert boy(CDC, FOR_LENGTH, 1500, 22, STANDING, 121.5).z is not None
    assert boy(CDC, FOR_LENGTH, 1500, 22, STANDING, 121.6).z is None
    assert boy(CDC, FOR_LENGTH, 1500, 22, LYING, 100).z is None
    assert boy(CDC, FOR_LENGTH, 3000, 22, STANDING, 120).z is None
    assert boy(CDC, FOR_LENGTH, None, 10, None, 80).z is None


def test_preterm_length_is_never_standing() -> None:
    assert boy(PRETERM, LENGTH, 280, 50.0).z is not None
    assert boy(PRETERM, LENGTH, 280, 50.0, STANDING).z is None


@pytest.mark.parametrize("sex", [Sex.INDETERMINATE, Sex.UNKNOWN])
def test_no_centile_without_female_or_male(sex: Sex) -> None:
    found = z_score(WHO, WEIGHT, sex, 100, 6.0)
    assert found.z is None
    assert "female nor male" in found.note
    assert value_for_z(WHO, WEIGHT, sex, 100, 0.0) is None


@pytest.mark.parametrize(
    ("indicator", "age", "value", "length", "field"),
    [
        (WEIGHT, 100, 0.0, None, "value"),
        (WEIGHT, 100, -1.0, None, "value"),
        (WEIGHT, 100, math.nan, None, "value"),
        (WEIGHT, 100, math.inf, None, "value"),
        (WEIGHT, -1, 5.0, None, "age_days"),
        (WEIGHT, math.nan, 5.0, None, "age_days"),
        (WEIGHT, None, 5.0, None, "age_days"),
        (FOR_LENGTH, 100, 5.0, None, "length_cm"),
        (FOR_LENGTH, 100, 5.0, 0.0, "length_cm"),
    ],
)
def test_what_is_no_measurement_is_refused(
    indicator: Indicator, age: float | None, value: float, length: float | None, field: str
) -> None:
    with pytest.raises(UserError) as refused:
        boy(WHO, indicator, age, value, None, length)
    assert refused.value.field == field


@pytest.mark.parametrize("reference", list(Reference))
@pytest.mark.parametrize("value", [5e-324, 1e-9, 1e9, 1.7e308])
def test_an_absurd_value_never_fails(reference: Reference, value: float) -> None:
    for indicator in Indicator:
        for age in (0, 200, 400, 800, 3000):
            found = boy(reference, indicator, age, value, None, 80.0)
            assert found.z is None or math.isfinite(found.z)
            assert found.z is not None or found.note


def test_curves_say_their_range_in_days() -> None:
    (curve,) = curves_of(WHO5, BMI)
    assert (curve.low_days, curve.high_days) == (1856.6875, 6939.75)
    assert indicators_of(PRETERM) == (WEIGHT, LENGTH, HEAD)
    for_length = curves_of(WHO, FOR_LENGTH)
    assert [curve.axis for curve in for_length] == [Axis.LENGTH_CM, Axis.LENGTH_CM]
    with pytest.raises(ValueError, match="over length"):
        _ = for_length[0].low_days
