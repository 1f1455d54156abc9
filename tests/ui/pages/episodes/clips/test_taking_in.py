"""A file of a phone on its way into the record, as a person sees it."""

from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QProgressBar

from clinic_app.domain.attachments import AttachmentId
from clinic_app.domain.people import Role
from clinic_app.services.clips.taking_in import attach_clip
from clinic_app.services.episodes import threads
from clinic_app.ui.pages.episodes.clips.target_dialog import TargetDialog
from tests.media.films import Bytes, film, picture
from tests.ui.pages.episodes.clips.conftest import HOSTILE_NAME, padded

KEY = Qt.Key


def drop(card: Any, *paths: Any) -> bool:
    """Let files fall on the card; whether it takes them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, buttons, none)
    QApplication.sendEvent(card, enter)
    if enter.isAccepted():
        QApplication.sendEvent(card, QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, none))
    return enter.isAccepted()


def test_a_dropped_file_asks_for_its_event_and_is_kept_with_progress_and_a_word(clips: Any, short_film: bytes) -> None:
    told: list[tuple[int, int]] = []
    clips.shelf.progressed.connect(lambda done, whole: told.append((done, whole)))
    assert drop(clips.card, clips.file(padded(short_film, 12)))
    dialog = clips.dialog("dialog:clip_target")
    assert isinstance(dialog, TargetDialog)
    assert HOSTILE_NAME not in clips.screen.words
    dialog._table.setFocus()
    QTest.keyClick(dialog._table, KEY.Key_Down)
    QTest.keyClick(dialog._table, KEY.Key_Return)
    clips.until(lambda: bool(clips.card.tiles))
    clips.screen.settle()
    happened = [one for one in clips.thread.events if one.happened]
    assert clips.card.tiles[0].clip.event_id == happened[-2].id
    assert len([done for done, whole in told if whole]) >= 4
    assert [done for done, whole in told if whole] == sorted(done for done, whole in told if whole)
    assert told[-1] == (0, 0)
    assert not clips.card._bar.isVisible()
    assert clips.screen.toast == "The clip is kept."
    assert clips.kept == [f"{clips.card.tiles[0].clip.id}.clip"]


def test_the_last_line_is_the_episode_as_a_whole(clips: Any, short_film: bytes) -> None:
    clips.card.ask_target([clips.file(short_film)])
    dialog = clips.dialog("dialog:clip_target")
    QTest.keyClick(dialog._table, KEY.Key_End)
    QTest.keyClick(dialog._table, KEY.Key_Return)
    clips.until(lambda: bool(clips.card.tiles))
    assert clips.card.tiles[0].clip.event_id is None


def test_escape_takes_nothing_in(clips: Any, short_film: bytes) -> None:
    clips.card.ask_target([clips.file(short_film)])
    QTest.keyClick(clips.dialog("dialog:clip_target"), KEY.Key_Escape)
    clips.screen.settle()
    assert (clips.kept, clips.shelf.is_busy, clips.shows("dialog:clip_target")) == ([], False, False)


def test_the_log_counts_the_clips_of_its_lines(clips: Any, short_film: bytes) -> None:
    clips.take(short_film)
    clips.take(film(frames=30), name="second.mp4")
    assert clips.shelf.counts() == {clips.thread.events[-1].id: 2}
    assert clips.screen.rows("table:log")[0][8] == "2"
    assert clips.card._count.text() == "2 clips, 1 MB, encrypted here"


def test_several_files_are_taken_in_one_after_another_and_one_bad_one_stops_none(clips: Any, short_film: bytes) -> None:
    bad = clips.file(b"MZ\x90\x00" + bytes(4000), "game.mp4")
    clips.card.ask_target([clips.file(short_film, "a.mp4"), bad, clips.file(picture(), "b.jpg")])
    QTest.keyClick(clips.dialog("dialog:clip_target")._table, KEY.Key_Return)
    clips.until(lambda: len(clips.card.tiles) == 2 and not clips.shelf.is_busy)
    clips.screen.settle()
    assert "not" in clips.card.problem
    assert len(clips.kept) == 2


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"MZ\x90\x00" + bytes(5000), "not what its name says"),
        (b"", "This file is empty"),
        (film()[:900], "damaged, cut off"),
        (b"#!/bin/sh\nrm -rf /\n" * 30, "not what its name says"),
    ],
    ids=["renamed program", "empty", "cut off", "script"],
)
def test_what_is_no_clip_is_refused_in_the_card_without_its_name(clips: Any, content: bytes, says: str) -> None:
    clips.card.ask_target([clips.file(content)])
    QTest.keyClick(clips.dialog("dialog:clip_target")._table, KEY.Key_Return)
    clips.until(lambda: clips.card.problem != "")
    clips.screen.settle()
    assert says in clips.card.problem
    assert "O'Neil" not in clips.card.problem
    assert clips.card._problem.isVisible()
    assert clips.kept == []
    assert not clips.card._bar.isVisible()


def test_stop_half_way_keeps_nothing_and_the_next_file_is_taken(clips: Any, short_film: bytes) -> None:
    held = clips.begin_held(padded(short_film, 12))
    assert clips.card._bar.isVisible()
    bar = clips.screen.find("progress:clip_import", QProgressBar)
    clips.until(lambda: bar.value() > 0)
    clips.screen.press("button:clip_cancel")
    held.let_go.set()
    clips.until(lambda: not clips.shelf.is_busy)
    clips.screen.settle()
    assert clips.kept == []
    assert clips.card.problem == "Cancelled. Nothing was kept."
    assert not clips.card._bar.isVisible()
    clips.held.clear()
    clips.card._take_in([clips_wanted(clips, short_film)])
    clips.until(lambda: bool(clips.held))
    clips.held[-1].let_go.set()
    clips.until(lambda: len(clips.card.tiles) == 1)


def clips_wanted(clips: Any, content: bytes) -> Any:
    from clinic_app.ui.clip_shelf import Wanted

    return Wanted(clips.file(content, "again.mp4"), clips.thread.id, None)


def test_what_is_typed_while_a_clip_is_copied_is_stored_at_once(clips: Any, short_film: bytes, qtbot: Any) -> None:
    held = clips.begin_held(padded(short_film, 4))
    before = len(clips.thread.events)
    with qtbot.waitSignal(clips.child.log.changed, timeout=8000):
        clips.child.log.add([clips_line(clips)])
    assert len(clips.thread.events) == before + 1
    assert clips.shelf.is_busy
    held.let_go.set()
    clips.until(lambda: len(clips.card.tiles) == 1)


def clips_line(clips: Any) -> Any:
    from dataclasses import replace

    from clinic_app.domain.episodes import EventId

    return replace(clips.thread.events[-1], id=EventId("while-copying"), version=1)


def test_the_same_clip_again_says_so(clips: Any, short_film: bytes) -> None:
    clips.take(short_film)
    clips.card._take_in([clips_wanted(clips, short_film)])
    clips.until(lambda: not clips.shelf.is_busy)
    clips.screen.settle()
    assert clips.screen.toast == "This clip is in the record already."
    assert len(clips.kept) == 1


@pytest.fixture
def elsewhere(clips: Any, logged: Any, short_film: bytes) -> Any:
    """The other child has the film."""
    nurse = logged.clinic.desk(Role.NURSE)
    thread = nurse.run(threads.start_thread, logged.twin_a.id, "Shakes", None, request_id="other")
    nurse.run(attach_clip, AttachmentId("theirs"), thread.id, None, Bytes(short_film))
    clips.card._take_in([clips_wanted(clips, short_film)])
    clips.until(lambda: clips.shows("dialog:clip_elsewhere"))
    return clips.dialog("dialog:clip_elsewhere")


def test_the_clip_of_another_child_warns_without_naming_anybody(clips: Any, logged: Any, elsewhere: Any) -> None:
    from PySide6.QtWidgets import QLabel

    words = " ".join(label.text() for label in elsewhere.findChildren(QLabel))
    for name in (logged.twin_a.given_name, logged.twin_a.family_name, logged.twin_a.number):
        assert name not in words
    assert elsewhere.focusWidget().objectName() == "button:clip_leave"
    QTest.keyClick(elsewhere.focusWidget(), KEY.Key_Return)
    clips.screen.settle()
    assert clips.kept == ["theirs.clip"]
    assert not clips.card.tiles


def test_somebody_who_looked_may_add_it_here_too(clips: Any, elsewhere: Any) -> None:
    QTest.mouseClick(elsewhere.findChild(object, "button:clip_take"), Qt.MouseButton.LeftButton)
    clips.until(lambda: len(clips.card.tiles) == 1)
    assert len(clips.kept) == 2


def test_what_is_no_file_does_not_fall_on_the_card(clips: Any) -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://clinic.example/clip.mp4")])
    enter = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    enter.ignore()
    QApplication.sendEvent(clips.card, enter)
    assert not enter.isAccepted()


def test_a_folder_is_refused_with_a_sentence(clips: Any, tmp_path: Any) -> None:
    folder = tmp_path / "folder.mp4"
    folder.mkdir()
    assert drop(clips.card, folder)
    QTest.keyClick(clips.dialog("dialog:clip_target")._table, KEY.Key_Return)
    clips.until(lambda: clips.card.problem != "")
    assert "cannot be read" in clips.card.problem


def test_every_control_of_the_card_and_its_dialogs_is_named_and_no_wheel_edits(
    clips: Any, short_film: bytes, assert_named: Any, assert_wheel_edits_nothing: Any
) -> None:
    clips.take(short_film)
    clips.card.ask_target([clips.file(short_film)])
    for one in (clips.card, clips.dialog("dialog:clip_target")):
        assert_named(one)
        assert_wheel_edits_nothing(one)
