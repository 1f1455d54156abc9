"""A clinic in three steps: letterhead, first person, recovery key."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from clinic_app.bootstrap import NewRecord, RecordFile
from clinic_app.domain.answers import Answer
from clinic_app.domain.clinic import Clinic
from clinic_app.domain.errors import ClinicError, UserError
from clinic_app.domain.people import Role
from clinic_app.i18n import _
from clinic_app.ui.pages.setup.recovery_print import print_recovery_key
from clinic_app.ui.role_words import role_words
from clinic_app.ui.tasks import TaskRunner
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.choice_field import ChoiceField
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.new_password_field import NewPasswordField
from clinic_app.ui.widgets.notice_strip import NoticeStrip
from clinic_app.ui.widgets.option_like import Choice
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.text_field import TextField

#: Somebody has to be able to let the others in.
_FIRST_ROLES = (Role.LEAD, Role.ADMINISTRATOR)


#: The key is copied by hand: larger than other text in its font.
_KEY_SIZE = 1.5


class SetupWizard(QWidget):
    """Nothing is written before the second step is finished; the recovery key is proved by typing it back."""

    #: The clinic is set up and open; carries the ``OpenRecord``.
    finished = Signal(object)

    def __init__(self, record: RecordFile, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._record, self._runner = record, runner
        self._new: NewRecord | None = None
        self.setObjectName("page:setup")
        self.setProperty("look", "app")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._notice = NoticeStrip("notice:setup", icon_name="alert-circle", warning=True)
        self._notice.hide()
        self._steps = QStackedWidget()
        for step in (self._make_clinic(), self._make_person(), self._make_recovery()):
            self._steps.addWidget(step)
        self._lay_out()

    def _lay_out(self) -> None:
        card = QFrame()
        card.setProperty("look", "card")
        card.setFixedWidth(px(620))
        inside = QVBoxLayout(card)
        inside.setContentsMargins(px(40), px(30), px(40), px(30))
        inside.addWidget(PlainLabel(_("Set up a clinic"), TextStyle.DISPLAY))
        place = _("The record will lie in {folder}, encrypted.").format(folder=self._record.place)
        inside.addWidget(PlainLabel(place, TextStyle.SMALL, ink="secondary", wrap=True))
        inside.addSpacing(px(8))
        inside.addWidget(self._notice)
        inside.addWidget(self._steps, 1)
        outer = QVBoxLayout(self)
        outer.addStretch(1)
        outer.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(1)

    def _step(self, title: str) -> tuple[QWidget, QVBoxLayout]:
        step = QWidget()
        column = QVBoxLayout(step)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(PlainLabel(title, TextStyle.HEADING))
        return step, column

    # Step 1

    def _make_clinic(self) -> QWidget:
        step, column = self._step(_("1 of 3  The clinic, as its papers name it"))
        self._name = TextField("field:clinic_name", _("Name of the clinic"), _("Name of the clinic"), needed=True)
        self._address = TextField("field:clinic_address", _("Address"), _("Address"))
        self._phone = TextField("field:clinic_phone", _("Phone"), _("Phone"))
        self._night = TextField("field:clinic_night", _("Phone at night"), _("Phone at night and at the weekend"))
        for field in (self._name, self._address, self._phone, self._night):
            field.edit.returnPressed.connect(self._to_person)
            column.addWidget(field)
        column.addStretch(1)
        column.addLayout(self._buttons("to_person", _("Next: first person"), self._to_person))
        return step

    def _buttons(self, name: str, words: str, action: object, back: bool = False) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        if back:
            button = ActionButton(f"button:back:{name}", _("Back"))
            button.clicked.connect(lambda _on=False: self._steps.setCurrentIndex(self._steps.currentIndex() - 1))
            row.addWidget(button)
        go = ActionButton(f"button:{name}", words, ButtonKind.PRIMARY)
        go.clicked.connect(action)
        row.addWidget(go)
        if name == "create":
            self._create_button = go
        return row

    @Slot()
    def _to_person(self) -> None:
        if not self._name.edit.text().strip():
            self._name.set_problem(_("Type the clinic’s name: it stands on every paper."))
            self._name.focus_edit()
            return
        self._steps.setCurrentIndex(1)
        self._person.focus_edit()

    # Step 2

    def _make_person(self) -> QWidget:
        step, column = self._step(_("2 of 3  The first person, who lets the others in"))
        self._person = TextField("field:person_name", _("Your name"), _("Your name"), needed=True)
        options = [Choice(str(role), role_words(role), role_words(role)) for role in _FIRST_ROLES]
        self._role = ChoiceField("field:person_role", _("Role"), _("Role"), options=options)
        self._role.set_answer(Answer(str(Role.LEAD)))
        note = _("A lead clinician examines, signs and manages; an administrator manages and sees no child’s record.")
        self._password = NewPasswordField("field:new_password", _("Password"), self._runner, self._known_words)
        for part in (
            self._person,
            self._role,
            PlainLabel(note, TextStyle.SMALL, ink="secondary", wrap=True),
            self._password,
        ):
            column.addWidget(part)
        column.addStretch(1)
        column.addLayout(self._buttons("create", _("Make the record"), self._create, back=True))
        self._person.edit.returnPressed.connect(self._password.focus_edit)
        self._password.edit.returnPressed.connect(self._create_button.click)
        return step

    def _known_words(self) -> tuple[str, ...]:
        return self._name.edit.text(), self._person.edit.text()

    @Slot()
    def _create(self) -> None:
        name = self._person.edit.text().strip()
        if not name:
            self._person.set_problem(_("Type your name, as notes and the log will show it."))
            self._person.focus_edit()
            return
        chosen = self._role.answer
        role = Role(str(chosen.value)) if chosen is not None and chosen.value is not None else Role.LEAD
        clinic = Clinic(
            self._name.edit.text().strip(),
            self._address.edit.text().strip(),
            self._phone.edit.text().strip(),
            self._night.edit.text().strip(),
        )
        self._create_button.setEnabled(False)
        self._notice.hide()
        self._runner.command(
            self._record.create,
            clinic,
            name,
            role,
            self._password.text,
            owner=self,
            on_done=self._on_created,
            on_failed=self._on_failed,
        )

    def _on_failed(self, problem: Exception) -> None:
        self._create_button.setEnabled(True)
        if isinstance(problem, UserError):
            self._password.set_problem(problem.message)
            self._password.focus_edit()
            return
        words = str(problem)
        if not isinstance(problem, ClinicError):
            words = _("Something went wrong in the program ({code}).").format(code=type(problem).__name__)
            self._runner.failed.emit(problem)
        self._notice.say(words, _("The record was not made"))
        self._notice.show()

    def _on_created(self, new: NewRecord) -> None:
        self._new = new
        self._show_key()
        self._steps.setCurrentIndex(2)
        self._print_button.setFocus()

    # Step 3

    def _make_recovery(self) -> QWidget:
        step, column = self._step(_("3 of 3  The recovery key, shown this once"))
        why = _("It opens the record when every password is lost. Nobody can make another. Print it or write it down, "
                "and keep it away from this computer.")  # fmt: skip
        column.addWidget(PlainLabel(why, wrap=True))
        self._recovery = PlainLabel("", TextStyle.MONO, wrap=True, enlarged=_KEY_SIZE)
        self._recovery.setObjectName("label:recovery_key")
        self._recovery.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(self._recovery)
        row = QHBoxLayout()
        self._print_button = ActionButton("button:print_recovery", _("Print"), icon_name="printer")
        self._print_button.clicked.connect(self._print)
        copying = ActionButton("button:copy_recovery", _("Copy"), icon_name="copy")
        copying.clicked.connect(self._copy)
        self._show_again = ActionButton("button:show_recovery", _("Show the key again"), icon_name="eye")
        self._show_again.clicked.connect(self._on_show_again)
        for button in (self._print_button, copying, self._show_again):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        label = _("Type it back from your paper")
        self._typed_back = TextField("field:recovery_back", label, label)
        self._typed_back.edit.returnPressed.connect(self._finish)
        self._typed_back.edit.installEventFilter(self)
        self._typed_back.edit.textEdited.connect(self._hide_key)
        column.addWidget(self._typed_back)
        column.addStretch(1)
        column.addLayout(self._buttons("finish", _("Open the clinic"), self._finish))
        return step

    def _show_key(self) -> None:
        if self._new is not None:
            self._recovery.setText(self._new.recovery)
            self._recovery.setAccessibleName(self._new.recovery)
            self._show_again.hide()

    @Slot()
    def _hide_key(self) -> None:
        """While the key is typed back it is not shown: only a key that was kept can be typed."""
        if self._new is not None:
            self._recovery.setText("".join(char if char == "-" else "•" for char in self._new.recovery))
            self._recovery.setAccessibleName(_("The key is hidden while you type it back"))
            self._show_again.show()

    @Slot()
    def _on_show_again(self) -> None:
        """To keep it after all; what was typed is emptied, so that the proof starts anew."""
        self._typed_back.set_answer(None)
        self._typed_back.set_problem("")
        self._print_button.setFocus()  # before the button that has the focus goes, or the field would get it
        self._show_key()

    def _take_off_clipboard(self) -> None:
        """A key that was copied does not stay for the next program; anything else on the clipboard does."""
        clipboard = QGuiApplication.clipboard()
        if self._new is not None and _letters(clipboard.text()) == _letters(self._new.recovery):
            clipboard.clear()

    @Slot()
    def _print(self) -> None:
        if self._new is not None:
            print_recovery_key(self._name.edit.text(), self._new.recovery, self)

    @Slot()
    def _copy(self) -> None:
        if self._new is not None:
            QGuiApplication.clipboard().setText(self._new.recovery)

    @Slot()
    def _finish(self) -> None:
        if self._new is None:
            return
        if _letters(self._typed_back.edit.text()) != _letters(self._new.recovery):
            self._typed_back.set_problem(
                _("That is not the key that was shown. Blanks, dashes and small letters do not matter.")
            )
            return
        self._take_off_clipboard()
        opened, self._new = self._new.opened, None
        self.finished.emit(opened)

    def leave(self) -> None:
        """The window closes: a record that was made here and not handed over is closed; its password opens it."""
        if self._new is not None:
            self._take_off_clipboard()
            self._new.opened.close()
            self._new = None

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The key goes out of sight when the keyboard comes to where it is typed back."""
        if isinstance(event, QFocusEvent) and event.gotFocus() and watched is self._typed_back.edit:
            self._hide_key()
        return super().eventFilter(watched, event)


def _letters(text: str) -> str:
    return "".join(char for char in text.upper() if char.isalnum())
