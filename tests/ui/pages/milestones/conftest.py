"""A girl of 34+3 weeks with two signed visits, a third one open, and the milestones screen of it."""

import importlib.util
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from clinic_app.clinical.milestones import Status
from clinic_app.domain.answers import Answer
from clinic_app.domain.people import Role
from clinic_app.domain.record import answer_key
from clinic_app.services import chart
from clinic_app.services.milestones import Said
from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.pages.milestones.milestones_page import MilestonesPage
from clinic_app.ui.record_controller import RecordController
from clinic_app.ui.tasks import TaskRunner


def _story() -> Any:
    path = Path(__file__).parents[3] / "services" / "milestone_child.py"
    spec = importlib.util.spec_from_file_location("ui_milestone_child", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["ui_milestone_child"] = module
    spec.loader.exec_module(module)
    return module


story = _story()


@dataclass
class Screen:
    """The screen as a person uses it: keys in, entries of the record out."""

    page: MilestonesPage
    controller: RecordController | None
    runner: TaskRunner
    desk: Any

    @property
    def card(self) -> Any:
        return self.page.body.checklist

    def at(self, item_id: str) -> "Screen":
        self.card.go_to(item_id)
        assert self.card.current.id == item_id
        return self

    def keys(self, *keys: str | Qt.Key) -> "Screen":
        for key in keys:
            target = self.page.window().focusWidget()
            QTest.keyClick(target, key)
        return self

    def types(self, text: str) -> "Screen":
        edit = self.page.window().focusWidget()
        assert isinstance(edit, QLineEdit)
        QTest.keyClicks(edit, text)
        return self

    def enter(self) -> "Screen":
        return self.keys(Qt.Key.Key_Return)

    def choose(self, name: str) -> "Screen":
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        next(action for action in menu.actions() if action.objectName() == name).trigger()
        menu.close()
        return self

    def said(self, item_id: str) -> Said | None:
        return self.page.body.book.today.get(item_id)

    def status(self, item_id: str) -> Status | None:
        said = self.said(item_id)
        return said.status if said is not None else None

    def stored(self, key: Any) -> Answer | None:
        """What the encrypted file holds, after everything was saved."""
        assert self.controller is not None
        self.controller.save_now()
        assert self.runner.flush()
        QApplication.processEvents()
        draft = self.desk.run(chart.open_visit, self.controller.chart).draft
        held = draft.entries.get(answer_key(key))
        return Answer.from_json(held.value) if held is not None and held.value is not None else None


@pytest.fixture
def open_screen(clinic, dressed, qtbot) -> Iterator[Callable[..., Screen]]:
    """Opens the milestones of the child as somebody, with or without the open visit."""
    runners: list[TaskRunner] = []
    patient = story.milestone_child(clinic)

    def make(
        role: Role = Role.NURSE, size: tuple[int, int] = (1294, 626), *, visit: bool = True, first: dict | None = None
    ) -> Screen:
        desk = clinic.desk(role)
        runner = TaskRunner()
        runners.append(runner)
        read = desk.run(chart.open_chart, patient.id)
        controller = RecordController(desk, runner, read, desk.run(chart.open_visit, read)) if visit else None
        if controller is not None and first:
            controller.write(first)
        page = MilestonesPage(OpenChild(desk, runner, read, controller))
        if controller is not None:
            controller.setParent(page)
        qtbot.addWidget(page)
        page.resize(*size)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        if controller is not None:
            qtbot.waitUntil(lambda: controller.picture is not None)
        return Screen(page, controller, runner, desk)

    yield make
    for runner in runners:
        runner.flush()


@pytest.fixture
def screen(open_screen) -> Screen:
    """The nurse's screen of the open visit."""
    made = open_screen()
    made.page.setFocus()
    return made
