"""The score command: JSON in, JSON out, refusals in one sentence."""

import json
from pathlib import Path
from typing import Any

import pytest

from clinic_app.clinical.hine_form import load_hine
from clinic_app.domain.errors import UserError
from clinic_app.exchange.score_answers import score_json

ITEMS = [item.id for item in load_hine().items]


def score(document: object) -> dict[str, Any]:
    result: dict[str, Any] = json.loads(score_json("hine", json.dumps(document)))
    return result


def test_the_contract() -> None:
    result = score(
        {
            "corrected_months": 5.4,
            "answers": {"facial_appearance": 3, "popliteal_angle": {"right": 1, "left": 3}},
            "asymmetry": ["popliteal_angle"],
        }
    )
    assert list(result) == [
        "complete", "items_scored", "items_missing", "partial_sum", "possible", "total", "subtotals", "asymmetry_count",
        "reading",
    ]  # fmt: skip
    assert (result["complete"], result["items_scored"], result["total"]) == (False, 2, None)
    assert (result["partial_sum"], result["possible"], result["asymmetry_count"]) == (5, 6, 1)
    assert result["items_missing"] == [name for name in ITEMS if name not in {"facial_appearance", "popliteal_angle"}]
    assert result["subtotals"]["tone"] == {"scored": 1, "items": 8, "sum": 2, "possible": 3}


def test_a_full_form_with_a_half_point() -> None:
    answers = {**dict.fromkeys(ITEMS, 3), "scarf_sign": {"right": 2, "left": 3}}
    result = score({"corrected_months": 12, "answers": answers, "asymmetry": ["scarf_sign"]})
    assert (result["total"], result["partial_sum"], result["possible"], result["complete"]) == (77.5, 77.5, 78, True)
    assert result["reading"] == [
        "Total 77.5 is optimal: low-risk term infants score 73 or more at 12 and 18 months.",
        "The cut-off of 73 is for infants with a perinatal risk factor and is not applied: none is recorded.",
    ]


def test_null_and_an_absent_item_are_the_same_and_asymmetry_may_be_unrecorded() -> None:
    assert score({"answers": {"scarf_sign": None}}) == score({"answers": {}})
    assert score({"answers": {}})["asymmetry_count"] is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"answers": {"forward_parachute": 0}}', "forward_parachute cannot be scored 0"),
        ('{"answers": {"scarf_sign": 3.7}}', "scarf_sign cannot be scored 3.7"),
        ('{"answers": {"scarf_sign": 1e999999}}', "scarf_sign cannot be scored"),
        ('{"answers": {"scarf_sign": 1e-999999}}', "scarf_sign cannot be scored"),
        ('{"answers": {"scarf_sign": true}}', "scarf_sign must be a number"),
        ('{"answers": {"scarf_sign": "3"}}', "scarf_sign must be a number"),
        ('{"answers": {"scarf_sign": {"up": 3}}}', "right and left"),
        ('{"answers": {"scarf_sign": {"right": "3"}}}', "right and left"),
        ('{"answers": {"scarf_sign": 3, "scarf_sign": 1}}', "scarf_sign is given twice"),
        ('{"answers": {"scarf_sign": NaN}}', "NaN is not a number"),
        ('{"answers": {"nose": 3}}', "nose is not an item"),
        ('{"answers": []}', "answers must be an object"),
        ('{"answers": {}, "asymmetry": "scarf_sign"}', "asymmetry must be a list"),
        ('{"answers": {}, "asymmetry": ["nose"]}', "nose is not an item"),
        ('{"answers": {}, "corrected_months": "5"}', "corrected_months must be a number"),
        ('{"answers": {}, "corrected_months": 500}', "corrected_months must be a number"),
        ('{"answers": {}, "corrected_months": true}', "corrected_months must be a number"),
        ('{"answers": {}, "gestation_weeks": 46}', "20 to 45"),
        ('{"answers": {}, "gestation_weeks": 34.5}', "gestation_weeks must be a whole number"),
        ('{"answers": {}, "hx_cp_risk": true}', "hx_cp_risk must be one of"),
        ('{"answers": {}, "colour": 1}', "colour is not known here"),
        ("[1]", "one JSON object"),
        ("{", "not readable as JSON"),
        ("[" * 100_000, "not readable as JSON"),
        ('{"answers": {"scarf_sign": ' + "9" * 5000 + "}}", "scarf_sign cannot be scored"),
    ],
)
def test_refuses_in_one_sentence(text: str, told: str) -> None:
    with pytest.raises(UserError, match=told):
        score_json("hine", text)


