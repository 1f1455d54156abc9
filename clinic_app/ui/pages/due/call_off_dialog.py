"""A plan line is called off only with a reason."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from clinic_app.i18n import _
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel


class CallOffDialog(QDialog):
    """Enter calls off once a reason is typed, Escape goes back."""

    #: The line is called off; carries the reason.
    confirmed = Signal(str)

    def __init__(self, number: str, what: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("dialog:call_off")
        self.setWindowTitle(_("Call off"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._reason = QLineEdit()
        self._reason.setObjectName("field:call_off_reason")
        self._reason.setAccessibleName(_("Why this is called off"))
        self._reason.setPlaceholderText(_("Why, for whoever reads the plan later"))
        self._reason.setMinimumWidth(px(380))
        back = ActionButton("button:call_off_back", _("Go back"), key="Esc")
        back.clicked.connect(self.reject)
        self._confirm = ActionButton("button:call_off", _("Call off"), ButtonKind.PRIMARY_STANDARD, key="Enter")
        self._confirm.setEnabled(False)
        self._confirm.clicked.connect(self._on_confirm)
        self._reason.textChanged.connect(lambda text: self._confirm.setEnabled(bool(text.strip())))
        self._reason.returnPressed.connect(self._on_confirm)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(back)
        row.addWidget(self._confirm)
        column = QVBoxLayout(self)
        column.setSpacing(px(8))
        column.addWidget(PlainLabel(_("Call off for {number}").format(number=number), TextStyle.HEADING))
        column.addWidget(PlainLabel(what, wrap=True))
        column.addWidget(self._reason)
        column.addLayout(row)
        self._reason.setFocus()

    @Slot()
    def _on_confirm(self) -> None:
        if self._confirm.isEnabled():
            self.confirmed.emit(self._reason.text().strip())
            self.accept()
