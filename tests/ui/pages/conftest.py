"""Children with a past, and a screen over them: what the pages of the day and of one child are tried on."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from clinic_app.domain.answers import Answer, ItemKey
from clinic_app.domain.people import Patient, Role
from clinic_app.domain.plans import PlanLine, PlanLineId
from clinic_app.domain.record import VisitRecord, answer_key, flag_key, plan_key
from clinic_app.domain.sides import Side
from clinic_app.services import assessing, chart, children, drafts, signing, worklist
from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.record_controller import RecordController
from clinic_app.ui.tasks import TaskRunner
from clinic_app.ui.widgets.clinic_table import ClinicTable
from clinic_app.ui.widgets.toast import toast_of

TODAY = date(2026, 11, 18)
HOSTILE = "<img src=x> O'Neil & \u05e9\u05e8\u05d4 \U0001f600"
LINE = "Phone <b>O'Neil</b> & ask"


def said(field: str, value: object, side: Side = Side.NONE, **more: object) -> dict[str, object]:
    return {answer_key(ItemKey(field, side)): Answer(value, **more).to_json()}


def identity(family: str, given: str, born: date, **more: object) -> dict[str, object]:
    entries = said("pt_family_name", family) | said("pt_given_name", given) | said("pt_birth_date", born)
    entries |= said("sex", "female") | said("visit_reason", f"Reason of {given}")
    entries |= said("pt_ga_weeks", Decimal(34), unit="weeks") | said("pt_ga_days", Decimal(3), unit="days")
    for field, value in more.items():
        entries |= said(field, value)
    return entries


FIRST_VISIT = (
    said("ex_dtr_patellar", "2", Side.RIGHT, scale="dtr_common")
    | said("ex_dtr_patellar", "2", Side.LEFT, scale="dtr_common")
    | said("weight_kg", Decimal("5.9"), unit="kg")
    | said("hc_cm", Decimal("39.5"), unit="cm")
)
#: Today's findings that raise a flag and differ from the first visit.
TODAY_FINDINGS = (
    said("ex_dtr_patellar", "3", Side.RIGHT, scale="dtr_common")
    | said("ex_dtr_patellar", "2", Side.LEFT, scale="dtr_common")
    | said("ex_clonus_beats", Decimal(6), Side.RIGHT, unit="beats")
    | said("weight_kg", Decimal("6.84"), unit="kg")
)


@dataclass
class Past:
    """Three children: one with a hostile name and a signed visit, and twins who are new."""

    clinic: object
    known: Patient
    twin_a: Patient
    twin_b: Patient

    def desk(self, role: Role = Role.PAEDIATRICIAN):
        return self.clinic.desk(role)


def _register(clinic, entries: dict[str, object], request: str, twin_of=None) -> Patient:
    nurse = clinic.desk(Role.NURSE)
    draft = nurse.run(drafts.start_registration)
    draft = nurse.run(drafts.keep, draft.id, entries, seen=draft.version)
    return nurse.run(children.register, draft.id, seen=draft.version, twin_of=twin_of, request_id=request)[0]


def _sign_first_visit(clinic, patient: Patient, due: date) -> None:
    doctor = clinic.desk(Role.PAEDIATRICIAN)
    read = doctor.run(chart.open_chart, patient.id)
    opened = doctor.run(chart.open_visit, read)
    line = PlanLine(PlanLineId("line-1"), LINE, "because", due, "Dr <i>Tallow</i>")
    entries = FIRST_VISIT | {plan_key(line.id): line.to_json()}
    draft = doctor.run(drafts.keep, opened.draft.id, entries, seen=opened.draft.version)
    record = VisitRecord.from_entries({key: one.value for key, one in draft.entries.items()})
    flags = doctor.run(assessing.assess_visit, read, record, opened.day).assessment.flags
    answers = {flag_key(flag.id): {"dismissed": True, "reason": "seen and known since"} for flag in flags}
    draft = doctor.run(drafts.keep, draft.id, answers, seen=draft.version) if answers else draft
    doctor.run(signing.sign_visit, draft.id, seen=draft.version, request_id="sign-1")


@pytest.fixture
def past(clinic) -> Past:
    """The known child was seen in October; a line of the plan is overdue today. The twins come for the first time."""
    clinic.clock.go_to(date(2026, 10, 14))
    known = _register(clinic, identity(HOSTILE, "<b>Ayla</b>", date(2026, 3, 14), pt_guardian="<u>Gran</u>"), "known")
    _sign_first_visit(clinic, known, TODAY - timedelta(days=5))
    clinic.clock.go_to(TODAY)
    nurse = clinic.desk(Role.NURSE)
    nurse.run(worklist.book_visit, known.id, TODAY, time(9, 30), "Review <i>legs</i>", request_id="b1")
    twin_a = _register(clinic, identity("Vale", "Ivy", date(2026, 9, 1)), "ivy")
    twin_b = _register(clinic, identity("Vale", "Ida", date(2026, 9, 1)), "ida", twin_a.id)
    return Past(clinic, known, clinic.context.reads.patient(twin_a.id), twin_b)


class Screen:
    """A page as a person uses it: keys in, words out."""

    def __init__(self, page: QWidget, runner: TaskRunner, desk: object) -> None:
        self.page, self.runner, self.desk = page, runner, desk
        self.heard: list[tuple[object, ...]] = []

    def listen(self, *signals: object) -> "Screen":
        for signal in signals:
            signal.connect(lambda *values: self.heard.append(values))
        return self

    def find(self, name: str, kind: type = QWidget):
        """The newest control of this name."""
        found = self.page.window().findChildren(kind, name)
        assert found, name
        return found[-1]

    def press(self, name: str) -> None:
        QTest.mouseClick(self.find(name), Qt.MouseButton.LeftButton)

    def keys(self, *keys: str | Qt.Key | tuple[Qt.Key, Qt.KeyboardModifier]) -> "Screen":
        """Keys to whatever has the keyboard."""
        for key in keys:
            target = QApplication.focusWidget() or self.page
            if isinstance(key, tuple):
                QTest.keyClick(target, *key)
            elif isinstance(key, str):
                QTest.keyClicks(target, key)
            else:
                QTest.keyClick(target, key)
        return self

    def settle(self) -> "Screen":
        """Everything asked for has run, and what follows from it too."""
        for _ in range(6):
            assert self.runner.flush()
            QApplication.processEvents()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        return self

    def rows(self, name: str) -> list[tuple[str, ...]]:
        """What the cells of a table say."""
        return [tuple(cell.strong + cell.text for cell in row.cells) for row in self.find(name, ClinicTable).rows]

    @property
    def words(self) -> str:
        """Every visible word outside of tables."""
        return "\n".join(label.text() for label in self.page.findChildren(QLabel) if label.isVisible())

    @property
    def toast(self) -> str:
        return toast_of(self.page).words

    def plain_labels(self) -> bool:
        """Whether no label of the page could obey markup."""
        plain = Qt.TextFormat.PlainText
        return all(label.textFormat() is plain or not label.text() for label in self.page.findChildren(QLabel))


@pytest.fixture
def show(dressed, qtbot) -> Iterator[Callable[..., Screen]]:
    """Shows a page that ``make`` gives for a desk and a runner, and waits until it has read what it shows."""
    runners: list[TaskRunner] = []

    def shown(make: Callable[..., QWidget], desk: object, size: tuple[int, int] = (1294, 702)) -> Screen:
        runner = TaskRunner()
        runners.append(runner)
        page = make(desk, runner)
        qtbot.addWidget(page)
        page.resize(*size)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        page.setFocus()
        return Screen(page, runner, desk).settle()

    yield shown
    for runner in runners:
        runner.flush()
    QApplication.processEvents()


@pytest.fixture
def show_child(show) -> Callable[..., Screen]:
    """Shows a screen of one child; with an open visit of today where there is one."""

    def shown(kind: Callable[[OpenChild], QWidget], past: Past, patient: Patient, role=Role.PAEDIATRICIAN) -> Screen:
        held = SimpleNamespace()

        def make(desk, runner):
            read = desk.run(chart.open_chart, patient.id)
            opened = desk.run(chart.open_visit, read)
            held.controller = RecordController(desk, runner, read, opened) if opened is not None else None
            page = kind(OpenChild(desk, runner, read, held.controller))
            if held.controller is not None:
                held.controller.setParent(page)
            return page

        screen = show(make, past.desk(role))
        screen.controller = held.controller
        return screen

    return shown


@pytest.fixture
def with_visit(past) -> Past:
    """The known child is examined today, too."""
    doctor = past.desk()
    _visit, draft = doctor.run(worklist.start_visit, past.known.id, "Review", request_id="today")
    doctor.run(drafts.keep, draft.id, TODAY_FINDINGS, seen=draft.version)
    return past
