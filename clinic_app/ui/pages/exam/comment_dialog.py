"""The examiner's own words to one finding."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from clinic_app.i18n import _
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel


class CommentDialog(QDialog):
    """Ctrl+Enter keeps, Escape leaves as it was."""

    #: The words, empty to take the comment away.
    kept = Signal(str)

    def __init__(self, title: str, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("exam_comment")
        self.setWindowTitle(_("Comment"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._edit = QPlainTextEdit(text)
        self._edit.setObjectName("exam_comment_edit")
        self._edit.setAccessibleName(_("Comment, {item}").format(item=title))
        self._edit.setTabChangesFocus(True)
        self._edit.setMinimumSize(px(380), px(96))
        back = ActionButton("button:comment_back", _("Go back"), key="Esc")
        keep = ActionButton("button:comment_keep", _("Keep comment"), ButtonKind.PRIMARY_STANDARD, key="Ctrl+Enter")
        back.clicked.connect(self.reject)
        keep.clicked.connect(self._on_keep)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(back)
        row.addWidget(keep)
        column = QVBoxLayout(self)
        column.setSpacing(px(8))
        column.addWidget(PlainLabel(title, TextStyle.HEADING))
        column.addWidget(self._edit)
        column.addLayout(row)

    @Slot()
    def _on_keep(self) -> None:
        self.kept.emit(self._edit.toPlainText())
        self.accept()

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter keeps."""
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if ctrl and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_keep()
            return
        super().keyPressEvent(event)
