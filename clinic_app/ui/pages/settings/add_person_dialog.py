"""Somebody new in the clinic: name, role, password."""

from collections.abc import Callable
from functools import partial
from uuid import uuid4

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from clinic_app.bootstrap import OpenRecord, RecordFile
from clinic_app.domain.answers import Answer
from clinic_app.domain.people import Person, PersonId, Role
from clinic_app.i18n import _
from clinic_app.services.clinic_settings import LONGEST_LINE
from clinic_app.ui.pages.settings.key_dialog import KeyDialog
from clinic_app.ui.pages.settings.words import role_sentence
from clinic_app.ui.role_words import role_words
from clinic_app.ui.tasks import TaskRunner
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.choice_field import ChoiceField
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.new_password_field import NewPasswordField
from clinic_app.ui.widgets.option_like import Choice
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.text_field import TextField


class AddPersonDialog(KeyDialog):
    """The new person types the password herself; the manager's own password opens the key for her."""

    def __init__(self, record: RecordFile, opened: OpenRecord, runner: TaskRunner, parent: QWidget) -> None:
        own = _("Your own password, {name}").format(name=opened.desk.actor.name)
        super().__init__("add_person", _("Add a person"), _("Add person"), runner, parent, own_label=own)
        self._record, self._opened = record, opened
        # One id for the whole dialog: a second try after a failure completes the first instead of adding another.
        self._id = PersonId(str(uuid4()))
        self._role: Role | None = None
        self._name = TextField("field:person_name", _("Name"), _("Name"), max_characters=LONGEST_LINE)
        self.add_field("name", self._name)
        self._add_role()
        known = lambda: (self._name.edit.text(), opened.clinic.name)  # noqa: E731  read anew at each key
        self._password = NewPasswordField("field:new_password", _("Password, typed by the new person"), runner, known)
        self.add_field("password", self._password)
        self._name.edit.textChanged.connect(self._on_name)
        self._name.focus_edit()

    def _add_role(self) -> None:
        options = [Choice(str(role), role_words(role), role_words(role)) for role in Role]
        self._roles = ChoiceField("field:person_role", _("Role"), _("Role"), options=options)
        self._roles.answer_changed.connect(self._on_role)
        self._may = PlainLabel(_("Choose a role to see what it may do."), TextStyle.SMALL, ink="secondary", wrap=True)
        self._may.setObjectName("text:role_may")
        self._may.setMinimumHeight(px(48))
        self.body.addWidget(self._roles)
        self.body.addWidget(self._may)

    @Slot(str)
    def _on_name(self, name: str) -> None:
        self.set_verb(_("Add {name}").format(name=name.strip()) if 0 < len(name.strip()) < 40 else _("Add person"))

    def _on_role(self, answer: Answer | None) -> None:
        self._role = None if answer is None else Role(str(answer.value))
        permissions = self._opened.desk.context.permissions
        self._may.setText(
            _("Choose a role to see what it may do.") if self._role is None else role_sentence(permissions, self._role)
        )
        self._may.set_ink("secondary")

    def work(self) -> Callable[[], object] | None:
        """Everything that is missing is said at once where it is missing; the first of it has the keyboard."""
        if not self._name.edit.text().strip():
            self.refuse("name", _("Write the name."))
            return None
        if self._role is None:
            self._may.setText(_("Choose a role."))
            self._may.set_ink("danger")
            self._roles.focus_edit()
            return None
        if not self._password.text:
            self.refuse("password", _("The new person types a password here."))
            return None
        if self.own_is_missing():
            return None
        person = Person(self._id, self._name.edit.text(), self._role)
        return partial(self._record.add_person, self._opened, self.own_password, person, self._password.text)
