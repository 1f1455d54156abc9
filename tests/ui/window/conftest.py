"""The real window over a real encrypted file."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from clinic_app.bootstrap import OpenRecord, RecordFile
from clinic_app.domain.clinic import Clinic
from clinic_app.domain.errors import EnvironmentProblem
from clinic_app.domain.people import Role
from clinic_app.storage.instance_lock import InstanceLock
from clinic_app.storage.key_slots import KdfCost
from clinic_app.storage.keys import KeyVault
from clinic_app.storage.paths import ClinicFolder
from clinic_app.ui.application_window import ApplicationWindow
from clinic_app.ui.clinic_window import ClinicWindow

PASSWORD = "correct horse battery maple"
NAME = "Dr <b>Mara</b> O'Tallow"
LONG_MS = 20_000


@dataclass
class Station:
    """The program's window, and what a person does in it."""

    window: ApplicationWindow
    record: RecordFile
    folder: ClinicFolder
    qtbot: object

    @property
    def clinic(self) -> ClinicWindow:
        page = self.window.centralWidget()
        assert isinstance(page, ClinicWindow)
        return page

    @property
    def page(self) -> QWidget:
        return self.window.centralWidget()

    def find(self, name: str, kind: type = QWidget):
        """The newest control of this name."""
        found = self.window.findChildren(kind, name)
        assert found, name
        return found[-1]

    def press(self, name: str) -> None:
        QTest.mouseClick(self.find(name), Qt.MouseButton.LeftButton)

    def sees(self, name: str) -> bool:
        return any(one.isVisible() for one in self.window.findChildren(QWidget, name))

    def words(self) -> str:
        """Every visible word of the window."""
        return "\n".join(label.text() for label in self.window.findChildren(QLabel) if label.isVisible())

    def settle(self) -> None:
        """Everything asked for has run, what follows from it too, and what was thrown away is gone."""
        for _ in range(6):
            assert self.window._runner.flush()
            QApplication.processEvents()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def unlock(self) -> ClinicWindow:
        edit = self.find("field:password_edit", QLineEdit)
        edit.clear()
        QTest.keyClicks(edit, PASSWORD)
        QTest.keyClick(edit, Qt.Key.Key_Return)
        self.qtbot.waitUntil(lambda: isinstance(self.page, ClinicWindow), timeout=LONG_MS)
        self.settle()
        return self.clinic

    @property
    def is_open(self) -> bool:
        """Whether somebody holds the record open, this window included."""
        lock = InstanceLock(self.folder.lock)
        try:
            lock.acquire()
        except EnvironmentProblem:
            return True
        lock.release()
        return False

    def reopened(self) -> OpenRecord:
        """The record as the next program finds it."""
        return self.record.unlock(self.record.people()[0].person_id, PASSWORD)


@pytest.fixture
def start(dressed, qtbot, tmp_path, clock) -> Iterator[Callable[..., Station]]:
    """Starts the program on a folder; a window that is still open is closed at the end."""
    stations: list[Station] = []

    def make(*, role: Role = Role.LEAD, set_up: bool = True) -> Station:
        folder = ClinicFolder.at(tmp_path / "record")
        record = RecordFile(folder, clock, KeyVault(folder, KdfCost(memory_kib=64, passes=1, lanes=1)))
        if set_up and not record.exists:
            record.create(Clinic("Maple Hollow <i>Clinic</i>"), NAME, role, PASSWORD).opened.close()
        window = ApplicationWindow(record)
        window.resize(1366, 768)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        stations.append(Station(window, record, folder, qtbot))
        return stations[-1]

    yield make
    for station in stations:
        station.window.close()
        station.settle()
        station.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def station(start) -> Station:
    """The window of a lead, unlocked."""
    made = start()
    made.unlock()
    return made
