"""Rules that a clinic switched off or changed, on a real encrypted file."""

from collections.abc import Iterator
from typing import Any

import pytest

from clinic_app.bootstrap import RecordFile
from clinic_app.clinical.assessment import Assessment, assess
from clinic_app.clinical.content import load_content
from clinic_app.clinical.local_rules import holds, limits_of, localised
from clinic_app.clinical.rules import Urgency
from clinic_app.domain.clinic import Clinic
from clinic_app.domain.errors import ConflictError, NotAllowedError, NotFoundError, UserError
from clinic_app.domain.local_rules import LocalRule, RuleState
from clinic_app.domain.people import Actor, PersonId, Role
from clinic_app.services import clinic_settings, local_rules
from clinic_app.services.access import Action
from clinic_app.services.context import Desk
from clinic_app.storage.key_slots import KdfCost
from clinic_app.storage.keys import KeyVault
from clinic_app.storage.paths import ClinicFolder

OWN = "correct horse battery maple"
WHY = "Our own clinic decided so"
HAND = {"corrected_age_months": 10, "dv_hand_preference_side": "right"}
LIMP = {"as_limpness": "yes", "as_limpness_duration_days": 20}


class Led:
    """A clinic whose lead decides about rules."""

    def __init__(self, record: RecordFile) -> None:
        self.record = record
        self.opened = record.create(Clinic("Maple Hollow"), "Dr Mara Tallow", Role.LEAD, OWN).opened

    def run(self, *args: Any, **kwargs: Any) -> Any:
        return self.opened.desk.run(*args, **kwargs)

    def desk_as(self, role: Role) -> Desk:
        return Desk(self.opened.desk.context, Actor(PersonId(f"id-{role}"), f"The {role}", role, "Station 1"))

    def assess(self, facts: dict[str, Any]) -> Assessment:
        return assess(self.opened.desk.context.knowledge.content, facts)

    def entry(self, rule_id: str) -> local_rules.RuleEntry:
        return next(one for one in self.run(local_rules.rule_book) if one.rule.id == rule_id)

    def reopen(self) -> None:
        self.opened.close()
        self.opened = self.record.unlock(self.record.people()[0].person_id, OWN)


@pytest.fixture
def led(tmp_path, clock) -> Iterator[Led]:
    folder = ClinicFolder.at(tmp_path / "record")
    clinic = Led(RecordFile(folder, clock, KeyVault(folder, KdfCost(64, 1, 1))))
    yield clinic
    clinic.opened.close()


def ids(assessment: Assessment) -> set[str]:
    return {flag.id for flag in assessment.flags}


def test_a_rule_that_is_switched_off_raises_nothing_and_says_so(led: Led) -> None:
    assert {"RF-R04", "EX06"} <= ids(led.assess(HAND))
    led.run(local_rules.switch_rule_off, "RF-R04", WHY, 0)
    said = led.assess(HAND)
    assert "RF-R04" not in ids(said)
    assert "EX06" in ids(said)
    assert [(one.rule.id, one.fits, one.decision.reason) for one in said.switched_off] == [("RF-R04", True, WHY)]
    assert not led.assess({}).switched_off[0].fits
    assert "RF-R04" not in {one.id for one in led.assess({}).not_assessable}


def test_a_decision_outlives_the_program(led: Led) -> None:
    led.run(local_rules.switch_rule_off, "RF-R04", WHY, 0)
    led.reopen()
    assert "RF-R04" not in ids(led.assess(HAND))
    led.run(local_rules.restore_rule, "RF-R04", "We need it after all", 1)
    led.reopen()
    assert "RF-R04" in ids(led.assess(HAND))
    assert [(one.version, one.state) for one in led.entry("RF-R04").history] == [(1, "off"), (2, "shipped")]


def test_a_limit_that_rests_on_knowledge_is_changed_and_told_with_its_version(led: Led) -> None:
    rule = load_content().rules["RF-S04"]
    limit = next(one for one in limits_of(rule) if one.fact == "ep_last_hours_ago")
    facts = dict(rule.examples[0].facts) | {"ep_last_hours_ago": 40}
    assert "RF-S04" not in ids(led.assess(facts))
    led.run(local_rules.change_rule_limit, "RF-S04", limit, "48", WHY, 0)
    flag = next(flag for flag in led.assess(facts).flags if flag.id == "RF-S04")
    assert flag.title.endswith("(limit changed by this clinic)")
    assert flag.rule.version == "1, changed by this clinic (1)"
    entry = led.entry("RF-S04")
    assert entry.state is RuleState.CHANGED
    assert entry.rule == rule, "the shipped rule stays visible beside it"
    assert entry.history[0].limits == {"ep_last_hours_ago <= 24": "ep_last_hours_ago <= 48"}


