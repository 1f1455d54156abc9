"""The episodes screen with clips: a real store, the real confined process, and tiny films."""

import struct
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QDialog

from clinic_app.ui.clip_shelf import Wanted
from clinic_app.ui.pages.episodes.clips.clip_tile import ClipTile
from clinic_app.ui.pages.episodes.clips.player_dialog import PlayerDialog
from tests.media.films import film

LONG_MS = 20_000
HOSTILE_NAME = "<img src=x> O'Neil \u05e9 \U0001f600.mp4"


def padded(content: bytes, megabytes: int) -> bytes:
    """A film with free space behind it, as some phones leave."""
    size = megabytes * 1_048_576
    return content + struct.pack(">I4s", size, b"free") + bytes(size - 8)


class HeldFile:
    """A file whose reading stops half way until it is let go."""

    def __init__(self, path: Path) -> None:
        self._content = path.read_bytes()
        self.reached, self.let_go = threading.Event(), threading.Event()

    @property
    def size(self) -> int:
        return len(self._content)

    def read(self, offset: int, count: int) -> bytes:
        if offset >= self.size // 2:
            self.reached.set()
            assert self.let_go.wait(30)
        return self._content[offset : offset + count]

    def __enter__(self) -> "HeldFile":
        return self

    def __exit__(self, *_details: object) -> None:
        """Nothing was opened."""


class ClipScreen:
    """The episodes screen as a person uses it who has clips."""

    def __init__(self, screen: Any, folder: Path, record: Path, qtbot: Any) -> None:
        self.screen, self.page = screen, screen.page
        self.child = screen.page._child
        self.card = screen.page.body.clips
        self.shelf = self.child.clips
        self._folder, self._record, self._qtbot = folder, record, qtbot
        self.held: list[HeldFile] = []

    @property
    def thread(self) -> Any:
        return self.child.log.current

    @property
    def kept(self) -> list[str]:
        """The files of clips on the disk, parts included."""
        return sorted(one.name for one in self._record.iterdir()) if self._record.is_dir() else []

    def file(self, content: bytes, name: str = HOSTILE_NAME) -> Path:
        path = self._folder / name
        path.write_bytes(content)
        return path

    def dialog(self, name: str) -> Any:
        found = [one for one in self.page.window().findChildren(QDialog, name) if one.isVisible()]
        assert found, name
        return found[-1]

    def shows(self, name: str) -> bool:
        return any(one.isVisible() for one in self.page.window().findChildren(QDialog, name))

    def until(self, is_so: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(is_so, timeout=LONG_MS)

    def take(self, content: bytes, event: int | None = -1, name: str = HOSTILE_NAME) -> ClipTile:
        """Take a film in for an event of the thread; its tile."""
        before = len(self.card.tiles)
        event_id = None if event is None else self.thread.events[event].id
        self.card._take_in([Wanted(self.file(content, name), self.thread.id, event_id)])
        self.until(lambda: len(self.card.tiles) > before and not self.shelf.is_busy)
        self.screen.settle()
        return max(self.card.tiles, key=lambda tile: tile.clip.added_at)

    def play(self, tile: ClipTile) -> PlayerDialog:
        """Open a clip with the keyboard and wait for its first frame."""
        tile.click()
        dialog = self.dialog("dialog:player")
        self.until(lambda: not dialog.view.image.isNull())
        return dialog

    def hold(self) -> None:
        """From now on files stop half way."""
        context = self.child.desk.context

        def read(path: Path) -> HeldFile:
            self.held.append(HeldFile(path))
            return self.held[-1]

        context.clips = replace(context.clips, read=read)

    def begin_held(self, content: bytes) -> HeldFile:
        """Begin to take in a file that stops half way."""
        self.hold()
        self.card._take_in([Wanted(self.file(content), self.thread.id, None)])
        self.until(lambda: bool(self.held) and self.held[-1].reached.is_set())
        return self.held[-1]


@pytest.fixture
def clips(episodes: Any, logged: Any, tmp_path: Path, qtbot: Any) -> Iterator[ClipScreen]:
    folder = tmp_path / "phone"
    folder.mkdir()
    one = ClipScreen(episodes(), folder, logged.clinic.folder.attachments, qtbot)
    yield one
    for file in one.held:
        file.let_go.set()
    for dialog in one.page.window().findChildren(PlayerDialog):
        dialog.close()


@pytest.fixture(scope="session")
def short_film() -> bytes:
    """Two seconds, fifty frames."""
    return film()
