"""Why a finding was taken back."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from clinic_app.domain.answers import Answer
from clinic_app.domain.taken_back import REASON_WORDS, TakenBack, TakenBackCode, TakenBackReason
from clinic_app.i18n import _
from clinic_app.services.knowledge import Knowledge
from clinic_app.services.taken_back import change_words, outcome_words, reason_words, when_words
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.choice_field import ChoiceField
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.option_like import Choice
from clinic_app.ui.widgets.plain_label import PlainLabel

_HEIGHT = 300


class TakenBackDialog(QDialog):
    """1 to 4 choose the usual reasons, three words say any other; the finding can also be recorded again."""

    #: The reason, as a ``TakenBackReason``.
    given = Signal(object)
    #: The finding is to stand as it was stored before.
    restored = Signal()

    def __init__(self, found: TakenBack, knowledge: Knowledge, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("dialog:taken_back")
        self.setWindowTitle(_("Taken back"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._code: TakenBackCode | None = None
        change = change_words(knowledge, found)
        self.setAccessibleName(_("Taken back: {change}").format(change=change))
        self._choice = self._make_choice()
        self._edit = self._make_edit()
        self._hint = PlainLabel("", TextStyle.SMALL, ink="muted")
        column = QVBoxLayout(self)
        column.setSpacing(px(8))
        column.addWidget(PlainLabel(change, TextStyle.HEADING, wrap=True))
        column.addWidget(PlainLabel(when_words(found), TextStyle.SMALL, ink="secondary", wrap=True))
        column.addWidget(PlainLabel(outcome_words(found), wrap=True))
        asked = _("Why? The reason is signed and printed with the visit.")
        column.addWidget(PlainLabel(asked, TextStyle.STRONG, wrap=True))
        self._choice.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        column.addWidget(self._choice)
        column.addWidget(self._edit, 1)
        column.addLayout(self._make_buttons(found, knowledge))
        self.setMinimumWidth(px(520))
        self.resize(px(520), px(_HEIGHT))
        self._show_state()

    def _make_choice(self) -> ChoiceField:
        words = [(code, reason_words(code)) for code in TakenBackCode]
        options = tuple(Choice(str(code), text, text) for code, text in words)
        field = ChoiceField("taken_back_code", _("Usual reasons"), options=options)
        field.answer_changed.connect(self._on_code)
        return field

    def _make_edit(self) -> QPlainTextEdit:
        edit = QPlainTextEdit()
        edit.setObjectName("taken_back_words")
        edit.setAccessibleName(_("Reason in own words"))
        edit.setPlaceholderText(_("Or in own words, at least three"))
        edit.setTabChangesFocus(True)
        edit.setMinimumHeight(px(64))
        edit.textChanged.connect(self._show_state)
        return edit

    def _make_buttons(self, found: TakenBack, knowledge: Knowledge) -> QHBoxLayout:
        old = knowledge.value_words(found.key.field, found.old)
        again = ActionButton(
            "button:taken_back_restore", _("Record it again"), ButtonKind.LINK,
            spoken=_("Record it again: {name} {old}").format(name=knowledge.name_of(found.key), old=old),
        )  # fmt: skip
        again.clicked.connect(self._on_restore)
        later = ActionButton("button:taken_back_later", _("Later"), key="Esc")
        later.clicked.connect(self.reject)
        self._keep = ActionButton(
            "button:taken_back_keep", _("Keep this reason"), ButtonKind.PRIMARY_STANDARD, key="Ctrl+Enter"
        )
        self._keep.clicked.connect(self._on_keep)
        row = QHBoxLayout()
        row.addWidget(again)
        row.addWidget(self._hint)
        row.addStretch(1)
        row.addWidget(later)
        row.addWidget(self._keep)
        return row

    @property
    def _reason(self) -> TakenBackReason:
        return TakenBackReason(self._code, " ".join(self._edit.toPlainText().split()))

    @Slot(object)
    def _on_code(self, answer: Answer | None) -> None:
        self._code = TakenBackCode(str(answer.value)) if answer is not None and answer.value is not None else None
        self._show_state()

    @Slot()
    def _show_state(self) -> None:
        if not hasattr(self, "_keep"):
            return
        reason = self._reason
        self._keep.setEnabled(reason.is_enough)
        missing = REASON_WORDS - len(reason.words.split())
        words = _("{count} more words").format(count=missing) if reason.words and not reason.is_enough else ""
        self._hint.setText(words)

    @Slot()
    def _on_keep(self) -> None:
        if self._reason.is_enough:
            self.given.emit(self._reason)
            self.accept()

    @Slot()
    def _on_restore(self) -> None:
        self.restored.emit()
        self.accept()

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        """The keyboard starts on the usual reasons."""
        super().showEvent(event)
        cells = self._choice.findChild(QWidget, "taken_back_code_edit")
        if cells is not None:
            cells.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter keeps the reason; Enter alone does so too, once there is one."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_keep()
            return
        super().keyPressEvent(event)
