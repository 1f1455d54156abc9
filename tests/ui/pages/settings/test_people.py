"""Adding, letting in and ending access, through the screen and into the key file."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from clinic_app.domain.errors import EnvironmentProblem, UserError
from clinic_app.domain.people import Person, PersonId, Role
from clinic_app.storage.keys import KeyVault
from clinic_app.ui.widgets.segmented_answer import SegmentedAnswer
from tests.ui.pages.settings.conftest import HERS, OWN, Settings

NEW = "copper lantern seven dunes"
HOSTILE = ("<img src=x>", "O'Neil & Sons", "نورة الحسن", "Ada 🌿 Okafor", "%s {name}")


def fill(settings: Settings, name: str = "Sefa Quill", password: str = HERS, own: str = OWN) -> None:
    """Everything of the form, with the role of a nurse."""
    settings.page.add_person()
    settings.type("person_name", name)
    settings.find("field:person_role_edit", SegmentedAnswer).press_digit(1)
    settings.type("new_password", password)
    settings.type("own_password", own)


def dialog(settings: Settings, name: str) -> QWidget | None:
    open_now = [one for one in settings.page.findChildren(QWidget, f"dialog:{name}") if one.isVisible()]
    return open_now[0] if open_now else None


def test_a_nurse_is_added_and_unlocks_with_her_password(settings) -> None:
    fill(settings)
    settings.press("button:add_person")
    settings.settle()
    assert dialog(settings, "add_person") is None
    assert ("Sefa Quill", "Nurse", "Active") in settings.table("people")
    assert settings.table("log")[0][1:5] == ("Dr Mara Tallow", "Setting", "–", "Added Sefa Quill")
    settings.opened.close()
    nurse = next(one for one in settings.record.people() if one.name == "Sefa Quill")
    opened = settings.record.unlock(nurse.person_id, HERS)
    assert (opened.desk.actor.name, opened.desk.actor.role) == ("Sefa Quill", Role.NURSE)
    opened.close()


def test_a_wrong_own_password_is_said_beside_its_field_and_can_be_mended(settings) -> None:
    fill(settings, own="not mine at all")
    settings.press("button:add_person")
    settings.settle()
    assert settings.hint("own_password") == "That is not your own password. Nothing was changed."
    assert settings.find("field:own_password_edit").hasFocus()
    assert settings.state() == {"Dr Mara Tallow": True}
    assert settings.reasons() == []
    settings.type("own_password", OWN)
    assert settings.hint("own_password") == ""
    settings.press("button:add_person")
    settings.settle()
    assert dialog(settings, "add_person") is None
    assert settings.state() == {"Dr Mara Tallow": True, "Sefa Quill": True}


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"name": ""}, "person_name", "Write the name."),
        ({"name": "dr mara tallow"}, "person_name", "There is an active person of this name"),
        ({"password": ""}, "new_password", "The new person types a password here."),
        ({"password": "short"}, "new_password", "10 more"),
        ({"password": "maplehollow12345"}, "new_password", "a common password or a name"),
        ({"own": ""}, "own_password", "Type your own password."),
    ],
)
def test_what_does_not_fit_is_said_beside_the_field(settings, changes, field, says) -> None:
    fill(settings, **changes)
    settings.press("button:add_person")
    settings.settle()
    assert says in settings.hint(field)
    assert dialog(settings, "add_person") is not None
    assert settings.state() == {"Dr Mara Tallow": True}


def test_no_role_is_assumed(settings) -> None:
    settings.page.add_person()
    settings.type("person_name", "Sefa Quill")
    settings.settle()
    settings.press("button:add_person")
    assert settings.find("text:role_may").text() == "Choose a role."
    assert settings.find("field:person_role_edit").hasFocus()


def test_a_role_says_what_it_may_do(settings) -> None:
    settings.page.add_person()
    settings.find("field:person_role_edit", SegmentedAnswer).press_digit(1)
    words = settings.find("text:role_may").text()
    granted, denied = words.split("May not:")
    assert granted.startswith("Nurse may: see the day list;")
    assert "print, save PDF" in granted
    assert "sign, addendum" in denied
    assert "change people, clinic" in denied


def test_strength_is_said_while_typing(settings, qtbot) -> None:
    settings.page.add_person()
    settings.type("person_name", "Sefa Quill")
    for typed, says in (("sefa", "11 more"), ("sefaquill1234567", "a common password or a name"), (HERS, "trong")):
        settings.type("new_password", typed)
        settings.settle()
        assert says in settings.hint("new_password"), typed


def test_a_password_is_seen_only_while_the_button_is_held(settings) -> None:
    settings.page.add_person()
    settings.type("new_password", HERS)
    edit = settings.find("field:new_password_edit", QLineEdit)
    show = settings.find("button:field:new_password_show", QPushButton)
    assert edit.echoMode() is QLineEdit.EchoMode.Password
    show.setFocus()
    QTest.keyPress(show, Qt.Key.Key_Space)
    assert edit.echoMode() is QLineEdit.EchoMode.Normal
    QTest.keyRelease(show, Qt.Key.Key_Space)
    assert edit.echoMode() is QLineEdit.EchoMode.Password


def test_a_failure_after_the_row_leaves_a_place_that_a_second_try_completes(settings, monkeypatch) -> None:
    def no_disk(*_args: object, **_kwargs: object) -> None:
        raise EnvironmentProblem("The disk is full.")

    fill(settings)
    with monkeypatch.context() as patch:
        patch.setattr(KeyVault, "set_password", no_disk)
        settings.press("button:add_person")
        settings.settle()
    assert settings.find("problem:add_person").text() == "The disk is full."
    settings.press("button:add_person_back")
    settings.settle()
    assert ("Sefa Quill", "Nurse", "No password yet") in settings.table("people")
    settings.select("Sefa Quill")
    settings.press("button:open_password")
    settings.type("new_password", HERS)
    settings.type("own_password", OWN)
    settings.press("button:give_password")
    settings.settle()
    assert ("Sefa Quill", "Nurse", "Active") in settings.table("people")


def test_ending_access_asks_first_and_takes_the_key(settings, nurse) -> None:
    settings.select(nurse.name)
    settings.press("button:open_deactivate")
    assert settings.find("button:deactivate", QPushButton).text() == "Deactivate Sefa Quill"
    settings.press("button:deactivate_back")
    settings.settle()
    assert settings.state()[nurse.name] is True
    settings.press("button:open_deactivate")
    settings.type("own_password", OWN)
    settings.press("button:deactivate")
    settings.settle()
    assert settings.state()[nurse.name] is False
    assert (nurse.name, "Nurse", "No access") in settings.table("people")
    assert settings.reasons()[0] == "person_inactive"
    with pytest.raises(UserError):
        vault_of(settings).unlock(nurse.id, HERS)


def test_a_person_is_let_in_again_with_a_new_password(settings, nurse) -> None:
    settings.record.deactivate(settings.opened, OWN, nurse.id)
    settings.page.refresh()
    settings.settle()
    settings.select(nurse.name)
    assert settings.find("button:open_password", QPushButton).text() == "Let in again"
    assert not settings.find("button:open_deactivate").isEnabled()
    settings.press("button:open_password")
    settings.type("new_password", NEW)
    settings.type("own_password", OWN)
    settings.press("button:give_password")
    settings.settle()
    assert settings.state()[nurse.name] is True
    vault_of(settings).unlock(nurse.id, NEW)


def test_nobody_is_offered_to_end_their_own_access(settings) -> None:
    settings.select("Dr Mara Tallow")
    assert not settings.find("button:open_deactivate").isEnabled()
    assert settings.find("text:people_note").text() == "Your own access is ended by somebody else."


@pytest.mark.parametrize("name", HOSTILE)
def test_names_are_shown_exactly(settings, name) -> None:
    settings.record.add_person(settings.opened, OWN, Person(PersonId("p-x"), name, Role.NURSE), HERS)
    settings.page.refresh()
    settings.settle()
    assert (name, "Nurse", "Active") in settings.table("people")
    assert settings.table("log")[0][4] == f"Added {name}"
    settings.select(name)
    settings.press("button:open_deactivate")
    assert dialog(settings, "deactivate").accessibleName() == f"End the access of {name}"


@pytest.mark.parametrize("role", [Role.NURSE, Role.PAEDIATRICIAN, Role.AUDITOR])
def test_who_may_not_manage_sees_people_and_the_role_that_may(open_settings, role) -> None:
    screen = open_settings(role)
    assert screen.table("people") == [("Dr Mara Tallow", "Lead", "Active")]
    assert screen.find("text:people_note").text() == "Changed by: Lead or Administrator."
    for name in ("open_add_person", "open_password", "open_deactivate"):
        assert not screen.find(f"button:{name}").isVisible()
    QTest.keyClick(screen.page.window().focusWidget() or screen.page, Qt.Key.Key_A)
    screen.page.add_person()
    assert dialog(screen, "add_person") is None


def vault_of(settings: Settings) -> KeyVault:
    return settings.record._vault
