"""Outcome, reassurance, overlaps and the state of cards."""

from typing import Any

import pytest

from clinic_app.clinical.assessment import PatternFinding, PatternState, assess
from clinic_app.clinical.content import ClinicalContent
from clinic_app.clinical.rules import Urgency


def card(content: ClinicalContent, facts: dict[str, Any], name: str) -> PatternFinding:
    return next(found for found in assess(content, facts).patterns if found.id == name)


def test_a_complete_negative_record_with_a_benign_card_reassures(
    content: ClinicalContent, reassuring: dict[str, Any]
) -> None:
    assessment = assess(content, reassuring)
    assert assessment.urgency is Urgency.REASSURE
    assert assessment.reassurance.allowed
    assert assessment.reassurance.missing == ()
    assert assessment.flags == ()


def test_no_answer_of_the_minimum_can_be_spared(content: ClinicalContent, reassuring: dict[str, Any]) -> None:
    # One side of the clonus count may be spared: the other speaks for the child.
    for fact in reassuring:
        less = {key: value for key, value in reassuring.items() if not key.startswith(fact.split("_right")[0])}
        if fact == "ex_clonus_beats_left":
            continue
        assessment = assess(content, less)
        assert assessment.urgency >= Urgency.ROUTINE, fact
        assert not assessment.reassurance.allowed


@pytest.mark.parametrize("unknown", ["unknown", "not_done", None])
def test_unknown_is_as_good_as_missing(content: ClinicalContent, reassuring: dict[str, Any], unknown: Any) -> None:
    assessment = assess(content, reassuring | {"ex_tone": unknown, "as_fever": "unknown"})
    assert assessment.urgency is Urgency.ROUTINE
    assert assessment.reassurance.missing == ("as_fever", "ex_tone")


def test_missing_is_told_also_when_something_else_is_abnormal(
    content: ClinicalContent, reassuring: dict[str, Any]
) -> None:
    del reassuring["as_fever"]
    assessment = assess(content, reassuring | {"as_vomiting": "yes", "ex_tone": "low"})
    assert assessment.reassurance.missing == ("as_fever",)


@pytest.mark.parametrize(
    "abnormal",
    [
        {"ex_clonus_beats_left": 11}, {"temp_c": 38.0}, {"temp_c": 35.9}, {"ep_trend": "increasing"},
        {"hx_cp_risk": "yes"}, {"hx_medicines": ["valproate"]}, {"ex_hine_total": 51.5},
        {"ex_cafe_au_lait_count": 6}, {"ex_red_reflex_right": "white"}, {"ep_side": "left_only"},
    ],
)  # fmt: skip
def test_one_abnormal_finding_ends_reassurance(
    content: ClinicalContent, reassuring: dict[str, Any], abnormal: dict[str, Any]
) -> None:
    assert assess(content, reassuring | abnormal).urgency >= Urgency.ROUTINE


def test_a_low_hine_total_ends_reassurance_also_when_the_risk_was_not_asked(
    content: ClinicalContent, reassuring: dict[str, Any]
) -> None:
    low = reassuring | {"ex_hine_total": 53, "ga_weeks": 40}
    asked = assess(content, low | {"hx_cp_risk": "no"})
    not_asked = assess(content, low)
    assert [flag.id for flag in asked.flags] == ["EX34"]
    assert asked.urgency is not_asked.urgency is Urgency.ROUTINE


def test_without_a_benign_card_the_floor_is_routine(content: ClinicalContent, reassuring: dict[str, Any]) -> None:
    assessment = assess(content, reassuring | {"ep_movement": ["startle"], "ep_triggers": ["cold"]})
    assert assessment.reassurance.missing == ()
    assert not assessment.reassurance.allowed
    assert assessment.urgency is Urgency.ROUTINE


