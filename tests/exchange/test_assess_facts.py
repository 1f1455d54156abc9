"""The JSON contract of an assessment."""

import json

import pytest

from clinic_app.domain.errors import UserError
from clinic_app.exchange.assess_facts import assess_json


def _assess(facts: object) -> dict[str, object]:
    answer = json.loads(assess_json(json.dumps(facts)))
    assert isinstance(answer, dict)
    return answer


def test_the_shape_is_exactly_the_contract() -> None:
    answer = _assess({"age_days": 20, "ep_movement": ["tremor_fine"], "hx_mat_ssri": "yes"})
    assert list(answer) == ["urgency", "reassurance", "flags", "not_assessable", "patterns"]
    assert set(answer["reassurance"]) == {"allowed", "missing"}
    assert {frozenset(flag) for flag in answer["flags"]} == {
        frozenset({"id", "title", "urgency", "inputs", "source", "version"})
    }
    assert {frozenset(found) for found in answer["not_assessable"]} == {frozenset({"id", "missing"})}
    assert {frozenset(found) for found in answer["patterns"]} == {
        frozenset({"id", "state", "for", "against", "missing"})
    }
    assert [found["id"] for found in answer["patterns"]] == [f"P{number:02}" for number in range(1, 23)]


def test_a_flag_names_the_recorded_inputs_the_source_and_the_version() -> None:
    answer = _assess({"age_days": 20, "ep_movement": ["tremor_fine"], "hx_mat_ssri": "yes"})
    assert answer["urgency"] == "same_day"
    assert answer["flags"] == [
        {
            "id": "RF-S09",
            "title": "Jittery newborn with a metabolic or withdrawal risk, or tremor that is not simply stimulus-bound",
            "urgency": "same_day",
            "inputs": {"age_days": 20, "ep_movement": ["tremor_fine"], "hx_mat_ssri": "yes"},
            "source": ["JITTER-REVIEW", "NOWS-AAP-2020"],
            "version": "1",
        }
    ]


def test_flags_come_by_urgency_then_id() -> None:
    answer = _assess({"dv_regression": "yes", "as_lethargy": "yes", "hx_cp_risk": "yes"})
    assert [(flag["urgency"], flag["id"]) for flag in answer["flags"]] == [
        ("emergency_now", "RF-E05"), ("urgent_2wk", "EX40"), ("urgent_2wk", "RF-U09"), ("routine", "RF-R16"),
    ]  # fmt: skip


def test_an_array_gives_an_array() -> None:
    answers = json.loads(assess_json('[{}, {"as_lethargy": "yes"}]'))
    assert [answer["urgency"] for answer in answers] == ["routine", "emergency_now"]
    assert json.loads(assess_json("[]")) == []


def test_an_empty_record_reassures_nobody() -> None:
    answer = _assess({})
    assert answer["urgency"] == "routine"
    assert answer["reassurance"]["allowed"] is False
    assert "age_days" in answer["reassurance"]["missing"]
    assert len(answer["not_assessable"]) == 140


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"ca_m": 7, "refl.moro": "present"}, {"corrected_age_months": 7, "ex_refl_moro": "present"}),
        ({"refl_asym.moro": True}, {"ex_refl_moro_asymmetric": "yes"}),
        ({"ca_m": 7, "refl.moro_right": "weak", "refl.moro_left": "present"},
         {"ca_m": 7, "ex_refl_moro_right": "weak", "ex_refl_moro_left": "present"}),
        ({"ca_m": 12, "react.parachute_forward": "absent"},
         {"corrected_age_months": 12, "ex_react_parachute_forward": "absent"}),
        ({"ca_m": 8, "m.sit_unsupported": False}, {"corrected_age_months": 8, "dv_sits_alone": "no"}),
        ({"tone": "decreased", "slip_through": True}, {"ex_tone": "low", "ex_slip_through": "yes"}),
        ({"fontanelle": "bulging"}, {"ex_fontanelle": "tense_bulging"}),
        ({"chron_m": 36, "gowers": "positive"}, {"age_months": 36, "ex_gowers": "climbs_up_legs"}),
        ({"sex": "F", "ca_m": 15, "m.walk_alone": False},
         {"sex": "female", "corrected_age_months": 15, "dv_walks_alone": "no"}),
        ({"clonus_beats": "11"}, {"ex_clonus_beats": 11}),
        ({"temp_c": "38,0", "age_months": 2}, {"temp_c": 38.0, "age_months": 2}),
        ({"red_reflex": "asymmetric"}, {"ex_red_reflex": "asymmetric"}),
        ({"as_lethargy": None, "ep_movement": []}, {}),
    ],
)  # fmt: skip
def test_other_names_and_words_mean_the_same(one: dict[str, object], other: dict[str, object]) -> None:
    first, second = _assess(one), _assess(other)
    assert first["urgency"] == second["urgency"]
    assert [flag["id"] for flag in first["flags"]] == [flag["id"] for flag in second["flags"]]
    assert first["flags"] or not other


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('{"as_lethargy": "perhaps"}', r"as_lethargy must be one of yes, no, unknown, not “perhaps”"),
        ('{"nonsense": 1}', "nonsense is not a field"),
        ('{"age_days": "many"}', "age_days is a number in days, not “many”"),
        ('{"age_days": -1}', "age_days must be 0 or more"),
        ('{"age_days": true}', "age_days is a number"),
        ('{"age_days": 1e999}', "age_days is a number"),
        ('{"temp_c": "1,234"}', "temp_c is a number"),
        ('{"temp_c": 93.5}', "temp_c must be from 15 to 45 in degC"),
        ('{"ex_clonus_beats": 2.5}', "ex_clonus_beats is a whole number"),
        ('{"ep_movement": ["dance"]}', "ep_movement must hold only tremor_fine, .* not “dance”"),
        ('{"ep_movement": [1]}', "ep_movement is a list of"),
        ('{"as_lethargy": ["yes"]}', "as_lethargy must be one of"),
        ('{"as_lethargy": {"x": 1}}', "as_lethargy is not a field with parts"),
        ('{"ga_weeks": 19}', "ga_weeks must be from 20 to 45"),
        ('{"tone": "increased", "ex_tone": "low"}', "ex_tone and tone are the same field and differ"),
        ('{"as_lethargy": "yes", "as_lethargy": "no"}', "as_lethargy is given twice"),
        ('{"age_days": NaN}', "NaN is not a number"),
        ("{", "the facts are not JSON"),
        ("3", "one flat object"),
        ("[" * 100_000, "nested too deeply|not JSON"),
        ('[{}, {"nonsense": 1}]', "record 2: nonsense is not a field"),
    ],
)  # fmt: skip
def test_bad_input_is_refused_with_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        assess_json(text)
