"""The one object through which screens write episodes: stored, shown, judged again, taken back."""

from datetime import date
from typing import Any

import pytest

from clinic_app.domain.episodes import EpisodeEvent, EventTime, SaidKind, Seen
from clinic_app.domain.errors import UserError
from clinic_app.domain.people import Patient, PatientId, Role, Sex
from clinic_app.services import chart as charts
from clinic_app.services import worklist
from clinic_app.services.episodes.events import new_event_id
from clinic_app.ui.episode_log import EpisodeLog
from clinic_app.ui.record_controller import RecordController
from clinic_app.ui.tasks import TaskRunner

TODAY = date(2026, 11, 18)


@pytest.fixture
def opened(clinic: Any, qtbot: Any) -> Any:
    made = Patient(PatientId("p-1"), "D-00412", "Brightwater", "Ayla", date(2026, 3, 14), Sex.FEMALE)
    with clinic.context.uow() as work:
        work.patients.add(made)
        work.commit()
    desk, runner = clinic.desk(Role.PAEDIATRICIAN), TaskRunner()
    desk.run(worklist.start_visit, made.id, "Shakes", request_id="v")
    read = desk.run(charts.read_chart, made.id)
    visit = desk.run(charts.open_visit, read)
    controller = RecordController(desk, runner, read, visit)
    yield EpisodeLog(desk, runner, read, controller), controller
    runner.flush()


@pytest.fixture
def log(opened: Any, qtbot: Any) -> EpisodeLog:
    found = opened[0]
    with qtbot.waitSignal(found.changed):
        found.start_thread("Leg shakes", None)
    return found


def told(count: int = 1, **seen: Any) -> EpisodeEvent:
    return EpisodeEvent(new_event_id(), EventTime(TODAY), count, seen=Seen(**seen))


def add(log: EpisodeLog, qtbot: Any, event: EpisodeEvent) -> EpisodeEvent:
    with qtbot.waitSignal(log.changed):
        log.add([event])
    return event


def test_what_is_logged_is_in_the_chart_and_looked_at(log: EpisodeLog, qtbot: Any) -> None:
    event = add(log, qtbot, told(3))
    assert log.chart.episodes[0].events == (event,)
    assert log.current is not None
    assert log.current.title == "Leg shakes"
    assert log.current_event == event


def test_the_rules_judge_again_with_the_log(opened: Any, log: EpisodeLog, qtbot: Any) -> None:
    controller = opened[1]
    with qtbot.waitSignal(controller.picture_ready, check_params_cb=lambda picture: len(picture.logs) == 1):
        log.add([told(states=("on_waking",))])


def test_undo_takes_back_an_added_a_changed_and_a_removed_event(log: EpisodeLog, qtbot: Any) -> None:
    first = add(log, qtbot, told(3))
    with qtbot.waitSignal(log.changed):
        log.change(EpisodeEvent(first.id, first.when, 5))
    with qtbot.waitSignal(log.changed):
        log.remove(first.id)
    assert log.current is not None
    assert log.current.events == ()
    counts = []
    while log.can_undo:
        with qtbot.waitSignal(log.changed):
            log.undo()
        counts.append([event.count for event in log.current.events])
    assert counts == [[5], [3], []]


def test_a_refusal_reaches_the_caller_and_changes_nothing(log: EpisodeLog, qtbot: Any) -> None:
    refused: list[Exception] = []
    log.add([told(-1)], on_failed=refused.append)
    qtbot.waitUntil(lambda: bool(refused))
    assert isinstance(refused[0], UserError)
    assert refused[0].field == "count"
    assert log.chart.episodes[0].events == ()
    assert not log.can_undo


def test_words_are_said_at_the_open_visit(opened: Any, log: EpisodeLog, qtbot: Any) -> None:
    with qtbot.waitSignal(log.changed):
        log.say(SaidKind.ADVICE, TODAY, "Hold gently")
    assert log.current is not None
    (said,) = log.current.said
    assert said.visit_id == opened[1].draft.visit_id
