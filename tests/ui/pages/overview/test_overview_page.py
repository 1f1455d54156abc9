"""A child at a glance: what changed, what is planned, and the ways to where it was recorded."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication

from clinic_app.domain.answers import Answer, ItemKey
from clinic_app.domain.people import Role
from clinic_app.domain.plans import PlanState
from clinic_app.domain.sides import Side
from clinic_app.services import chart, drafts
from clinic_app.ui.pages.overview.overview_page import OverviewPage
from clinic_app.ui.pages.page import Tab
from tests.ui.pages.conftest import LINE

CTRL = Qt.KeyboardModifier.ControlModifier


def opened(show_child, past, patient, role=Role.PAEDIATRICIAN):
    screen = show_child(OverviewPage, past, patient, role)
    page = screen.page
    return screen.listen(page.jump_requested, page.start_requested, page.reload_requested)


def test_what_changed_since_the_last_visit_is_told_with_the_other_side(show_child, with_visit) -> None:
    screen = opened(show_child, with_visit, with_visit.known)
    assert "Knee jerk, right" in screen.words
    assert "2+ → 3+" in screen.words or "2 → 3" in screen.words
    assert "left unchanged" in screen.words
    assert "Weight" in screen.words
    assert "+940 g" in screen.words


def test_a_first_visit_has_nothing_to_compare_with(show_child, past) -> None:
    screen = opened(show_child, past, past.twin_a)
    assert "left unchanged" not in screen.words
    assert "No signed visit yet." in screen.words or "Nothing to compare" in screen.words
    assert "Nothing is planned yet." in screen.words


def test_the_keys_lead_to_where_it_was_recorded(show_child, with_visit) -> None:
    screen = opened(show_child, with_visit, with_visit.known)
    screen.page.setFocus()
    screen.keys("e", "g")
    assert screen.heard == [(Tab.EXAM, ""), (Tab.GROWTH, "")]


def test_without_an_open_visit_control_enter_starts_one(show_child, past) -> None:
    screen = opened(show_child, past, past.known)
    screen.page.setFocus()
    screen.keys((Qt.Key.Key_Return, CTRL))
    screen.press("button:start_visit")
    assert screen.heard == [(), ()]


def test_a_plan_line_is_closed_where_it_stands_and_its_words_are_plain(show_child, past) -> None:
    screen = opened(show_child, past, past.known)
    assert LINE in screen.words
    assert "Dr <i>Tallow</i>" in screen.words
    assert screen.plain_labels()
    box = screen.find("check:plan:line-1", QAbstractButton)
    box.click()
    screen.settle()
    assert past.clinic.context.reads.plans_of(past.known.id)[0].state is PlanState.DONE
    assert () in screen.heard


def test_the_span_of_the_timeline_is_chosen_and_shown(show_child, past) -> None:
    screen = opened(show_child, past, past.known)
    screen.press("filter:span:half")
    assert screen.find("filter:span:half", QAbstractButton).isChecked()
    assert not screen.find("filter:span:all", QAbstractButton).isChecked()


def test_a_finding_of_the_open_visit_appears_at_once(show_child, with_visit, qtbot) -> None:
    screen = opened(show_child, with_visit, with_visit.known)
    screen.controller.set_answer(ItemKey("ex_dtr_patellar", Side.LEFT), Answer("4", scale="dtr_common"))
    screen.settle()
    assert "left unchanged" not in screen.words


@pytest.mark.parametrize("size", [(1294, 702), (900, 420)])
@pytest.mark.parametrize("with_past", [True, False])
def test_every_control_is_named_and_the_wheel_edits_nothing(
    show_child, with_visit, assert_named, assert_wheel_edits_nothing, with_past, size
) -> None:
    screen = opened(show_child, with_visit, with_visit.known if with_past else with_visit.twin_b)
    screen.page.resize(*size)
    assert_named(screen.page)
    assert_wheel_edits_nothing(screen.page)
    assert screen.heard == []


def test_a_nurse_is_not_led_to_the_examination(show_child, with_visit) -> None:
    screen = opened(show_child, with_visit, with_visit.known, Role.NURSE)
    assert not screen.page.findChildren(QAbstractButton, "button:examine")
    assert QApplication.focusWidget() is not None


def test_the_growth_card_names_the_reference_of_the_newest_values(show_child, past) -> None:
    entries = {"answer:weight_kg": Answer(Decimal("4.2"), unit="kg").to_json()}
    doctor = past.desk()
    opened = doctor.run(chart.open_visit, doctor.run(chart.read_chart, past.twin_a.id))
    doctor.run(drafts.keep, opened.draft.id, entries, seen=opened.draft.version)
    assert "INTERGROWTH-21st preterm, girls" in show_child(OverviewPage, past, past.twin_a).words
    assert "WHO, girls" in show_child(OverviewPage, past, past.known).words
