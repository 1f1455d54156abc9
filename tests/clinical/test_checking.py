"""Whatever is wrong in the content files is told with file, line and reason, all of it at once."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from clinic_app.clinical.checking import check_content
from clinic_app.clinical.slips import Slip
from clinic_app.resources import resource_path

OWN = """[instrument]
id = "own"
version = "1"
title = "Own"
source = ["KNOWLEDGE"]
confidence = "knowledge"

[[field]]
id = "own_finding"
type = "enum"
label = "Own finding"
group = "exam"
values = ["seen", "not_seen"]

[[section]]
id = "s"
title = "S"
[[section.item]]
field = "own_finding"
normal = ["seen"]
[[section.item]]
field = "ex_dtr_biceps"
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(resource_path("clinical"), tmp_path / "clinical"))


def change(path: Path, before: str, after: str) -> int:
    """Replace the first occurrence and return its line."""
    text = path.read_text("utf-8")
    at = text.index(before)
    path.write_text(text[:at] + after + text[at + len(before) :], "utf-8")
    return text[:at].count("\n") + 1


def test_what_ships_has_no_slip() -> None:
    assert check_content(resource_path("clinical")) == ()


@pytest.mark.parametrize(
    ("name", "before", "after", "reason"),
    [
        ("rules.toml", '"ep_active_now == yes", "d_', '"ep_active_now == jes", "d_', "no value jes"),
        ("rules.toml", "EPILEPSY-ACTION", "EPILEPSY-ACTON", "EPILEPSY-ACTON is not in sources.toml"),
        ("rules.toml", 'fires = "no"', 'fires = "yes"', "example 2 says fires = yes, the rule says no"),
        ("exam_rules.toml", "confidence =", "confidense =", "unknown key confidense"),
        ("exam_rules.toml", 'urgency = "routine"', 'urgency = "soon"', "missing or wrong: 'SOON'"),
        ("patterns.toml", 'id = "P02"', 'id = "P01"', "it is there twice"),
        ("derived_facts.toml", "ep_movement", "ep_moovement", "“ep_moovement” is not a field"),
        ("sources.toml", 'cite = "NICE', "cite = NICE", "not readable as TOML"),
        ("fields/exam.toml", 'scale = "mrc"', 'scale = "mrk"', "its scale mrk is not in scales.toml"),
        ("fields/history_flags.toml", 'type = "tri"', 'type = "try"', "is not a valid FieldType"),
        ("instruments/general_exam.toml", "age_from_m", "age_form_m", "unknown key age_form_m"),
        ("lasting_history.toml", '"apgar_1"', '"apgar_2"', "apgar_2 is not a field"),
        ("birth_risks.toml", 'fact = "', 'fact = "no_', "there is no fact no_"),
        ("plan_templates.toml", 'level = "call an ambulance', 'level = "call somebody', "call somebody"),
        ("growth/who2006_head.csv", "\n100,", "\nhundred,", "not a number"),
        ("growth/growth_tables.toml", 'name = "who2006_head"', 'name = "who2006_hat"', "where it comes from"),
        ("growth/growth_rules.toml", "severe_low = -3.0", "severe_low = 3.0", "clinical_z must rise"),
        ("nutrition.toml", "hx_vit_d_given == no", "hx_vit_d_givn == no", "“hx_vit_d_givn” is not a field"),
        ("nutrition.toml", 'fires = "no"', 'fires = "yes"', "it needs an example each"),
        ("nutrition.toml", "milk_ml_day_over_1y = 500 }", "milk_ml_day_over_1y = 502 }", "fires = no, the rule"),
        ("nutrition.toml", 'kind = "ok"', 'kind = "okay"', "'okay' is not a valid FoodKind"),
        ("nutrition.toml", "to_months = 12", "to_months = 0", "no band of age"),
        ("nutrient_intakes.csv", "calcium,Calcium,mg/d,6,", "calcium,Calcium,mg/d,5,", "calcium from 5 months on"),
        ("nutrient_intakes.csv", "DRI-ELEMENTS", "DRI-ELEMENT", "source is 'DRI-ELEMENT'"),
        ("lab_limits.csv", "2.00,,mmol/L,8.0", "2.00,,mmol/L,9.0", "2.00 mmol/L and 9.0 mg/dL do not agree"),
        ("lab_limits.csv", "lb_ca_total_mmol,29,", "lb_ca_total_mmol,28,", "from day 28 on overlap"),
        ("lab_limits.csv", "2.10,2.80", "2.80,2.10", "low must be less than high"),
        ("fields/lab.toml", "over = 18.0", "over = 0", "a factor of 1 over 0"),
        ("hine.toml", 'section = "cranial"', 'section = "cranium"', "there is no section cranium"),
    ],
)  # fmt: skip
def test_a_slip_in_any_kind_of_content_is_found(copy: Path, name: str, before: str, after: str, reason: str) -> None:
    changed = change(copy / name, before, after)
    slips = check_content(copy)
    told = next(slip for slip in slips if reason in slip.reason)
    if "does not say" not in told.reason:
        assert told.file == Path(name).name
    if told.file.endswith("rules.toml") and name != "growth/growth_rules.toml":
        assert abs(told.line - changed) <= 12, "within its entry"


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("rules.toml", '"ep_active_now == yes", "d_', '"ep_active_now == jes", "d_'),
        ("exam_rules.toml", "confidence =", "confidense ="),
        ("patterns.toml", 'id = "P02"', 'id = "P01"'),
        ("sources.toml", 'cite = "NICE', "cite = NICE"),
    ],
)
def test_the_line_is_the_very_line(copy: Path, name: str, before: str, after: str) -> None:
    line = change(copy / name, before, after)
    assert [(slip.file, slip.line) for slip in check_content(copy)] == [(name, line)]


