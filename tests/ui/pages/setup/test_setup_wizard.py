"""Setting a clinic up on a real encrypted file, from its letterhead to the key that was typed back."""

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from clinic_app.bootstrap import RecordFile
from clinic_app.domain.people import Role
from clinic_app.storage.key_slots import KdfCost
from clinic_app.storage.keys import KeyVault
from clinic_app.storage.paths import ClinicFolder
from clinic_app.ui.pages.setup.recovery_print import paint_recovery_sheet
from clinic_app.ui.pages.setup.setup_wizard import SetupWizard
from clinic_app.ui.tasks import TaskRunner

PASSWORD = "lantern orchard velvet quarry"
CLINIC = "O'Neil & <b>Sons</b>"
PERSON = "Dr <img src=x> O'Neil"
LONG_MS = 20_000


class Setup:
    """What a person does in the wizard."""

    def __init__(self, page: SetupWizard, record: RecordFile) -> None:
        self.page, self.record = page, record

    def part(self, name: str) -> QWidget:
        found = self.page.findChild(QWidget, name)
        assert found is not None, name
        return found

    def type(self, field: str, text: str) -> None:
        edit = self.part(f"field:{field}_edit")
        edit.clear()
        QTest.keyClicks(edit, text)

    def press(self, button: str) -> None:
        QTest.mouseClick(self.part(f"button:{button}"), Qt.MouseButton.LeftButton)

    def sees(self, name: str) -> bool:
        return self.part(name).isVisible()

    def to_person(self) -> None:
        self.type("clinic_name", CLINIC)
        self.type("clinic_address", "3 Mill Row")
        self.type("clinic_phone", "000 555 0118")
        self.press("to_person")

    def to_key(self, qtbot) -> str:
        """Up to the recovery key; gives the key that is shown."""
        self.to_person()
        self.type("person_name", PERSON)
        self.type("new_password", PASSWORD)
        self.press("create")
        qtbot.waitUntil(lambda: self.sees("label:recovery_key"), timeout=LONG_MS)
        label = self.page.findChild(QLabel, "label:recovery_key")
        assert label is not None
        return label.text()


@pytest.fixture
def setup(dressed, qtbot, tmp_path, clock):
    folder, runner = ClinicFolder.at(tmp_path / "record"), TaskRunner()
    record = RecordFile(folder, clock, KeyVault(folder, KdfCost(memory_kib=64, passes=1, lanes=1)))
    page = SetupWizard(record, runner)
    opened = []
    page.finished.connect(opened.append)
    qtbot.addWidget(page)
    page.resize(1366, 740)
    page.show()
    qtbot.waitExposed(page)
    yield Setup(page, record)
    runner.flush()
    QApplication.processEvents()
    for one in opened:
        one.close()


def test_a_clinic_is_set_up_and_opens_with_its_letterhead_and_its_first_person(setup, qtbot) -> None:
    key = setup.to_key(qtbot)
    setup.type("recovery_back", key.lower().replace("-", " "))
    with qtbot.waitSignal(setup.page.finished, timeout=LONG_MS) as caught:
        setup.press("finish")
    opened = caught.args[0]
    assert (opened.clinic.name, opened.clinic.address, opened.clinic.phone) == (CLINIC, "3 Mill Row", "000 555 0118")
    assert not opened.clinic.demo
    assert (opened.desk.actor.name, opened.desk.actor.role) == (PERSON, Role.LEAD)


def test_what_was_set_up_opens_again_with_the_password_and_with_the_shown_key(setup, qtbot) -> None:
    key = setup.to_key(qtbot)
    setup.type("recovery_back", key)
    with qtbot.waitSignal(setup.page.finished, timeout=LONG_MS) as caught:
        setup.press("finish")
    caught.args[0].close()
    person = setup.record.people()[0].person_id
    setup.record.unlock(person, PASSWORD).close()
    setup.record.unlock_with_recovery(key, person, PASSWORD).close()


def test_the_whole_set_up_by_keyboard_alone(setup, qtbot) -> None:
    setup.type("clinic_name", CLINIC)
    QTest.keyClick(setup.part("field:clinic_name_edit"), Qt.Key.Key_Return)
    setup.type("person_name", PERSON)
    QTest.keyClick(setup.part("field:person_name_edit"), Qt.Key.Key_Return)
    setup.type("new_password", PASSWORD)
    QTest.keyClick(setup.part("field:new_password_edit"), Qt.Key.Key_Return)
    QTest.keyClick(setup.part("field:new_password_edit"), Qt.Key.Key_Return)  # twice makes one record
    qtbot.waitUntil(lambda: setup.sees("label:recovery_key"), timeout=LONG_MS)
    label = setup.page.findChild(QLabel, "label:recovery_key")
    setup.type("recovery_back", label.text())
    with qtbot.waitSignal(setup.page.finished, timeout=LONG_MS):
        QTest.keyClick(setup.part("field:recovery_back_edit"), Qt.Key.Key_Return)


def test_a_clinic_without_a_name_goes_no_further(setup) -> None:
    setup.press("to_person")
    assert setup.sees("field:clinic_name")
    assert setup.part("field:clinic_name_hint").text()


def test_nothing_is_written_for_a_person_without_a_name(setup) -> None:
    setup.to_person()
    setup.type("new_password", PASSWORD)
    setup.press("create")
    assert setup.part("field:person_name_hint").text()
    assert not setup.record.exists


