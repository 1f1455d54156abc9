"""Log, letterhead, review; keys, names and the wheel."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from clinic_app.domain.people import Patient, PatientId, Role, Sex
from clinic_app.i18n import number_text
from clinic_app.resources import resource_path
from clinic_app.services import clinic_settings
from clinic_app.services.access import Action, load_permissions
from clinic_app.services.views import AuditLine, AuditReport
from clinic_app.ui.pages.settings.log_card import LogCard
from clinic_app.ui.pages.settings.words import capabilities, event_words, role_sentence
from clinic_app.ui.theme import apply_theme, current
from clinic_app.ui.widgets.clinic_table import ClinicTable


def events(settings, count: int) -> None:
    """Charts of one child opened ``count`` times."""
    context, actor = settings.opened.desk.context, settings.opened.desk.actor
    with context.uow() as work:
        work.patients.add(Patient(PatientId("c1"), "D-00001", "Vale", "Ivy", date(2026, 3, 14), Sex.FEMALE))
        for _ in range(count):
            context.record(work, actor, Action.READ_CHART, patient="c1")
        work.commit()
    settings.page.refresh()
    settings.settle()


def key(settings, pressed, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(settings.page.window().focusWidget(), pressed, modifier)


# The log


def test_the_log_is_filtered_by_typing(settings, nurse) -> None:
    events(settings, 3)
    assert settings.find("text:chain").text() == "Chain whole, 5 events"
    assert settings.table("log")[0][3:5] == ("D-00001", "Chart opened")
    settings.find("field:log_search", QLineEdit).setText("sefa ADDED")
    assert [row[4] for row in settings.table("log")] == ["Added Sefa Quill"]
    assert settings.find("text:log_count").text() == "1 of the newest 5"
    settings.find("field:log_search", QLineEdit).setText("00001")
    assert len(settings.table("log")) == 3
    settings.find("field:log_search", QLineEdit).clear()
    assert len(settings.table("log")) == 5


def test_older_events_come_on_request(settings) -> None:
    events(settings, 600)
    assert len(settings.table("log")) == 500
    settings.press("button:log_older")
    settings.settle()
    assert len(settings.table("log")) == 601
    assert not settings.find("button:log_older").isVisible()
    assert settings.find("text:chain").text() == f"Chain whole, {number_text(601)} events"


def test_a_broken_chain_is_said_with_the_place(settings) -> None:
    card = settings.find("card:log", LogCard)
    card._on_checked(AuditReport(12, "head", 5))
    assert settings.find("text:chain").text() == "Chain broken at event 5 of 12"
    notice = settings.find("notice:chain")
    assert notice.isVisible()
    assert "Event 5 or one before it was changed" in notice.accessibleName()
    card._on_checked(AuditReport(12, "head"))
    assert not notice.isVisible()


@pytest.mark.parametrize("role", [Role.NURSE, Role.PAEDIATRICIAN])
def test_the_log_is_not_shown_to_everybody(open_settings, role) -> None:
    screen = open_settings(role)
    assert not screen.find("table:log").isVisible()
    assert "Read by: Lead, Administrator or Auditor." in screen.find("empty:log").accessibleName()


def test_every_action_has_words_and_a_place_in_the_matrix(clock) -> None:
    covered = [action for one in capabilities() for action in one.actions]
    assert sorted(covered) == sorted(Action)
    for action in Action:
        line = AuditLine(1, clock.now(), "Who", "lead", "Station 1", str(action), "", "done")
        assert event_words(line).kind != "Other"
    unknown = AuditLine(1, clock.now(), "Who", "lead", "Station 1", "key_turned", "by_hand", "refused")
    assert event_words(unknown).what == "key turned: by hand (refused)"


@pytest.mark.parametrize("role", list(Role))
def test_the_sentence_of_a_role_is_what_the_matrix_grants(role) -> None:
    permissions = load_permissions(resource_path("roles.toml"))
    granted, _, denied = role_sentence(permissions, role).partition("May not:")
    assert ("sign, addendum" in granted) == (Action.SIGN_NOTE in permissions[role])
    assert ("sign, addendum" in denied) == (Action.SIGN_NOTE not in permissions[role])


# The letterhead


def test_the_letterhead_is_saved_by_its_button(settings, qtbot) -> None:
    key(settings, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    save = settings.find("button:save_clinic", QPushButton)
    assert not save.isEnabled()
    settings.type("clinic_phone", "000 555 0118")
    assert settings.opened.desk.context.reads.clinic().phone == ""
    with qtbot.waitSignal(settings.page.clinic_changed) as told:
        save.click()
    assert told.args[0].phone == "000 555 0118"
    assert settings.opened.desk.context.reads.clinic() == told.args[0]
    settings.settle()
    assert not save.isEnabled()
    assert settings.reasons() == ["letterhead"]


def test_a_letterhead_that_does_not_fit_is_said_beside_the_field(settings) -> None:
    settings.type("clinic_name", "   ")
    settings.press("button:save_clinic")
    settings.settle()
    assert settings.hint("clinic_name") == "Write the name of the clinic."
    assert settings.opened.desk.context.reads.clinic().name == "Maple Hollow"


def test_leaving_the_screen_keeps_what_was_typed(settings) -> None:
    settings.type("clinic_address", "4 Mill Row")
    settings.page.leave()
    settings.settle()
    assert settings.opened.desk.context.reads.clinic().address == "4 Mill Row"


def test_the_prefix_closes_with_the_first_child(settings) -> None:
    prefix = settings.find("field:clinic_prefix_edit", QLineEdit)
    assert not prefix.isReadOnly()
    events(settings, 1)
    assert prefix.isReadOnly()
    assert "it stays" in settings.hint("clinic_prefix")


def test_a_review_says_what_it_means_and_keeps_what_was_typed(settings) -> None:
    key(settings, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert "No clinician" in settings.find("notice:review").accessibleName()
    settings.type("clinic_phone", "000 555 0118")
    settings.press("button:open_review")
    assert settings.find("button:review", QPushButton).text() == "Record review by Dr Mara Tallow"
    settings.press("button:review")
    settings.settle()
    assert settings.opened.desk.context.reads.clinic().content_reviewed_by == "Dr Mara Tallow, 18 Nov 2026"
    assert "Reviewed by Dr Mara Tallow, 18 Nov 2026" in settings.find("notice:review").accessibleName()
    assert settings.find("field:clinic_phone_edit", QLineEdit).text() == "000 555 0118"
    assert settings.opened.desk.context.reads.clinic().phone == ""
    assert settings.find("button:save_clinic").isEnabled()


@pytest.mark.parametrize(("role", "may_save"), [(Role.ADMINISTRATOR, True), (Role.NURSE, False)])
def test_only_a_clinician_who_manages_is_offered_the_review(open_settings, role, may_save) -> None:
    screen = open_settings(role)
    key(screen, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert screen.find("button:save_clinic").isVisible() is may_save
    assert screen.find("field:clinic_name_edit", QLineEdit).isReadOnly() is not may_save
    assert not screen.find("button:open_review").isVisible()
    assert "A review is recorded by: Lead." in screen.find("notice:review").accessibleName()
    screen.page.leave()
    screen.settle()
    assert screen.reasons() == []


# Keys, names, wheel


def test_the_screen_by_keys_alone(settings, nurse, qtbot) -> None:
    settings.page.setFocus()
    table = settings.find("table:people", ClinicTable)
    assert table.hasFocus()
    key(settings, Qt.Key.Key_J)
    assert table.selected_id == nurse.id
    key(settings, Qt.Key.Key_Slash)
    search = settings.find("field:log_search", QLineEdit)
    assert search.hasFocus()
    key(settings, Qt.Key.Key_A)
    assert search.text() == "a"
    assert not settings.page.findChildren(QWidget, "dialog:add_person")
    table.setFocus()
    key(settings, Qt.Key.Key_A)
    assert settings.find("dialog:add_person").isVisible()
    QTest.keyClick(settings.find("dialog:add_person"), Qt.Key.Key_Escape)
    settings.settle()
    settings.page.activateWindow()
    qtbot.waitUntil(table.hasFocus)
    key(settings, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert settings.find("card:log").isVisible()
    assert not settings.find("card:people").isVisible()
    key(settings, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert settings.find("card:people").isVisible()


def test_a_narrow_window_keeps_every_part(open_settings) -> None:
    screen = open_settings(size=(912, 520))
    people = screen.find("table:people", ClinicTable)
    assert people.horizontalScrollBar().maximum() == 0
    assert screen.find("table:roles", ClinicTable).horizontalScrollBar().maximum() == 0
    assert screen.find("list:settings").width() < 60


def test_the_matrix_is_seen_whole_at_the_largest_text(open_settings, dressed) -> None:
    apply_theme(dressed, current().theme, 1.3)
    screen = open_settings()
    table = screen.find("table:roles", ClinicTable)
    assert table.horizontalScrollBar().maximum() == table.verticalScrollBar().maximum() == 0


def test_every_control_is_named(settings, nurse, assert_named) -> None:
    settings.select(nurse.name)
    for name in ("open_add_person", "open_password", "open_deactivate", "open_review"):
        settings.press(f"button:{name}")
    assert_named(settings.page)


def test_the_wheel_changes_nothing(settings, nurse, assert_wheel_edits_nothing) -> None:
    settings.press("button:open_add_person")
    settings.type("person_name", "Lina Ost")
    assert_wheel_edits_nothing(settings.page)
    assert settings.reasons() == ["person_added"]
    assert settings.opened.desk.run(clinic_settings.check_audit).broken_at is None
