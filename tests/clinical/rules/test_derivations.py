"""Ages, and the child's value out of two sides."""

from typing import Any

import pytest

from clinic_app.clinical.assessment import assess, derive
from clinic_app.clinical.content import ClinicalContent


def sides(field: str, right: Any, left: Any) -> dict[str, Any]:
    return {f"{field}_{side}": value for side, value in (("right", right), ("left", left)) if value is not None}


@pytest.mark.parametrize(
    ("field", "right", "left", "child"),
    [
        ("ex_refl_moro", "present", "absent", "present"), ("ex_refl_moro", "absent", "absent", "absent"),
        ("ex_refl_moro", "absent", None, None), ("ex_refl_moro", "weak", None, "weak"),
        ("ex_refl_moro", "absent", "not_tested", None), ("ex_refl_atnr", "present", "obligatory", "obligatory"),
        ("ex_react_parachute_forward", "absent", "present", "present"),
        ("ex_react_parachute_forward", "absent", "absent", "absent"),
        ("ex_react_parachute_forward", None, "absent", None),
        ("ex_fisting", "none", "persistent", "persistent"), ("ex_fisting", "none", None, None),
        ("ex_fisting", "persistent", None, "persistent"), ("ex_fisting", "intermittent", None, None),
        ("ex_red_reflex", "normal", "absent", "asymmetric"), ("ex_red_reflex", "white", "white", "white"),
        ("ex_red_reflex", "normal", "not_seen", None), ("ex_red_reflex", "white", "not_seen", "white"),
        ("ex_antigravity", "normal", "reduced", "reduced"), ("ex_toe_walking", "none", "none", "none"),
        ("ex_clonus_beats", 3, 12, 12.0), ("ex_clonus_beats", 0, None, 0.0),
        ("ex_clonus_sustained", "no", "yes", "yes"), ("ex_clonus_sustained", "no", None, None),
        ("ex_clonus_sustained", "no", "no", "no"),
    ],
)  # fmt: skip
def test_the_child_value(content: ClinicalContent, field: str, right: Any, left: Any, child: Any) -> None:
    assert derive(content, sides(field, right, left)).get(field) == child


@pytest.mark.parametrize(
    ("facts", "fact", "value"),
    [
        (sides("ex_refl_moro", "present", "weak"), "ex_refl_moro_asymmetric", "yes"),
        (sides("ex_refl_moro", "present", "present"), "ex_refl_moro_asymmetric", "no"),
        (sides("ex_refl_moro", "present", None), "ex_refl_moro_asymmetric", None),
        (sides("ex_refl_moro", "weak", "weak") | {"ex_refl_moro_asymmetric": "yes"}, "ex_refl_moro_asymmetric", "yes"),
        (sides("ex_refl_moro", "present", "weak") | {"ex_asymmetry": "no"}, "ex_asymmetry", "yes"),
        (sides("ex_fisting", "intermittent", "none"), "ex_fisting_one_side", "yes"),
        (sides("ex_fisting", "intermittent", "persistent"), "ex_fisting_one_side", None),
        (sides("ex_fisting", "none", "none"), "ex_fisting_one_side", "no"),
        (sides("ex_plantar", "extensor", "equivocal"), "ex_plantar_extensor", "yes"),
        (sides("ex_plantar", "flexor", "flexor"), "ex_plantar_extensor", "no"),
        (sides("ex_plantar", "flexor", "equivocal"), "ex_plantar_extensor", None),
        (sides("ex_plantar", "flexor", "extensor"), "ex_plantar_asymmetric", "yes"),
        (sides("ex_plantar", "equivocal", "extensor"), "ex_plantar_asymmetric", None),
        (sides("ex_antigravity", "reduced", "absent"), "ex_power", "reduced_general"),
        (sides("ex_antigravity", "reduced", "normal"), "ex_power", "reduced_focal"),
        (sides("ex_antigravity", "normal", "normal"), "ex_power", None),
        (sides("ex_antigravity", "reduced", "normal"), "ex_asymmetry", "yes"),
        ({"ex_opisthotonus": "yes", "ex_abnormal_neck_posture": "no"}, "ex_abnormal_neck_posture", "yes"),
        ({"ex_tone_side_difference": "no"}, "ex_asymmetry", None),
        ({"dv_hand_preference_side": "left"}, "dv_hand_preference", "yes"),
        ({"dv_hand_preference_side": "alternates"}, "dv_hand_preference", "no"),
        ({"dv_hand_preference_side": "not_assessed"}, "dv_hand_preference", None),
        ({"ex_fix_follow": "none", "dv_fixes_follows": "yes"}, "dv_fixes_follows", "no"),
        ({"corrected_age_months": 84 / 30.4375}, "ex_hine_p10", 52.1),
        ({"corrected_age_months": 98 / 30.4375}, "ex_hine_p10", 53.85),
        ({"corrected_age_months": 2.7}, "ex_hine_p10", None),
        ({"corrected_age_months": 3.99, "ex_angle_adductor": 95}, "ex_angle_outside_band_max", 15.0),
        ({"corrected_age_months": 5} | sides("ex_angle_popliteal", 100, 130), "ex_angle_outside_band_max", 10.0),
        ({"corrected_age_months": 5} | sides("ex_angle_popliteal", 100, 130), "ex_angle_side_diff_max", 30.0),
        ({"corrected_age_months": 13, "ex_angle_adductor": 40}, "ex_angle_outside_band_max", None),
    ],
)  # fmt: skip
def test_other_derived_values(content: ClinicalContent, facts: dict[str, Any], fact: str, value: Any) -> None:
    found = derive(content, facts).get(fact)
    assert found == (pytest.approx(value) if isinstance(value, float) else value)


