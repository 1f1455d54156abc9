"""A clinic that somebody leads, and its settings as a person uses them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from clinic_app.bootstrap import OpenRecord, RecordFile
from clinic_app.domain.clinic import Clinic
from clinic_app.domain.people import Actor, Person, PersonId, Role
from clinic_app.services import clinic_settings
from clinic_app.services.access import Action
from clinic_app.services.context import Desk
from clinic_app.services.knowledge import load_knowledge
from clinic_app.storage.key_slots import KdfCost
from clinic_app.storage.keys import KeyVault
from clinic_app.storage.paths import ClinicFolder
from clinic_app.ui.pages.settings.settings_page import SettingsPage
from clinic_app.ui.tasks import TaskRunner
from clinic_app.ui.widgets.clinic_table import ClinicTable

OWN = "correct horse battery maple"
HERS = "violet engine harbour moss"


class Hours:
    """Seconds that jump an hour at each look, so that no wait after a wrong password is left."""

    now = 0.0

    def __call__(self) -> float:
        self.now += 3600.0
        return self.now


@dataclass
class Settings:
    """The screen: what is on it by name, and what the encrypted file holds."""

    page: SettingsPage
    record: RecordFile
    opened: OpenRecord
    runner: TaskRunner

    def find(self, name: str, kind: type = QWidget):
        """The newest control of this name, on the screen or in its dialog."""
        found = self.page.findChildren(kind, name)
        assert found, name
        return found[-1]

    def press(self, name: str) -> None:
        self.find(name, QPushButton).click()

    def type(self, name: str, text: str) -> None:
        edit = self.find(f"field:{name}_edit", QLineEdit)
        edit.clear()
        QTest.keyClicks(edit, text)

    def hint(self, name: str) -> str:
        return self.find(f"field:{name}_hint").text()

    def settle(self) -> None:
        """Everything asked for has run, and what follows from it too."""
        for _ in range(4):
            assert self.runner.flush()
            QApplication.processEvents()

    def table(self, name: str) -> list[tuple[str, ...]]:
        table = self.find(f"table:{name}", ClinicTable)
        return [tuple(cell.strong + cell.text for cell in row.cells) for row in table.rows]

    def select(self, name: str) -> None:
        table = self.find("table:people", ClinicTable)
        person = next(one for one in self.opened.desk.context.reads.people() if one.name == name)
        assert table.select(person.id)

    def state(self) -> dict[str, bool]:
        return {one.name: one.active for one in self.opened.desk.context.reads.people()}

    def reasons(self) -> list[str]:
        """Reasons of every event but those of opening the record."""
        lines = self.opened.desk.run(clinic_settings.audit_log, 50)
        return [line.reason for line in lines if line.action != Action.OPEN_RECORD]


@pytest.fixture
def open_settings(tmp_path, clock, dressed, qtbot) -> Iterator[Callable[..., Settings]]:
    """Opens the settings as the lead, or as somebody of another role."""
    folder = ClinicFolder.at(tmp_path / "record")
    record = RecordFile(folder, clock, KeyVault(folder, KdfCost(64, 1, 1), Hours()))
    opened = record.create(Clinic("Maple Hollow", "3 Mill Row"), "Dr Mara Tallow", Role.LEAD, OWN).opened
    runner = TaskRunner()

    def make(role: Role = Role.LEAD, size: tuple[int, int] = (1294, 700), *, reread: bool = False) -> Settings:
        desk = opened.desk
        if reread:  # as at the next start of the program
            desk = replace(desk, context=replace(desk.context, knowledge=load_knowledge(folder.own_forms)))
        if role is not Role.LEAD:
            desk = Desk(desk.context, Actor(PersonId(f"id-{role}"), f"The {role}", role, "Station 1"))
        page = SettingsPage(desk, runner, record, opened)
        qtbot.addWidget(page)
        page.resize(*size)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        screen = Settings(page, record, opened, runner)
        screen.settle()
        return screen

    yield make
    runner.flush()
    opened.close()


@pytest.fixture
def settings(open_settings) -> Settings:
    """The lead's screen."""
    return open_settings()


@pytest.fixture
def nurse(settings) -> Person:
    """A nurse who is in the record, shown on the screen."""
    person = Person(PersonId("p-nurse"), "Sefa Quill", Role.NURSE)
    settings.record.add_person(settings.opened, OWN, person, HERS)
    settings.page.refresh()
    settings.settle()
    return person