def test_newborn_history_belongs_to_the_minimum_up_to_28_days(
    content: ClinicalContent, reassuring: dict[str, Any]
) -> None:
    risks = ("hx_neonatal_risk_metabolic", "hx_mat_opioid_or_sedative", "hx_mat_ssri")
    assert assess(content, reassuring | {"age_days": 28}).reassurance.missing == risks
    assert assess(content, reassuring | {"age_days": 29}).urgency is Urgency.REASSURE
    asked = reassuring | {"age_days": 28} | dict.fromkeys(risks, "no")
    assert assess(content, asked).urgency is Urgency.REASSURE


def test_a_pair_shows_both_and_names_the_leader(content: ClinicalContent) -> None:
    flags = {flag.id: flag for flag in assess(content, {"ex_clonus_beats": 11, "corrected_age_months": 9}).flags}
    assert set(flags) == {"RF-U10", "RF-U11", "EX20", "EX21"}
    assert flags["EX20"].led_by == ("RF-U10",)
    assert flags["RF-U10"].supports == ("EX20",)
    assert flags["EX21"].led_by == ("RF-U11",)


def test_the_leader_of_a_pair_is_never_the_less_urgent(content: ClinicalContent) -> None:
    for pair in content.overlaps:
        assert content.rules[pair.leads].urgency >= content.rules[pair.follows].urgency


def test_an_unsafe_card_is_not_safe_even_before_its_description_is_complete(content: ClinicalContent) -> None:
    found = card(content, {"ex_clonus_beats": 11}, "P01")
    assert found.state is PatternState.NOT_SAFE
    assert found.unsafe == ("ex_clonus_beats > 10",)
    assert not found.fits


def test_a_card_shows_what_speaks_for_it_and_against_it(content: ClinicalContent, reassuring: dict[str, Any]) -> None:
    found = card(content, reassuring | {"ep_at_rest": "yes"}, "P01")
    assert found.state is PatternState.CONSIDERED
    assert "ep_suppressible == yes" in found.for_
    assert found.against == ("ep_at_rest == yes",)


AWAKE_JERKS = {"age_months": 5, "ep_movement": ["single_jerk"], "ep_states": ["awake_quiet"]}


@pytest.mark.parametrize(
    "more",
    [{}, {"dv_status": "on_track", "ex_neuro_overall": "normal"}, {"dv_status": "delayed"}, {"dv_regression": "yes"}],
)
def test_awake_jerks_of_an_infant_are_same_day_whatever_is_known_of_development(
    content: ClinicalContent, more: dict[str, Any]
) -> None:
    assert assess(content, AWAKE_JERKS | more).urgency is Urgency.SAME_DAY


def test_a_harmless_name_that_is_unsafe_lowers_nothing(content: ClinicalContent, reassuring: dict[str, Any]) -> None:
    assessment = assess(content, reassuring | {"as_fever": "yes", "age_days": 80})
    assert card(content, reassuring | {"as_fever": "yes", "age_days": 80}, "P01").state is PatternState.NOT_SAFE
    assert assessment.urgency is Urgency.EMERGENCY_NOW


def test_the_lower_risk_event_changes_places_with_the_other_at_one_urgency(content: ClinicalContent) -> None:
    facts = dict(content.rules["RF-S07"].examples[0].facts)
    both = {"RF-S07", "RF-S08"}
    whole = assess(content, facts)
    less = assess(content, {key: value for key, value in facts.items() if key != "hx_prior_brue"})
    assert both & {flag.id for flag in whole.flags} == {"RF-S07"}
    assert both & {flag.id for flag in less.flags} == {"RF-S08"}
    assert whole.urgency is less.urgency is Urgency.SAME_DAY


@pytest.mark.parametrize("sex", ["indeterminate", "unknown", None])
def test_a_rule_for_one_sex_stays_undecided_where_the_sex_is_not_known(content: ClinicalContent, sex: Any) -> None:
    assessment = assess(content, {"corrected_age_months": 15, "dv_walks_alone": "no", "sex": sex})
    assert ("RF-R03", ("sex",)) in [(found.id, found.missing) for found in assessment.not_assessable]
    assert "RF-R03" not in [flag.id for flag in assessment.flags]
