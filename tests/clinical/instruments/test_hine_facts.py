"""What the rules read of a HINE, and the form as fields and items."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_app.clinical.assessment import assess, derive
from clinic_app.clinical.content import load_content
from clinic_app.clinical.hine import ItemAnswer, SideScores, score_hine
from clinic_app.clinical.hine_facts import ASYMMETRIES, ASYMMETRIES_SO_FAR, AT_MOST, TOTAL
from clinic_app.clinical.hine_form import load_hine
from clinic_app.clinical.hine_instrument import hine_instrument, score_field, scores_offered, tick_field
from clinic_app.domain.ages import AgeOn, age_on
from clinic_app.domain.gestation import Gestation

CONTENT, FORM = load_content(), load_hine()
PLACES = [
    (item, fact)
    for item in FORM.items
    for fact in ([f"hine_{item.id}_right", f"hine_{item.id}_left"] if item.sided else [f"hine_{item.id}"])
]
HINE_RULES = {"RF-U14", "EX30", "EX31", "EX32", "EX33", "EX34", "EX51", "EX52", "EX53"}
forms = st.fixed_dictionaries(
    {fact: st.none() | st.sampled_from(CONTENT.fields[score_field(item.id)].values) for item, fact in PLACES}
)
months = st.floats(2, 24)


def all_at(level: str) -> dict[str, Any]:
    return {fact: level for _item, fact in PLACES}


def known(facts: dict[str, Any]) -> dict[str, Any]:
    names = (TOTAL, AT_MOST, ASYMMETRIES, ASYMMETRIES_SO_FAR)
    found = derive(CONTENT, facts)
    return {name: found[name] for name in names if name in found}


def flags(facts: dict[str, Any]) -> set[str]:
    return {flag.id for flag in assess(CONTENT, facts).flags} & HINE_RULES


def test_a_whole_form_has_a_total_an_empty_one_nothing() -> None:
    assert known(all_at("3")) == {TOTAL: 78, AT_MOST: 78, ASYMMETRIES: 0, ASYMMETRIES_SO_FAR: 0}
    assert known({}) == {}
    assert known({"hine_scarf_sign_right": "3"}) == {}


def test_sides_make_half_points_and_one_asymmetry() -> None:
    facts = all_at("3") | {"hine_popliteal_angle_right": "2", "hine_pull_to_sit": "2.5"}
    assert known(facts) == {TOTAL: 77, AT_MOST: 77, ASYMMETRIES: 1, ASYMMETRIES_SO_FAR: 1}


def test_a_tick_counts_where_the_scores_agree_and_once_where_they_do_not() -> None:
    tick = {tick_field("scarf_sign"): "yes"}
    assert known(all_at("3") | tick)[ASYMMETRIES] == 1
    assert known(all_at("3") | tick | {"hine_scarf_sign_left": "1"})[ASYMMETRIES] == 1
    assert known(tick) == {ASYMMETRIES_SO_FAR: 1}


@given(forms, st.sampled_from(PLACES))
def test_leaving_out_an_answer_never_gives_a_total(facts: dict[str, Any], place: Any) -> None:
    found = known(all_at("3") | {k: v for k, v in facts.items() if v is not None} | {place[1]: None})
    assert TOTAL not in found
    assert ASYMMETRIES not in found


@given(forms)
def test_facts_are_those_of_the_score(facts: dict[str, Any]) -> None:
    answers: dict[str, ItemAnswer] = {}
    for item in FORM.items:
        sides = [facts[fact] for one, fact in PLACES if one is item]
        numbers = [None if side is None else Decimal(side) for side in sides]
        answers[item.id] = SideScores(*numbers) if item.sided else numbers[0]
    score, found = score_hine(answers), known(facts)
    assert found.get(TOTAL) == (None if score.total is None else float(score.total))
    if score.items_scored:
        best = {name: answer for name, answer in answers.items() if name not in score.items_missing}
        best |= {item.id: _best(facts, item) for item in FORM.items if item.id in score.items_missing}
        assert found[AT_MOST] == float(score_hine(best).partial_sum)


def _best(facts: dict[str, Any], item: Any) -> ItemAnswer:
    """What is missing of an item, filled with the optimal level."""
    sides = [Decimal(facts[fact] or "3") for one, fact in PLACES if one is item]
    return SideScores(*sides) if item.sided else sides[0]


@given(forms, months, st.sampled_from(PLACES), st.sampled_from(["yes", "no"]))
def test_removing_an_optimal_score_never_silences_a_flag(
    facts: dict[str, Any], age: float, place: Any, risk: str
) -> None:
    """The optimal level is the negative finding: a total that was too low stays too low without it.

    Only what two sides say together, that they differ, goes when one of them is taken back.
    """
    _item, fact = place
    base = {**facts, fact: "3", "corrected_age_months": age, "hx_cp_risk": risk, "hx_term_born": "yes"}
    before, after = flags(base), flags(base | {fact: None})
    assert before - {"EX33", "EX51"} <= after


@given(forms, months)
def test_no_flag_on_a_total_that_could_still_be_optimal(facts: dict[str, Any], age: float) -> None:
    """With one item missing and the rest optimal nothing is certain, and nothing is said."""
    facts = all_at("3") | {"hine_pull_to_sit": None, "corrected_age_months": age, "hx_cp_risk": "yes"}
    assert flags(facts) == set()


def test_a_total_without_items_is_its_own_bound() -> None:
    assert known({TOTAL: 52}) == {TOTAL: 52, AT_MOST: 52}
    assert known({ASYMMETRIES: 4}) == {ASYMMETRIES: 4, ASYMMETRIES_SO_FAR: 4}


def test_a_flag_names_the_total_or_why_it_is_certain_never_47_scores() -> None:
    base = {"corrected_age_months": 6, "hx_cp_risk": "yes"}
    (whole,) = [flag for flag in assess(CONTENT, all_at("1") | base).flags if flag.id == "EX32"]
    assert whole.inputs[TOTAL] == 26
    assert not [name for name in whole.inputs if name.startswith("hine_")]
    part = {fact: "1" for _item, fact in PLACES[:20]} | base
    (early,) = [flag for flag in assess(CONTENT, part).flags if flag.id == "EX32"]
    assert TOTAL not in early.inputs
    assert early.inputs[AT_MOST] < 73


# The form as fields


def test_half_points_are_offered_only_where_there_is_one_score() -> None:
    for item in FORM.items:
        has_half = any(level % 1 for level in scores_offered(item))
        assert has_half is not item.sided
    parachute = FORM.item("forward_parachute")
    assert parachute is not None
    assert scores_offered(parachute) == (1, 2, 3)


def test_every_item_and_stage_is_a_field_and_stands_on_the_form() -> None:
    form = hine_instrument(FORM, CONTENT.fields)
    counts = {section.id: len(section.items) for section in form.sections}
    assert counts == {
        "cranial": 5, "posture": 6, "movements": 2, "tone": 8, "reflexes": 5, "milestones": 8, "behaviour": 3,
    }  # fmt: skip
    for item in form.items:
        assert [option.code for option in item.options] == list(item.field.values)
        assert all(option.word for option in item.options)
    for item in FORM.items:
        assert CONTENT.fields[score_field(item.id)].scale == "hine"
        assert tick_field(item.id) in CONTENT.fields


@pytest.mark.parametrize(
    ("item_id", "scores"),
    [
        ("popliteal_angle", {79: 0, 80: None, 89: None, 90: 1, 91: None, 99: None, 100: 3, 150: 3, 151: 2, 160: 2,
                             161: None, 170: None, 171: 1}),
        ("hip_adductors", {79: 0, 80: 3, 150: 3, 151: 2, 160: 2, 165: None, 170: None, 171: 1}),
        ("ankle_dorsiflexion", {19: 1, 20: 2, 29: 2, 30: 3, 85: 3, 86: None, 89: None, 90: 1, 91: 0}),
    ],
)  # fmt: skip
def test_an_angle_has_the_printed_score_and_none_between_two_levels(
    item_id: str, scores: dict[int, int | None]
) -> None:
    item = FORM.item(item_id)
    assert item is not None
    assert item.angle is not None
    assert {degrees: item.angle.score(Decimal(degrees)) for degrees in scores} == scores


# Ages

BORN = date(2026, 1, 31)


def at(day: date, gestation: Gestation | None = None) -> AgeOn:
    return age_on(BORN, gestation, day)


@pytest.mark.parametrize(
    ("day", "is_open"),
    [
        (date(2026, 3, 30), False),
        (date(2026, 3, 31), True),
        (date(2028, 1, 30), True),
        (date(2028, 1, 31), True),
        (date(2028, 2, 1), False),
    ],
)
def test_the_form_is_open_from_two_completed_months_to_the_day_of_24(day: date, is_open: bool) -> None:
    assert FORM.is_open(at(day)) is is_open
    if is_open:
        assert FORM.age_from <= FORM.months(at(day)) <= FORM.age_to


def test_the_boundaries_are_of_corrected_age() -> None:
    early = Gestation(30, 0)
    assert not FORM.is_open(at(date(2026, 3, 31), early))
    assert FORM.is_open(at(date(2026, 3, 31) + timedelta(days=early.correction_days + 3), early))
    assert FORM.is_open(at(date(2028, 2, 20), early))
    assert not FORM.is_open(at(BORN + timedelta(days=10), early))
