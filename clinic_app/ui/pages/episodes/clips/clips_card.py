"""Videos of the episode that is looked at."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QScrollArea, QWidget

from clinic_app.domain.attachments import Attachment
from clinic_app.domain.episodes import Episode
from clinic_app.domain.errors import ClinicError
from clinic_app.i18n import _
from clinic_app.services.clips.taking_in import ElsewhereError, Taken
from clinic_app.ui.clip_shelf import Wanted
from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.pages.episodes.clips.clip_tile import ClipTile
from clinic_app.ui.pages.episodes.clips.clip_words import caption, day_of, shelf_words
from clinic_app.ui.pages.episodes.clips.drop_tile import DropTile
from clinic_app.ui.pages.episodes.clips.elsewhere_dialog import ElsewhereDialog
from clinic_app.ui.pages.episodes.clips.import_bar import ImportBar
from clinic_app.ui.pages.episodes.clips.remove_dialog import RemoveDialog
from clinic_app.ui.pages.episodes.clips.target_dialog import TargetDialog
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.toast import toast_of

#: Heights in design pixels: a row of tiles, and the one sentence without any.
_TILES, _NO_TILES = 98, 40


class ClipsCard(Card):
    """Tiles, newest first. Files are dropped on it or chosen; which event they show is always asked."""

    #: A clip is to be played, as ``Attachment``.
    play_requested = Signal(object)

    def __init__(self, child: OpenChild, parent: QWidget | None = None) -> None:
        super().__init__(_("Videos"), margins=(0, 8, 0, 4), spacing=4, parent=parent)
        self._child = child
        self._tiles: list[ClipTile] = []
        self.setObjectName("card:clips")
        self.setAcceptDrops(True)
        self._build_ui()
        shelf = child.clips
        shelf.changed.connect(self.refresh)
        shelf.progressed.connect(self._bar.show_progress)
        shelf.taken.connect(self._on_taken)
        shelf.refused.connect(self._on_refused)
        shelf.failed.connect(self._on_failed)
        shelf.removed.connect(self._on_removed)
        child.log.selected.connect(self.refresh)
        child.log.changed.connect(self.refresh)
        self.refresh()
        shelf.read_once()
        if shelf.is_busy:  # begun before somebody looked at another child
            self._bar.begin()

    def _build_ui(self) -> None:
        self._count = PlainLabel("", TextStyle.SMALL, ink="secondary")
        self.header_right.addWidget(self._count)
        add = ActionButton("button:add_clip", _("Add a clip"), ButtonKind.SMALL, key="Ctrl+O", icon_name="video")
        add.clicked.connect(self.choose_files)
        self.header_right.addWidget(add)
        inside = QWidget()
        self._row = QHBoxLayout(inside)
        self._row.setContentsMargins(px(10), px(2), px(10), px(2))
        self._row.setSpacing(px(8))
        self._area = QScrollArea()
        self._area.setObjectName("scroll:clips")
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidgetResizable(True)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(inside)
        self._none = PlainLabel(_("Drop a phone clip or a picture here. It is kept encrypted."), ink="muted", wrap=True)
        self._problem = PlainLabel("", TextStyle.SMALL, ink="danger", wrap=True)
        self._problem.setObjectName("clips:problem")
        self._problem.setContentsMargins(px(10), 0, px(10), 0)
        self._problem.hide()
        self._drop = DropTile()
        self._drop.clicked.connect(self.choose_files)
        self._bar = ImportBar()
        self._bar.cancelled.connect(self._child.clips.stop)
        for part in (self._area, self._problem, self._bar):
            self.body.addWidget(part)

    @property
    def tiles(self) -> Sequence[ClipTile]:
        """One for each clip of the thread."""
        return self._tiles

    @property
    def problem(self) -> str:
        """Why the last file was not taken in."""
        return self._problem.text()

    @Slot()
    def refresh(self) -> None:
        """Show the clips of the thread."""
        thread = self._child.log.current
        found = self._child.clips.of_thread(thread.id) if thread is not None else ()
        clips = tuple(sorted(found, key=lambda clip: day_of(clip, thread), reverse=True))
        shown = [(tile.clip, tile.words) for tile in self._tiles]
        if shown != [(clip, caption(clip, thread)) for clip in clips] or not self._row.count():
            self._show(clips, thread)
        event = self._child.log.current_event
        for tile in self._tiles:
            tile.set_looked_at(event is not None and tile.clip.event_id == event.id)

    def _show(self, clips: Sequence[Attachment], thread: Episode | None) -> None:
        """Other tiles; the keyboard stays on the clip that has it."""
        shelf, focused = self._child.clips, [tile.clip.id for tile in self._tiles if tile.hasFocus()]
        while (item := self._row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None and widget not in (self._none, self._drop):
                widget.deleteLater()
        self._tiles = [ClipTile(clip, thread) for clip in clips]
        for tile in self._tiles:
            tile.clicked.connect(lambda _checked=False, clip=tile.clip: self.play_requested.emit(clip))
            tile.remove_requested.connect(lambda clip=tile.clip: RemoveDialog(shelf, clip, self.window()).open())
            tile.step_requested.connect(self._step)
            self._row.addWidget(tile, 0, Qt.AlignmentFlag.AlignTop)
        self._drop.setVisible(bool(clips))
        self._row.addWidget(self._drop, 0, Qt.AlignmentFlag.AlignTop)
        self._none.setVisible(not clips)
        self._area.setFixedHeight(px(_TILES if clips else _NO_TILES))
        self._row.addWidget(self._none, 1)
        self._row.addStretch(1)
        self._count.setText(shelf_words(tuple(clips)))
        for tile in self._tiles:
            if tile.clip.id in focused:
                tile.setFocus()

    @Slot()
    def play_first(self) -> None:
        """Play the clip that has the keyboard, or that of the event that is looked at, or the newest."""
        event = self._child.log.current_event
        mine = [tile for tile in self._tiles if event is not None and tile.clip.event_id == event.id]
        focused = [tile for tile in self._tiles if tile.hasFocus()]
        for tile in (*focused, *mine, *self._tiles):
            self.play_requested.emit(tile.clip)
            return

    @Slot()
    def choose_files(self) -> None:
        """Ask for files of this computer."""
        dialog = QFileDialog(self, _("Add a clip"))
        dialog.setObjectName("dialog:choose_clip")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda paths: self.ask_target([Path(one) for one in paths]))
        dialog.open()

    def ask_target(self, paths: Sequence[Path]) -> None:
        """Ask which event the files show, then take them in."""
        thread = self._child.log.current
        if thread is None or not paths:
            return
        event = self._child.log.current_event
        dialog = TargetDialog(thread, paths, event.id if event is not None else None, self.window())
        dialog.chosen.connect(self._take_in)
        dialog.open()

    @Slot(object)
    def _take_in(self, wanted: Sequence[Wanted]) -> None:
        self._problem.hide()
        self._bar.begin()
        for one in wanted:
            self._child.clips.take_in(one)

    @Slot(object)
    def _on_taken(self, taken: Taken) -> None:
        toast_of(self).say(_("This clip is in the record already.") if taken.already else _("The clip is kept."))

    @Slot(object, object)
    def _on_refused(self, wanted: Wanted, problem: Exception) -> None:
        if isinstance(problem, ElsewhereError):
            dialog = ElsewhereDialog(str(problem), wanted, self.window())
            dialog.confirmed.connect(lambda again: self._take_in([again]))
            dialog.open()
            return
        self._on_failed(problem)

    @Slot(object)
    def _on_failed(self, problem: Exception) -> None:
        if not isinstance(problem, ClinicError):
            self._child.runner.failed.emit(problem)
            return
        self._problem.setText(str(problem))
        self._problem.show()

    @Slot(object)
    def _on_removed(self, _clip: Attachment) -> None:
        toast_of(self).say(_("The clip is removed. Who removed it and why stays in the log."))

    @Slot(int)
    def _step(self, by: int) -> None:
        place = next((place for place, tile in enumerate(self._tiles) if tile.hasFocus()), 0)
        to = self._tiles[min(max(place + by, 0), len(self._tiles) - 1)]
        to.setFocus()
        self._area.ensureWidgetVisible(to)

    # Qt overrides

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files of this computer may be dropped."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask which event they show."""
        event.acceptProposedAction()
        self.ask_target([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
