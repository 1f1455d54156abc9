"""What must hold at every age, for every reference and either sex."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from clinic_app.clinical.growth.curves import Axis, Curve, curves_of
from clinic_app.clinical.growth.normal import lower_tail, upper_tail, z_of_upper_tail
from clinic_app.clinical.growth.scores import value_for_z, z_of_centile, z_score
from clinic_app.clinical.growth.vocabulary import Indicator, Measured, Reference
from clinic_app.domain.errors import UserError
from clinic_app.domain.people import Sex

CASES = [
    (reference, indicator, curve)
    for reference in Reference
    for indicator in Indicator
    for curve in curves_of(reference, indicator)
]

Point = tuple[Reference, Indicator, Sex, float | None, Measured | None, float | None]


@st.composite
def points(draw: st.DrawFn) -> Point:
    """A point that some reference covers."""
    reference, indicator, curve = draw(st.sampled_from(CASES))
    sex = draw(st.sampled_from([Sex.FEMALE, Sex.MALE]))
    if curve.axis is Axis.LENGTH_CM:
        return reference, indicator, sex, None, curve.position, draw(st.floats(curve.low, curve.high))
    return reference, indicator, sex, draw(_ages(curve)), curve.position, None


def _ages(curve: Curve) -> st.SearchStrategy[float]:
    if curve.axis is Axis.WHOLE_DAYS:
        return st.integers(int(curve.low), int(curve.high)).map(float)
    return st.floats(curve.low_days, curve.high_days)


@given(points(), st.floats(-4, 4))
def test_the_value_at_z_has_that_z(point: Point, z: float) -> None:
    reference, indicator, sex, age, measured, length = point
    value = value_for_z(reference, indicator, sex, age, z, measured, length)
    assume(value is not None)
    assert value is not None
    found = z_score(reference, indicator, sex, age, value, measured, length)
    assert found.z == pytest.approx(z, abs=1e-6)
    assert found.centile == pytest.approx(100 * lower_tail(z), abs=1e-4)


@given(points(), st.floats(0.2, 5.0), st.floats(1.001, 1.5))
def test_more_is_a_higher_z(point: Point, share: float, factor: float) -> None:
    reference, indicator, sex, age, measured, length = point
    median = value_for_z(reference, indicator, sex, age, 0.0, measured, length)
    assert median is not None
    low = z_score(reference, indicator, sex, age, median * share, measured, length)
    high = z_score(reference, indicator, sex, age, median * share * factor, measured, length)
    assert low.z is not None
    assert high.z is not None
    assert low.z < high.z


@given(points())
def test_every_covered_point_has_a_median_and_the_usual_lines(point: Point) -> None:
    reference, indicator, sex, age, measured, length = point
    lines = [value_for_z(reference, indicator, sex, age, z, measured, length) for z in (-2.67, -2, -1, 0, 1, 2, 2.67)]
    known = [value for value in lines if value is not None]
    assert len(known) == len(lines)
    assert known == sorted(known)
    assert known[0] > 0


@given(st.floats(-4, 37))
def test_tails_are_exact(z: float) -> None:
    assert lower_tail(-z) == upper_tail(z)
    assert z_of_upper_tail(upper_tail(z)) == pytest.approx(z, abs=1e-7)


@given(st.floats(0.001, 99.999))
def test_a_centile_and_its_z(centile: float) -> None:
    assert 100 * lower_tail(z_of_centile(centile)) == pytest.approx(centile, abs=1e-9)


@pytest.mark.parametrize("centile", [0.0, 100.0, -1.0, 101.0, float("nan")])
def test_no_z_at_the_ends_of_the_centiles(centile: float) -> None:
    with pytest.raises(UserError):
        z_of_centile(centile)


@given(st.floats(1, 40))
def test_extended_bmi_is_monotone_far_out(step: float) -> None:
    values = [30.0 + step, 30.0 + 2 * step, 30.0 + 3 * step, 30.0 + 20 * step]
    found = [z_score(Reference.CDC2000, Indicator.BMI, Sex.MALE, 800, value).z for value in values]
    known = [z for z in found if z is not None]
    assert len(known) == len(values)
    assert known == sorted(set(known))
