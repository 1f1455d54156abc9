"""Writing an addendum to a signed note."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from clinic_app.i18n import _
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.note_field import NoteField
from clinic_app.ui.widgets.plain_label import PlainLabel


class AddendumDialog(QDialog):
    """Stays open, with what was typed, until it is stored; Escape with words in it only says so."""

    #: The words.
    written = Signal(str)

    def __init__(self, note_words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("dialog:addendum")
        self.setWindowTitle(_("Add addendum"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._was_warned = False
        self._note = NoteField("addendum", _("Addendum"), lines=6)
        self._note.edit.textChanged.connect(self._on_text)
        self._say = PlainLabel("", TextStyle.SMALL, ink="danger", wrap=True)
        self._back = ActionButton("button:addendum_back", _("Go back"), key="Esc")
        self._add = ActionButton(
            "button:addendum_store", _("Add to the note"), ButtonKind.PRIMARY_STANDARD, key="Ctrl+Enter"
        )
        self._back.clicked.connect(self.reject)
        self._add.clicked.connect(self._on_add)
        row = QHBoxLayout()
        row.addWidget(self._back)
        row.addStretch(1)
        row.addWidget(self._add)
        column = QVBoxLayout(self)
        column.setSpacing(px(8))
        column.addWidget(PlainLabel(note_words, TextStyle.HEADING, wrap=True))
        locks = _("An addendum carries your name and the time, and cannot be changed later.")
        column.addWidget(PlainLabel(locks, TextStyle.SMALL, ink="secondary", wrap=True))
        column.addWidget(self._note, 1)
        column.addWidget(self._say)
        column.addLayout(row)
        self.resize(px(480), px(300))
        self._on_text()
        self._note.focus_edit()

    @property
    def _text(self) -> str:
        return self._note.edit.toPlainText().strip()

    def say_problem(self, words: str) -> None:
        """It was not stored: say why, keep the words."""
        self._say.setText(words)
        self._add.setEnabled(True)

    @Slot()
    def _on_text(self) -> None:
        self._was_warned = False
        self._add.setEnabled(bool(self._text))

    @Slot()
    def _on_add(self) -> None:
        if self._text:
            self._add.setEnabled(False)
            self.written.emit(self._text)

    # Qt overrides

    @Slot()
    def reject(self) -> None:
        """Typed words are not thrown away by one key."""
        if self._text and not self._was_warned:
            self._was_warned = True
            self._say.setText(_("This is not stored. Go back again to leave it out."))
            return
        super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter stores."""
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if ctrl and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_add()
            return
        super().keyPressEvent(event)
