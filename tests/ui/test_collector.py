"""What is unused is collected on the window's thread, never on a worker."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject

from clinic_app.ui.collector import Collector
from clinic_app.ui.tasks import TaskRunner


class Ring:
    """Refers to itself, so that only the collector frees it."""

    freed_on: threading.Thread | None = None

    def __init__(self) -> None:
        self.me = self

    def __del__(self) -> None:
        Ring.freed_on = threading.current_thread()


@pytest.fixture
def collector(qapp) -> Iterator[Collector]:
    owner = QObject()
    yield Collector(owner)
    owner.deleteLater()
    gc.enable()


def allocate(count: int) -> list[list[int]]:
    """Enough objects at once to make Python's own collector look for rings; they stay, so that a look is due."""
    return [[number] for number in range(count)]


def test_a_worker_that_allocates_much_collects_nothing(collector, qtbot) -> None:
    ring = weakref.ref(Ring())
    runner, done = TaskRunner(), []
    runner.query(allocate, 200_000, owner=collector, on_done=done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert ring() is not None
    collector.collect_due()
    assert ring() is None
    assert Ring.freed_on is threading.main_thread()


def test_nothing_is_due_where_little_was_made(collector, monkeypatch) -> None:
    gc.collect()
    asked: list[int] = []
    monkeypatch.setattr(gc, "collect", asked.append)
    monkeypatch.setattr(gc, "get_count", lambda: (1, 0, 0))
    collector.collect_due()
    assert asked == []


def test_python_collects_again_when_the_window_is_gone(qapp, qtbot) -> None:
    owner = QObject()
    Collector(owner)
    assert not gc.isenabled()
    owner.deleteLater()
    qtbot.waitUntil(gc.isenabled)
