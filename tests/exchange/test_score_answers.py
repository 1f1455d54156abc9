"""The score command: JSON in, JSON out, refusals in one sentence."""

import json
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
    with pytest.raises(UserError, match="give hine"):
        score_json("bayley", "{}")
