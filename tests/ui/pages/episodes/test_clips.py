"""A clip on the screen: taken in, played, marked, removed."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from clinic_app.ui.clip_shelf import Wanted
from clinic_app.ui.pages.episodes.clips.player_dialog import PlayerDialog
from tests.media.films import film


@pytest.fixture
def clip_file(tmp_path: Path) -> Path:
    path = tmp_path / "O'Neil <b>.mp4"
    path.write_bytes(film(frames=50))
    return path


def test_a_clip_is_taken_in_played_and_marked(episodes: Any, clip_file: Path, qtbot: Any) -> None:
    page = episodes().page
    child, card = page._child, page.body.clips
    thread = child.log.current
    with qtbot.waitSignal(child.clips.changed):
        card._take_in([Wanted(clip_file, thread.id, thread.events[-1].id)])
    (tile,) = card.tiles
    assert "0:02" in tile.accessibleName()
    page.play(tile.clip)
    dialog = page.window().findChild(PlayerDialog)
    qtbot.waitUntil(lambda: not dialog.view.image.isNull(), timeout=8000)
    assert (dialog.view.image.width(), dialog.view.image.height()) == (320, 180)
    with qtbot.waitSignal(dialog.player.frame_ready, timeout=8000):
        QTest.keyClick(dialog, Qt.Key.Key_Period)
    assert dialog.player.at_s == pytest.approx(0.04)
    dialog._words.edit.setText("starts")
    with qtbot.waitSignal(child.clips.changed, timeout=8000):
        dialog._words.edit.returnPressed.emit()
    assert dialog.clip.marks[0].text == "starts"
    with qtbot.waitSignal(dialog.player.playing_changed):
        dialog.player.toggle()
    qtbot.waitUntil(lambda: dialog.player.at_s > 0.3, timeout=8000)
    process = dialog.player._opened._process
    dialog.close()
    assert process.poll() is not None
