"""Scoring the HINE and what may be said about the score."""

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_app.clinical.hine import HineContext, ItemAnswer, SideScores, low_risk_p10, score_hine
from clinic_app.clinical.hine_form import load_hine, read_hine
from clinic_app.domain.errors import ContentError, UserError
from clinic_app.domain.gestation import Gestation
from clinic_app.resources import resource_path

FORM = load_hine()
SIDED = {item.id for item in FORM.items if item.sided}
LABEL = "cerebral palsy"


def full(level: str = "3") -> dict[str, ItemAnswer]:
    return {item.id: Decimal(level) for item in FORM.items}


def said(answers: Mapping[str, ItemAnswer], months: str | None, **who: Any) -> dict[str, str]:
    context = HineContext(None if months is None else Decimal(months), **who)
    return {comparison.id: comparison.text for comparison in score_hine(answers, [], context).reading}


def levels(item: Any) -> st.SearchStrategy[ItemAnswer]:
    whole = st.sampled_from([Decimal(level) for level in item.allowed])
    halves = st.sampled_from([Decimal(level) + Decimal("0.5") for level in item.allowed[:-1]])
    sides = st.builds(SideScores, st.none() | whole, st.none() | whole) if item.sided else st.none()
    return st.none() | whole | halves | sides


forms = st.fixed_dictionaries({item.id: levels(item) for item in FORM.items})


def plain_score(answer: ItemAnswer) -> float | None:
    """The item score written once more, without the code under test."""
    if isinstance(answer, SideScores):
        both = [float(side) for side in (answer.right, answer.left) if side is not None]
        return sum(both) / 2 if len(both) == 2 else None
    return None if answer is None else float(answer)


def test_the_form_has_26_items_in_five_sections_and_78_points() -> None:
    maxima = {section.id: 3 * sum(item.section == section.id for item in FORM.items) for section in FORM.sections}
    assert maxima == {"cranial": 15, "posture": 18, "movements": 6, "tone": 24, "reflexes": 15}
    assert [item.id for item in FORM.items if item.allowed != (0, 1, 2, 3)] == ["forward_parachute"]


@given(forms)
def test_sums_are_those_of_the_items_scored(answers: dict[str, ItemAnswer]) -> None:
    expected = {name: score for name, answer in answers.items() if (score := plain_score(answer)) is not None}
    score = score_hine(answers)
    assert float(score.partial_sum) == sum(expected.values())
    assert score.items_scored == len(expected)
    assert score.possible == 3 * len(expected)
    assert list(score.items_missing) == [item.id for item in FORM.items if item.id not in expected]
    assert (score.total is None) == (len(expected) < 26)
    assert sum(part.sum for part in score.subtotals.values()) == score.partial_sum
    assert sum(part.scored for part in score.subtotals.values()) == score.items_scored
    assert score.partial_sum * 2 == int(score.partial_sum * 2)


@given(forms, st.randoms())
def test_the_order_of_the_answers_changes_nothing(answers: dict[str, ItemAnswer], dice: Any) -> None:
    shuffled = list(answers.items())
    dice.shuffle(shuffled)
    assert score_hine(dict(shuffled)) == score_hine(answers)


@given(forms, st.sampled_from([item.id for item in FORM.items]))
def test_taking_an_item_away_never_leaves_a_total(answers: dict[str, ItemAnswer], name: str) -> None:
    score = score_hine({**full(), **answers, name: None})
    assert score.total is None
    assert name in score.items_missing


def test_full_empty_and_half_points() -> None:
    assert score_hine(full()).total == 78
    empty = score_hine({})
    assert (empty.partial_sum, empty.possible, empty.total, empty.complete) == (0, 0, None, False)
    assert len(empty.items_missing) == 26
    assert score_hine({**full(), "popliteal_angle": SideScores(Decimal(2), Decimal(3))}).total == Decimal("77.5")
    assert score_hine({**full(), "pull_to_sit": Decimal("2.5")}).total == Decimal("77.5")


def test_one_side_only_is_missing_never_half() -> None:
    score = score_hine({**full(), "popliteal_angle": SideScores(Decimal(3), None)})
    assert (score.items_missing, score.total) == (("popliteal_angle",), None)


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"forward_parachute": Decimal(0)}, "forward_parachute cannot be scored 0: give 1, 2, 3"),
        ({"forward_parachute": Decimal("0.5")}, "forward_parachute cannot be scored 0.5"),
        ({"forward_parachute": SideScores(Decimal(0), Decimal(3))}, "forward_parachute cannot be scored 0"),
        ({"eye_movements": Decimal(4)}, "eye_movements cannot be scored 4: give 0, 1, 2, 3 or a half step"),
        ({"eye_movements": Decimal(-1)}, "eye_movements cannot be scored -1"),
        ({"eye_movements": Decimal("2.25")}, "eye_movements cannot be scored 2.25"),
        ({"eye_movements": SideScores(Decimal("2.5"), Decimal(3))}, "2.5: give 0, 1, 2, 3 for each side"),
        ({"pull_to_sit": SideScores(Decimal(3), Decimal(3))}, "pull_to_sit has no sides"),
        ({"knee": Decimal(3)}, "knee is not an item of the form"),
    ],
)
def test_refuses_naming_the_item_and_what_is_accepted(answers: dict[str, ItemAnswer], told: str) -> None:
    with pytest.raises(UserError, match=told) as refusal:
        score_hine(answers)
    assert refusal.value.field in answers


