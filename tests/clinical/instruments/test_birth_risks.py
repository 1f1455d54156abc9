"""Risk summaries: missing is never no."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_app.clinical.birth_risks import RiskSummary, birth_risk_facts, load_birth_risks
from clinic_app.clinical.conditions import Known
from clinic_app.clinical.fields import FieldRegistry, load_fields
from clinic_app.domain.errors import ContentError
from clinic_app.resources import resource_path

FIELDS = load_fields(resource_path("clinical", "fields"))
CP, METABOLIC = load_birth_risks(resource_path("clinical", "birth_risks.toml"), FIELDS)
CLEAR: dict[str, Known] = {
    "ga_weeks": 39.0, "birth_weight_g": 3200.0, "hx_chorioamnionitis": "no", "hx_mat_infection_hospital": "no",
    "hx_neonatal_encephalopathy": "no", "hx_neonatal_sepsis": "no", "hx_neonatal_meningitis": "no",
    "hx_mat_diabetes": "no", "hx_size_for_gestation": "appropriate", "hx_feeding_start_difficulty": "no",
}  # fmt: skip


@pytest.mark.parametrize("summary", [CP, METABOLIC], ids=["cp", "metabolic"])
def test_no_needs_every_part(summary: RiskSummary) -> None:
    assert summary.derive(CLEAR) == ("no", summary.inputs)
    for fact in summary.inputs:
        assert summary.derive({key: value for key, value in CLEAR.items() if key != fact}) is None


@pytest.mark.parametrize(
    ("summary", "fact", "value"),
    [
        (CP, "ga_weeks", 36.9), (CP, "birth_weight_g", 2499.0), (CP, "hx_neonatal_sepsis", "yes"),
        (METABOLIC, "hx_size_for_gestation", "large"), (METABOLIC, "hx_mat_diabetes", "yes"),
    ],
)  # fmt: skip
def test_one_part_is_enough(summary: RiskSummary, fact: str, value: Known) -> None:
    assert summary.derive({fact: value}) == ("yes", (fact,))
    assert summary.derive({**CLEAR, fact: value, summary.fact: "no"}) == ("yes", (fact,))


def test_a_recorded_yes_stands_and_limits_are_open() -> None:
    assert CP.derive({**CLEAR, "hx_cp_risk": "yes"}) is None
    assert CP.derive({**CLEAR, "ga_weeks": 37.0, "birth_weight_g": 2500.0}) == ("no", CP.inputs)


def test_facts_of_a_record() -> None:
    assert birth_risk_facts(CLEAR) == {"hx_cp_risk": "no", "hx_neonatal_risk_metabolic": "no"}
    assert birth_risk_facts({"ga_weeks": 34.0}) == {"hx_cp_risk": "yes", "hx_neonatal_risk_metabolic": "yes"}
    assert birth_risk_facts({"ga_weeks": 40.0, "age_days": 12}) == {}


@given(st.sets(st.sampled_from(CP.inputs)))
def test_taking_answers_away_never_makes_a_no(taken: set[str]) -> None:
    risky = {**CLEAR, "hx_neonatal_meningitis": "yes"}
    outcome = CP.derive({key: value for key, value in risky.items() if key not in taken})
    assert outcome is None or outcome[0] == "yes"


def test_a_fact_that_no_form_records_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "birth_risks.toml"
    path.write_text('[[summary]]\nfact = "hx_cp_risk"\nparts = [{ fact = "hx_luck", is = ["no"] }]\n', "utf-8")
    with pytest.raises(ContentError, match="hx_luck"):
        load_birth_risks(path, FieldRegistry(FIELDS))
