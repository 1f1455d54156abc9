"""Flags appear with their reasons, wait for an answer, and never disturb who is examining."""

import json
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QPushButton, QScrollArea, QWidget

from clinic_app.domain.local_rules import LocalRule, RuleState
from clinic_app.domain.people import PersonId, Role
from clinic_app.domain.record import FLAG, PLAN
from clinic_app.domain.sides import Side
from clinic_app.services import chart
from clinic_app.ui.pages.flags.flag_group import FlagGroup
from clinic_app.ui.pages.page import Tab
from clinic_app.ui.widgets.flag_card import FlagCard
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.why_dialog import WhyDialog

RIGHT, LEFT = Side.RIGHT, Side.LEFT
NOW = datetime(2026, 11, 1, 8, tzinfo=UTC)


@pytest.fixture
def raised(exam, qtbot):
    """Knee jerks that differ: three flags about one finding."""
    exam.at("ex_dtr_patellar").keys("3", Qt.Key.Key_Right, "2")
    qtbot.waitUntil(lambda: card(exam, "RF-U13") is not None)
    return exam


def card(exam, rule_id: str) -> FlagCard | None:
    groups = (group for group in exam.body.flags.findChildren(FlagGroup) if not group.isHidden())
    return next((group.cards[rule_id] for group in groups if rule_id in group.cards), None)


def press(exam, name: str) -> None:
    exam.body.flags.findChild(QPushButton, name).click()


def stored(exam, prefix: str) -> dict[str, object]:
    exam.controller.save_now()
    exam.runner.flush()
    QApplication.processEvents()
    draft = exam.desk.run(chart.open_visit, exam.controller.chart).draft
    return {key.removeprefix(prefix): one.value for key, one in draft.entries.items() if key.startswith(prefix)}


def test_a_flag_says_both_sides_the_rule_the_source_and_what_would_clear_it(raised) -> None:
    flag = card(raised, "RF-U13").flag
    assert [one.line for one in flag.why.inputs] == ["Knee jerk: right 3+ brisker than average, left 2+ average"]
    assert flag.why.would_change.startswith("Clears only if recorded otherwise: Knee jerk.")
    assert flag.why.version == f"Rule RF-U13, version {raised.desk.context.knowledge.content.rules['RF-U13'].version}"
    assert flag.why.sources
    assert flag.why.confidence


def test_why_names_who_recorded_it_and_when_and_escape_gives_the_keyboard_back(raised, qtbot) -> None:
    button = card(raised, "RF-U13").findChild(QWidget, "button:why_all:RF-U13")
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: raised.page.findChildren(WhyDialog) != [])
    dialog = raised.page.findChildren(WhyDialog)[-1]
    text = dialog.findChild(QWidget, "why_text").accessibleName()
    assert "The paediatrician)" in text
    assert "The flag is raised when all of this holds:" in text
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_flags_are_ordered_by_level_and_led_ones_are_folded_under_their_leader(raised) -> None:
    groups = raised.body.flags.findChildren(FlagGroup)
    assert "EX28" in next(group for group in groups if group.leader == "RF-U13").cards
    assert card(raised, "EX28").isVisible() is False
    raised.page.show_target("EX28")
    assert card(raised, "EX28").isVisible() is True
    leaders = [group.leader for group in sorted(groups, key=lambda group: group.y())]
    order = [flag.id for flag in raised.controller.picture.assessment.flags if flag.id in leaders]
    assert leaders == order


def test_dismissing_needs_three_words_and_can_be_undone(raised, find) -> None:
    press(raised, "button:dismiss:RF-U13")
    dialog = raised.body.flags.findChild(QDialog, "flag_dismiss")
    reason, dismiss = find(dialog, "flag_dismiss_reason"), find(dialog, "button:dismiss_flag")
    assert isinstance(reason, QPlainTextEdit)
    for words, enough in (("", False), ("seen  before ", False), ("seen before, twice", True)):
        reason.setPlainText(words)
        assert dismiss.isEnabled() is enough
    dismiss.click()
    assert stored(raised, FLAG) == {"RF-U13": {"dismissed": True, "reason": "seen before, twice"}}
    assert card(raised, "RF-U13").flag.answer == "Dismissed: seen before, twice"
    find(raised.page.window(), "button:toast").click()
    assert card(raised, "RF-U13").flag.answer == ""
    assert stored(raised, FLAG) == {"RF-U13": None}


def test_a_dismissal_can_be_taken_back_later(raised) -> None:
    raised.body.flags._dismiss("RF-U13", "seen before, twice")
    press(raised, "button:withdraw:RF-U13")
    assert card(raised, "RF-U13").flag.answer == ""


