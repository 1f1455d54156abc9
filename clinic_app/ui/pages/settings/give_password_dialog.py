"""A forgotten password, a place that has none yet, or the way back in."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from clinic_app.bootstrap import OpenRecord, RecordFile
from clinic_app.domain.people import Person
from clinic_app.i18n import _
from clinic_app.ui.pages.settings.key_dialog import KeyDialog
from clinic_app.ui.tasks import TaskRunner
from clinic_app.ui.widgets.new_password_field import NewPasswordField
from clinic_app.ui.widgets.plain_label import PlainLabel


class GivePasswordDialog(KeyDialog):
    """The person types the new password; the manager's own password opens the key."""

    def __init__(
        self, record: RecordFile, opened: OpenRecord, runner: TaskRunner, person: Person, parent: QWidget
    ) -> None:
        words = _("New password for {name}") if person.active else _("Let {name} in again")
        verb = _("Set new password") if person.active else _("Let in with this password")
        own = _("Your own password, {name}").format(name=opened.desk.actor.name)
        super().__init__("give_password", words.format(name=person.name), verb, runner, parent, own_label=own)
        self._record, self._opened, self._person = record, opened, person
        self.body.addWidget(
            PlainLabel(_("The old password, if there is one, opens nothing any more."), ink="secondary", wrap=True)
        )
        label = _("Password, typed by {name}").format(name=person.name)
        known = (person.name, opened.clinic.name)
        self._password = NewPasswordField("field:new_password", label, runner, lambda: known)
        self.add_field("password", self._password)
        self._password.focus_edit()

    def work(self) -> Callable[[], object] | None:
        """Give the password."""
        if not self._password.text:
            self.refuse("password", _("Type the new password."))
            return None
        if self.own_is_missing():
            return None
        give = self._record.give_password
        return partial(give, self._opened, self.own_password, self._person.id, self._password.text)
