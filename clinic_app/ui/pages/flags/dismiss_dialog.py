"""Why a flag is set aside."""

from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from clinic_app.i18n import _
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel

WORDS_NEEDED: Final = 3


class DismissDialog(QDialog):
    """A reason of at least three words; it is signed with the visit."""

    #: The reason.
    given = Signal(str)

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("flag_dismiss")
        self.setWindowTitle(_("Dismiss a flag"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._edit = QPlainTextEdit()
        self._edit.setObjectName("flag_dismiss_reason")
        self._edit.setAccessibleName(_("Reason to dismiss: {title}").format(title=title))
        self._edit.setTabChangesFocus(True)
        self._edit.setMinimumSize(px(380), px(80))
        self._edit.textChanged.connect(self._on_text)
        self._hint = PlainLabel("", TextStyle.SMALL, ink="muted")
        back = ActionButton("button:dismiss_back", _("Go back"), key="Esc")
        back.clicked.connect(self.reject)
        self._dismiss = ActionButton("button:dismiss_flag", _("Dismiss with this reason"), ButtonKind.PRIMARY_STANDARD)
        self._dismiss.clicked.connect(self._on_dismiss)
        row = QHBoxLayout()
        row.addWidget(self._hint)
        row.addStretch(1)
        row.addWidget(back)
        row.addWidget(self._dismiss)
        column = QVBoxLayout(self)
        column.setSpacing(px(8))
        column.addWidget(PlainLabel(title, TextStyle.HEADING, wrap=True))
        column.addWidget(PlainLabel(_("Why is this not followed up? The reason is signed with the visit."), wrap=True))
        column.addWidget(self._edit)
        column.addLayout(row)
        self._on_text()

    @property
    def _reason(self) -> str:
        return " ".join(self._edit.toPlainText().split())

    @Slot()
    def _on_text(self) -> None:
        missing = WORDS_NEEDED - len(self._reason.split())
        self._dismiss.setEnabled(missing <= 0)
        self._hint.setText(_("{count} more words").format(count=missing) if missing > 0 else "")

    @Slot()
    def _on_dismiss(self) -> None:
        self.given.emit(self._reason)
        self.accept()
