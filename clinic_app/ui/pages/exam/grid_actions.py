"""What the keys of a grid open: the reasons for both sides, and a comment."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from clinic_app.domain.answers import ItemKey
from clinic_app.i18n import _
from clinic_app.services.knowledge import Knowledge
from clinic_app.ui.pages.exam.comment_dialog import CommentDialog
from clinic_app.ui.pages.exam.exam_grid import ExamGrid
from clinic_app.ui.pages.exam.recorder import Recorder
from clinic_app.ui.widgets.reasons import reason_menu


class GridActions(QObject):
    """Acts on the item of ``grid`` that has the keyboard."""

    #: Why nothing was opened.
    hint_changed = Signal(str)

    def __init__(self, grid: ExamGrid, recorder: Recorder, knowledge: Knowledge, over: QWidget) -> None:
        super().__init__(over)
        self._grid, self._recorder, self._knowledge, self._over = grid, recorder, knowledge, over

    def leave_both_out(self) -> None:
        """Ask why the item was not examined; the reason holds for every side of it."""
        if (at := self._grid.current) is None:
            return
        item, side = at
        keys = item.keys
        widget = self._grid.cell_widget(ItemKey(item.field.id, side))
        menu = reason_menu(widget, lambda reason: self._leave_out(keys, reason))
        menu.popup(widget.mapToGlobal(widget.rect().bottomLeft()))

    def _leave_out(self, keys: tuple[ItemKey, ...], reason: str) -> None:
        self._recorder.leave_out(keys, reason, keep=False)

    def comment(self) -> None:
        """Ask for the examiner's own words to what is recorded on this side."""
        if (at := self._grid.current) is None:
            return
        key = ItemKey(at[0].field.id, at[1])
        held = self._recorder.answers.get(key)
        if held is None:
            self.hint_changed.emit(_("Record the finding or leave it out first; a comment stands beside it"))
            return
        dialog = CommentDialog(self._knowledge.name_of(key), held.comment, self._over)
        dialog.kept.connect(lambda text: self._recorder.comment(key, text))
        dialog.finished.connect(self._grid.focus_current)
        dialog.open()
