"""Nutrition and laboratory values on paper: with unit, limit and source, and sealed as they were looked at."""

from decimal import Decimal

from clinic_app.domain.answers import Typed
from clinic_app.domain.people import Role
from clinic_app.services import lab_limits
from clinic_app.services.lab_limits import NewLimit
from clinic_app.services.report_models import LabRow
from tests.services.documents.played import Played, entry

SAID = (
    entry("lb_glucose_mmol", Decimal("2.56"), unit="mmol/L", typed=Typed(Decimal(46), "mg/dL"))
    | entry("lb_tsh_miu_l", Decimal(5), unit="mIU/L")
    | entry("lb_hb_g_l", Decimal(104), unit="g/L")
    | entry("hx_vit_d_given", "no")
    | entry("hx_honey", "yes")
    | entry("hx_mat_b12_risk", "unknown")
)


def rows(played: Played, note=None) -> dict[str, LabRow]:
    return {row.name: row for row in played.summary(note).laboratory}


def test_a_value_stands_as_typed_and_converted_beside_its_limit_and_source(played: Played) -> None:
    played.write(SAID)
    glucose = rows(played)["Glucose"]
    assert (glucose.value, glucose.typed) == ("2.56 mmol/L", "46 mg/dL")
    assert glucose.limits == ("Below 47 mg/dL: definition of low, general knowledge, to be checked.",)
    assert rows(played)["Haemoglobin"].limits == ("Below 105 g/L: WHO definition of anaemia, WHO HB 2024.",)


def test_nothing_is_called_normal(played: Played) -> None:
    played.write(SAID | entry("lb_bilirubin_umol", Decimal(30), unit="umol/L"))
    said = " ".join(" ".join(row.limits) for row in rows(played).values())
    assert "normal" not in said
    assert rows(played)["Total bilirubin"].limits == ("No limit here for this age.",)


def test_a_risk_that_was_not_asked_for_is_named_as_not_known(played: Played) -> None:
    played.write(SAID)
    lines = {line.label: line.text for line in played.summary().nutrition}
    assert "Too little vitamin D (Vitamin D given: no)" in lines["Risks recorded:"]
    assert "Too little vitamin B12" in lines["Not known:"]
    assert "Honey given: yes" in lines["Asked:"]


def test_without_an_answer_nothing_is_said(played: Played) -> None:
    summary = played.summary()
    assert summary.nutrition == ()
    assert summary.laboratory == ()


def test_a_signed_note_keeps_the_limits_that_were_looked_at(played: Played) -> None:
    played.write(SAID)
    note = played.sign()
    before = rows(played, note)
    new = NewLimit("29 d", "18 y", "2", "", "mmol/L")
    lead = played.clinic.desk(Role.LEAD)
    lead.run(lab_limits.set_own_limit, "lb_glucose_mmol", new, "Our analyser reads low", 0)
    assert rows(played, note) == before
    assert before["Glucose"].limits[0].startswith("Below 47 mg/dL")


def test_the_family_is_told_what_is_safe_to_eat_at_this_age(played: Played) -> None:
    plan = played.family()
    food = next(part for part in plan.advice if part.title == "Safe food at this age")
    assert any("No honey in any form before 12 months" in item for item in food.items)
    assert any("No whole nuts before 5 years" in item for item in food.items)
    assert "Food, after: FEED SAFETY; CHOKING." in plan.made_by[0]