def test_tendon_reflexes(content: ClinicalContent) -> None:
    facts = sides("ex_dtr_biceps", "2", "2") | sides("ex_dtr_patellar", "3", "1") | sides("ex_dtr_triceps", "0", None)
    known = derive(content, facts)
    assert (known["ex_dtr_max"], known["ex_dtr_min"], known["ex_dtr_side_diff_max"]) == (3.0, 0.0, 2.0)
    assert known["ex_dtr_absent_general"] == "no"
    assert known["ex_reflexes"] == "brisk"
    assert derive(content, facts | {"corrected_age_months": 5})["ex_dtr_min"] == 1.0


def test_absent_everywhere_needs_two_sites_on_both_sides(content: ClinicalContent) -> None:
    one = sides("ex_dtr_biceps", "0", "0")
    assert "ex_dtr_absent_general" not in derive(content, one)
    two = one | sides("ex_dtr_patellar", "0", "0")
    assert derive(content, two)["ex_dtr_absent_general"] == "yes"
    assert derive(content, two)["ex_reflexes"] == "absent"


@pytest.mark.parametrize(
    ("facts", "corrected"),
    [
        ({"age_days": 228, "ga_weeks": 30}, 158 / 30.4375),
        ({"age_days": 100}, 100 / 30.4375),
        ({"age_days": 100, "ga_weeks": 37}, 100 / 30.4375),
        ({"age_days": 100, "ga_weeks": 36 + 6 / 7}, 78 / 30.4375),
        ({"age_days": 10, "ga_weeks": 30}, -60 / 30.4375),
        ({"age_days": 800, "ga_weeks": 30}, 730 / 30.4375),
        ({"age_days": 801, "ga_weeks": 30}, 801 / 30.4375),
        ({"age_days": 100, "ga_weeks": 30, "corrected_age_months": 1}, 1.0),
        ({"age_months": 4}, 4.0),
    ],
)  # fmt: skip
def test_corrected_age(content: ClinicalContent, facts: dict[str, Any], corrected: float) -> None:
    assert derive(content, facts)["corrected_age_months"] == pytest.approx(corrected, abs=1e-6)


def test_the_correction_ends_at_24_months_corrected(content: ClinicalContent) -> None:
    assert derive(content, {"age_days": 800.5, "ga_weeks": 30})["corrected_age_months"] == 800.5 / 30.4375


def test_other_ages(content: ClinicalContent) -> None:
    known = derive(content, {"age_days": 28, "ga_weeks": 40})
    assert known["postmenstrual_age_weeks"] == 44.0
    assert known["hx_term_born"] == "yes"
    assert derive(content, {"age_months": 28 / 30.4375})["age_days"] == 28.0
    assert derive(content, {"ga_weeks": 36 + 6 / 7})["hx_term_born"] == "no"


def test_inputs_are_the_sides_as_recorded(content: ClinicalContent) -> None:
    facts = {"age_days": 250} | sides("ex_refl_moro", "absent", "present")
    flag = next(flag for flag in assess(content, facts).flags if flag.id == "EX13")
    assert flag.inputs == {"age_days": 250.0, "ex_refl_moro_right": "absent", "ex_refl_moro_left": "present"}


def test_what_is_missing_is_a_field_or_one_side_of_it(content: ClinicalContent) -> None:
    def missing(facts: dict[str, Any], rule: str) -> tuple[str, ...]:
        return next(found.missing for found in assess(content, facts).not_assessable if found.id == rule)

    assert missing({"corrected_age_months": 1}, "EX14") == ("ex_refl_moro",)
    assert missing({"corrected_age_months": 1, "ex_refl_moro_right": "absent"}, "EX14") == ("ex_refl_moro_left",)
    assert missing({}, "EX14") == ("age_days", "ex_refl_moro")