def test_slips_of_several_files_come_together(copy: Path) -> None:
    change(copy / "rules.toml", '"ep_active_now == yes", "d_', '"ep_active_now == jes", "d_')
    change(copy / "exam_rules.toml", "confidence =", "confidense =")
    change(copy / "growth/who2006_head.csv", "\n100,", "\nhundred,")
    assert {slip.file for slip in check_content(copy)} == {
        "rules.toml", "exam_rules.toml", "who2006_head.csv",
    }  # fmt: skip


def test_a_slip_in_the_scored_form_is_told_alone_because_rules_read_its_score(copy: Path) -> None:
    change(copy / "hine.toml", 'section = "cranial"', 'section = "cranium"')
    assert {slip.file for slip in check_content(copy)} == {"hine.toml"}


def own(folder: Path, text: str) -> tuple[Slip, ...]:
    (folder / "own.toml").write_text(text, "utf-8")
    return check_content(resource_path("clinical"), folder)


def test_a_good_form_of_the_clinic_has_no_slip(tmp_path: Path) -> None:
    assert own(tmp_path, OWN) == ()


def replaced(before: str, after: str) -> Callable[[str], str]:
    return lambda text: text.replace(before, after)


@pytest.mark.parametrize(
    ("spoil", "line", "reason"),
    [
        (replaced('id = "own"', 'id = "general_exam"'), 2, "exists already"),
        (replaced('id = "own_finding"', 'id = "ex_tone"'), 9, "defined twice"),
        (replaced('id = "own_finding"', 'id = "ex_dtr_biceps_right"'), 9, "a fact of ex_dtr_biceps"),
        (replaced('normal = ["seen"]', 'normal = ["sean"]'), 19, "no value sean"),
        (replaced('field = "ex_dtr_biceps"', 'field = "ex_dtr_nose"'), 22, "no such field"),
        (replaced('group = "exam"', 'group = "exam'), 12, "not readable as TOML"),
        (replaced('type = "enum"', 'type = "enum"\ncolour = 3'), 11, "unknown key colour"),
    ],
)
def test_a_slip_in_a_clinics_own_form_names_line_and_reason(
    tmp_path: Path, spoil: Callable[[str], str], line: int, reason: str
) -> None:
    slips = own(tmp_path, spoil(OWN))
    assert [(slip.file, slip.line) for slip in slips] == [("own.toml", line)]
    assert reason in slips[0].reason


def test_both_slips_of_one_form_are_told(tmp_path: Path) -> None:
    text = OWN.replace('normal = ["seen"]', 'normal = ["sean"]').replace("ex_dtr_biceps", "ex_dtr_nose")
    assert [slip.line for slip in own(tmp_path, text)] == [19, 22]
