"""Why a clip is removed."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from clinic_app.domain.attachments import Attachment
from clinic_app.domain.errors import ClinicError
from clinic_app.i18n import _
from clinic_app.ui.clip_shelf import ClipShelf
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.input_box import InputBox
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel


class RemoveDialog(QDialog):
    """A removed clip cannot be brought back; the reason stays."""

    def __init__(self, shelf: ClipShelf, clip: Attachment, parent: QWidget) -> None:
        super().__init__(parent)
        self._shelf, self._clip = shelf, clip
        shelf.removed.connect(self._on_removed)
        shelf.not_removed.connect(self._on_not_removed)
        self.setObjectName("dialog:remove_clip")
        self.setWindowTitle(_("Remove the clip"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._reason = InputBox()
        self._reason.edit.setObjectName("field:remove_reason")
        self._reason.edit.setAccessibleName(_("Why, in at least three words"))
        self._reason.edit.returnPressed.connect(self._on_remove)
        self._problem = PlainLabel("", TextStyle.SMALL, ink="danger", wrap=True)
        self._problem.setObjectName("remove:problem")
        keep = ActionButton("button:remove_back", _("Keep it"), key="Esc")
        keep.clicked.connect(self.reject)
        remove = ActionButton("button:remove_confirm", _("Remove for good"), ButtonKind.DANGER, icon_name="trash")
        remove.clicked.connect(self._on_remove)
        row = QHBoxLayout()
        row.addWidget(keep)
        row.addStretch(1)
        row.addWidget(remove)
        words = _("The clip is deleted and cannot be brought back. Who removed it and why stays in the log.")
        told = PlainLabel(words, wrap=True)
        told.setMinimumWidth(px(380))
        column = QVBoxLayout(self)
        column.setSpacing(px(8))
        column.addWidget(PlainLabel(_("Remove the clip"), TextStyle.TITLE))
        column.addWidget(told)
        column.addWidget(PlainLabel(_("Why, in at least three words"), TextStyle.SMALL, ink="secondary"))
        column.addWidget(self._reason)
        column.addWidget(self._problem)
        column.addLayout(row)
        self._reason.edit.setFocus()

    @property
    def problem(self) -> str:
        """Why it was not removed; what was typed stays."""
        return self._problem.text()

    @Slot()
    def _on_remove(self) -> None:
        newest = next((one for one in self._shelf.clips if one.id == self._clip.id), self._clip)
        self._shelf.remove(newest, self._reason.edit.text())

    @Slot(object)
    def _on_removed(self, clip: Attachment) -> None:
        if clip.id == self._clip.id:
            self.accept()

    @Slot(object, object)
    def _on_not_removed(self, clip: Attachment, problem: Exception) -> None:
        if clip.id != self._clip.id:
            return
        if isinstance(problem, ClinicError):
            self._problem.setText(str(problem))
        else:
            self._shelf.failed.emit(problem)