def test_refuses_another_instrument() -> None:
    with pytest.raises(UserError, match="give hine, general_exam, tone_scales, tool_results"):
        score_json("bayley", "{}")


def test_a_part_is_called_a_part() -> None:
    (told,) = score({"answers": {"facial_appearance": 3}})["reading"][:1]
    assert told == "Partial, no total: 1 of 26 items scored, 3 of 3 possible."
    assert "cut-off" not in told


def form(name: str, document: object) -> dict[str, Any]:
    result: dict[str, Any] = json.loads(score_json(name, json.dumps(document)))
    return result


def test_another_form_reads_its_findings_and_works_out_what_is_whole() -> None:
    told = form("tone_scales", {
        "corrected_months": 72,
        "answers": {
            "ex_mas_hamstrings": {"right": "1+", "left": None},
            "ex_tardieu_hamstrings_r2": {"right": 140, "left": 150},
            "ex_tardieu_hamstrings_r1": {"right": 105.5},
        },
    })  # fmt: skip
    assert (told["instrument"], told["answered"]) == ("tone_scales", 4)
    assert told["findings"]["ex_mas_hamstrings_right"] == "abnormal"
    assert told["findings"]["ex_tardieu_hamstrings_r1_right"] is None
    results = {one["id"]: one for one in told["results"]}
    assert results["tardieu_hamstrings_right"]["value"] == 34.5
    assert results["tardieu_hamstrings_left"]["value"] is None
    assert results["tardieu_hamstrings_left"]["reading"] == "1 of 2 recorded"
    assert results["tardieu_soleus_left"]["scored"] == 0


def test_the_examination_reads_by_age() -> None:
    answers = {"ex_refl_moro": {"right": "present"}}
    told = [form("general_exam", {"corrected_months": months, "answers": answers}) for months in (3, 5, 7)]
    assert [one["findings"]["ex_refl_moro_right"] for one in told] == ["normal", "equivocal", "abnormal"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"answers": {"ex_nothing": 1}}', "not a field of tone_scales"),
        ('{"answers": {"ex_mas_soleus": "1"}}', "has sides"),
        ('{"answers": {"ex_mas_soleus": {"right": "1.5"}}}', "has no value '1.5': give 0, 1, 1\\+, 2, 3, 4"),
        ('{"answers": {"ex_tardieu_soleus_r1": {"right": 181}}}', "a number from 0 to 180"),
        ('{"answers": {"ex_tardieu_soleus_r1": {"right": "x"}}}', "must be a number"),
        ('{"asymmetry": []}', "asymmetry is not known here"),
    ],
)
def test_another_form_refuses_in_one_sentence(text: str, told: str) -> None:
    with pytest.raises(UserError, match=told):
        score_json("tone_scales", text)


def test_a_clinics_own_form_totals_only_what_is_whole(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(OWN, "utf-8")

    def reading(answers: object) -> tuple[object, str]:
        told = json.loads(score_json("ladder", json.dumps({"answers": answers}), tmp_path))
        (total,) = told["results"]
        return total["value"], total["reading"]

    assert reading({}) == (None, "partial, no total: 0 of 2 items scored, 0 of 0 possible")
    assert reading({"own_step": {"right": "2", "left": "1"}}) == (
        None, "partial, no total: 1 of 2 items scored, 1.5 of 2 possible",
    )  # fmt: skip
    assert reading({"own_step": {"right": "2"}, "own_time": 0}) == (
        None, "partial, no total: 1 of 2 items scored, 0 of 10 possible",
    )  # fmt: skip
    assert reading({"own_step": {"right": "2", "left": "1"}, "own_time": 10}) == (11.5, "11.5 of 12")


OWN = """[instrument]
id = "ladder"
version = "1"
title = "Ladder"
source = ["KNOWLEDGE"]
confidence = "own"
[[field]]
id = "own_step"
type = "grade"
label = "Step"
group = "exam"
sided = true
values = ["0", "1", "2"]
scale = "strength_functional"
[[field]]
id = "own_time"
type = "int"
label = "Time"
group = "exam"
unit = "s"
hard_min = 0
hard_max = 10
[[section]]
id = "s"
title = "Steps"
[[section.item]]
field = "own_step"
[[section.item]]
field = "own_time"
[[result]]
id = "ladder_total"
label = "Ladder total"
kind = "sum"
of = ["own_step", "own_time"]
"""
