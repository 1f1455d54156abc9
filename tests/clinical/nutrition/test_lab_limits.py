"""Laboratory limits: every row at its boundaries, every edge of age, both units, and no word where there is no row."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_app.clinical.content import load_content
from clinic_app.clinical.nutrition.lab_limits import LabLimit, Person, Position, in_unit, overlap, readings
from clinic_app.domain.answers import Answer, Typed
from clinic_app.domain.gestation import Gestation
from clinic_app.domain.people import Sex
from clinic_app.domain.quantities import parse_quantity

CONTENT = load_content()
LIMITS = CONTENT.nutrition.limits
LAB = tuple(field for field in CONTENT.fields if field.group == "lab")
UNITS = tuple((field, other) for field in LAB for other in field.other_units)
FIGURED = tuple(row for row in LIMITS if row.low is not None or row.high is not None)
TERM, PRETERM = Gestation(40, 0), Gestation(31, 2)


def name(row: LabLimit) -> str:
    return f"{row.analyte} {row.from_days} {row.gestation} {row.sex} {row.by}"


def child(row: LabLimit, days: int | None = None) -> Person:
    return Person(
        row.from_days if days is None else days,
        PRETERM if row.gestation == "preterm" else TERM,
        Sex.FEMALE if row.sex == "female" else Sex.MALE,
    )


def position(row: LabLimit, number: Decimal, person: Person, typed_unit: str = "") -> Position | None:
    """Where a number lies beside this row; ``None`` where the row says nothing of the child."""
    field = CONTENT.fields[row.analyte]
    answer = Answer(number, unit=field.unit)
    if typed_unit:
        parsed = parse_quantity(str(number), unit=field.unit, decimals=9, others=field.other_units, assumed=typed_unit)
        answer = Answer(parsed.value, unit=field.unit, typed=Typed(number, typed_unit))
    found = [one.position for one in readings(field, answer, person, LIMITS) if one.limit == row]
    return found[0] if found else None


@pytest.mark.parametrize("row", FIGURED, ids=name)
def test_every_row_inside_at_its_boundary_and_outside(row: LabLimit) -> None:
    step = Decimal("0.001")
    person = child(row)
    if row.low is not None:
        assert position(row, row.low - step, person) is Position.BELOW
        assert position(row, row.low, person) is Position.WITHIN
    if row.high is not None:
        assert position(row, row.high, person) is Position.WITHIN
        assert position(row, row.high + step, person) is Position.ABOVE


@pytest.mark.parametrize("row", [row for row in FIGURED if row.other_unit], ids=name)
def test_every_row_in_the_other_unit_holds_by_its_printed_figure(row: LabLimit) -> None:
    step, person = Decimal("0.001"), child(row)
    if row.low_other is not None:
        assert position(row, row.low_other - step, person, row.other_unit) is Position.BELOW
        assert position(row, row.low_other, person, row.other_unit) is Position.WITHIN
    if row.high_other is not None:
        assert position(row, row.high_other, person, row.other_unit) is Position.WITHIN
        assert position(row, row.high_other + step, person, row.other_unit) is Position.ABOVE


@pytest.mark.parametrize("row", LIMITS, ids=name)
def test_every_row_holds_on_its_first_and_last_day_and_not_beside_them(row: LabLimit) -> None:
    number = Decimal(5)
    assert position(row, number, child(row, row.from_days)) is not None
    assert position(row, number, child(row, row.to_days)) is not None
    assert position(row, number, child(row, row.to_days + 1)) is None
    if row.from_days > 0:
        assert position(row, number, child(row, row.from_days - 1)) is None


@pytest.mark.parametrize(
    ("analyte", "typed", "unit", "days", "gestation", "wanted"),
    [
        ("lb_ca_total_mmol", "7.9", "mg/dL", 10, TERM, [("", Position.BELOW)]),
        ("lb_ca_total_mmol", "8.0", "mg/dL", 28, TERM, [("", Position.WITHIN)]),
        ("lb_ca_total_mmol", "7.9", "mg/dL", 10, PRETERM, [("", Position.WITHIN)]),
        ("lb_ca_total_mmol", "8.3", "mg/dL", 29, PRETERM, [("", Position.BELOW)]),
        ("lb_glucose_mmol", "47", "mg/dL", 0, TERM, [("AAP 2011", Position.WITHIN), ("PES 2015", Position.BELOW)]),
        ("lb_glucose_mmol", "47", "mg/dL", 1, TERM, [("PES 2015", Position.BELOW)]),
        ("lb_glucose_mmol", "2.9", "mmol/L", 1, TERM, [("PES 2015", Position.WITHIN)]),
        ("lb_glucose_mmol", "2.9", "mmol/L", 2, TERM, [("PES 2015", Position.BELOW)]),
        ("lb_glucose_mmol", "46", "mg/dL", 400, TERM, [("", Position.BELOW)]),
        ("lb_hb_g_l", "10.4", "g/dL", 182, TERM, []),
        ("lb_hb_g_l", "10.4", "g/dL", 183, TERM, [("", Position.BELOW)]),
        ("lb_hb_g_l", "105", "g/L", 730, TERM, [("", Position.WITHIN)]),
        ("lb_hb_g_l", "105", "g/L", 731, TERM, [("", Position.BELOW)]),
        ("lb_ammonia_umol", "120", "umol/L", 5, TERM, [("", Position.ABOVE)]),
        ("lb_ammonia_umol", "120", "umol/L", 5, PRETERM, [("", Position.WITHIN)]),
        ("lb_vit_d_nmol", "19.9", "ng/mL", 900, TERM, [("", Position.BELOW)]),
        ("lb_vit_d_nmol", "20", "ng/mL", 900, TERM, [("", Position.WITHIN)]),
        ("lb_bilirubin_umol", "12", "mg/dL", 4, TERM, [("", Position.NO_LIMIT)]),
        ("lb_tsh_miu_l", "5", "mIU/L", 5, TERM, []),
        ("lb_na_mmol", "140", "mmol/L", 6575, TERM, []),
    ],
)
def test_by_hand(
    analyte: str, typed: str, unit: str, days: int, gestation: Gestation, wanted: list[tuple[str, Position]]
) -> None:
    field = CONTENT.fields[analyte]
    parsed = parse_quantity(f"{typed} {unit}", unit=field.unit, decimals=field.decimals, others=field.other_units)
    answer = Answer(
        parsed.value, unit=field.unit, typed=Typed(parsed.typed, parsed.typed_unit) if parsed.converted else None
    )
    found = readings(field, answer, Person(days, gestation, Sex.MALE), LIMITS)
    assert [(one.limit.by, one.position) for one in found] == wanted


def test_bodies_that_differ_about_ionised_calcium_are_all_shown() -> None:
    field = CONTENT.fields["lb_ca_ion_mmol"]
    found = readings(field, Answer(Decimal("1.15"), unit="mmol/L"), Person(3, TERM, Sex.FEMALE), LIMITS)
    assert [one.position for one in found] == [Position.BELOW, Position.WITHIN, Position.WITHIN]


def test_what_is_not_known_of_the_child_leaves_either_limit_standing() -> None:
    field = CONTENT.fields["lb_ca_total_mmol"]
    answer = Answer(Decimal("1.9"), unit="mmol/L")
    found = readings(field, answer, Person(3, None, Sex.UNKNOWN), LIMITS)
    assert {(one.limit.gestation, one.position) for one in found} == {
        ("term", Position.BELOW), ("preterm", Position.WITHIN),
    }  # fmt: skip
    haemoglobin = CONTENT.fields["lb_hb_g_l"]
    both = readings(haemoglobin, Answer(Decimal(125), unit="g/L"), Person(6000, None, Sex.UNKNOWN), LIMITS)
    assert {(one.limit.sex, one.position) for one in both} == {
        ("female", Position.WITHIN), ("male", Position.BELOW),
    }  # fmt: skip


def test_what_was_not_measured_is_beside_no_limit() -> None:
    field = CONTENT.fields["lb_na_mmol"]
    assert readings(field, Answer.not_examined("refused"), Person(40, TERM, Sex.MALE), LIMITS) == ()


def test_a_limit_of_the_clinic_stands_first_and_the_shipped_one_beside_it() -> None:
    field = CONTENT.fields["lb_glucose_mmol"]
    own = LabLimit("lb_glucose_mmol", 29, 6574, "any", "any", Decimal(54), None, "mg/dL", own=True)
    found = readings(field, Answer(Decimal("2.9"), unit="mmol/L"), Person(400, TERM, Sex.MALE), (*LIMITS, own))
    assert [(one.limit.own, one.position) for one in found] == [(True, Position.BELOW), (False, Position.WITHIN)]
    assert found[0].low == Decimal(3), "54 mg/dL in the unit of the value"


@pytest.mark.parametrize(("field", "other"), UNITS, ids=lambda one: getattr(one, "unit", ""))
@given(number=st.decimals(min_value=0, max_value=100_000, places=3))
def test_a_unit_turned_there_and_back_is_the_same_number(field, other, number: Decimal) -> None:
    assert other.turned_back(other.kept(number)) == Fraction(number)
    assert in_unit(field, number, other.unit, other.unit) == Fraction(number)


@given(days=st.integers(0, 6574), weeks=st.integers(22, 42), sex=st.sampled_from([Sex.FEMALE, Sex.MALE]))
def test_one_body_says_one_thing_about_one_child(days: int, weeks: int, sex: Sex) -> None:
    person = Person(days, Gestation(weeks, 0), sex)
    for field in LAB:
        by = [row.by for row in LIMITS if row.analyte == field.id and row.fits(person)]
        assert len(by) == len(set(by))


@pytest.mark.parametrize("field", LAB, ids=lambda field: field.id)
def test_every_analyte_has_impossible_and_doubtful_numbers_on_both_sides(field) -> None:
    limits = field.range
    edges = (limits.hard_min, limits.soft_min, limits.soft_max, limits.hard_max)
    assert None not in edges
    assert list(edges) == sorted(edges)
    assert limits.soft_name != "Usual", "what is believable is no reference range"
    for row in (row for row in FIGURED if row.analyte == field.id):
        for figure in (row.low, row.high):
            assert figure is None or limits.soft_min <= figure <= limits.soft_max


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("lb_glucose_mmol", "45 mg/dL", "2.5"),
        ("lb_ca_total_mmol", "9.2 mg/dl", "2.3"),
        ("lb_mg_mmol", "1.7 mg/dL", "0.7"),
        ("lb_b12_pmol", "200 pg/mL", "148"),
        ("lb_vit_d_nmol", "20 ng/mL", "50"),
        ("lb_bilirubin_umol", "25 mg/dL", "428"),
        ("lb_hb_g_l", "10,5 g/dL", "105"),
        ("lb_ferritin_ug_l", "12 ng/mL", "12"),
        ("lb_na_mmol", "139 mEq/L", "139"),
        ("lb_lactate_mmol", "19.8 mg/dL", "2.2"),
        ("lb_ammonia_umol", "100 µg/dL", "59"),
    ],
)
def test_units_by_hand(field: str, typed: str, kept: str) -> None:
    known = CONTENT.fields[field]
    parsed = parse_quantity(typed, unit=known.unit, decimals=known.decimals, others=known.other_units)
    assert parsed.value == Decimal(kept)
    assert parsed.converted


def test_overlap_is_of_one_body_and_the_same_children() -> None:
    row = LabLimit("x", 0, 28, "term", "any", Decimal(1), None, "U/L")
    assert overlap(row, replace(row, from_days=28, to_days=40, gestation="any"))
    assert not overlap(row, replace(row, from_days=29, to_days=40))
    assert not overlap(row, replace(row, gestation="preterm"))
    assert not overlap(row, replace(row, by="another"))
