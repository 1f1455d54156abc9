"""Registrations come and go: their pages too, and what was thrown away is not offered again."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from clinic_app.services import chart, children, clinic_settings, drafts, worklist
from clinic_app.ui.pages.intake.registration_page import RegistrationPage
from clinic_app.ui.pages.page import Tab
from tests.services.test_visit import IDENTITY


def registrations(station) -> list[RegistrationPage]:
    return station.window.findChildren(RegistrationPage)


def typed(station, name: str = "Vale") -> None:
    station.clinic.new_child()
    station.settle()
    QTest.keyClicks(station.find("field:pt_family_name").findChild(QLineEdit), name)


def offered(station) -> str:
    notice = station.find("notice:unfinished")
    return notice.accessibleName() if notice.isVisible() else ""


def child(station):
    desk = station.clinic._desk
    draft = desk.run(drafts.start_registration)
    draft = desk.run(drafts.keep, draft.id, IDENTITY, seen=draft.version)
    return desk.run(children.register, draft.id, seen=draft.version, request_id="child")[0]


def test_no_page_of_a_registration_stays_behind(station) -> None:
    for _ in range(3):
        typed(station)
        station.press("button:close_draft")
        station.settle()
    assert registrations(station) == []
    station.clinic.new_child()
    station.settle()
    station.clinic.new_child()
    station.settle()
    assert len(registrations(station)) == 1
    station.clinic.open_child(str(child(station).id))
    station.settle()
    assert registrations(station) == []


def test_a_draft_that_was_closed_is_offered_at_once_and_once(station) -> None:
    typed(station)
    station.press("button:close_draft")
    station.settle()
    assert "1 registration is not finished" in offered(station)
    station.clinic.show_due()
    station.clinic.show_today()
    station.settle()
    assert len(station.window.findChildren(object, "button:resume_registration")) == 1


def test_throwing_a_registration_away_asks_once_and_is_logged(station) -> None:
    typed(station)
    station.press("button:discard_draft")
    dialog = station.find("dialog:discard")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    station.settle()
    assert len(registrations(station)) == 1
    station.press("button:discard_draft")
    station.press("button:discard_confirm")
    station.settle()
    assert registrations(station) == []
    assert offered(station) == ""
    assert station.clinic._desk.run(drafts.unfinished_registrations) == ()
    newest = station.clinic._desk.run(clinic_settings.audit_log, 3)
    assert ("register_child", "discarded") in [(one.action, one.reason) for one in newest]
    assert "Vale" not in str(newest)


def test_enter_in_the_question_keeps_the_draft(station) -> None:
    typed(station)
    station.press("button:discard_draft")
    dialog = station.find("dialog:discard")
    QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Return)
    station.settle()
    assert len(registrations(station)) == 1
    assert len(station.clinic._desk.run(drafts.unfinished_registrations)) == 1


def test_an_empty_visit_can_be_taken_back_and_a_written_one_cannot(station) -> None:
    desk = station.clinic._desk
    patient = child(station)
    day = desk.context.clock.today().replace(month=12)
    desk.context.clock.go_to(day)
    desk.run(worklist.start_visit, patient.id, "By mistake", request_id="m")
    station.clinic.open_child_at(str(patient.id), Tab.HISTORY, "")
    station.settle()
    # the visit of the registration is newer than nothing and holds answers: the empty one of today comes first
    assert desk.run(chart.open_visit, desk.run(chart.read_chart, patient.id)).day == day
    assert station.find("button:discard_visit").isVisible()
    station.press("button:discard_visit")
    station.settle()
    assert desk.run(chart.open_visit, desk.run(chart.read_chart, patient.id)).day != day
    assert ("write_intake", "discarded") in [(one.action, one.reason) for one in desk.run(clinic_settings.audit_log, 5)]
    assert not station.find("button:discard_visit").isVisible()
