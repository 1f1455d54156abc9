"""Who sits here: by keyboard, on a real key file, with wrong passwords, waits and the printed key."""

import subprocess
import sys
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from clinic_app.bootstrap import RecordFile
from clinic_app.domain.clinic import Clinic
from clinic_app.domain.people import Role
from clinic_app.storage.key_slots import KdfCost
from clinic_app.storage.keys import KeyVault, SlotOwner
from clinic_app.storage.paths import ClinicFolder
from clinic_app.ui.pages.unlock.person_row import PersonRow, initials_of
from clinic_app.ui.pages.unlock.station_state import station_facts
from clinic_app.ui.pages.unlock.unlock_page import UnlockPage
from clinic_app.ui.tasks import TaskRunner

PASSWORD = "correct horse battery maple"
NEW_PASSWORD = "lantern orchard velvet quarry"
HOSTILE = "<img src=x> O'Neil & \u05d0\u05d1 \U0001f600"
CHEAP = KdfCost(memory_kib=64, passes=1, lanes=1)


class Seconds:
    """The vault's clock."""

    def __init__(self) -> None:
        self.at = 1_000.0

    def __call__(self) -> float:
        return self.at


@dataclass
class Locked:
    """A locked record with two people, its recovery key, and the seconds of its vault."""

    record: RecordFile
    folder: ClinicFolder
    recovery: str
    seconds: Seconds


@pytest.fixture
def locked(tmp_path, clock):
    folder, seconds = ClinicFolder.at(tmp_path / "record"), Seconds()
    vault = KeyVault(folder, CHEAP, seconds)
    record = RecordFile(folder, clock, vault)
    new = record.create(Clinic("Maple Hollow Children's Clinic"), "Dr Mara Tallow", Role.LEAD, PASSWORD)
    new.opened.close()
    key = vault.unlock_with_recovery(new.recovery)
    vault.set_password(key, SlotOwner("second", HOSTILE, "nurse"), PASSWORD)
    return Locked(record, folder, new.recovery, seconds)


class Unlocking:
    """What a person does at the screen."""

    def __init__(self, page: UnlockPage, runner: TaskRunner) -> None:
        self.page, self.runner = page, runner

    def part(self, name: str) -> QWidget:
        found = self.page.findChild(QWidget, name)
        assert found is not None, name
        return found

    @property
    def password(self) -> QLineEdit:
        return self.part("field:password_edit")

    def hint(self, field: str = "field:password") -> str:
        return self.part(f"{field}_hint").text()

    def type_and_enter(self, text: str, field: str = "field:password") -> None:
        edit = self.part(f"{field}_edit")
        edit.clear()
        QTest.keyClicks(edit, text)
        QTest.keyClick(edit, Qt.Key.Key_Return)


@pytest.fixture
def screen(dressed, qtbot, locked):
    runner = TaskRunner()
    page = UnlockPage(locked.record, runner)
    qtbot.addWidget(page)
    page.resize(1366, 740)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    yield Unlocking(page, runner)
    runner.flush()
    QApplication.processEvents()


def test_a_typed_password_and_enter_open_the_record(screen, qtbot) -> None:
    with qtbot.waitSignal(screen.page.unlocked, timeout=20_000) as caught:
        screen.type_and_enter(PASSWORD)
    opened = caught.args[0]
    try:
        assert opened.desk.actor.name == "Dr Mara Tallow"
        assert screen.password.text() == ""
    finally:
        opened.close()


