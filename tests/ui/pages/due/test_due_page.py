"""What is due, by keys: done, called off with a reason, undone; and what was never signed."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from clinic_app.domain.people import Role
from clinic_app.domain.plans import PlanState
from clinic_app.services import plans, worklist
from clinic_app.ui.pages.due.due_page import DuePage
from clinic_app.ui.pages.page import Tab
from tests.ui.pages.conftest import HOSTILE, LINE, TODAY


def due(show, past, role: Role = Role.PAEDIATRICIAN):
    screen = show(DuePage, past.desk(role))
    return screen.listen(screen.page.open_requested)


def line(past):
    return past.clinic.context.reads.plans_of(past.known.id)[0]


def test_an_overdue_line_stands_first_with_names_and_words_as_they_are(show, past) -> None:
    screen = due(show, past)
    heading, row = screen.rows("table:due")[:2]
    assert heading[0].startswith("Overdue")
    assert row[0] == "5 days overdue"
    assert row[2] == f"{HOSTILE.upper()}, <b>Ayla</b>"
    assert row[4] == LINE
    assert row[5] == "Dr <i>Tallow</i>"
    assert screen.plain_labels()


def test_enter_opens_the_child(show, past) -> None:
    screen = due(show, past).keys(Qt.Key.Key_Return)
    assert screen.heard == [(str(past.known.id), str(Tab.OVERVIEW), "")]


def test_d_closes_a_line_and_undo_opens_it_again(show, past) -> None:
    screen = due(show, past).keys("d").settle()
    assert line(past).state is PlanState.DONE
    assert screen.toast == f"{past.known.number}: done."
    screen.press("button:toast")
    screen.settle()
    assert line(past).state is PlanState.OPEN
    assert len(screen.rows("table:due")) >= 2


def test_calling_off_asks_for_a_reason_and_enter_without_one_does_nothing(show, past) -> None:
    screen = due(show, past).keys("x")
    assert LINE in [label.text() for label in screen.find("dialog:call_off").findChildren(type(screen.page._summary))]
    edit = screen.find("field:call_off_reason", QLineEdit)
    edit.setFocus()
    screen.keys(Qt.Key.Key_Return).settle()
    assert line(past).state is PlanState.OPEN
    screen.keys("Seen <elsewhere>", Qt.Key.Key_Return).settle()
    assert line(past).state is PlanState.CANCELLED
    assert "called off" in screen.toast


def test_escape_leaves_the_question_and_the_line(show, past) -> None:
    screen = due(show, past).keys("x")
    screen.find("field:call_off_reason").setFocus()
    screen.keys(Qt.Key.Key_Escape).settle()
    assert line(past).state is PlanState.OPEN


def test_a_visit_of_yesterday_that_was_not_signed_is_listed_and_opens_where_it_is_signed(show, with_visit) -> None:
    with_visit.clinic.clock.go_to(TODAY + timedelta(days=1))
    screen = due(show, with_visit)
    rows = screen.rows("table:due")
    assert any(row[0].startswith("Not signed") for row in rows)
    screen.keys(Qt.Key.Key_End, Qt.Key.Key_Return)
    assert screen.heard[0][1] == str(Tab.PLAN)
    assert not screen.find("button:line_done").isEnabled()


def test_a_role_that_may_not_close_lines_is_offered_none(show, past) -> None:
    screen = due(show, past, Role.ADMINISTRATOR)
    assert not screen.find("button:line_done").isEnabled()
    screen.keys("d", "x").settle()
    assert line(past).state is PlanState.OPEN


def test_nothing_due_says_so(show, clinic) -> None:
    screen = show(DuePage, clinic.desk(Role.PAEDIATRICIAN))
    assert screen.find("empty:due").isVisible()
    assert "Nothing is due" in screen.find("empty:due").accessibleName()
    assert not screen.find("table:due").isVisible()


def test_a_line_that_somebody_else_closed_meanwhile_is_not_overwritten(show, past) -> None:

    screen = due(show, past)
    past.desk().run(plans.close_line, line(past).line.id, PlanState.CANCELLED, "moved away", seen=line(past).version)
    screen.keys("d").settle()
    assert line(past).state is PlanState.CANCELLED
    assert "Nothing was overwritten" in screen.toast


@pytest.mark.parametrize("size", [(1294, 702), (940, 500)])
def test_every_control_is_named_and_the_wheel_edits_nothing(
    show, past, assert_named, assert_wheel_edits_nothing, size
) -> None:
    screen = show(DuePage, past.desk(), size)
    screen.keys("x")
    assert_named(screen.page)
    assert_wheel_edits_nothing(screen.page)


def test_the_day_list_is_not_changed_by_reading_what_is_due(show, past) -> None:
    before = past.desk().run(worklist.day_list, TODAY)
    due(show, past)
    assert past.desk().run(worklist.day_list, TODAY) == before
