"""A registration and a history screen on a real encrypted file, used as a person uses them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from clinic_app.domain.answers import Answer, ItemKey
from clinic_app.domain.people import Role
from clinic_app.domain.record import VisitRecord, answer_key, flag_key
from clinic_app.services import assessing, chart, children, drafts, signing, worklist
from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.pages.intake.intake_page import IntakePage
from clinic_app.ui.pages.intake.registration_page import RegistrationPage
from clinic_app.ui.record_controller import RecordController
from clinic_app.ui.tasks import TaskRunner
from clinic_app.ui.widgets.field_frame import FieldFrame


def entry(field: str, value: object, **more: object) -> dict[str, object]:
    return {answer_key(ItemKey(field)): Answer(value, **more).to_json()}


IDENTITY = (
    entry("pt_family_name", "Ashgrove")
    | entry("pt_given_name", "Rowan")
    | entry("pt_birth_date", date(2026, 9, 30))
    | entry("sex", "male")
    | entry("pt_ga_weeks", Decimal(36), unit="weeks")
    | entry("pt_ga_days", Decimal(2), unit="days")
    | entry("visit_reason", "Shaky chin")
    | entry("birth_weight_g", Decimal(2510), unit="g")
    | entry("weight_kg", Decimal("3.4"), unit="kg")
    | entry("hx_concern", "Chin shakes <b>when</b> crying")
    | entry("hx_informant", ("mother",))
)


def registered(clinic, identity=IDENTITY, request="rowan"):
    nurse = clinic.desk(Role.NURSE)
    draft = nurse.run(drafts.start_registration)
    draft = nurse.run(drafts.keep, draft.id, identity, seen=draft.version)
    return nurse.run(children.register, draft.id, seen=draft.version, request_id=request)


def signed(clinic):
    """A child with one signed visit of October."""
    clinic.clock.go_to(date(2026, 10, 14))
    patient, visit = registered(clinic)
    doctor = clinic.desk(Role.PAEDIATRICIAN)
    draft = doctor.run(worklist.open_record, visit.id)
    record = VisitRecord.from_entries({key: one.value for key, one in draft.entries.items()})
    picture = doctor.run(assessing.assess_visit, doctor.run(chart.open_chart, patient.id), record, visit.day)
    answers = {flag_key(flag.id): {"dismissed": True, "reason": "seen and known"} for flag in picture.assessment.flags}
    draft = doctor.run(drafts.keep, draft.id, answers, seen=draft.version) if answers else draft
    doctor.run(signing.sign_visit, draft.id, seen=draft.version, request_id="sign")
    clinic.clock.go_to(date(2026, 11, 18))
    return patient


@dataclass
class FormDriver:
    """Types into fields of a page and reads what they show."""

    page: QWidget
    runner: TaskRunner

    def field(self, name: str) -> FieldFrame:
        found = self.page.findChild(FieldFrame, f"field:{name}")
        assert found is not None, f"{name} is not in the section that is shown"
        return found

    def edit(self, name: str) -> QLineEdit:
        return self.field(name).findChild(QLineEdit)

    def type(self, name: str, text: str) -> "FormDriver":
        edit = self.edit(name)
        edit.setFocus()
        edit.selectAll()
        QTest.keyClicks(edit, text) if text.isascii() else edit.insert(text) or edit.textEdited.emit(edit.text())
        QTest.keyClick(edit, Qt.Key.Key_Tab)
        return self

    def keys(self, text: str) -> "FormDriver":
        """Types into whatever has the keyboard; a tab goes to the next field."""
        for char in text:
            target = QApplication.focusWidget()
            QTest.keyClick(target, Qt.Key.Key_Tab) if char == "\t" else QTest.keyClicks(target, char)
        return self

    def note(self, name: str) -> QPlainTextEdit:
        return self.field(name).findChild(QPlainTextEdit)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> "FormDriver":
        QTest.keyClick(QApplication.focusWidget() or self.page, key, modifier)
        return self

    def settle(self) -> "FormDriver":
        """Everything asked of the store is done and shown."""
        for _round in range(3):
            assert self.runner.flush()
            QApplication.processEvents()
        return self


def shown(qtbot, page: QWidget) -> QWidget:
    qtbot.addWidget(page)
    page.resize(1294, 702)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    QApplication.processEvents()
    return page


@pytest.fixture
def runner(dressed) -> Iterator[TaskRunner]:
    made = TaskRunner()
    yield made
    made.flush()
    QApplication.processEvents()


@pytest.fixture
def register_page(clinic, runner, qtbot) -> Callable[..., FormDriver]:
    """Opens a new registration, or a draft that was left."""

    def make(draft=None, typed: str = "", role: Role = Role.NURSE) -> FormDriver:
        desk = clinic.desk(role)
        draft = draft or desk.run(drafts.start_registration)
        return FormDriver(shown(qtbot, RegistrationPage(desk, runner, draft, typed)), runner)

    return make


@pytest.fixture
def history_page(clinic, runner, qtbot) -> Callable[..., FormDriver]:
    """Opens the history of a child; with an open visit of today unless told otherwise."""

    def make(patient, *, visit: bool = True, role: Role = Role.NURSE) -> FormDriver:
        desk = clinic.desk(role)
        if visit:
            desk.run(worklist.start_visit, patient.id, "Review", request_id="v2")
        read = desk.run(chart.open_chart, patient.id)
        opened = desk.run(chart.open_visit, read)
        controller = RecordController(desk, runner, read, opened) if opened is not None else None
        page = IntakePage(OpenChild(desk, runner, read, controller))
        if controller is not None:
            controller.setParent(page)
        driver = FormDriver(shown(qtbot, page), runner)
        return driver.settle()

    return make


@pytest.fixture
def twin(clinic):
    """A child of the same surname and birth date who is in the record already."""
    return registered(clinic)[0]


@pytest.fixture
def signed_child(clinic):
    """A child with one signed visit."""
    return signed(clinic)