def test_a_wrong_password_says_so_and_the_next_try_waits(screen, qtbot, locked) -> None:
    screen.type_and_enter("not the password")
    qtbot.waitUntil(lambda: "does not fit" in screen.hint(), timeout=20_000)
    assert screen.password.hasSelectedText()
    screen.type_and_enter("not the password")
    qtbot.waitUntil(lambda: "1 second" in screen.hint(), timeout=20_000)
    assert not screen.part("button:unlock").isEnabled()
    locked.seconds.at += 2
    qtbot.waitUntil(screen.part("button:unlock").isEnabled, timeout=20_000)
    screen.type_and_enter("not the password")
    qtbot.waitUntil(lambda: "does not fit" in screen.hint(), timeout=20_000)
    locked.seconds.at += 1
    screen.type_and_enter("not the password")
    qtbot.waitUntil(lambda: "Wait" in screen.hint(), timeout=20_000)
    assert not screen.part("button:unlock").isEnabled()


def test_a_disk_problem_stands_in_its_own_notice_and_not_at_the_password(screen, qtbot, locked) -> None:
    locked.folder.throttle.mkdir()
    (locked.folder.throttle / "in the way").touch()
    screen.type_and_enter(PASSWORD)
    notice = screen.part("notice:unlock")
    qtbot.waitUntil(notice.isVisible, timeout=20_000)
    assert "was not opened" in notice.accessibleName()
    assert screen.hint() == ""
    assert screen.part("button:unlock").isEnabled()


def test_nothing_typed_is_asked_for_and_not_tried(screen, locked) -> None:
    QTest.keyClick(screen.password, Qt.Key.Key_Return)
    assert screen.hint() == "Type your password."
    assert not locked.folder.throttle.exists()


