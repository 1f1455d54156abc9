"""Clips and the whole window: looked at elsewhere meanwhile, locked in the middle, closed in the middle."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QDialog

from clinic_app.domain.people import Role
from clinic_app.services import worklist
from clinic_app.services.episodes import threads
from clinic_app.ui.clip_shelf import Wanted
from clinic_app.ui.pages.page import Tab
from clinic_app.ui.pages.unlock.unlock_page import UnlockPage
from tests.media.films import film
from tests.ui.pages.conftest import _register, identity
from tests.ui.pages.episodes.clips.conftest import HeldFile, padded
from tests.ui.window.conftest import LONG_MS


class _Desks:
    """What the helpers of the pages want of a clinic."""

    def __init__(self, desk: Any) -> None:
        self._desk, self.context = desk, desk.context

    def desk(self, _role: Role) -> Any:
        return self._desk


@pytest.fixture
def copying(start: Any, tmp_path: Path) -> Any:
    """The window over a child with an episode; a clip of 8 MiB that is half copied."""
    station = start(role=Role.PAEDIATRICIAN)
    station.unlock()
    desk = station.clinic._desk
    desk.context.clock.go_to(date(2026, 11, 18))
    clinic = _Desks(desk)
    child = _register(clinic, identity("Vale", "Ivy", date(2026, 2, 1)), "ivy")
    other = _register(clinic, identity("Reed", "Ida", date(2026, 3, 1)), "ida")
    thread = desk.run(threads.start_thread, child.id, "Shakes", None, request_id="thread")
    path = tmp_path / "clip.mp4"
    path.write_bytes(padded(film(), 8))
    held: list[HeldFile] = []

    def read(path: Path) -> HeldFile:
        held.append(HeldFile(path))
        return held[-1]

    real = desk.context.clips
    one = SimpleNamespace(station=station, desk=desk, child=child, other=other, thread=thread, real=real)
    go_to(one, child)
    desk.context.clips = replace(real, read=read)
    shelf(one).take_in(Wanted(path, thread.id, None))
    station.qtbot.waitUntil(lambda: bool(held) and held[-1].reached.is_set(), timeout=LONG_MS)
    one.held = held[-1]
    yield one
    one.held.let_go.set()


def go_to(one: Any, child: Any) -> None:
    """Open the episodes of a child, without waiting for the clip."""
    one.station.clinic.open_child_at(str(child.id), Tab.EPISODES, "")
    one.station.qtbot.waitUntil(lambda: open_id(one) == child.id, timeout=LONG_MS)


def open_id(one: Any) -> Any:
    child = one.station.clinic._child._child
    return child.chart.patient.id if child is not None else None


def shelf(one: Any) -> Any:
    return one.station.clinic._child._child.clips


def files(one: Any) -> list[str]:
    folder = one.station.folder.attachments
    return [path.name for path in folder.iterdir()] if folder.is_dir() else []


def test_a_copy_goes_on_beside_another_child_and_is_there_when_somebody_comes_back(copying: Any) -> None:
    first = shelf(copying)
    go_to(copying, copying.other)
    assert not shelf(copying).clips
    copying.station.clinic.show_today()
    copying.held.let_go.set()
    copying.station.qtbot.waitUntil(lambda: not first.is_busy, timeout=LONG_MS)
    assert copying.station.clinic._frame.toast.words == "The clip is kept."
    go_to(copying, copying.child)
    copying.station.qtbot.waitUntil(lambda: len(shelf(copying).clips) == 1, timeout=LONG_MS)


def test_a_visit_that_is_opened_meanwhile_keeps_the_bar(copying: Any) -> None:
    first = shelf(copying)
    copying.desk.run(worklist.start_visit, copying.child.id, "Review", request_id="v")
    copying.station.clinic.open_child_at(str(copying.child.id), Tab.EPISODES, "again")
    copying.station.qtbot.waitUntil(
        lambda: copying.station.clinic._child._child.controller is not None, timeout=LONG_MS
    )
    assert shelf(copying) is first
    assert copying.station.sees("bar:clip_import")
    copying.held.let_go.set()
    copying.station.qtbot.waitUntil(lambda: copying.station.sees(f"clip:{ids(copying)}"), timeout=LONG_MS)
    assert not copying.station.sees("bar:clip_import")


def ids(one: Any) -> str:
    return "".join(str(clip.id) for clip in shelf(one).clips)


def test_the_refusal_of_a_copy_is_said_beside_another_child_without_a_name(copying: Any) -> None:
    go_to(copying, copying.other)
    copying.held._content = copying.held._content[: len(copying.held._content) // 2] + bytes(100)
    copying.held.let_go.set()
    toast = copying.station.clinic._frame.toast
    copying.station.qtbot.waitUntil(lambda: "Nothing was kept" in toast.words, timeout=LONG_MS)
    assert "Ivy" not in toast.words
    assert files(copying) == []


@pytest.mark.parametrize("beside", [False, True])
def test_the_lock_stops_a_copy_and_keeps_nothing_of_it(copying: Any, beside: bool) -> None:
    if beside:
        go_to(copying, copying.other)
    station = copying.station
    # the piece that is being read comes to its end soon after the lock asked for it
    let_go_when_stopped(copying)
    station.window.lock()
    assert isinstance(station.page, UnlockPage)
    assert not station.is_open
    assert files(copying) == []


def let_go_when_stopped(one: Any) -> None:
    import threading

    mine = one.station.clinic._child._shelves[0]

    def wait() -> None:
        mine._stop.wait(30)
        one.held.let_go.set()

    threading.Thread(target=wait, daemon=True).start()


def test_closing_the_window_stops_a_copy(copying: Any) -> None:
    let_go_when_stopped(copying)
    copying.station.window.close()
    assert not copying.station.is_open
    assert files(copying) == []


def test_the_lock_closes_the_player_and_its_process(copying: Any) -> None:
    copying.held.let_go.set()
    station = copying.station
    station.qtbot.waitUntil(lambda: len(shelf(copying).clips) == 1, timeout=LONG_MS)
    page = station.clinic._child._pages[Tab.EPISODES]
    page.play(shelf(copying).clips[0])
    player = next(one for one in station.window.findChildren(QDialog, "dialog:player"))
    station.qtbot.waitUntil(lambda: not player.view.image.isNull(), timeout=LONG_MS)
    process = player.player._opened._process
    station.window.lock()
    QApplication.processEvents()
    assert not station.sees("dialog:player")
    assert process.poll() is not None
