"""The same clip belongs to another child: somebody looks before it is taken in here."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from clinic_app.i18n import _
from clinic_app.ui.clip_shelf import Wanted
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel


class ElsewhereDialog(QDialog):
    """The keyboard starts on leaving it out. Nobody is named."""

    #: It is taken in all the same, as ``Wanted``.
    confirmed = Signal(object)

    def __init__(self, sentence: str, wanted: Wanted, parent: QWidget) -> None:
        super().__init__(parent)
        self._wanted = wanted
        self.setObjectName("dialog:clip_elsewhere")
        self.setWindowTitle(_("Is this the right child?"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        leave = ActionButton("button:clip_leave", _("Leave it out"), key="Esc")
        leave.setDefault(True)
        leave.clicked.connect(self.reject)
        take = ActionButton("button:clip_take", _("Add it here too"), ButtonKind.PRIMARY_STANDARD)
        take.clicked.connect(self._on_take)
        row = QHBoxLayout()
        row.addWidget(leave)
        row.addStretch(1)
        row.addWidget(take)
        told = PlainLabel(sentence, wrap=True)
        told.setMinimumWidth(px(400))
        column = QVBoxLayout(self)
        column.setSpacing(px(8))
        column.addWidget(PlainLabel(_("Is this the right child?"), TextStyle.TITLE))
        column.addWidget(told)
        column.addLayout(row)
        leave.setFocus()

    @Slot()
    def _on_take(self) -> None:
        self.confirmed.emit(replace(self._wanted, although_elsewhere=True))
        self.accept()
