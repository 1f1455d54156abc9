"""How fast a child grew: units, intervals, like with like."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from clinic_app.clinical.growth.rules import growth_rules
from clinic_app.clinical.growth.scores import value_for_z
from clinic_app.clinical.growth.series import GrowthPoint, GrowthVisit, growth_series
from clinic_app.clinical.growth.velocity import Velocity, between, furthest_fall, velocity
from clinic_app.clinical.growth.velocity_rules import read_velocity_rules, velocity_rules
from clinic_app.clinical.growth.vocabulary import Indicator, Reference
from clinic_app.domain.errors import ContentError
from clinic_app.domain.people import Sex

BORN = date(2024, 2, 29)


def weights(*visits: tuple[int, float], correction: int = 0) -> tuple[GrowthPoint, ...]:
    made = []
    for days, weight in visits:
        corrected = days - correction
        early = correction > 0 and corrected < 24 * 30.4375
        pma = 280 + corrected if correction else None
        made.append(GrowthVisit(BORN + timedelta(days), days, corrected, early, pma, weight_kg=weight))
    return growth_series(Sex.MALE, made, growth_rules())


def latest(*visits: tuple[int, float], correction: int = 0) -> Velocity | None:
    return velocity(weights(*visits, correction=correction), Indicator.WEIGHT, velocity_rules())


def weight_at(z: float, days: int) -> float:
    value = value_for_z(Reference.WHO2006, Indicator.WEIGHT, Sex.MALE, days, z)
    assert value is not None
    return value


def test_gain_in_grams_a_day_since_the_last_measurement() -> None:
    found = latest((60, 5.0), (100, 6.0))
    assert found is not None
    assert (found.days, found.grams_a_day) == (40, pytest.approx(25.0))
    assert found.a_month == pytest.approx(1.0 / 40 * 30.4375)


@pytest.mark.parametrize(("days", "is_told"), [(13, False), (14, True)])
def test_nothing_is_told_below_14_days(days: int, is_told: bool) -> None:
    assert (latest((60, 5.0), (60 + days, 5.4)) is not None) is is_told


def test_one_measurement_has_no_velocity() -> None:
    assert latest((60, 5.0)) is None
    assert latest() is None


def test_an_implausible_value_makes_no_fall() -> None:
    found = latest((60, 5.0), (90, 55.0), (120, 6.6))
    assert found is not None
    assert found.old.value == 5.0
    after = latest((60, 5.0), (90, 5.8), (120, 66.0))
    assert after is not None
    assert after.new.value == 5.8


@pytest.mark.parametrize(("fall", "spaces"), [(0.66, 0), (2 / 3, 1), (1.33, 1), (4 / 3, 2), (-1.0, 0)])
def test_whole_centile_spaces_fallen(fall: float, spaces: int) -> None:
    found = latest((60, weight_at(0.5, 60)), (200, weight_at(0.5 - fall, 200)))
    assert found is not None
    assert found.spaces_fallen == spaces


def test_a_slow_fall_is_told_from_where_it_began() -> None:
    zs = {60: 0.4, 120: 0.9, 180: 0.3, 240: -0.3, 300: -0.6}
    points = weights(*((days, weight_at(z, days)) for days, z in zs.items()))
    found = furthest_fall(points, Indicator.WEIGHT, velocity_rules())
    assert found is not None
    assert (found.old.on, found.spaces_fallen) == (BORN + timedelta(120), 2)
    assert furthest_fall(points[:2], Indicator.WEIGHT, velocity_rules()) is None


def test_the_weight_lost_in_the_first_days_is_no_fall() -> None:
    points = weights((0, weight_at(1.0, 0)), (30, weight_at(-0.5, 30)))
    assert furthest_fall(points, Indicator.WEIGHT, velocity_rules()) is None


def test_the_end_of_correction_is_not_a_fall() -> None:
    old, new = weights((770, weight_at(0.2, 770)), (801, weight_at(0.2, 801)), correction=70)[:2]
    found = between(old, new)
    assert (old.corrected, new.corrected) == (True, False)
    assert old.score.z != pytest.approx(0.2, abs=0.02)
    assert (found.old_z, found.new_z) == (pytest.approx(0.2), pytest.approx(0.2))
    assert found.lines_crossed == 0


def test_the_end_of_the_preterm_standards_is_not_a_fall() -> None:
    old, new = weights((200, weight_at(0.2, 130)), (260, weight_at(0.2, 190)), correction=70)
    assert (old.reference, new.reference) == (Reference.INTERGROWTH21_PRETERM, Reference.WHO2006)
    found = between(old, new)
    assert (found.old_z, found.new_z) == (pytest.approx(0.2), pytest.approx(0.2))
    assert found.same_reference


def test_before_term_and_after_64_weeks_cannot_be_compared() -> None:
    old, new = weights((50, 2.0), (260, 7.0), correction=70)
    found = between(old, new)
    assert (found.same_reference, found.lines_crossed) == (False, None)


@pytest.mark.parametrize(
    ("months", "usual"), [(0.0, (25, 30)), (2.99, (25, 30)), (3.0, (15, 20)), (6.0, (10, 12)), (12.0, None)]
)
def test_usual_gain_by_age(months: float, usual: tuple[int, int] | None) -> None:
    found = velocity_rules().usual_gain(Indicator.WEIGHT, months)
    assert (None if found is None else (found.low, found.high)) == usual
    assert velocity_rules().usual_gain(Indicator.BMI, months) is None


def test_the_middle_of_an_interval_is_told_from_term() -> None:
    found = latest((80, 3.5), (140, 5.0), correction=70)
    assert found is not None
    assert found.middle_months == pytest.approx(40 / 30.4375)
    early = latest((20, 1.5), (60, 2.4), correction=70)
    assert early is not None
    assert early.middle_months is None


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("[velocity_shown]", "[other]", "velocity_shown is missing"),
        ("least_days = 14", 'least_days = "14"', "least_days must be"),
        ('measure = "head"', 'measure = "waist"', "usual_gain is told"),
        ("[faltering]", "[other]", "faltering is missing"),
    ],
)
def test_wrong_figures_are_refused(tmp_path: Path, old: str, new: str, says: str) -> None:
    from clinic_app.resources import resource_path

    text = resource_path("clinical", "growth", "growth_rules.toml").read_text("utf-8")
    (tmp_path / "growth_rules.toml").write_text(text.replace(old, new), "utf-8")
    with pytest.raises(ContentError, match=says):
        read_velocity_rules(tmp_path / "growth_rules.toml")
