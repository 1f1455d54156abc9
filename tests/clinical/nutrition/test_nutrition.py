"""Risks, food and intakes by age."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_app.clinical.assessment import RecordView
from clinic_app.clinical.content import load_content
from clinic_app.clinical.nutrition.food import FoodKind, food_at, told_to_families
from clinic_app.clinical.nutrition.intakes import intakes_at
from clinic_app.clinical.nutrition.risks import RiskReading, read_risk, risks_at
from clinic_app.clinical.truth import Truth
from clinic_app.domain.people import Sex

CONTENT = load_content()
NUTRITION = CONTENT.nutrition
FIRES = {"yes": Truth.TRUE, "no": Truth.FALSE, "unknown": Truth.UNKNOWN}


def read(risk_id: str, facts: dict[str, object]) -> RiskReading:
    risk = next(risk for risk in NUTRITION.risks if risk.id == risk_id)
    view = RecordView(CONTENT, CONTENT.derivations.apply(CONTENT.reader.read(facts)))
    return read_risk(risk, view)


@pytest.mark.parametrize(
    ("risk", "example"),
    [(risk, example) for risk in NUTRITION.risks for example in risk.examples],
    ids=lambda one: getattr(one, "id", getattr(one, "fires", "")),
)
def test_the_golden_examples(risk, example) -> None:
    assert read(risk.id, dict(example.facts)).truth is FIRES[example.fires]


@pytest.mark.parametrize("entry", [*NUTRITION.risks, *NUTRITION.food], ids=lambda one: one.id)
def test_each_entry_holds_in_its_months_and_not_beside_them(entry) -> None:
    at = risks_at if entry in NUTRITION.risks else food_at
    every = NUTRITION.risks if entry in NUTRITION.risks else NUTRITION.food
    assert entry in at(every, entry.from_months)
    assert entry in at(every, entry.to_months - 1)
    assert entry not in at(every, entry.to_months)
    assert entry not in at(every, entry.from_months - 1)


@pytest.mark.parametrize(
    ("months", "words", "there"),
    [
        (0, "honey", True), (11, "honey", True), (12, "honey", False),
        (11, "main drink", True), (12, "main drink before", False),
        (59, "rice drink", True), (60, "rice drink", False),
        (59, "whole nuts", True), (60, "whole nuts", False),
    ],
)  # fmt: skip
def test_the_safety_sentences_change_on_the_birthday(months: int, words: str, there: bool) -> None:
    told = told_to_families(NUTRITION.food, months)
    assert any(words in rule.text for rule in told) == there
    assert all(rule.source and rule.confidence for rule in told)


def test_from_four_to_five_years_both_ages_for_nuts_are_said() -> None:
    nuts = next(rule for rule in told_to_families(NUTRITION.food, 50) if "nuts" in rule.text)
    assert "before 5 years" in nuts.text
    assert "United States: before 4 years" in nuts.text
    assert nuts.kind is FoodKind.CHOKING


def test_an_answer_that_is_not_known_never_clears_a_risk() -> None:
    reading = read("vitamin_d", {"hx_vit_d_given": "unknown", "hx_sun_low": "no"})
    assert reading.truth is Truth.UNKNOWN
    assert reading.missing == ("hx_vit_d_given",)


def test_signs_are_told_apart_from_what_was_not_looked_for() -> None:
    reading = read("vitamin_d", {"hx_vit_d_given": "no", "ex_rachitic_signs": "yes", "as_irritability": "no"})
    assert reading.truth is Truth.TRUE
    assert reading.inputs == {"hx_vit_d_given": "no"}
    assert reading.signs == ("ex_rachitic_signs",)
    assert reading.signs_unasked == ("as_stridor_or_carpopedal",)


@pytest.mark.parametrize(
    ("nutrient", "months", "sex", "wanted"),
    [
        ("calcium", 5, Sex.MALE, ["200"]), ("calcium", 6, Sex.MALE, ["260"]), ("calcium", 12, Sex.MALE, ["700"]),
        ("calcium", 47, Sex.MALE, ["700"]), ("calcium", 48, Sex.MALE, ["1000"]),
        ("iron", 5, Sex.FEMALE, ["0.27"]), ("iron", 6, Sex.FEMALE, ["11"]), ("iron", 12, Sex.FEMALE, ["7"]),
        ("iron", 168, Sex.FEMALE, ["15"]), ("iron", 168, Sex.MALE, ["11"]), ("iron", 168, Sex.UNKNOWN, ["15", "11"]),
        ("iron", 228, Sex.MALE, []), ("vitamin_d", 11, Sex.MALE, ["10"]), ("vitamin_d", 12, Sex.MALE, ["15"]),
        ("dha", 5, Sex.MALE, []), ("dha", 23, Sex.MALE, ["100"]), ("dha", 24, Sex.MALE, []),
        ("epa_dha", 24, Sex.MALE, ["250"]),
    ],
)  # fmt: skip
def test_intakes_by_hand(nutrient: str, months: int, sex: Sex, wanted: list[str]) -> None:
    found = [row.intake for row in intakes_at(NUTRITION.intakes, months, sex) if row.nutrient == nutrient]
    assert found == [Decimal(text) for text in wanted]


@given(months=st.integers(0, 227), sex=st.sampled_from([Sex.FEMALE, Sex.MALE]))
def test_one_row_of_each_nutrient_at_every_age(months: int, sex: Sex) -> None:
    found = [row.nutrient for row in intakes_at(NUTRITION.intakes, months, sex)]
    assert len(found) == len(set(found))
    assert {"calcium", "magnesium", "iron", "zinc", "vitamin_b6", "vitamin_b12", "vitamin_d"} <= set(found)
