"""The last look before a visit is sealed."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from clinic_app.domain.people import Patient
from clinic_app.i18n import _, day_text
from clinic_app.services.signing import SigningReview
from clinic_app.ui.pages.plan.review_dialog import review_lists
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel

_LONGEST_NAME = 30


class SignDialog(QDialog):
    """Says whose visit, what is sealed, what was not examined and where the sides differ.

    The keyboard starts on "Go back", so that a stray Enter seals nothing; Ctrl+Enter signs.
    """

    #: The person confirmed.
    confirmed = Signal()

    def __init__(self, patient: Patient, review: SigningReview, lines: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("dialog:sign")
        self.setWindowTitle(_("Sign the visit"))
        self.setAccessibleName(_("Sign the visit"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        name = f"{patient.given_name} {patient.family_name}"
        column = QVBoxLayout(self)
        column.setSpacing(px(8))
        column.addWidget(PlainLabel(patient.display_name, TextStyle.TITLE, wrap=True))
        who = _("born {day}, {number}").format(day=day_text(patient.birth_date), number=patient.number)
        column.addWidget(PlainLabel(who, ink="secondary"))
        for words in _counts(review, lines):
            column.addWidget(PlainLabel(words, wrap=True))
        column.addWidget(review_lists(review), 1)
        locks = _("After signing nothing of this visit can be changed. Later additions carry name and time.")
        column.addWidget(PlainLabel(locks, TextStyle.SMALL, ink="muted", wrap=True))
        column.addLayout(self._make_buttons(name))
        self.resize(px(540), px(480))

    def _make_buttons(self, name: str) -> QHBoxLayout:
        shown = name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
        words = _("Sign visit of {name}")
        self._sign = ActionButton(
            "button:confirm_sign", words.format(name=shown), ButtonKind.PRIMARY_STANDARD, key="Ctrl+Enter",
            icon_name="signature", spoken=words.format(name=name),
        )  # fmt: skip
        self._sign.clicked.connect(self._on_sign)
        self._back = ActionButton("button:sign_back", _("Go back"), key="Esc")
        self._back.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self._back)
        row.addStretch(1)
        row.addWidget(self._sign)
        return row

    @Slot()
    def _on_sign(self) -> None:
        self.confirmed.emit()
        self.accept()

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        """The keyboard starts on the button that changes nothing."""
        super().showEvent(event)
        self._back.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter signs; Enter alone presses the button that has the keyboard."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._on_sign()
            elif self._sign.hasFocus():
                self._sign.click()
            else:
                self.reject()
            return
        super().keyPressEvent(event)


def _counts(review: SigningReview, lines: int) -> tuple[str, ...]:
    return (
        _("Examined: {examined} of {offered} places. {missing} were not examined and print as such.").format(
            examined=review.examined, offered=review.offered, missing=len(review.not_examined)
        ),
        _("Flags answered: {answered} of {raised}. Plan lines: {lines}.").format(
            answered=review.answered, raised=review.raised, lines=lines
        ),
    )
