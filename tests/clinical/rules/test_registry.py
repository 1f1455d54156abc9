"""One vocabulary: every field recorded and read, every id and name that was ever promised answerable."""

import importlib.util
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from clinic_app.clinical.assessment import assess
from clinic_app.clinical.birth_risks import load_birth_risks
from clinic_app.clinical.content import ClinicalContent, load_content
from clinic_app.clinical.fields import FieldType
from clinic_app.clinical.growth.series import HeadChange, head_facts
from clinic_app.clinical.hine_form import load_hine
from clinic_app.clinical.hine_instrument import tick_field
from clinic_app.exchange.assess_facts import assess_json
from clinic_app.resources import resource_path
from clinic_app.services.knowledge import Knowledge, load_knowledge


def _sibling(name: str) -> Any:
    spec = importlib.util.spec_from_file_location(f"rules_{name}", Path(__file__).with_name(f"{name}.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PROMISED = tomllib.loads(Path(__file__).with_name("promised.toml").read_text("utf-8"))


strategies = _sibling("strategies")
IDS = (*PROMISED["rules"], *PROMISED["examination"])
#: Worked out from a form that has a page of its own.
FROM_OTHER_FORMS = {"ex_hine_total", "ex_hine_asymmetry_count"}
#: What the record knows of a child before anything is asked.
IDENTITY = {"ga_weeks", "age_days", "age_months", "corrected_age_months", "postmenstrual_age_weeks", "sex"}


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def asked(knowledge: Knowledge) -> set[str]:
    """Every question of a form, and the ticks for sides that differ beside the scores of a HINE."""
    ticks = {tick_field(item.id) for item in load_hine().items}
    return ticks | {item.field.id for form in knowledge.instruments.values() for item in form.items}


def worked_out(content: ClinicalContent) -> set[str]:
    """Fields that some derivation really produced on some record."""
    found = set(head_facts(HeadChange(0.0, None, 0.0, None, 1, 28)))
    found |= {
        summary.fact for summary in load_birth_risks(resource_path("clinical", "birth_risks.toml"), content.fields)
    }
    derived = {field.id for field in content.fields if field.who == "derived"}
    for seed in range(60):
        facts = {fact: value for fact, value in strategies.record(seed).items() if fact not in derived - {"ex_hc_z"}}
        facts |= {"ga_weeks": 40, "age_days": 120}
        sheet = content.derivations.apply(content.reader.read(facts))
        found |= {(content.fields.of_fact(fact) or content.fields[fact]).id for fact in sheet.origins}
    return found


def test_nothing_is_waited_for_that_nobody_records(knowledge: Knowledge) -> None:
    recorded = asked(knowledge) | worked_out(knowledge.content) | IDENTITY | FROM_OTHER_FORMS
    assert [field.id for field in knowledge.fields if field.id not in recorded] == []


def test_nothing_is_recorded_that_nothing_reads(knowledge: Knowledge) -> None:
    """Rules read a field, or a form asks for it and prints it again; what is worked out is read by a rule."""
    content = knowledge.content
    read = {(content.fields.of_fact(fact) or content.fields[fact]).id for fact in content.facts_read()}
    assert [field.id for field in knowledge.fields if field.id not in read | asked(knowledge)] == []


def test_what_is_worked_out_says_so(knowledge: Knowledge) -> None:
    skills = {skill.field for skill in knowledge.milestones.skills}  # told by itself, or out of the checklist
    not_asked = {field.id for field in knowledge.fields} - asked(knowledge) - {"ga_weeks"} - skills
    assert {knowledge.fields[name].who for name in not_asked} == {"derived"}


def test_no_promised_id_is_ever_lost(content: ClinicalContent) -> None:
    assert len(IDS) == 140
    assert set(IDS) <= content.rules.keys()
    assert set(PROMISED["derived"]) <= content.derived.keys()
    assert set(PROMISED["cards"]) <= content.patterns.keys()


@pytest.mark.parametrize("rule_id", IDS)
def test_every_rule_answers_by_its_id(content: ClinicalContent, rule_id: str) -> None:
    """Through the JSON that other programs read: in the flags, in what is not assessable, or in neither."""
    for example in content.rules[rule_id].examples:
        answer = json.loads(assess_json(json.dumps(dict(example.facts))))
        flags = {flag["id"] for flag in answer["flags"]}
        undecided = {rule["id"] for rule in answer["not_assessable"]}
        place = "yes" if rule_id in flags else "unknown" if rule_id in undecided else "no"
        assert place == example.fires


@pytest.mark.parametrize(("name", "fact"), PROMISED["names"].items())
def test_names_of_the_examination_are_read_as_the_facts_they_stand_for(
    content: ClinicalContent, name: str, fact: str
) -> None:
    found, field = content.reader.locate(name)
    assert found == fact
    value: Any = 1
    if field.type not in {FieldType.INT, FieldType.FLOAT}:
        value = "yes" if field.type is FieldType.TRI else field.values[1]
    assert content.reader.read({name: value}) == content.reader.read({fact: value})
    if field.sided:
        assert content.reader.locate(f"{name}_left")[0] == f"{fact}_left"


@pytest.mark.parametrize(
    ("facts", "ids"),
    [
        ({"ca_m": 9, "clonus_beats_right": 11}, {"RF-U10", "RF-U11", "EX20", "EX21"}),
        ({"m.sit_unsupported": "no", "ca_m": 8}, {"RF-R01", "EX08"}),
        ({"m.walk_alone": "no", "ca_m": 18}, {"RF-R02", "EX10"}),
        ({"refl.moro_right": "present", "refl.moro_left": "present", "ca_m": 7}, {"EX13"}),
        ({"refl_asym.moro": "yes"}, {"EX15", "RF-U13"}),
        ({"react.parachute_forward": "absent", "ca_m": 12}, {"EX17"}),
        ({"react.parachute_forward": "absent", "ca_m": 9}, {"EX18"}),
        ({"chron_m": 12, "ofc_z": -2.5}, {"RF-R05", "EX35"}),
    ],
)
def test_both_families_answer_under_either_name(content: ClinicalContent, facts: dict[str, Any], ids: set[str]) -> None:
    assert ids <= {flag.id for flag in assess(content, facts).flags}


@pytest.mark.parametrize(("leader", "follower"), PROMISED["pairs"])
def test_a_promised_pair_is_led_by_the_more_urgent_one(content: ClinicalContent, leader: str, follower: str) -> None:
    assert (leader, follower) in {(pair.leads, pair.follows) for pair in content.overlaps}
    assert content.rules[leader].urgency >= content.rules[follower].urgency


def test_walking_shows_every_age_that_the_sources_name() -> None:
    content = load_content()
    for rule_id in ("RF-R02", "RF-R03", "EX10"):
        rule = content.rules[rule_id]
        assert {"NICE-NG127", "NICE-NG62", "WHO-MOTOR-2006"} <= set(rule.source)
        assert all(age in rule.action for age in ("15 months for girls", "NG62 18 months", "17.6 months"))
    girl = assess(content, {"sex": "female", "ca_m": 15, "dv_walks_alone": "no"})
    boy = assess(content, {"sex": "male", "ca_m": 17.7, "dv_walks_alone": "no", "dv_beyond_who99": "yes"})
    both = assess(content, {"sex": "female", "ca_m": 18, "dv_walks_alone": "no", "dv_beyond_who99": "yes"})
    assert {flag.id for flag in girl.flags} == {"RF-R03"}
    assert {flag.id for flag in boy.flags} == {"RF-R09"}
    assert {flag.id for flag in both.flags} == {"RF-R02", "RF-R03", "RF-R09", "EX10"}


@pytest.mark.parametrize(
    ("risk", "months", "total", "flags"),
    [
        ("yes", 3.5, 56.5, {"RF-U14", "EX31"}),
        ("no", 3.5, 56.5, set()),
        ("no", 3.5, 50.0, {"EX34"}),
        ("unknown", 3.5, 56.5, set()),
        ("yes", 6.0, 72.5, {"RF-U14", "EX32"}),
        ("no", 6.0, 72.5, set()),
        ("no", 6.0, 60.0, {"EX34"}),
        ("no", 14.0, 72.5, {"EX52"}),
        ("yes", 14.0, 72.5, {"RF-U14", "EX52"}),
    ],
)
def test_a_hine_cut_off_for_palsy_needs_a_recorded_risk(
    content: ClinicalContent, risk: str, months: float, total: float, flags: set[str]
) -> None:
    facts = {"hx_cp_risk": risk, "ga_weeks": 40, "corrected_age_months": months, "ex_hine_total": total}
    found = {flag.id: flag for flag in assess(content, facts).flags}
    assert set(found) - {"RF-R16"} == flags, "RF-R16 speaks of any finding that ends reassurance"
    for rule_id in flags & {"EX34", "EX52"}:
        assert "below the usual range" in found[rule_id].title
        assert "palsy" not in found[rule_id].title + found[rule_id].rule.action