def test_adding_to_the_plan_makes_a_line_that_answers_the_flag_and_stays_here(raised, qtbot, find) -> None:
    jumps = []
    raised.page.jump_requested.connect(lambda tab, target: jumps.append((tab, target)))
    press(raised, "button:plan:RF-U13")
    lines = stored(raised, PLAN)
    ((line_id, line),) = lines.items()
    assert line["flags"] == ["RF-U13"]
    assert line["level"] == "urgent_2wk"
    assert line["what"] == raised.desk.context.knowledge.content.rules["RF-U13"].action
    assert "Knee jerk: right 3+" in line["why"]
    assert json.dumps(line)
    assert jumps == []
    assert card(raised, "RF-U13").flag.answer == f"In the plan: {line['what']}"
    find(raised.page.window(), "button:toast").click()
    assert jumps == [(Tab.PLAN, line_id)]


def test_the_keyboard_and_the_place_stay_while_flags_come_and_go(raised, qtbot) -> None:
    area = raised.body.flags.findChild(QScrollArea, "flags_scroll")
    area.verticalScrollBar().setValue(60)
    before = area.verticalScrollBar().value()
    raised.at("ex_refl_atnr").keys("3")
    qtbot.waitUntil(lambda: card(raised, "EX11") is not None)
    assert raised.place == ("ex_refl_atnr", RIGHT)
    assert raised.grid.has_keyboard
    assert area.verticalScrollBar().value() == before


def test_a_card_in_use_keeps_the_keyboard_when_its_inputs_change(raised, qtbot) -> None:
    raised.body.flags.focus_first()
    name = raised.page.window().focusWidget().objectName()
    raised.controller.write({"text:assessment": "x"})
    raised.grid.row("ex_dtr_patellar").cell(RIGHT).press_digit(4)
    qtbot.waitUntil(lambda: "4+" in card(raised, "RF-U13").flag.why.inputs[0].line)
    assert raised.page.window().focusWidget().objectName() == name


def test_a_flag_goes_when_its_finding_is_corrected(raised, qtbot) -> None:
    raised.at("ex_dtr_patellar", RIGHT).keys("2")
    qtbot.waitUntil(lambda: card(raised, "RF-U13") is None)


def test_a_finding_left_out_is_listed_as_not_assessable_not_as_clear(raised, qtbot) -> None:
    raised.at("ex_dtr_patellar", RIGHT).keys("n").choose("a")
    qtbot.waitUntil(lambda: card(raised, "EX28") is None)
    assert "EX28" in {one.id for one in raised.controller.picture.assessment.not_assessable}


def test_not_assessable_jumps_to_the_first_missing_finding(exam) -> None:
    exam.at("ex_dtr_patellar")
    press(exam, "button:go:flags_missing")
    field, _side = exam.place
    missing = {name for rule in exam.controller.picture.assessment.not_assessable for name in rule.missing}
    item = exam.grid.row(field).item
    assert {field, *item.field.facts} & missing
    earlier = exam.grid.items()[: [one.field.id for one in exam.grid.items()].index(field)]
    assert not {fact for one in earlier for fact in (one.field.id, *one.field.facts)} & missing


def test_a_missing_finding_of_the_history_is_jumped_to_there(exam, qtbot) -> None:
    exam.body.flags._first_missing = "hx_fh_startle"
    with qtbot.waitSignal(exam.page.jump_requested) as jump:
        press(exam, "button:go:flags_missing")
    assert jump.args == [Tab.HISTORY, "hx_fh_startle"]


def test_who_may_not_examine_reads_the_reasons_and_cannot_answer(open_exam, clinic, qtbot) -> None:
    exam = open_exam()
    exam.at("ex_dtr_patellar").keys("3", Qt.Key.Key_Right, "2")
    exam.controller.save_now()
    assert exam.runner.flush()
    QApplication.processEvents()
    nurse = open_exam(Role.NURSE)
    qtbot.waitUntil(lambda: card(nurse, "RF-U13") is not None)
    assert card(nurse, "RF-U13").flag.why.inputs
    assert nurse.body.flags.findChild(QPushButton, "button:dismiss:RF-U13") is None


def test_every_control_of_the_panel_is_named_and_the_wheel_is_harmless(
    raised, assert_named, assert_wheel_edits_nothing
) -> None:
    assert_named(raised.body.flags)
    assert_wheel_edits_nothing(raised.body.flags)


def test_a_rule_that_the_clinic_switched_off_is_said(exam, qtbot) -> None:
    off = LocalRule("RF-U13", 1, RuleState.OFF, "We examine this ourselves", "1", PersonId("p"), "Dr Ida Lead", NOW, {})
    exam.desk.context.use_rules([off])
    exam.at("ex_dtr_patellar").keys("3", Qt.Key.Key_Right, "2")
    qtbot.waitUntil(lambda: card(exam, "EX28") is not None)
    assert card(exam, "RF-U13") is None
    said = exam.body.flags.findChild(PlainLabel, "flags_switched_off")
    assert not said.isHidden()
    assert said.text().startswith("Switched off by this clinic: RF-U13")
    assert "We examine this ourselves, Dr Ida Lead" in said.text()
    assert "would have raised its flag here" in said.text()


def test_nothing_is_said_of_rules_while_none_is_switched_off(raised) -> None:
    assert raised.body.flags.findChild(PlainLabel, "flags_switched_off").isHidden()
