"""Looking at a clip: played, slowed, stepped, turned, marked, given out, removed."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLineEdit, QListWidget, QVBoxLayout, QWidget

from clinic_app.domain.attachments import Attachment, ClipMark
from clinic_app.domain.errors import ClinicError
from clinic_app.i18n import _
from clinic_app.services.access import Action
from clinic_app.services.clips.ports import ClipFrame
from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.pages.episodes.clips.clip_player import ClipPlayer
from clinic_app.ui.pages.episodes.clips.clip_words import length_words, phone_words, spoken
from clinic_app.ui.pages.episodes.clips.frame_view import FrameView
from clinic_app.ui.pages.episodes.clips.remove_dialog import RemoveDialog
from clinic_app.ui.pages.episodes.clips.time_line import TimeLine
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.input_box import InputBox
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel

_SPEEDS = (1.0, 0.5, 0.25)


class PlayerDialog(QDialog):
    """Space plays, ``,`` and ``.`` step one frame, S slows, R turns, M marks. Sound is not played."""

    def __init__(self, child: OpenChild, clip: Attachment, parent: QWidget) -> None:
        super().__init__(parent)
        self._child, self._clip = child, clip
        self.setObjectName("dialog:player")
        self.setWindowTitle(_("Clip"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._view, self._line = FrameView(), TimeLine(clip.facts.duration_ms)
        self._player = ClipPlayer(child.desk, child.runner, clip, self)
        self._build_ui()
        self._connect()
        self._show_clip()
        self.resize(px(980), px(600))

    def _build_ui(self) -> None:
        self._play = self._button("button:play", _("Play"), "Space", self._player.toggle, ButtonKind.PRIMARY_STANDARD)
        self._slow = self._button("button:speed", _("Speed 1"), "S", self._next_speed)
        self._seen = self._button("button:seen", _("Watched"), "W", self._mark_seen)
        controls = QHBoxLayout()
        controls.setSpacing(px(6))
        for part in (
            self._play,
            self._button("button:frame_back", _("Frame back"), ",", partial(self._player.step, -1)),
            self._button("button:frame_on", _("Frame on"), ".", partial(self._player.step, 1)),
            self._slow,
            self._button("button:turn", _("Turn"), "R", self._turn),
        ):
            controls.addWidget(part)
        controls.addStretch(1)
        controls.addWidget(PlainLabel(_("Without sound"), TextStyle.SMALL, ink="muted"))
        left = QVBoxLayout()
        left.setSpacing(px(6))
        left.addWidget(self._view, 1)
        left.addWidget(self._line)
        left.addLayout(controls)
        whole = QHBoxLayout(self)
        whole.setSpacing(px(10))
        whole.addLayout(left, 1)
        whole.addLayout(self._make_side())

    def _make_side(self) -> QVBoxLayout:
        self._title = PlainLabel("", TextStyle.HEADING, wrap=True)
        self._told = PlainLabel("", TextStyle.SMALL, ink="secondary", wrap=True)
        self._marks = QListWidget()
        self._marks.setObjectName("list:marks")
        self._marks.setAccessibleName(_("Marked moments"))
        self._marks.itemActivated.connect(lambda _item: self._go_to_mark())
        self._note = InputBox()
        self._note.edit.setObjectName("field:clip_note")
        self._note.edit.setAccessibleName(_("Note about the clip"))
        self._note.edit.setPlaceholderText(_("Note about the clip"))
        self._note.edit.setMaxLength(500)
        self._note.edit.editingFinished.connect(self._keep_note)
        self._words = InputBox()
        self._words.edit.setObjectName("field:mark")
        self._words.edit.setAccessibleName(_("Words for a mark at this moment"))
        self._words.edit.setPlaceholderText(_("Mark this moment: what is seen"))
        self._words.edit.setMaxLength(200)
        self._words.edit.returnPressed.connect(self._add_mark)
        self._problem = PlainLabel("", TextStyle.SMALL, ink="danger", wrap=True)
        self._problem.setObjectName("player:problem")
        self._save = self._button("button:save_clip", _("Save a copy without place and device"), "", self._ask_where)
        self._remove = self._button("button:remove_clip", _("Remove"), "", self._ask_why)
        close = self._button("button:player_close", _("Close"), "Esc", self.close)
        side = QVBoxLayout()
        side.setSpacing(px(8))
        for part in (
            self._title,
            self._told,
            self._seen,
            self._note,
            self._words,
            self._marks,
            self._problem,
            self._save,
        ):
            side.addWidget(part)
        row = QHBoxLayout()
        row.addWidget(self._remove)
        row.addStretch(1)
        row.addWidget(close)
        side.addLayout(row)
        self._marks.setMinimumWidth(px(280))
        return side

    def _button(
        self, name: str, words: str, key: str, act: Callable[[], object], kind: ButtonKind = ButtonKind.STANDARD
    ) -> ActionButton:
        button = ActionButton(name, words, kind, key=key)
        button.clicked.connect(lambda: act())
        return button

    def _connect(self) -> None:
        player = self._player
        player.frame_ready.connect(self._on_frame)
        player.playing_changed.connect(lambda runs: self._play.set_words(_("Pause") if runs else _("Play")))
        player.failed.connect(self._on_failed)
        self._line.moved.connect(player.seek)
        self._child.clips.changed.connect(self._on_changed)
        self._child.clips.failed.connect(self._on_failed)
        actions: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Space", player.toggle),
            (",", lambda: player.step(-1)),
            (".", lambda: player.step(1)),
            ("S", self._next_speed),
            ("R", self._turn),
            ("M", self._words.edit.setFocus),
            ("W", self._mark_seen),
            ("Home", lambda: player.seek(0.0)),
            ("End", lambda: player.seek(player.duration_s)),
            ("Delete", self._remove_mark),
        )
        for keys, act in actions:
            QShortcut(QKeySequence(keys), self, partial(self._act, act))

    def _act(self, act: Callable[[], object]) -> None:
        """Letters are letters while words are typed."""
        if not isinstance(self.focusWidget(), QLineEdit):
            act()

    @property
    def clip(self) -> Attachment:
        """What is shown, as it now stands."""
        return self._clip

    @property
    def player(self) -> ClipPlayer:
        """What plays it."""
        return self._player

    @property
    def view(self) -> FrameView:
        """Where the frame is."""
        return self._view

    @property
    def problem(self) -> str:
        """What could not be done."""
        return self._problem.text()

    def _show_clip(self) -> None:
        clip, role = self._clip, self._child.desk.actor.role
        may_examine = Action.WRITE_EXAM in self._child.desk.context.permissions.get(role, frozenset())
        thread = next((one for one in self._child.log.threads if one.id == clip.episode_id), None)
        self._title.setText(spoken(clip, thread))
        taken = _("The phone's clock said {time}.").format(time=phone_words(clip.facts.taken_at))
        size = _("{width} x {height} pixels. Added by {name}.").format(
            width=clip.facts.width, height=clip.facts.height, name=clip.added_by
        )
        self._told.setText(f"{size} {taken}" if clip.facts.taken_at else size)
        if not self._note.edit.hasFocus():
            self._note.edit.setText(clip.note)
        self._seen.setVisible(may_examine and not clip.seen)
        self._line.show_marks(clip.marks)
        at = self._marks.currentRow()
        self._marks.clear()
        self._marks.addItems([f"{length_words(one.at_ms)}  {one.text}" for one in clip.marks])
        self._marks.setCurrentRow(min(at, len(clip.marks) - 1))

    @Slot(object)
    def _on_frame(self, frame: ClipFrame) -> None:
        self._view.show_frame(frame, self._clip.turn)
        self._line.show_moment(round(frame.at_s * 1000))

    @Slot()
    def _on_changed(self) -> None:
        found = next((one for one in self._child.clips.clips if one.id == self._clip.id), None)
        if found is None:
            self.close()
            return
        turned = found.turn != self._clip.turn
        self._clip = found
        self._show_clip()
        if turned:
            self._player.seek(self._player.at_s)

    @Slot(object)
    def _on_failed(self, problem: Exception) -> None:
        if isinstance(problem, ClinicError):
            self._problem.setText(str(problem))
        else:
            self._child.runner.failed.emit(problem)

    def _next_speed(self) -> None:
        speed = _SPEEDS[(_SPEEDS.index(self._player.speed) + 1) % len(_SPEEDS)]
        self._player.set_speed(speed)
        self._slow.set_words(_("Speed {speed}").format(speed=f"{speed:g}"))

    def _turn(self) -> None:
        self._child.clips.describe(self._clip, turn=self._clip.turn + 1)

    def _mark_seen(self) -> None:
        if self._seen.isVisibleTo(self):
            self._child.clips.mark_seen(self._clip)

    @Slot()
    def _add_mark(self) -> None:
        words = self._words.edit.text().strip()
        if not words:
            return
        mark = ClipMark(min(self._line.at_ms, self._clip.facts.duration_ms), words)
        self._child.clips.set_marks(self._clip, (*self._clip.marks, mark))
        self._words.edit.clear()
        self._line.setFocus()

    @Slot()
    def _keep_note(self) -> None:
        words = self._note.edit.text().strip()
        if words != self._clip.note:
            self._child.clips.describe(self._clip, note=words)

    def _remove_mark(self) -> None:
        row = self._marks.currentRow()
        if self._marks.hasFocus() and 0 <= row < len(self._clip.marks):
            left = (*self._clip.marks[:row], *self._clip.marks[row + 1 :])
            self._child.clips.set_marks(self._clip, left)

    def _go_to_mark(self) -> None:
        self._player.seek(self._clip.marks[self._marks.currentRow()].at_ms / 1000)

    def _ask_where(self) -> None:
        dialog = QFileDialog(self, _("Save a copy"), self._offered_name())
        dialog.setObjectName("dialog:save_clip")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    def _offered_name(self) -> str:
        """Record number and day; never a name."""
        facts = self._clip.facts
        ending = "jpg" if facts.kind == "picture" else "mkv" if facts.format == "matroska" else "mp4"
        return f"{self._child.chart.patient.number}-{self._clip.added_at.date().isoformat()}.{ending}"

    @Slot(str)
    def save_to(self, path: str) -> None:
        """Write the copy off the window's thread."""
        self._save.setEnabled(False)
        self._problem.setText("")

        def done(_clip: object) -> None:
            self._save.setEnabled(True)
            self._told.setText(_("Saved without place, device and time."))

        def failed(problem: Exception) -> None:
            self._save.setEnabled(True)
            self._on_failed(problem)

        self._child.clips.export(self._clip, Path(path), done, failed)

    def _ask_why(self) -> None:
        RemoveDialog(self._child.clips, self._clip, self).open()

    # Qt overrides

    def done(self, result: int) -> None:
        """However it is closed, no process stays behind and no word is lost."""
        self._keep_note()
        self._player.close()
        super().done(result)
