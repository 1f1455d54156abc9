"""A clip that is looked at: by keys, frame by frame, with nothing left running."""

import io
import os
import stat
from pathlib import Path
from typing import Any

import av
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from clinic_app.domain.people import Role
from clinic_app.services.clips import keeping
from clinic_app.ui.pages.episodes.clips.clip_words import phone_words
from clinic_app.ui.pages.episodes.episodes_page import EpisodesPage
from tests.media.films import MAKER, PLACE, picture
from tests.ui.pages.episodes.clips.conftest import ClipScreen

KEY = Qt.Key


def alive(pid: int) -> bool:
    """Whether a process is there."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture
def player(clips: Any, short_film: bytes) -> Any:
    dialog = clips.play(clips.take(short_film))
    clips.screen.settle()
    return dialog


def press(clips: Any, dialog: Any, *keys: Any) -> None:
    for key in keys:
        target = dialog.focusWidget() or dialog
        QTest.keyClicks(target, key) if isinstance(key, str) else QTest.keyClick(target, key)
        clips.screen.settle()


def test_frames_step_on_and_back_and_jump_to_both_ends(clips: Any, player: Any) -> None:
    seen = []
    for key in (".", ".", ".", ",", KEY.Key_End, ",", KEY.Key_Home):
        press(clips, player, key)
        seen.append(player.player.at_s)
    assert seen == pytest.approx([0.04, 0.08, 0.12, 0.08, 1.96, 1.92, 0.0])


def test_keys_that_are_faster_than_the_decoder_are_not_lost(clips: Any, player: Any) -> None:
    for _ in range(5):
        QTest.keyClicks(player, ".")
    clips.screen.settle()
    clips.until(lambda: player.player.at_s == pytest.approx(0.2))


def test_space_plays_and_stops_and_the_speed_goes_round(clips: Any, player: Any) -> None:
    QTest.keyClick(player, KEY.Key_Space)
    assert player.player.is_playing
    clips.until(lambda: player.player.at_s > 0.3)
    QTest.keyClick(player, KEY.Key_Space)
    assert not player.player.is_playing
    speeds = []
    for _ in range(3):
        press(clips, player, "s")
        speeds.append((player.player.speed, player._slow.text()))
    assert [one[0] for one in speeds] == [0.5, 0.25, 1.0]
    assert speeds[0][1].endswith("0.5")


def test_it_stops_at_the_end_and_begins_anew(clips: Any, player: Any) -> None:
    player.player.seek(1.7)
    clips.screen.settle()
    QTest.keyClick(player, KEY.Key_Space)
    clips.until(lambda: not player.player.is_playing)
    clips.screen.settle()
    press(clips, player, KEY.Key_End)
    QTest.keyClick(player, KEY.Key_Space)
    clips.until(lambda: 0 < player.player.at_s < 1)


def test_turning_twice_at_speed_turns_twice_and_is_kept(clips: Any, player: Any) -> None:
    for _ in range(2):
        QTest.keyClicks(player, "r")
    clips.screen.settle()
    assert (player.clip.turn, player.problem) == (2, "")
    QTest.keyClicks(player, "r")
    clips.screen.settle()
    assert (player.view.image.width(), player.view.image.height()) == (180, 320)
    (stored,) = clips.child.desk.run(keeping.clips_of, clips.child.chart.patient.id)
    assert stored.turn == 3


def test_a_moment_is_marked_in_words_found_again_and_taken_back(clips: Any, player: Any) -> None:
    player.player.seek(1.0)
    clips.screen.settle()
    press(clips, player, "m")
    assert isinstance(player.focusWidget(), QLineEdit)
    words = "right leg, 5 s <b>O'Neil</b>, m. r s"
    press(clips, player, words, KEY.Key_Return)
    assert (player.clip.turn, player.player.speed) == (0, 1.0)
    (mark,) = player.clip.marks
    assert (mark.at_ms, mark.text) == (1000, words)
    assert player._marks.item(0).text() == f"0:01  {words}"
    press(clips, player, KEY.Key_Home)
    player._line.setFocus()
    press(clips, player, KEY.Key_Right)
    assert player.player.at_s == pytest.approx(1.0)
    press(clips, player, KEY.Key_Home)
    player._marks.setFocus()
    player._marks.setCurrentRow(0)
    press(clips, player, KEY.Key_Return)
    assert player.player.at_s == pytest.approx(1.0)
    press(clips, player, KEY.Key_Delete)
    assert player.clip.marks == ()


def test_a_click_on_the_time_line_goes_there(clips: Any, player: Any) -> None:
    line = player._line
    QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=line.rect().center())
    clips.screen.settle()
    assert player.player.at_s == pytest.approx(1.0, abs=0.1)
    assert "0:01 of 0:02" in line.accessibleName()


def test_a_clinician_says_that_it_was_watched(clips: Any, player: Any) -> None:
    assert "new" in clips.card.tiles[0].accessibleName()
    press(clips, player, "w")
    assert player.clip.seen
    assert not player._seen.isVisible()
    assert "seen" in clips.card.tiles[0].accessibleName()


def test_a_nurse_looks_but_does_not_say_that_it_was_watched(
    show_child: Any, logged: Any, tmp_path: Path, qtbot: Any, short_film: bytes
) -> None:
    screen = show_child(EpisodesPage, logged, logged.known, role=Role.NURSE)
    clips = ClipScreen(screen, tmp_path, logged.clinic.folder.attachments, qtbot)
    dialog = clips.play(clips.take(short_film))
    press(clips, dialog, "w")
    assert not dialog._seen.isVisible()
    assert not dialog.clip.seen
    dialog.close()


def test_removing_asks_why_and_says_when_that_is_too_short(clips: Any, player: Any) -> None:
    QTest.mouseClick(player._remove, Qt.MouseButton.LeftButton)
    dialog = clips.dialog("dialog:remove_clip")
    press(clips, dialog, "wrong", KEY.Key_Return)
    assert "at least 3 words" in dialog._problem.text()
    assert clips.kept
    press(clips, dialog, " child in it", KEY.Key_Return)
    clips.until(lambda: not clips.shows("dialog:player"))
    assert not clips.shows("dialog:remove_clip")
    assert clips.kept == []
    assert not clips.card.tiles


def test_another_clip_that_is_taken_in_does_not_answer_for_the_reason(clips: Any, player: Any) -> None:
    QTest.mouseClick(player._remove, Qt.MouseButton.LeftButton)
    dialog = clips.dialog("dialog:remove_clip")
    press(clips, dialog, "half a rea")
    clips.take(picture(), name="other.jpg")
    assert clips.shows("dialog:remove_clip")
    assert dialog._reason.edit.text() == "half a rea"


def test_a_copy_has_no_place_and_no_device(clips: Any, player: Any, tmp_path: Path) -> None:
    target = tmp_path / "copy <b>.mp4"
    QTest.mouseClick(player._save, Qt.MouseButton.LeftButton)
    asked = clips.dialog("dialog:save_clip")
    assert clips.child.chart.patient.family_name not in asked.windowTitle()
    assert clips.child.chart.patient.given_name not in player._offered_name()
    asked.reject()
    player.save_to(str(target))
    assert not player._save.isEnabled()
    clips.until(target.exists)
    clips.screen.settle()
    assert player._save.isEnabled()
    content = target.read_bytes()
    for told in (MAKER.encode(), PLACE.encode(), b"2026-11-17"):
        assert told not in content
    with av.open(io.BytesIO(content)) as copy:
        assert sum(1 for _ in copy.decode(video=0)) == 50
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_copy_that_cannot_be_written_says_so(clips: Any, player: Any, tmp_path: Path) -> None:
    player.save_to(str(tmp_path / "nowhere" / "copy.mp4"))
    clips.until(lambda: player.problem != "")
    assert "not saved" in player.problem
    assert player._save.isEnabled()


def test_escape_ends_the_process(clips: Any, player: Any) -> None:
    pid = player.player._opened._process.pid
    assert alive(pid)
    QTest.keyClick(player, KEY.Key_Space)
    QTest.keyClick(player, KEY.Key_Escape)
    clips.screen.settle()
    assert not clips.shows("dialog:player")
    assert not alive(pid)


def test_a_player_that_is_closed_before_its_process_began_leaves_none(clips: Any, short_film: bytes) -> None:
    tile = clips.take(short_film)
    context, began = clips.child.desk.context, []
    real = context.clips.open

    def noted(source: Any) -> Any:
        began.append(real(source))
        return began[-1]

    from dataclasses import replace

    context.clips = replace(context.clips, open=noted)
    tile.click()
    clips.dialog("dialog:player").close()
    clips.screen.settle()
    assert len(began) == 1
    assert began[0]._process.poll() is not None


def test_a_process_that_dies_is_a_sentence_and_the_window_goes_on(clips: Any, player: Any) -> None:
    player.player._opened._process.kill()
    press(clips, player, ".")
    clips.until(lambda: player.problem != "")
    assert not player.player.is_playing
    press(clips, player, ".")
    player.close()


def test_a_clip_whose_file_is_gone_says_so_on_its_tile_and_in_the_player(
    clips: Any, logged: Any, short_film: bytes
) -> None:
    clips.take(short_film)
    for path in logged.clinic.folder.attachments.iterdir():
        path.unlink()
    clips.shelf.refresh()
    clips.screen.settle()
    (tile,) = clips.card.tiles
    assert "file missing" in tile.accessibleName()
    tile.click()
    dialog = clips.dialog("dialog:player")
    clips.until(lambda: dialog.problem != "")
    assert "Restore it from a backup" in dialog.problem


def test_a_picture_is_shown_and_is_not_played(clips: Any) -> None:
    dialog = clips.play(clips.take(picture(), name="p.jpg"))
    clips.screen.settle()
    press(clips, dialog, KEY.Key_Space, ".", ",", KEY.Key_End)
    assert (dialog.problem, dialog.player.is_playing) == ("", False)
    assert dialog.view.image.width() == 64


def test_space_in_the_log_plays_the_clip_of_the_line(clips: Any, short_film: bytes) -> None:
    clips.take(picture(), event=0, name="p.jpg")
    tile = clips.take(short_film, event=4)
    clips.child.log.select_event(clips.thread.events[4].id)
    clips.screen.settle()
    clips.page.body.log.focus_table()
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_Space)
    assert clips.dialog("dialog:player").clip.id == tile.clip.id


def test_arrows_go_through_the_tiles(clips: Any, short_film: bytes) -> None:
    clips.take(short_film)
    clips.take(picture(), event=2, name="p.jpg")
    first, second = clips.card.tiles
    first.setFocus()
    clips.screen.keys(KEY.Key_Right)
    assert second.hasFocus()
    clips.screen.keys(KEY.Key_Right, KEY.Key_Left)
    assert first.hasFocus()
    clips.screen.keys(KEY.Key_Space)
    assert clips.dialog("dialog:player").clip.id == first.clip.id


def test_every_control_of_the_player_is_named_and_no_wheel_edits(
    clips: Any, player: Any, assert_named: Any, assert_wheel_edits_nothing: Any
) -> None:
    assert_named(player)
    assert_wheel_edits_nothing(player)
    QTest.mouseClick(player._remove, Qt.MouseButton.LeftButton)
    assert_named(clips.dialog("dialog:remove_clip"))


def test_a_note_is_kept_when_it_is_left_and_when_the_player_is_closed(clips: Any, player: Any) -> None:
    player._note.edit.setFocus()
    press(clips, player, "hand <b>held</b>, s r m", KEY.Key_Return)
    assert (player.clip.note, player.clip.turn) == ("hand <b>held</b>, s r m", 0)
    press(clips, player, " twice")
    QTest.keyClick(player.focusWidget(), KEY.Key_Escape)
    clips.screen.settle()
    assert not clips.shows("dialog:player")
    assert clips.shelf.clips[0].note == "hand <b>held</b>, s r m twice"


def test_delete_on_a_tile_asks_for_the_reason_and_the_keyboard_stays_on_a_tile_that_changes(
    clips: Any, short_film: bytes
) -> None:
    tile = clips.take(short_film)
    tile.setFocus()
    clips.shelf.mark_seen(tile.clip)
    clips.screen.settle()
    assert clips.card.tiles[0].hasFocus()
    assert clips.card.tiles[0].words.endswith("seen")
    clips.screen.keys(KEY.Key_Delete)
    dialog = clips.dialog("dialog:remove_clip")
    press(clips, dialog, "not this child", KEY.Key_Return)
    assert clips.kept == []
    assert clips.screen.toast.startswith("The clip is removed")


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("2026-11-17T07:10:00.000000Z", "17 Nov 2026, 07:10 UTC"),
        ("2026-11-17T07:10:00+0100", "17 Nov 2026, 07:10"),
        ("<b>yesterday</b>", "<b>yesterday</b>"),
    ],
)
def test_the_clock_of_the_phone_is_said_as_it_stood(told: str, words: str) -> None:
    assert phone_words(told) == words
