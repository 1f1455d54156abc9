"""Locking and closing: nothing typed is lost, the file is given back, and the log knows."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from clinic_app.domain.errors import EnvironmentProblem
from clinic_app.services import clinic_settings, drafts
from clinic_app.ui.application_window import IDLE_LOCK_MIN
from clinic_app.ui.pages.unlock.unlock_page import UnlockPage
from tests.ui.window.conftest import LONG_MS, NAME, PASSWORD


def begin_registration(station) -> None:
    station.clinic.new_child()
    station.settle()
    edit = station.find("field:pt_family_name").findChild(QLineEdit)
    edit.setFocus()
    QTest.keyClicks(edit, "Vale")


def reasons(opened) -> list[str]:
    lines = opened.desk.run(clinic_settings.audit_log, 50)
    return [one.reason for one in reversed(lines) if one.action == "open_record"]


def test_the_lock_says_who_worked_here_and_that_the_draft_is_kept(station) -> None:
    begin_registration(station)
    station.window.lock()
    page = station.page
    assert isinstance(page, UnlockPage)
    assert page.person_id == station.record.people()[0].person_id
    said = page.findChild(QWidget, "notice:unlock").accessibleName()
    assert f"by {NAME}" in said
    assert "draft" in said
    assert "is kept" in said
    assert "Vale" not in station.words()
    assert "Vale" not in station.window.windowTitle()
    assert not station.is_open


def test_the_lock_says_when_nothing_was_half_written(station) -> None:
    station.window.lock()
    assert "nothing half written" in station.find("notice:unlock").accessibleName()


def test_after_the_lock_the_draft_is_offered_again(station) -> None:
    begin_registration(station)
    station.window.lock()
    station.unlock()
    assert "1 registration is not finished" in station.find("notice:unfinished").accessibleName()
    station.press("button:resume_registration")
    station.settle()
    assert station.find("field:pt_family_name").findChild(QLineEdit).text() == "Vale"


def test_a_time_without_a_key_locks_and_says_so(station) -> None:
    assert station.window._idle.interval() == IDLE_LOCK_MIN * 60_000
    station.window._idle.timeout.emit()
    assert f"{IDLE_LOCK_MIN} minutes" in station.find("notice:unlock").accessibleName()


def test_locking_and_closing_are_in_the_log(station) -> None:
    station.window.lock()
    station.unlock()
    station.window.close()
    opened = station.reopened()
    assert reasons(opened) == ["set_up", "password", "locked", "password", "closed", "password"]
    opened.close()


def test_closing_keeps_what_was_typed_and_gives_the_file_back(station) -> None:
    begin_registration(station)
    station.window.close()
    assert not station.is_open
    opened = station.reopened()
    (draft,) = opened.desk.run(drafts.unfinished_registrations)
    assert draft.entries["answer:pt_family_name"].value["value"] == "Vale"
    opened.close()


def test_what_cannot_be_written_keeps_the_record_open_the_first_time(station, monkeypatch) -> None:
    def no_disk(*_args, **_kwargs) -> None:
        raise EnvironmentProblem("The disk is full.")

    begin_registration(station)
    monkeypatch.setattr(drafts, "keep", no_disk)
    station.window.lock()
    assert "Not everything is saved" in station.find("toast").accessibleName()
    assert station.clinic is not None
    station.window.close()
    assert station.window.isVisible()
    assert "Close once more" in station.find("toast").accessibleName()
    station.window.close()
    assert not station.window.isVisible()
    assert not station.is_open


def test_a_record_that_is_being_unlocked_while_the_window_closes_is_closed(start) -> None:
    station = start()
    edit = station.find("field:password_edit", QLineEdit)
    QTest.keyClicks(edit, PASSWORD)
    QTest.keyClick(edit, Qt.Key.Key_Return)
    station.window.close()
    assert not station.is_open


@pytest.mark.parametrize("waits", [True, False])
def test_a_wizard_that_is_left_unfinished_gives_the_file_back(start, qtbot, waits) -> None:
    station = start(set_up=False)
    for name, text in (("clinic_name", "Maple Hollow"), ("person_name", NAME), ("new_password", PASSWORD)):
        QTest.keyClicks(station.find(f"field:{name}_edit"), text)
        if name == "clinic_name":
            station.press("button:to_person")
    station.press("button:create")
    if waits:
        qtbot.waitUntil(lambda: station.sees("label:recovery_key"), timeout=LONG_MS)
        assert station.is_open
    station.window.close()
    assert station.record.exists
    assert not station.is_open
    station.reopened().close()
