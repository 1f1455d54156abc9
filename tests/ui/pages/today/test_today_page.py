"""The day's list by keys: open, start, set states, filter, other days."""

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from clinic_app.domain.visits import VisitState
from clinic_app.services import drafts, worklist
from clinic_app.ui.pages.today.today_page import TodayPage
from clinic_app.ui.widgets.clinic_table import ClinicTable
from tests.ui.pages.conftest import HOSTILE, TODAY

CTRL = Qt.KeyboardModifier.ControlModifier


def today(show, past):
    screen = show(TodayPage, past.desk())
    page = screen.page
    return screen.listen(page.open_requested, page.visit_requested, page.register_requested, page.resume_requested)


def states(past) -> dict[str, VisitState]:
    return {row.patient.given_name: row.visit.state for row in past.desk().run(worklist.day_list, TODAY)}


def test_the_list_stands_in_the_order_of_its_times_with_names_as_they_are(show, past) -> None:
    screen = today(show, past)
    rows = screen.rows("table:today")
    assert [row[1] for row in rows] == [f"{HOSTILE.upper()}, <b>Ayla</b>", "VALE, Ivy", "VALE, Ida"]
    assert rows[0][6] == "Review <i>legs</i>"
    assert screen.plain_labels()


def test_enter_opens_and_control_enter_starts(show, past) -> None:
    screen = today(show, past)
    screen.keys(Qt.Key.Key_Return, "j", (Qt.Key.Key_Return, CTRL))
    assert screen.heard == [(str(past.known.id),), (str(past.twin_a.id), "Reason of Ivy")]


def test_the_selected_child_is_told_beside_with_what_is_due(show, past) -> None:
    screen = today(show, past)
    assert "Phone <b>O'Neil</b> & ask" in screen.words
    assert "With <u>Gran</u>" in screen.words
    screen.keys("j").settle()
    assert "How to tell the twins apart" in screen.words
    assert "No signed note yet" in screen.words


def test_a_digit_sets_the_state_and_undo_takes_it_back(show, past) -> None:
    screen = today(show, past)
    screen.keys("4").settle()
    assert states(past)["<b>Ayla</b>"] is VisitState.READY
    assert "Ready" in screen.toast
    assert "Ayla" not in screen.toast
    screen.press("button:toast")
    screen.settle()
    assert states(past)["<b>Ayla</b>"] is VisitState.EXPECTED
    screen.keys("9", "0").settle()
    assert states(past)["<b>Ayla</b>"] is VisitState.EXPECTED


def test_a_state_that_somebody_else_set_is_not_overwritten(show, past) -> None:
    screen = today(show, past)
    first = past.desk().run(worklist.day_list, TODAY)[0].visit
    past.desk().run(worklist.set_visit_state, first.id, VisitState.WITH_DOCTOR, seen=first.version)
    screen.keys("2").settle()
    assert states(past)["<b>Ayla</b>"] is VisitState.WITH_DOCTOR
    assert "Nothing was overwritten" in screen.toast


def test_a_filter_that_hides_the_selected_child_says_so(show, past) -> None:
    screen = today(show, past)
    screen.press("filter:ready")
    assert screen.find("notice:hidden").isVisible()
    assert past.known.number in screen.find("notice:hidden").accessibleName()
    assert screen.rows("table:today") == []
    screen.press("button:show_all")
    assert len(screen.rows("table:today")) == 3
    assert not screen.find("notice:hidden").isVisible()


def test_a_refresh_keeps_the_selection(show, past) -> None:
    screen = today(show, past)
    screen.keys("j", "j")
    table = screen.find("table:today", ClinicTable)
    before = table.selected_id
    screen.page.refresh()
    screen.settle()
    assert table.selected_id == before


def test_an_empty_day_says_what_belongs_there_and_the_way_back(show, past) -> None:
    screen = today(show, past)
    screen.press("button:next_day")
    screen.settle()
    assert screen.find("empty:today").isVisible()
    assert "No one booked" in screen.find("empty:today").accessibleName()
    assert not screen.find("table:today").isVisible()
    screen.press("button:today")
    screen.settle()
    assert len(screen.rows("table:today")) == 3


def test_at_midnight_the_list_moves_on_by_itself(show, past) -> None:
    screen = today(show, past)
    past.clinic.clock.go_to(TODAY + timedelta(days=1))
    screen.page.refresh()
    screen.settle()
    assert screen.rows("table:today") == []
    assert "19 Nov" in screen.words or "19 November" in screen.words


def test_unfinished_registrations_are_offered_and_taken_away_again(show, past) -> None:
    screen = today(show, past)
    draft = past.desk().run(drafts.start_registration)
    screen.page.offer_registrations((draft,))
    screen.page.offer_registrations((draft,))
    assert "1 registration" in screen.find("notice:unfinished").accessibleName()
    screen.press("button:resume_registration")
    assert screen.heard == [(draft,)]
    screen.page.offer_registrations(())
    assert not screen.find("notice:unfinished").isVisible()


def test_a_narrow_window_keeps_everything_in_a_drawer(show, past) -> None:
    screen = show(TodayPage, past.desk(), (940, 500))
    assert not screen.find("card:preview").isVisible()
    screen.press("button:preview")
    assert screen.find("card:preview").isVisible()
    QTest.keyClick(screen.page, Qt.Key.Key_F6)
    assert not screen.find("card:preview").isVisible()


def test_every_control_is_named_and_the_wheel_edits_nothing(
    show, past, assert_named, assert_wheel_edits_nothing
) -> None:
    screen = today(show, past)
    screen.page.offer_registrations((past.desk().run(drafts.start_registration),))
    assert_named(screen.page)
    before = states(past)
    assert_wheel_edits_nothing(screen.page)
    assert states(past) == before


def test_the_day_is_read_at_the_clinic(show, past) -> None:
    assert today(show, past).page._day == date(2026, 11, 18)
