"""Laboratory limits of a clinic's own, on a real encrypted file: versioned, with reason, the lead alone."""

from decimal import Decimal

import pytest

from clinic_app.clinical.nutrition.lab_limits import Person, Position, readings
from clinic_app.clinical.nutrition.own_limits import band_of, decision_id, figures_of, limits_in
from clinic_app.domain.answers import Answer
from clinic_app.domain.errors import ConflictError, NotAllowedError, NotFoundError, UserError
from clinic_app.domain.gestation import Gestation
from clinic_app.domain.people import Role, Sex
from clinic_app.services import clinic_settings, lab_limits, local_rules
from clinic_app.services.lab_limits import AnalyteEntry, NewLimit

WHY = "Range of our laboratory"
SODIUM = "lb_na_mmol"
NEW = NewLimit("1 y", "18 y", "137", "146", "mmol/L")


def book(clinic) -> dict[str, AnalyteEntry]:
    return {entry.field.id: entry for entry in clinic.desk(Role.LEAD).run(lab_limits.limit_book)}


def decide(clinic, new: NewLimit = NEW, field: str = SODIUM, reason: str = WHY, role: Role = Role.LEAD):
    seen = book(clinic)[field].version if field in book(clinic) else 0
    return clinic.desk(role).run(lab_limits.set_own_limit, field, new, reason, seen)


def test_it_stands_beside_the_shipped_limit_at_once_and_in_the_history(clinic) -> None:
    decision = decide(clinic, reason=" Range  of our\tlaboratory ")
    entry = book(clinic)[SODIUM]
    assert [(one.from_days, one.to_days, figures_of(one)) for one in entry.own] == [(366, 6574, "137..146 mmol/L")]
    assert len(entry.shipped) == 2
    assert (decision.version, decision.reason, decision.rule_id) == (1, WHY, decision_id(SODIUM))
    field, person = clinic.context.knowledge.fields[SODIUM], Person(400, Gestation(40, 0), Sex.MALE)
    found = readings(field, Answer(Decimal(136), unit="mmol/L"), person, clinic.context.knowledge.lab_limits)
    assert [(one.limit.own, one.position) for one in found] == [(True, Position.BELOW), (False, Position.WITHIN)]


def test_the_content_hash_of_signed_notes_tells_the_difference(clinic) -> None:
    before = clinic.context.knowledge.content_hash
    decide(clinic)
    assert clinic.context.knowledge.content_hash != before


def test_the_same_children_get_one_limit_and_others_their_own(clinic) -> None:
    decide(clinic)
    decide(clinic, NewLimit("1 y", "18 y", "", "147", "mEq/L"))
    decide(clinic, NewLimit("0", "29 d", "130", "", "mmol/L", gestation="preterm"))
    entry = book(clinic)[SODIUM]
    assert [figures_of(one) for one in entry.own] == ["130.. mmol/L", "..147 mEq/L"]
    assert [one.version for one in entry.history] == [1, 2, 3]
    assert [len(limits_in(one)) for one in entry.history] == [1, 1, 2]
    lead = clinic.desk(Role.LEAD)
    lead.run(lab_limits.remove_own_limit, SODIUM, band_of(entry.own[0]), "No longer in use", 3)
    lead.run(lab_limits.remove_own_limit, SODIUM, band_of(entry.own[1]), "No longer in use", 4)
    assert book(clinic)[SODIUM].own == ()
    assert clinic.context.knowledge.own_limits == ()
    with pytest.raises(NotFoundError):
        lead.run(lab_limits.remove_own_limit, SODIUM, band_of(entry.own[0]), "No longer in use", 5)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"from_age": "one"}, "from_age"),
        ({"until_age": "1 y"}, "until_age"),
        ({"until_age": "900 y"}, "until_age"),
        ({"low": "abc"}, "low"),
        ({"low": "13,70"}, "low"),
        ({"low": "", "high": ""}, "low"),
        ({"low": "150"}, "high"),
        ({"high": "1400"}, "high"),
        ({"unit": "mg/dL"}, "unit"),
        ({"from_age": "<b>1</b>"}, "from_age"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(clinic, change: dict[str, str], field: str) -> None:
    typed = {"from_age": "1 y", "until_age": "18 y", "low": "137", "high": "146", "unit": "mmol/L"} | change
    with pytest.raises(UserError) as refused:
        decide(clinic, NewLimit(**typed))
    assert refused.value.field == field
    assert book(clinic)[SODIUM].history == ()


def test_an_overlap_a_thin_reason_and_a_late_decision_are_refused(clinic) -> None:
    decide(clinic)
    with pytest.raises(UserError, match="Another limit of this clinic"):
        decide(clinic, NewLimit("2 y", "3 y", "130", "", "mmol/L"))
    with pytest.raises(UserError) as thin:
        decide(clinic, reason="because so")
    assert thin.value.field == "reason"
    with pytest.raises(ConflictError):
        clinic.desk(Role.LEAD).run(lab_limits.set_own_limit, SODIUM, NEW, WHY, 0)
    with pytest.raises(NotFoundError):
        clinic.desk(Role.LEAD).run(lab_limits.set_own_limit, "weight_kg", NEW, WHY, 0)


@pytest.mark.parametrize("role", [Role.NURSE, Role.PAEDIATRICIAN, Role.ADMINISTRATOR, Role.AUDITOR])
def test_only_the_lead_decides(clinic, role: Role) -> None:
    with pytest.raises(NotAllowedError):
        decide(clinic, role=role)


def test_rules_and_their_book_stay_as_they_are(clinic) -> None:
    rules = clinic.context.knowledge.content.rules
    decide(clinic)
    assert clinic.context.knowledge.content.rules == rules
    assert all(not entry.history for entry in clinic.desk(Role.LEAD).run(local_rules.rule_book))


def test_it_is_in_the_log_and_its_reason_is_kept_letter_by_letter(clinic) -> None:
    decide(clinic, reason="Label <img src=x> of O'Neil's \u05de\u05e2\u05d1\u05d3\u05d4 \U0001f600")
    lead = clinic.desk(Role.LEAD)
    lines = lead.run(clinic_settings.audit_log, 5)
    assert f"changed: {decision_id(SODIUM)}" in {line.reason for line in lines}
    kept = clinic.context.reads.local_rules()[-1]
    assert kept.reason.endswith("\U0001f600")
    assert book(clinic)[SODIUM].own[0].hint == kept.reason
