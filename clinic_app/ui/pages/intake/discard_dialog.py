"""A half-done registration is thrown away only after one question."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from clinic_app.i18n import _
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel


class DiscardDialog(QDialog):
    """The keyboard starts on keeping it, so that a stray Enter throws nothing away."""

    #: It is to be thrown away.
    confirmed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("dialog:discard")
        self.setWindowTitle(_("Throw away"))
        self.setAccessibleName(_("Throw this registration away?"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        keep = ActionButton("button:discard_back", _("Keep the draft"), key="Esc")
        keep.clicked.connect(self.reject)
        throw = ActionButton("button:discard_confirm", _("Throw away"), ButtonKind.PRIMARY_STANDARD, icon_name="trash")
        throw.clicked.connect(self._on_confirm)
        row = QHBoxLayout()
        row.addWidget(keep)
        row.addStretch(1)
        row.addWidget(throw)
        column = QVBoxLayout(self)
        column.setSpacing(px(8))
        column.addWidget(PlainLabel(_("Throw this registration away?"), TextStyle.TITLE))
        words = _("Everything typed for this child is removed and cannot be brought back. The log keeps who threw a "
                  "registration away and when, not what stood in it.")  # fmt: skip
        told = PlainLabel(words, wrap=True)
        told.setMinimumWidth(px(400))
        column.addWidget(told)
        column.addLayout(row)
        keep.setDefault(True)
        keep.setFocus()

    @Slot()
    def _on_confirm(self) -> None:
        self.confirmed.emit()
        self.accept()