def test_a_limit_with_a_source_is_not_changed(led: Led) -> None:
    rules = load_content().rules
    assert limits_of(rules["RF-U10"]) == ()
    limit = limits_of(rules["RF-S04"])[0]
    with pytest.raises(UserError, match="rests on a source"):
        led.run(local_rules.change_rule_limit, "RF-U10", limit, "12", WHY, 0)


@pytest.mark.parametrize(
    ("number", "told"),
    [("", "Type a number"), ("many", "Type a number"), ("1e9", "Type a number"), ("24", "what ships"), ("-3", "never")],
)
def test_a_limit_that_cannot_be_is_refused(led: Led, number: str, told: str) -> None:
    limit = next(one for one in limits_of(load_content().rules["RF-S04"]) if one.fact == "ep_last_hours_ago")
    with pytest.raises(UserError, match=told) as refused:
        led.run(local_rules.change_rule_limit, "RF-S04", limit, number, WHY, 0)
    assert refused.value.field == "limit"
    assert led.entry("RF-S04").history == ()


def test_a_reason_is_needed(led: Led) -> None:
    with pytest.raises(UserError, match="at least 3 words") as refused:
        led.run(local_rules.switch_rule_off, "RF-R04", "because  so", 0)
    assert refused.value.field == "reason"


def test_somebody_elses_decision_is_not_written_over(led: Led) -> None:
    led.run(local_rules.switch_rule_off, "RF-R04", WHY, 0)
    with pytest.raises(ConflictError):
        led.run(local_rules.restore_rule, "RF-R04", WHY, 0)


def test_an_unknown_rule_is_refused(led: Led) -> None:
    with pytest.raises(NotFoundError):
        led.run(local_rules.switch_rule_off, "RF-X99", WHY, 0)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.LEAD])
def test_only_the_lead_decides(led: Led, role: Role) -> None:
    desk = led.desk_as(role)
    for use_case in (local_rules.switch_rule_off, local_rules.restore_rule):
        with pytest.raises(NotAllowedError):
            desk.run(use_case, "RF-R04", WHY, 0)
    assert led.run(local_rules.rule_book)[0].history == ()


def test_every_decision_is_in_the_log_and_changes_the_digest(led: Led) -> None:
    before = led.opened.desk.context.knowledge.content_hash
    led.run(local_rules.switch_rule_off, "RF-R04", WHY, 0)
    line = led.run(clinic_settings.audit_log, 1)[0]
    assert (line.action, line.reason) == (Action.CHANGE_RULES, "off: RF-R04")
    assert led.opened.desk.context.knowledge.content_hash != before


def decision(rule_version: str, state: RuleState = RuleState.OFF, **limits: str) -> LocalRule:
    from datetime import UTC, datetime

    at = datetime(2026, 1, 1, tzinfo=UTC)
    return LocalRule("RF-S04", 1, state, WHY, rule_version, PersonId("p"), "Dr", at, limits)


def test_a_decision_about_an_older_version_lapses() -> None:
    content = load_content()
    assert not holds(content.rules["RF-S04"], decision("0"))
    assert localised(content, [decision("0")]) is content
    assert localised(content, [decision("1")]).local.keys() == {"RF-S04"}
    unknown = decision("1", RuleState.CHANGED, **{"age_months >= 99": "age_months >= 98"})
    assert localised(content, [unknown]) is content


def test_switching_a_rule_off_never_earns_reassurance() -> None:
    """What the silenced rule speaks of still ends reassurance: the floor stays routine."""
    content = load_content()
    calm = dict(content.derived["d_reassurance_minimum"].examples[0].facts)
    worried = calm | {"ex_cafe_au_lait_count": 6}
    alone = [flag.id for flag in assess(content, worried).flags]
    assert alone
    off = [LocalRule(one, 1, RuleState.OFF, WHY, content.rules[one].version, PersonId("p"), "Dr",
                     decision("1").at, {}) for one in alone]  # fmt: skip
    said = assess(localised(content, off), worried)
    assert said.flags == ()
    assert not said.reassurance.allowed
    assert said.urgency is Urgency.ROUTINE
    assert assess(content, calm).urgency is Urgency.REASSURE