def test_asymmetry_counts_ticked_items_once_and_is_unknown_when_not_recorded() -> None:
    assert score_hine({}, ["scarf_sign", "scarf_sign", "posture_arms"]).asymmetry_count == 2
    assert score_hine({}, []).asymmetry_count == 0
    assert score_hine({}).asymmetry_count is None
    with pytest.raises(UserError, match="arms is not an item"):
        score_hine({}, ["arms"])


@given(
    forms,
    st.none() | st.integers(-60, 400).map(lambda tenths: Decimal(tenths) / 10),
    st.sampled_from(["no", "unknown"]),
)
def test_nobody_without_a_recorded_risk_factor_gets_the_label(
    answers: dict[str, ItemAnswer], months: Decimal | None, risk: str
) -> None:
    for form in (answers, full("1")):
        texts = said(form, None if months is None else str(months), cp_risk=risk).values()
        assert not any(LABEL in text for text in texts)


@pytest.mark.parametrize("months", ["1.99", "24.1", "60", "-1"])
def test_outside_2_to_24_months_nothing_is_compared(months: str) -> None:
    assert set(said(full("1"), months, cp_risk="yes")) == {"outside_age"}


def test_a_partial_score_is_never_compared_but_asymmetry_is() -> None:
    ticked = [item.id for item in FORM.items][:6]
    score = score_hine({"scarf_sign": Decimal(0)}, ticked, HineContext(Decimal(10), "yes"))
    assert [comparison.id for comparison in score.reading] == ["partial", "hay_asymmetry", "asymmetry_hands"]
    early = score_hine({}, ticked, HineContext(Decimal(5)))
    assert [comparison.id for comparison in early.reading] == ["partial", "hay_asymmetry_early", "asymmetry_hands"]


def test_five_asymmetries_are_not_more_than_five() -> None:
    five = score_hine({}, [item.id for item in FORM.items][:5], HineContext(Decimal(20)))
    assert [comparison.id for comparison in five.reading] == ["partial"]


def test_risk_cut_offs_at_their_ages() -> None:
    low = full("2")  # 52
    assert LABEL in said(low, "3", cp_risk="yes")["novak_3m"]
    assert "novak_3m" not in said(low, "2.4", cp_risk="yes")
    assert "novak_6_12m" not in said(low, "4.9", cp_risk="yes")
    assert LABEL in said(low, "5", cp_risk="yes")["novak_6_12m"]
    assert "not applied: none is recorded" in said(low, "5")["risk_cutoffs_withheld"]


def test_typical_range_needs_the_gestation_and_never_calls_a_high_score_weak() -> None:
    assert "typical" not in said(full(), "6")
    text = said(full(), "6", gestation=Gestation(34, 3))["typical"]
    assert "above the range 60 to 72" in text
    assert "33 to 36 weeks" in text


def test_preterm_infants_are_not_compared_with_term_infants() -> None:
    assert "low_risk_p10" in said(full("2"), "5", gestation=Gestation(39))
    assert "low_risk_p10" not in said(full("2"), "5", gestation=Gestation(34))


@pytest.mark.parametrize(
    ("week", "value"), [("12", "52.1"), ("14", "53.85"), ("28", "63.8"), ("11.9", None), ("28.1", None)]
)
def test_p10_is_interpolated_between_12_and_28_weeks(week: str, value: str | None) -> None:
    found = low_risk_p10(Decimal(week))
    assert (None if found is None else round(found, 2)) == (None if value is None else Decimal(value))
    derived = tomllib.loads(resource_path("clinical", "derivations.toml").read_text("utf-8"))["hine_p10"]
    assert [(float(at), float(total)) for at, total in FORM.p10] == list(
        zip(derived["weeks"], derived["total"], strict=True)
    )


@pytest.mark.parametrize("example", FORM.examples, ids=lambda example: str(example["name"]))
def test_golden_examples(example: Mapping[str, Any]) -> None:
    rest = example.get("rest")
    answers: dict[str, ItemAnswer] = {} if rest is None else full(str(rest))
    for name, value in example.get("answers", {}).items():
        answers[name] = _sides(value) if isinstance(value, dict) else Decimal(str(value))
    for name in example.get("missing", ()):
        del answers[name]
    who = HineContext(Decimal(str(example["corrected_months"])), example.get("risk", "unknown"))
    score = score_hine(answers, example.get("asymmetry"), who)
    assert score.partial_sum == Decimal(str(example["partial_sum"]))
    assert score.total == (Decimal(str(example["total"])) if "total" in example else None)
    told = [comparison.id for comparison in score.reading]
    assert [name for name in told if name not in {"partial", "outside_age", "risk_cutoffs_withheld"}] == example[
        "readings"
    ]


def _sides(value: Mapping[str, Any]) -> SideScores:
    return SideScores(*(Decimal(value[side]) if side in value else None for side in ("right", "left")))


def test_a_slip_in_the_file_is_named(tmp_path: Path) -> None:
    text = resource_path("clinical", "hine.toml").read_text("utf-8")
    path = tmp_path / "hine.toml"
    for wrong, told in (
        (text.replace('section = "cranial"', 'section = "head"', 1), "no section head"),
        (text.replace('id = "eye_movements"', 'id = "facial_appearance"'), "twice"),
        (text.replace('test = "below"', 'test = "under"', 1), "test is below"),
        (text.replace("sided = true", "sidd = true", 1), "sidd"),
    ):
        path.write_text(wrong, "utf-8")
        with pytest.raises(ContentError, match=told):
            read_hine(path)


def test_every_reading_that_names_the_label_is_for_infants_at_risk() -> None:
    for reading in FORM.readings:
        assert reading.risk or LABEL not in reading.met + reading.not_met
        assert reading.source in resource_path("clinical", "sources.toml").read_text("utf-8")
