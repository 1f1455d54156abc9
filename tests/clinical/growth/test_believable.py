"""Weights and lengths that a child of this age can have."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_app.clinical.fields import Range
from clinic_app.clinical.growth.believable import believable
from clinic_app.clinical.growth.scores import z_score
from clinic_app.clinical.growth.vocabulary import Indicator, Reference
from clinic_app.domain.ages import AgeOn, age_on
from clinic_app.domain.gestation import Gestation
from clinic_app.domain.people import Sex
from clinic_app.domain.quantities import Verdict, check_range

BORN = date(2024, 1, 1)
HARD = Range(hard_min=Decimal("0.15"), hard_max=Decimal(300))


def aged(days: int, gestation: Gestation | None = None) -> AgeOn:
    return age_on(BORN, gestation, BORN + timedelta(days=days))


def test_a_slipped_point_is_asked_about_at_eight_months() -> None:
    limits = believable(HARD, Indicator.WEIGHT, Sex.FEMALE, aged(249))
    check = check_range(Decimal("68.4"), limits, "kg")
    assert (check.verdict, check.suggestion) == (Verdict.UNUSUAL, Decimal("6.84"))
    assert check_range(Decimal("6.84"), limits, "kg").verdict is Verdict.USUAL
    assert (limits.hard_min, limits.hard_max) == (HARD.hard_min, HARD.hard_max)


@given(days=st.integers(0, 1826), sex=st.sampled_from((Sex.MALE, Sex.FEMALE)))
def test_the_limits_are_the_plausible_z_scores(days: int, sex: Sex) -> None:
    limits = believable(HARD, Indicator.WEIGHT, sex, aged(days))
    assert limits.soft_min is not None
    assert limits.soft_max is not None
    low, high = (
        z_score(Reference.WHO2006, Indicator.WEIGHT, sex, days, float(value)).z
        for value in (limits.soft_min, limits.soft_max)
    )
    assert low is not None
    assert high is not None
    assert -8 < low <= -6
    assert 5 <= high < 6


def test_an_unknown_sex_takes_the_wider_limits() -> None:
    girl, boy, unknown = (
        believable(HARD, Indicator.HEAD, sex, aged(249)) for sex in (Sex.FEMALE, Sex.MALE, Sex.UNKNOWN)
    )
    assert (unknown.soft_min, unknown.soft_max) == (girl.soft_min, boy.soft_max)


def test_before_term_the_preterm_reference_and_at_no_reference_the_field_alone() -> None:
    early = believable(HARD, Indicator.WEIGHT, Sex.MALE, aged(14, Gestation(30)))
    assert early.soft_max is not None
    assert early.soft_max < Decimal(4)
    assert believable(HARD, Indicator.HEAD, Sex.MALE, aged(3000)) == HARD


@pytest.mark.parametrize("indicator", [Indicator.WEIGHT, Indicator.LENGTH_HEIGHT, Indicator.HEAD])
def test_corrected_age_counts(indicator: Indicator) -> None:
    at_term, early = (believable(HARD, indicator, Sex.FEMALE, aged(120, Gestation(weeks))) for weeks in (40, 30))
    assert at_term.soft_max is not None
    assert early.soft_max is not None
    assert early.soft_max < at_term.soft_max
