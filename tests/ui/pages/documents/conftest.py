"""A child with a signed visit, and the screen of its documents."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from clinic_app.domain.people import Role
from clinic_app.services import chart, signing, worklist
from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.pages.documents.documents_page import DocumentsPage
from clinic_app.ui.record_controller import RecordController
from clinic_app.ui.tasks import TaskRunner
from tests.services.test_visit import answered


@dataclass
class Documents:
    """The screen: what is on it by name, and what it laid out."""

    page: DocumentsPage
    runner: TaskRunner
    desk: object
    controller: RecordController | None
    note: object

    def find(self, name: str, kind: type = QWidget):
        """The newest control of this name."""
        found = self.page.findChildren(kind, name)
        assert found, name
        return found[-1]

    def settle(self) -> None:
        """Everything asked for has run, and what follows from it too."""
        for _ in range(6):
            assert self.runner.flush()
            QApplication.processEvents()

    @property
    def checks(self) -> str:
        return "\n".join(self.find("card:checks").words)

    @property
    def pdf(self):
        """The document that is previewed."""
        return self.page._pdf


@pytest.fixture
def open_documents(clinic, dressed, qtbot) -> Iterator[Callable[..., Documents]]:
    """Opens the documents of a child with one signed visit, and, if wanted, another one open."""
    runners: list[TaskRunner] = []
    patient, _visit, doctor, draft = answered(clinic)
    note = doctor.run(signing.sign_visit, draft.id, seen=draft.version, request_id="s")

    def make(role: Role = Role.PAEDIATRICIAN, *, with_draft: bool = False, size=(1294, 606)) -> Documents:
        desk = clinic.desk(role)
        runner = TaskRunner()
        runners.append(runner)
        if with_draft:
            desk.run(worklist.start_visit, patient.id, "Again", request_id="v2")
        read = desk.run(chart.open_chart, patient.id)
        visit = desk.run(chart.open_visit, read)
        controller = RecordController(desk, runner, read, visit) if visit is not None else None
        page = DocumentsPage(OpenChild(desk, runner, read, controller))
        if controller is not None:
            controller.setParent(page)
        qtbot.addWidget(page)
        page.resize(*size)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        page.setFocus()
        documents = Documents(page, runner, desk, controller, note)
        documents.settle()
        return documents

    yield make
    for runner in runners:
        runner.flush()


@pytest.fixture
def documents(open_documents) -> Documents:
    """The paediatrician's screen of a signed visit."""
    return open_documents()
