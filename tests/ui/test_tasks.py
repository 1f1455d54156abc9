"""Work off the window's thread: order, threads, failures, receivers that are gone."""

import threading

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from clinic_app.ui.tasks import TaskRunner


@pytest.fixture
def runner(qtbot: QtBot) -> TaskRunner:
    return TaskRunner()


def test_a_query_answers_on_the_windows_thread(runner: TaskRunner, qtbot: QtBot) -> None:
    owner, seen = QObject(), []

    def work(number: int, *, by: int) -> tuple[int, bool]:
        return number * by, threading.current_thread() is threading.main_thread()

    runner.query(work, 6, by=7, owner=owner, on_done=lambda result: seen.append((result, QThread.currentThread())))
    qtbot.waitUntil(lambda: bool(seen))
    (answer, ran_on_main), thread = seen[0]
    assert answer == 42
    assert not ran_on_main
    assert thread is owner.thread()


def test_commands_run_one_after_another_in_the_order_asked(runner: TaskRunner, qtbot: QtBot) -> None:
    owner, order, overlap, running = QObject(), [], [], threading.Lock()

    def write(number: int) -> int:
        overlap.append(not running.acquire(blocking=False))
        order.append(number)
        if not overlap[-1]:
            running.release()
        return number

    done: list[int] = []
    for number in range(50):
        runner.command(write, number, owner=owner, on_done=done.append)
    qtbot.waitUntil(lambda: len(done) == 50)
    assert order == done == list(range(50))
    assert not any(overlap)


def test_queries_do_not_wait_for_a_slow_command(runner: TaskRunner, qtbot: QtBot) -> None:
    owner, gate, seen = QObject(), threading.Event(), []
    runner.command(gate.wait, 5, owner=owner, on_done=lambda _: seen.append("command"))
    runner.query(lambda: "query", owner=owner, on_done=seen.append)
    qtbot.waitUntil(lambda: seen == ["query"])
    gate.set()
    qtbot.waitUntil(lambda: seen == ["query", "command"])


def _break() -> None:
    raise ValueError("the disk is full")


def test_a_failure_goes_to_the_one_who_asked(runner: TaskRunner, qtbot: QtBot) -> None:
    owner, problems = QObject(), []
    runner.command(_break, owner=owner, on_failed=problems.append)
    qtbot.waitUntil(lambda: bool(problems))
    assert isinstance(problems[0], ValueError)
    assert str(problems[0]) == "the disk is full"


def test_a_failure_that_nobody_takes_goes_to_the_sink(runner: TaskRunner, qtbot: QtBot) -> None:
    owner = QObject()
    with qtbot.waitSignal(runner.failed) as caught:
        runner.query(_break, owner=owner)
    assert isinstance(caught.args[0], ValueError)


def test_the_lane_goes_on_after_a_failure(runner: TaskRunner, qtbot: QtBot) -> None:
    owner, done = QObject(), []
    runner.command(_break, owner=owner, on_failed=lambda _: None)
    runner.command(lambda: "next", owner=owner, on_done=done.append)
    qtbot.waitUntil(lambda: done == ["next"])


def test_a_result_for_a_receiver_that_is_gone_is_dropped(runner: TaskRunner, qtbot: QtBot) -> None:
    gate, seen, keeper = threading.Event(), [], QObject()
    owner = QObject()
    runner.query(gate.wait, 5, owner=owner, on_done=lambda _: seen.append("gone"))
    with qtbot.waitSignal(owner.destroyed):
        owner.deleteLater()
    gate.set()
    assert runner.flush()
    runner.query(lambda: "kept", owner=keeper, on_done=seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == ["kept"]


def test_flush_waits_for_everything_that_was_asked_for(runner: TaskRunner) -> None:
    owner, written = QObject(), []
    for number in range(20):
        runner.command(written.append, number, owner=owner)
    assert runner.flush()
    assert written == list(range(20))


def test_flush_says_when_it_gave_up(runner: TaskRunner) -> None:
    gate, owner = threading.Event(), QObject()
    runner.command(gate.wait, 5, owner=owner)
    assert not runner.flush(timeout_ms=1)
    gate.set()
    assert runner.flush()
