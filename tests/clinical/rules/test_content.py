"""The content as a whole, and slips in it."""

import shutil
from pathlib import Path

import pytest

from clinic_app.clinical.content import ClinicalContent, read_content
from clinic_app.domain.errors import ContentError
from clinic_app.resources import resource_path

_FORMS = {"history", "child", "episode", "associated", "exam", "development", "lab", "measure"}


def test_everything_is_there(content: ClinicalContent) -> None:
    families = {name: sum(rule.startswith(name) for rule in content.rules) for name in ("RF-", "EX")}
    assert families == {"RF-": 87, "EX": 53}
    assert (len(content.patterns), len(content.derived), len(content.overlaps)) == (22, 36, 35)


def test_every_rule_says_its_source_confidence_and_version(content: ClinicalContent) -> None:
    for entry in (*content.rules.values(), *content.patterns.values()):
        assert entry.source
        assert entry.confidence
        assert entry.version


def test_what_a_rule_reads_somebody_records_or_the_program_works_out(content: ClinicalContent) -> None:
    sources = content.derivations.sources
    for fact in content.facts_read():
        field = content.fields.of_fact(fact)
        assert fact in sources or (field is not None and field.group in _FORMS), fact


def test_a_derived_field_is_read_by_a_rule(content: ClinicalContent) -> None:
    derived = {field.id for field in content.fields if field.who == "derived"}
    assert derived - content.facts_read() == set()


def test_a_fact_that_silences_a_rule_has_no_exceptions_of_its_own(content: ClinicalContent) -> None:
    text = resource_path("clinical", "derived_facts.toml").read_text("utf-8")
    for name in ("d_bnsm_core", "d_bhs_core", "d_startle_stiffness"):
        entry = text.split(f'id = "{name}"')[1].split("[[derived]]")[0]
        assert "unless" not in entry


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(resource_path("clinical"), tmp_path / "clinical")
    return tmp_path / "clinical"


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        ("rules.toml", '"ep_active_now == yes"', '"ep_active_know == yes"', "rules.toml RF-E01: .*not a field"),
        ("rules.toml", '"ep_active_now == yes"', '"ep_active_now == perhaps"', "RF-E01: .*no value perhaps"),
        ("rules.toml", 'urgency = "same_day"', 'urgency = "soonish"', "RF-S01: missing or wrong"),
        ("rules.toml", 'id = "RF-E02"', 'id = "RF-E01"', "RF-E01: it is there twice"),
        ("rules.toml", "confidence = ", "trust = ", "RF-E01: unknown key trust"),
        ("rules.toml", '"EPILEPSY-ACTION"', '"NOBODY"', "RF-E01: its source NOBODY is not in sources.toml"),
        ("patterns.toml", "parent_label", "child_label", "P01: unknown key child_label"),
        ("derived_facts.toml", '"as_fever == yes"', '"d_febrile_seizure == yes"', "this derived fact needs itself"),
        ("rule_overlaps.toml", 'leads = "EX22"', 'leads = "RF-R14"', "leads but is less urgent"),
        ("fields/lab.toml", 'id = "lb_na_mmol"', 'id = "lb_mg_mmol"', "lb_mg_mmol: this field is defined twice"),
        ("aliases.toml", "[name]", "[nick]", "unknown key nick"),
    ],
)
def test_a_slip_in_a_content_file_names_the_place(copy: Path, file: str, old: str, new: str, sentence: str) -> None:
    _replace(copy / file, old, new)
    with pytest.raises(ContentError, match=sentence):
        read_content(copy)
