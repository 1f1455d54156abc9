"""An examined visit with flags, and the screen on which it is assessed, planned and signed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from clinic_app.domain.people import Role
from clinic_app.services import chart
from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.pages.plan import PlanPage
from clinic_app.ui.record_controller import RecordController
from clinic_app.ui.tasks import TaskRunner
from clinic_app.ui.widgets.toast import toast_of
from tests.services.test_visit import examined


@dataclass
class Plan:
    """The screen as a person uses it: keys in, entries of the record out."""

    page: PlanPage
    controller: RecordController
    runner: TaskRunner
    desk: object
    signed: list = field(default_factory=list)
    jumps: list = field(default_factory=list)

    def find(self, name: str, kind: type = QWidget):
        """The newest control of this name."""
        found = self.page.findChildren(kind, name)
        assert found, name
        return found[-1]

    def press(self, name: str) -> None:
        QTest.mouseClick(self.find(name), Qt.MouseButton.LeftButton)

    def keys(self, *keys: str | Qt.Key | tuple[Qt.Key, Qt.KeyboardModifier]) -> "Plan":
        """Keys to whatever has the keyboard."""
        for key in keys:
            target = QApplication.activePopupWidget() or QApplication.focusWidget()
            if target is not None and target.focusWidget() is not None:
                target = target.focusWidget()
            assert target is not None
            if isinstance(key, tuple):
                QTest.keyClick(target, *key)
            elif isinstance(key, str):
                QTest.keyClicks(target, key)
            else:
                QTest.keyClick(target, key)
        return self

    def settle(self) -> None:
        """Everything asked for has run, and what follows from it too."""
        for _ in range(5):
            assert self.runner.flush()
            QApplication.processEvents()

    @property
    def record(self):
        return self.controller.record

    @property
    def toast(self):
        return toast_of(self.page)

    @property
    def focused(self) -> str:
        widget = QApplication.focusWidget()
        return widget.objectName() if widget is not None else ""

    @property
    def open_flags(self) -> set[str]:
        said = {rule for line in self.record.plan for rule in line.flags} | set(self.record.flag_answers)
        return {flag.id for flag in self.controller.picture.assessment.flags} - said


@pytest.fixture
def open_plan(clinic, dressed, qtbot) -> Iterator[Callable[..., Plan]]:
    """Opens the screen of an examined visit as somebody."""
    runners: list[TaskRunner] = []
    patient, *_ = examined(clinic)

    def make(role: Role = Role.PAEDIATRICIAN, size: tuple[int, int] = (1294, 606)) -> Plan:
        desk = clinic.desk(role)
        runner = TaskRunner()
        runners.append(runner)
        read = desk.run(chart.open_chart, patient.id)
        controller = RecordController(desk, runner, read, desk.run(chart.open_visit, read))
        page = PlanPage(OpenChild(desk, runner, read, controller))
        controller.setParent(page)
        qtbot.addWidget(page)
        page.resize(*size)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        qtbot.waitUntil(lambda: controller.picture is not None)
        plan = Plan(page, controller, runner, desk)
        page.signed.connect(plan.signed.append)
        page.jump_requested.connect(lambda tab, target: plan.jumps.append((tab, target)))
        plan.settle()
        page.setFocus()
        return plan

    yield make
    for runner in runners:
        runner.flush()


@pytest.fixture
def plan(open_plan) -> Plan:
    """The paediatrician's screen."""
    return open_plan()