def test_alt_and_a_digit_choose_the_person_and_forget_what_was_typed(screen) -> None:
    QTest.keyClicks(screen.password, "half a pass")
    QTest.keyClick(screen.password, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert screen.page.person_id == "second"
    assert screen.password.text() == ""
    QTest.keyClick(screen.password, Qt.Key.Key_9, Qt.KeyboardModifier.AltModifier)
    assert screen.page.person_id == "second"


def test_the_chosen_person_is_the_one_who_opens(screen, qtbot) -> None:
    """The second has a key but no place in the record: said as such, and the form stays."""
    QTest.keyClick(screen.password, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    screen.type_and_enter(PASSWORD)
    notice = screen.part("notice:unlock")
    qtbot.waitUntil(notice.isVisible, timeout=20_000)
    assert "no active place" in notice.accessibleName()
    assert screen.part("button:unlock").isEnabled()


def test_a_hostile_name_is_shown_as_it_is(screen) -> None:
    rows = screen.page.findChildren(PersonRow)
    assert [row.owner.name for row in rows] == ["Dr Mara Tallow", HOSTILE]
    assert rows[1].accessibleName() == f"{HOSTILE}, Nurse"


@pytest.mark.parametrize(
    ("name", "initials"), [("Dr Mara Tallow", "MT"), ("Quill", "Q"), ("Dr", "D"), ("Ana de Souza", "AS"), ("  ", "")]
)
def test_initials(name: str, initials: str) -> None:
    assert initials_of(name) == initials


def test_the_printed_key_and_a_new_password_open_the_record(screen, qtbot, locked) -> None:
    QTest.mouseClick(screen.part("button:recovery"), Qt.MouseButton.LeftButton)
    QTest.keyClicks(screen.part("field:recovery_key_edit"), locked.recovery.lower().replace("-", " "))
    with qtbot.waitSignal(screen.page.unlocked, timeout=20_000) as caught:
        screen.type_and_enter(NEW_PASSWORD, "field:new_password")
    caught.args[0].close()
    locked.record.unlock(screen.page.person_id, NEW_PASSWORD).close()


def test_a_mistyped_key_is_said_beside_it_and_changes_nothing(screen, qtbot, locked) -> None:
    QTest.mouseClick(screen.part("button:recovery"), Qt.MouseButton.LeftButton)
    QTest.keyClicks(screen.part("field:recovery_key_edit"), "ABCD-EFGH")
    screen.type_and_enter(NEW_PASSWORD, "field:new_password")
    qtbot.waitUntil(lambda: "36 characters" in screen.hint("field:recovery_key"), timeout=20_000)
    locked.record.unlock(screen.page.person_id, PASSWORD).close()


def test_a_weak_new_password_is_said_beside_it(screen, qtbot, locked) -> None:
    QTest.mouseClick(screen.part("button:recovery"), Qt.MouseButton.LeftButton)
    QTest.keyClicks(screen.part("field:recovery_key_edit"), locked.recovery)
    screen.type_and_enter("short", "field:new_password")
    refused = screen.part("button:recover")
    qtbot.waitUntil(lambda: refused.isEnabled() and "10 more" in screen.hint("field:new_password"), timeout=20_000)
    locked.record.unlock(screen.page.person_id, PASSWORD).close()


def test_escape_leaves_the_recovery_key_and_forgets_it(screen, locked) -> None:
    QTest.mouseClick(screen.part("button:recovery"), Qt.MouseButton.LeftButton)
    edit = screen.part("field:recovery_key_edit")
    QTest.keyClicks(edit, "ABCD")
    QTest.keyClick(edit, Qt.Key.Key_Escape)
    assert edit.text() == ""
    assert screen.password.isVisible()
    assert not edit.isVisible()


def test_f8_shows_the_password_only_while_it_is_held(screen) -> None:
    QTest.keyPress(screen.password, Qt.Key.Key_F8)
    assert screen.password.echoMode() is QLineEdit.EchoMode.Normal
    QTest.keyRelease(screen.password, Qt.Key.Key_F8)
    assert screen.password.echoMode() is QLineEdit.EchoMode.Password


def test_the_eye_shows_the_password_only_while_it_is_held(screen) -> None:
    eye = screen.part("button:field:password_show")
    QTest.mousePress(eye, Qt.MouseButton.LeftButton)
    assert screen.password.echoMode() is QLineEdit.EchoMode.Normal
    QTest.mouseRelease(eye, Qt.MouseButton.LeftButton)
    assert screen.password.echoMode() is QLineEdit.EchoMode.Password


def test_caps_lock_is_told_from_the_letters(screen) -> None:
    QTest.keyClick(screen.password, "A")  # a capital without Shift
    assert screen.hint() == "Caps Lock is on"
    QTest.keyClick(screen.password, "a")
    assert screen.hint() == ""


def test_a_damaged_key_file_is_said_and_nothing_is_offered(dressed, qtbot, locked) -> None:
    for copy in locked.folder.key_slots:
        copy.write_bytes(b"not a key file")
    page = UnlockPage(locked.record, TaskRunner())
    qtbot.addWidget(page)
    page.show()
    assert "damaged" in page.findChild(QWidget, "notice:unlock").accessibleName()
    assert page.person_id == ""
    assert not [one for one in page.findChildren(QPushButton) if one.isVisible()]


def test_the_station_says_only_what_is_known(locked, clock) -> None:
    facts = {fact.title: fact for fact in station_facts(locked.record.place, clock.instant.astimezone())}
    assert "18 Nov 2026" in facts["Clock"].text
    assert "WHO Child Growth Standards 2006" in facts["Reference sets"].text
    assert "makes none" in facts["Backup"].text
    assert [fact.title for fact in facts.values() if fact.proven] in (["Space on the disk"], [])


def test_a_station_without_its_folder_says_so(tmp_path, clock) -> None:
    facts = station_facts(tmp_path / "gone", clock.instant.astimezone())
    assert any(fact.warning and "cannot be read" in fact.text for fact in facts)


def test_every_control_is_named_and_the_wheel_edits_nothing(screen, assert_named, assert_wheel_edits_nothing) -> None:
    assert_named(screen.page)
    assert_wheel_edits_nothing(screen.page)


def test_the_screen_is_shown_before_anything_heavy_is_loaded() -> None:
    heavy = ("sqlalchemy", "reportlab", "alembic", "pypdfium2", "zxcvbn")
    program = (
        f"import sys, clinic_app.ui.pages.unlock.unlock_page;print([name for name in {heavy!r} if name in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