def test_a_weak_password_is_said_beside_it_and_nothing_is_written(setup, qtbot) -> None:
    setup.to_person()
    setup.type("person_name", PERSON)
    setup.type("new_password", "fourteen chars")
    setup.press("create")
    create = setup.part("button:create")
    hint = setup.part("field:new_password_hint")
    qtbot.waitUntil(lambda: create.isEnabled() and "1 more" in hint.text(), timeout=LONG_MS)
    assert not setup.record.exists


def test_strength_is_said_while_typing_and_pasting_is_allowed(setup, qtbot) -> None:
    setup.to_person()
    edit = setup.part("field:new_password_edit")
    hint = setup.part("field:new_password_hint")
    QTest.keyClicks(edit, "short")
    qtbot.waitUntil(lambda: "10 more" in hint.text(), timeout=LONG_MS)
    edit.clear()
    QApplication.clipboard().setText(PASSWORD)
    QTest.keyClick(edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "trong" in hint.text() or "Good" in hint.text(), timeout=LONG_MS)
    assert edit.text() == PASSWORD
    assert edit.echoMode() is QLineEdit.EchoMode.Password


def test_another_key_typed_back_does_not_finish(setup, qtbot) -> None:
    key = setup.to_key(qtbot)
    wrong = ("0" if key[0] != "0" else "1") + key[1:]
    with qtbot.assertNotEmitted(setup.page.finished):
        setup.type("recovery_back", wrong)
        setup.press("finish")
        setup.type("recovery_back", "")
        setup.press("finish")
    assert setup.part("field:recovery_back_hint").text()


def test_the_key_has_groups_and_can_be_copied(setup, qtbot) -> None:
    key = setup.to_key(qtbot)
    assert [len(group) for group in key.split("-")] == [4] * 9
    setup.press("copy_recovery")
    assert QApplication.clipboard().text() == key


def test_the_key_is_out_of_sight_while_it_is_typed_back_and_can_be_shown_again(setup, qtbot) -> None:
    key = setup.to_key(qtbot)
    label = setup.page.findChild(QLabel, "label:recovery_key")
    assert QFontInfo(label.font()).fixedPitch() or "Mono" in label.font().family()
    edit = setup.part("field:recovery_back_edit")
    edit.setFocus()
    setup.type("recovery_back", key[:4])
    assert key[5:9] not in label.text()
    assert key[:4] not in label.text()
    assert key[:4] not in label.accessibleName()
    setup.press("show_recovery")
    assert label.text() == key
    assert edit.text() == ""
    assert not setup.sees("button:show_recovery")


def test_a_copied_key_leaves_the_clipboard_after_the_proof(setup, qtbot) -> None:
    key = setup.to_key(qtbot)
    setup.press("copy_recovery")
    setup.type("recovery_back", key)
    with qtbot.waitSignal(setup.page.finished, timeout=LONG_MS):
        setup.press("finish")
    assert QApplication.clipboard().text() == ""


def test_what_else_was_copied_meanwhile_stays_on_the_clipboard(setup, qtbot) -> None:
    key = setup.to_key(qtbot)
    setup.press("copy_recovery")
    QApplication.clipboard().setText("a shopping list")
    setup.type("recovery_back", key)
    with qtbot.waitSignal(setup.page.finished, timeout=LONG_MS):
        setup.press("finish")
    assert QApplication.clipboard().text() == "a shopping list"


def test_the_printed_sheet_holds_the_clinic_and_the_whole_key(setup, qtbot, tmp_path) -> None:
    key = setup.to_key(qtbot)
    sheet = tmp_path / "sheet.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(sheet))
    paint_recovery_sheet(printer, CLINIC, key)
    document = pypdfium2.PdfDocument(sheet.read_bytes())
    words = document[0].get_textpage().get_text_range()
    assert len(document) == 1
    assert key in words.replace("\r", "").replace("\n", "")
    assert CLINIC in words
    assert "every password is lost" in " ".join(words.split())
    right, left, width = _ink_edges(document[0])
    assert 0 < left < right < width


def _ink_edges(page) -> tuple[int, int, int]:
    """The outermost columns of a page that hold ink, and its width in pixels."""
    image = page.render(scale=1).to_pil().convert("L")
    box = image.point(lambda grey: 255 if grey < 128 else 0).getbbox()
    assert box is not None
    return box[2], box[0], image.width


def test_a_disk_problem_stands_in_its_own_notice_and_not_at_the_password(setup, qtbot) -> None:
    setup.record.place.write_text("a file where the folder should be")
    setup.to_person()
    setup.type("person_name", PERSON)
    setup.type("new_password", PASSWORD)
    setup.press("create")
    notice = setup.part("notice:setup")
    qtbot.waitUntil(notice.isVisible, timeout=LONG_MS)
    assert "not made" in notice.accessibleName()
    assert "set up" in notice.accessibleName() or "written" in notice.accessibleName()
    assert "disk" not in setup.part("field:new_password_hint").text()
    assert setup.part("button:create").isEnabled()


def test_every_control_is_named_and_the_wheel_edits_nothing(setup, assert_named, assert_wheel_edits_nothing) -> None:
    assert_named(setup.page)
    assert_wheel_edits_nothing(setup.page)
