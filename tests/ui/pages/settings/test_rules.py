"""Rules in the settings: searched, read, switched off and changed with a reason, restored."""

import pytest
from PySide6.QtWidgets import QLineEdit

from clinic_app.clinical.assessment import assess
from clinic_app.domain.people import Role
from clinic_app.ui.widgets.clinic_table import ClinicTable
from clinic_app.ui.widgets.plain_label import PlainLabel

HAND = {"corrected_age_months": 10, "dv_hand_preference_side": "right"}


def flags(settings, facts) -> set[str]:
    return {flag.id for flag in assess(settings.opened.desk.context.knowledge.content, facts).flags}


def open_rule(settings, rule_id: str) -> str:
    """Select a rule and return everything that is said about it."""
    settings.page._sections.choose(3)
    assert settings.find("table:rules", ClinicTable).select(rule_id)
    settings.settle()
    inside = settings.find("scroll:rule").widget()
    return "\n".join(label.text() for label in inside.findChildren(PlainLabel))


def shown(settings) -> dict[str, str]:
    return {row[0]: row[3] for row in settings.table("rules")}


def test_every_rule_is_there_and_words_narrow_them(settings) -> None:
    assert len(shown(settings)) == 140
    settings.find("field:rules_search", QLineEdit).setText("clonus")
    assert {"RF-U10", "RF-U11", "EX20", "EX21"} <= shown(settings).keys()
    assert "RF-R04" not in shown(settings)
    settings.find("field:rules_search", QLineEdit).setText("switched off")
    assert shown(settings) == {}


def test_a_rule_is_read_as_it_ships(settings) -> None:
    said = open_rule(settings, "RF-R03")
    assert "Girl not walking independently by 15 months (corrected)" in said
    assert "NICE NG127" in said
    assert "How sure: verified in summary" in said
    assert "at least 15" in said


def test_a_rule_is_switched_off_and_restored_with_reasons(settings) -> None:
    assert "RF-R04" in flags(settings, HAND)
    open_rule(settings, "RF-R04")
    settings.press("button:open_rule_off")
    settings.press("button:rule_off")
    settings.settle()
    assert "at least 3 words" in settings.hint("reason")
    settings.type("reason", "We examine this ourselves")
    settings.press("button:rule_off")
    settings.settle()
    assert shown(settings)["RF-R04"] == "Switched off"
    assert "RF-R04" not in flags(settings, HAND)
    said = open_rule(settings, "RF-R04")
    assert "As it ships" in said
    assert "“We examine this ourselves”, Dr Mara Tallow" in said
    settings.press("button:open_rule_restore")
    settings.type("reason", "It is needed again")
    settings.press("button:rule_restore")
    settings.settle()
    assert shown(settings)["RF-R04"] == "Shipped"
    assert "RF-R04" in flags(settings, HAND)
    assert "2. Shipped rule used again" in open_rule(settings, "RF-R04")


def test_a_limit_of_knowledge_is_changed(settings) -> None:
    open_rule(settings, "RF-S04")
    settings.press("button:limit:ep_last_hours_ago <= 24")
    settings.type("limit", "many")
    settings.type("reason", "Our clinic opens late")
    settings.press("button:rule_limit")
    settings.settle()
    assert "Type a number" in settings.hint("limit")
    settings.type("limit", "48")
    settings.press("button:rule_limit")
    settings.settle()
    assert shown(settings)["RF-S04"] == "Limit changed"
    said = open_rule(settings, "RF-S04")
    assert "at most 24" in said
    assert "at most 48" in said


def test_a_limit_with_a_source_has_no_button(settings) -> None:
    open_rule(settings, "RF-U10")
    names = {one.objectName() for one in settings.find("scroll:rule").widget().findChildren(object)}
    assert "button:open_rule_off" in names
    assert not [name for name in names if name.startswith("button:limit")]


def test_another_role_reads_and_does_not_change(open_settings) -> None:
    screen = open_settings(Role.NURSE)
    said = open_rule(screen, "RF-R04")
    assert "Rules are changed by: Lead." in said
    assert screen.page.findChildren(object, "button:open_rule_off") == []


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR])
def test_who_does_not_assess_is_told_who_reads_rules(open_settings, role) -> None:
    screen = open_settings(role)
    assert screen.find("text:rules_count").text().startswith("Rules are read by:")
    assert shown(screen) == {}
