"""One child over visits: which age, which reference, what is marked, and how the head moves between lines."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from clinic_app.clinical.growth import rules as rules_module
from clinic_app.clinical.growth.choosing import Choice
from clinic_app.clinical.growth.methods import centile_of
from clinic_app.clinical.growth.rules import Band, GrowthRules, growth_rules
from clinic_app.clinical.growth.scores import value_for_z, z_score
from clinic_app.clinical.growth.series import (
    CENTILE_LINES,
    GrowthPoint,
    GrowthVisit,
    HeadChange,
    body_mass_index,
    growth_series,
    head_change,
    head_facts,
    lines_between,
)
from clinic_app.clinical.growth.vocabulary import Indicator, Measured, Reference
from clinic_app.domain.errors import ContentError
from clinic_app.domain.people import Sex

BORN = date(2024, 2, 29)


@pytest.fixture
def rules() -> GrowthRules:
    return growth_rules()


def term_visit(
    days: int,
    weight: float | None = None,
    length: float | None = None,
    measured: Measured | None = None,
    head: float | None = None,
) -> GrowthVisit:
    return GrowthVisit(BORN + timedelta(days), days, days, False, None, weight, length, measured, head)


def preterm_visit(days: int, correction: int, head: float | None = None, weight: float | None = None) -> GrowthVisit:
    corrected = days - correction
    return GrowthVisit(
        BORN + timedelta(days),
        days,
        corrected,
        corrected < 24 * 30.4375,
        280 + corrected,
        weight_kg=weight,
        head_cm=head,
    )


def by_indicator(points: tuple[GrowthPoint, ...]) -> dict[Indicator, GrowthPoint]:
    return {point.indicator: point for point in points}


def head_at(z: float, days: int) -> float:
    value = value_for_z(Reference.WHO2006, Indicator.HEAD, Sex.MALE, days, z)
    assert value is not None
    return value


def test_only_what_was_measured_is_scored(rules: GrowthRules) -> None:
    assert growth_series(Sex.MALE, [term_visit(100)], rules) == ()
    (point,) = growth_series(Sex.MALE, [term_visit(100, weight=6.0)], rules)
    assert point.indicator is Indicator.WEIGHT
    found = by_indicator(growth_series(Sex.MALE, [term_visit(100, 6.0, 60.0, None, 40.0)], rules))
    assert set(found) == set(Indicator)


def test_visits_are_put_in_order(rules: GrowthRules) -> None:
    points = growth_series(Sex.MALE, [term_visit(200, 8.0), term_visit(100, 6.0)], rules)
    assert [point.value for point in points] == [6.0, 8.0]


def test_a_child_born_at_term_has_one_score(rules: GrowthRules) -> None:
    (point,) = growth_series(Sex.FEMALE, [term_visit(100, 6.0)], rules)
    assert point.chronological is point.score
    assert point.corrected is False
    assert point.score == z_score(Reference.WHO2006, Indicator.WEIGHT, Sex.FEMALE, 100, 6.0)


def test_a_child_born_early_is_read_at_corrected_age_and_shown_at_both(rules: GrowthRules) -> None:
    (point,) = growth_series(Sex.MALE, [preterm_visit(250, 70, weight=6.5)], rules)
    assert point.corrected is True
    assert point.age_days == 180
    assert point.reference is Reference.WHO2006
    assert point.score == z_score(Reference.WHO2006, Indicator.WEIGHT, Sex.MALE, 180, 6.5)
    assert point.chronological == z_score(Reference.WHO2006, Indicator.WEIGHT, Sex.MALE, 250, 6.5)


def test_correction_ends_with_24_months_corrected(rules: GrowthRules) -> None:
    last = preterm_visit(730 + 70, 70, weight=11.0)
    after = preterm_visit(731 + 70, 70, weight=11.0)
    points = growth_series(Sex.MALE, [last, after], rules)
    assert [point.corrected for point in points] == [True, False]
    assert [point.age_days for point in points] == [730, 801]


@pytest.mark.parametrize(
    ("postmenstrual", "reference", "age"),
    [
        (279, Reference.INTERGROWTH21_PRETERM, 279),
        (280, Reference.INTERGROWTH21_PRETERM, 280),
        (448, Reference.INTERGROWTH21_PRETERM, 448),
        (449, Reference.WHO2006, 169),
    ],
)
def test_a_child_born_early_is_read_by_the_preterm_standards_to_64_weeks(
    rules: GrowthRules, postmenstrual: int, reference: Reference, age: int
) -> None:
    (point,) = growth_series(Sex.MALE, [preterm_visit(postmenstrual - 210, 70, head=40.0)], rules)
    assert (point.reference, point.age_days) == (reference, age)
    is_both = reference is Reference.INTERGROWTH21_PRETERM and age >= 280
    at_term = z_score(Reference.WHO2006, Indicator.HEAD, Sex.MALE, age - 280, 40.0) if is_both else None
    assert point.who == at_term


def test_who_is_read_from_term_on_where_it_is_asked_for(rules: GrowthRules) -> None:
    points = growth_series(
        Sex.MALE, [preterm_visit(days, 70, head=36.0) for days in (69, 70)], rules, choice=Choice.WHO
    )
    assert [point.reference for point in points] == [Reference.WHO2006, Reference.WHO2006]
    assert points[0].score.z is None
    assert points[1].score == z_score(Reference.WHO2006, Indicator.HEAD, Sex.MALE, 0, 36.0)


@pytest.mark.parametrize("indicator", [Indicator.BMI, Indicator.WEIGHT_FOR_LENGTH])
def test_the_preterm_standards_have_no_bmi_so_who_is_read_from_term_on(
    rules: GrowthRules, indicator: Indicator
) -> None:
    visit = GrowthVisit(BORN, 80, 10, True, 290, weight_kg=3.5, length_cm=50.0)
    assert by_indicator(growth_series(Sex.MALE, [visit], rules))[indicator].reference is Reference.WHO2006


@pytest.mark.parametrize(
    ("days", "reference"),
    [
        (0, Reference.WHO2006), (730, Reference.WHO2006), (731, Reference.WHO2006), (1826, Reference.WHO2006),
        (1856, Reference.WHO2006), (1857, Reference.WHO2007), (6939, Reference.WHO2007),
    ],
)  # fmt: skip
def test_the_reference_of_a_child_born_at_term(rules: GrowthRules, days: int, reference: Reference) -> None:
    (point,) = growth_series(Sex.FEMALE, [term_visit(days, length=80.0)], rules)
    assert point.reference is reference
    assert point.score.z is not None


@pytest.mark.parametrize(
    ("days", "measured", "shift"),
    [
        (730, Measured.LYING, 0.0), (730, Measured.STANDING, 0.7), (731, Measured.STANDING, 0.0),
        (731, Measured.LYING, -0.7), (730, None, 0.0), (731, None, 0.0),
    ],
)  # fmt: skip
def test_a_length_in_the_other_position_is_shifted(
    rules: GrowthRules, days: int, measured: Measured | None, shift: float
) -> None:
    (point,) = growth_series(Sex.FEMALE, [term_visit(days, length=86.0, measured=measured)], rules)
    assert point.shift_cm == shift
    taken_as = Measured.LYING if days < 731 else Measured.STANDING
    expected = z_score(Reference.WHO2006, Indicator.LENGTH_HEIGHT, Sex.FEMALE, days, 86.0 + shift, taken_as)
    assert point.score.z == pytest.approx(expected.z)


def test_a_head_is_compared_like_with_like_where_the_reference_or_the_age_changes(rules: GrowthRules) -> None:
    heads = {at: head_at(0.0, at - 70) for at in (200, 280)}
    visits = [preterm_visit(at, 70, head=cm) for at, cm in heads.items()]
    found = head_change(growth_series(Sex.MALE, visits, rules))
    assert (found.previous_z, found.lines_crossed) == (pytest.approx(0.0), 0)
    late = [preterm_visit(at, 70, head=head_at(0.1, at)) for at in (770, 801)]
    found = head_change(growth_series(Sex.MALE, late, rules))
    assert (found.z, found.previous_z) == (pytest.approx(0.1), pytest.approx(0.1))


def test_before_term_the_preterm_standards_are_read(rules: GrowthRules) -> None:
    visit = GrowthVisit(BORN, 20, -30, True, 250, weight_kg=2.0, length_cm=44.0, head_cm=32.0)
    found = by_indicator(growth_series(Sex.MALE, [visit], rules))
    weight = found[Indicator.WEIGHT]
    assert weight.reference is Reference.INTERGROWTH21_PRETERM
    assert weight.age_days == 250
    assert weight.score == z_score(Reference.INTERGROWTH21_PRETERM, Indicator.WEIGHT, Sex.MALE, 250, 2.0)
    assert weight.chronological.z == z_score(Reference.WHO2006, Indicator.WEIGHT, Sex.MALE, 20, 2.0).z
    assert found[Indicator.BMI].score.z is None
    assert "before term" in found[Indicator.BMI].score.note
    assert found[Indicator.BMI].plausible is None
    assert found[Indicator.BMI].band is None


def test_the_preterm_standards_need_a_gestation(rules: GrowthRules) -> None:
    (point,) = growth_series(Sex.MALE, [term_visit(20, 3.0)], rules, choice=Choice.PRETERM)
    assert point.score.z is None
    assert "gestation" in point.score.note


def test_who_2007_follows_who_2006(rules: GrowthRules) -> None:
    points = growth_series(Sex.MALE, [term_visit(1856, 18.0), term_visit(1857, 18.0)], rules)
    assert [point.reference for point in points] == [Reference.WHO2006, Reference.WHO2007]
    first, second = points
    assert first.score.z == pytest.approx(second.score.z, abs=0.05)


def test_bmi_of_a_height_measured_in_the_other_position(rules: GrowthRules) -> None:
    visit = term_visit(400, 10.0, 75.0, Measured.STANDING)
    found = by_indicator(growth_series(Sex.MALE, [visit], rules))
    assert found[Indicator.BMI].value == pytest.approx(10.0 / 0.757**2)
    cdc = growth_series(Sex.MALE, [term_visit(900, 12.0, 90.0, Measured.LYING)], rules, choice=Choice.CDC2000)
    assert by_indicator(cdc)[Indicator.BMI].value == pytest.approx(body_mass_index(12.0, 90.0))


def test_what_is_implausible_is_marked_and_kept(rules: GrowthRules) -> None:
    (point,) = growth_series(Sex.MALE, [term_visit(365, 96.0)], rules)
    assert point.value == 96.0
    assert point.plausible is False
    assert point.band is Band.SEVERE_HIGH


@pytest.mark.parametrize(
    ("z", "band"),
    [
        (-3.1, Band.SEVERE_LOW),
        (-3.0, Band.LOW),
        (-2.1, Band.LOW),
        (-2.0, Band.USUAL),
        (0.0, Band.USUAL),
        (2.0, Band.USUAL),
        (2.1, Band.HIGH),
        (3.0, Band.HIGH),
        (3.1, Band.SEVERE_HIGH),
    ],
)
def test_bands(rules: GrowthRules, z: float, band: Band) -> None:
    assert rules.band(z) is band


def test_limits_of_plausibility_are_whos(rules: GrowthRules) -> None:
    # WHO igrowup flags: weight -6 to +5, length or height -6 to +6, weight for length and BMI -5 to +5
    assert rules.plausible[Indicator.WEIGHT] == (-6.0, 5.0)
    assert rules.plausible[Indicator.LENGTH_HEIGHT] == (-6.0, 6.0)
    assert rules.plausible[Indicator.WEIGHT_FOR_LENGTH] == (-5.0, 5.0)
    assert rules.is_plausible(Indicator.WEIGHT, 5.0)
    assert not rules.is_plausible(Indicator.WEIGHT, 5.01)
    assert rules.source


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "plausibility_z is missing"),
        ("[plausibility_z]\nweight_for_age = [1.0, 0.0]\n[clinical_z]", "severe_low must be"),
        (
            "[plausibility_z]\nweight_for_age = [5.0, -6.0]\n[clinical_z]\n"
            "severe_low = -3.0\nlow = -2.0\nhigh = 2.0\nsevere_high = 3.0",
            "weight_for_age must be two",
        ),
        (
            "[plausibility_z]\n[clinical_z]\nsevere_low = -1.0\nlow = -2.0\nhigh = 2.0\nsevere_high = 3.0",
            "must rise",
        ),
        ("not toml", "Expected"),
    ],
)
def test_wrong_limits_are_refused(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, text: str, says: str
) -> None:
    path = tmp_path_factory.mktemp("rules") / "growth_rules.toml"
    path.write_text(text)
    monkeypatch.setattr(rules_module, "resource_path", lambda *_: path)
    with pytest.raises(ContentError, match=says):
        growth_rules.__wrapped__()


@pytest.mark.parametrize("value", [0.0, -1.0, float("inf"), float("nan")])
def test_a_number_that_is_no_measurement_has_no_score(rules: GrowthRules, value: float) -> None:
    found = growth_series(Sex.MALE, [term_visit(100, value, value, None, value)], rules)
    assert {point.indicator for point in found} == {
        Indicator.WEIGHT,
        Indicator.LENGTH_HEIGHT,
        Indicator.HEAD,
    }
    assert all(point.score.z is None and "greater than 0" in point.score.note for point in found)


def change(rules: GrowthRules, *heads: tuple[int, float]) -> HeadChange:
    visits = [term_visit(days, head=head_at(z, days)) for days, z in heads]
    return head_change(growth_series(Sex.MALE, visits, rules))


def test_head_without_an_earlier_one(rules: GrowthRules) -> None:
    found = change(rules, (100, 1.0))
    assert found.z == pytest.approx(1.0)
    assert found.previous_z is None
    assert found.lines_crossed is None
    assert head_facts(found) == {"ex_hc_z": found.z}
    assert head_facts(head_change(())) == {}


def test_head_against_the_latest_at_least_28_days_before(rules: GrowthRules) -> None:
    found = change(rules, (30, -1.0), (72, 0.2), (99, 1.2), (100, 1.5))
    assert found.on == BORN + timedelta(100)
    assert found.previous_z == pytest.approx(0.2)
    assert found.previous_on == BORN + timedelta(72)
    assert found.days_between == 28
    assert found.lines_crossed == 2
    assert set(head_facts(found)) == {"ex_hc_z", "ex_hc_z_prev", "ex_hc_lines_crossed"}


def test_fast_growth_within_28_days_is_not_missed(rules: GrowthRules) -> None:
    found = change(rules, (80, 0.0), (90, 0.8), (100, 1.5))
    assert found.previous_z is None
    assert found.lines_crossed == 2
    assert found.days_between == 20


def test_a_head_of_today_that_has_no_z_is_not_replaced_by_an_older_one(rules: GrowthRules) -> None:
    visits = [term_visit(1800, head=50.0), term_visit(1900, head=50.0)]
    assert head_change(growth_series(Sex.MALE, visits, rules)) == HeadChange()


@pytest.mark.parametrize(
    ("z", "other", "lines"),
    [
        (0.0, 0.0, 0),
        (-0.1, 0.1, 1),
        (0.1, 0.6, 0),
        (0.0, -1.34, 2),
        (-1.9, 1.9, 5),
        (-4.0, 4.0, 9),
        (2.7, 4.0, 0),
    ],
)
def test_lines_between(z: float, other: float, lines: int) -> None:
    assert lines_between(z, other) == lines
    assert lines_between(other, z) == lines


@given(st.lists(st.floats(-5, 5), min_size=3, max_size=3).map(sorted))
def test_lines_add_up(zs: list[float]) -> None:
    low, middle, high = zs
    assume(middle not in CENTILE_LINES.values())
    assert lines_between(low, middle) + lines_between(middle, high) == lines_between(low, high)


def test_the_lines_are_named_by_their_centiles() -> None:

    for name, z in CENTILE_LINES.items():
        assert centile_of(z) == pytest.approx(float(name), abs=0.3)
