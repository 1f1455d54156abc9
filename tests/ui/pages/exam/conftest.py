"""A child with one signed visit, a second visit open today, and the examination screen of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from clinic_app.domain.answers import Answer, AnswerState, ItemKey
from clinic_app.domain.people import Role
from clinic_app.domain.record import VisitRecord, answer_key, flag_key
from clinic_app.domain.sides import Side
from clinic_app.services import assessing, chart, children, drafts, signing, worklist
from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.pages.exam import ExamPage
from clinic_app.ui.record_controller import RecordController
from clinic_app.ui.tasks import TaskRunner

RIGHT, LEFT = Side.RIGHT, Side.LEFT


def entry(field: str, value: object, side: Side = Side.NONE, **more: object) -> dict[str, object]:
    return {answer_key(ItemKey(field, side)): Answer(value, **more).to_json()}


IDENTITY = (
    entry("pt_family_name", "O'Neil <img src=x>")
    | entry("pt_given_name", "Ayla")
    | entry("pt_birth_date", date(2026, 3, 14))
    | entry("sex", "female")
    | entry("pt_ga_weeks", Decimal(34), unit="weeks")
    | entry("pt_ga_days", Decimal(3), unit="days")
    | entry("visit_reason", "Leg shakes when stretched")
    | entry("hx_allergy_status", "none_known")
    | entry("birth_weight_g", Decimal(2100), unit="g")
)
FIRST_VISIT = (
    entry("ex_dtr_patellar", "2", RIGHT, scale="dtr_common")
    | entry("ex_dtr_patellar", "2", LEFT, scale="dtr_common")
    | entry("ex_angle_popliteal", Decimal(110), RIGHT, unit="deg")
    | {answer_key(ItemKey("ex_refl_palmar_grasp", RIGHT)): Answer.not_examined("asleep").to_json()}
)


def signed_child(clinic, findings=FIRST_VISIT, born=date(2026, 3, 14)):
    """A child registered and examined in October, and a visit open in November."""
    clinic.clock.go_to(date(2026, 10, 14))
    nurse, doctor = clinic.desk(Role.NURSE), clinic.desk(Role.PAEDIATRICIAN)
    draft = nurse.run(drafts.start_registration)
    draft = nurse.run(drafts.keep, draft.id, IDENTITY | entry("pt_birth_date", born), seen=draft.version)
    patient, visit = nurse.run(children.register, draft.id, seen=draft.version, request_id="reg")
    draft = doctor.run(worklist.open_record, visit.id)
    draft = doctor.run(drafts.keep, draft.id, findings, seen=draft.version)
    record = VisitRecord.from_entries({key: one.value for key, one in draft.entries.items()})
    picture = doctor.run(assessing.assess_visit, doctor.run(chart.open_chart, patient.id), record, visit.day)
    answered = {
        flag_key(flag.id): {"dismissed": True, "reason": "known since birth"} for flag in picture.assessment.flags
    }
    draft = doctor.run(drafts.keep, draft.id, answered, seen=draft.version)
    doctor.run(signing.sign_visit, draft.id, seen=draft.version, request_id="s")
    clinic.clock.go_to(date(2026, 11, 18))
    doctor.run(worklist.start_visit, patient.id, "Review", request_id="v2")
    return patient


@dataclass
class Exam:
    """The screen as a person uses it: keys in, entries of the record out."""

    page: ExamPage
    controller: RecordController
    runner: TaskRunner
    desk: object

    @property
    def body(self):
        return self.page.body

    @property
    def grid(self):
        return self.page.body.grid if self.page.view == "exam" else self.page.hine.grid

    def at(self, field: str, side: Side = RIGHT) -> "Exam":
        assert self.grid.go_to(field, side)
        return self

    def keys(self, *keys: str | tuple[Qt.Key, Qt.KeyboardModifier] | Qt.Key) -> "Exam":
        for key in keys:
            target = self.page.window().focusWidget()
            if isinstance(key, tuple):
                QTest.keyClick(target, *key)
            else:
                QTest.keyClick(target, key)
        return self

    def choose(self, reason: str) -> "Exam":
        """Press the letter of a reason in the menu that is open."""
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        QTest.keyClick(menu, reason)
        return self

    def stored(self, field: str, side: Side = Side.NONE) -> Answer | None:
        """What the encrypted file holds for one item and side, after everything was saved."""
        self.controller.save_now()
        assert self.runner.flush()
        QApplication.processEvents()
        draft = self.desk.run(chart.open_visit, self.controller.chart).draft
        held = draft.entries.get(answer_key(ItemKey(field, side)))
        return Answer.from_json(held.value) if held is not None and held.value is not None else None

    def value(self, field: str, side: Side = Side.NONE) -> object:
        """The recorded value as the controller has it."""
        answer = self.controller.record.answers.get(ItemKey(field, side))
        return None if answer is None or answer.state is not AnswerState.RECORDED else answer.value

    @property
    def place(self) -> tuple[str, Side]:
        item, side = self.grid.current
        return item.field.id, side


@pytest.fixture
def open_exam(clinic, dressed, qtbot) -> Iterator[Callable[..., Exam]]:
    """Opens the examination of the child's open visit as somebody."""
    runners: list[TaskRunner] = []
    made = []

    def make(role: Role = Role.PAEDIATRICIAN, size: tuple[int, int] = (1294, 626), **child: object) -> Exam:
        if not made:
            made.append(signed_child(clinic, **child))
        (patient,) = made
        desk = clinic.desk(role)
        runner = TaskRunner()
        runners.append(runner)
        read = desk.run(chart.open_chart, patient.id)
        controller = RecordController(desk, runner, read, desk.run(chart.open_visit, read))
        page = ExamPage(OpenChild(desk, runner, read, controller))
        controller.setParent(page)
        qtbot.addWidget(page)
        page.resize(*size)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        qtbot.waitUntil(lambda: controller.picture is not None)
        return Exam(page, controller, runner, desk)

    yield make
    for runner in runners:
        runner.flush()


@pytest.fixture
def exam(open_exam) -> Exam:
    """The paediatrician's screen."""
    return open_exam()


@pytest.fixture
def no_visit(clinic, dressed, qtbot) -> ExamPage:
    """The screen while no visit is open."""
    patient = signed_child(clinic)
    desk = clinic.desk(Role.PAEDIATRICIAN)
    read = desk.run(chart.open_chart, patient.id)
    page = ExamPage(OpenChild(desk, TaskRunner(), read, None))
    qtbot.addWidget(page)
    return page


def named(screen: QWidget, name: str) -> QWidget:
    found = screen.findChild(QWidget, name)
    assert found is not None, name
    return found


@pytest.fixture
def find() -> Callable[[QWidget, str], QWidget]:
    """A control by its object name."""
    return named
