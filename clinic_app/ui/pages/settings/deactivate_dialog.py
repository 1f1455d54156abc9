"""Ending somebody's access."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from clinic_app.bootstrap import OpenRecord, RecordFile
from clinic_app.domain.people import Person
from clinic_app.i18n import _
from clinic_app.ui.pages.settings.key_dialog import KeyDialog
from clinic_app.ui.tasks import TaskRunner
from clinic_app.ui.widgets.action_button import ButtonKind
from clinic_app.ui.widgets.plain_label import PlainLabel


class DeactivateDialog(KeyDialog):
    """What stays, what ends, and whose it is; "Go back" has the keyboard's Escape."""

    def __init__(
        self, record: RecordFile, opened: OpenRecord, runner: TaskRunner, person: Person, parent: QWidget
    ) -> None:
        name = person.name if len(person.name) < 40 else _("this person")
        super().__init__(
            "deactivate",
            _("End the access of {name}").format(name=person.name),
            _("Deactivate {name}").format(name=name),
            runner,
            parent,
            own_label=_("Your own password, {name}").format(name=opened.desk.actor.name),
            kind=ButtonKind.DANGER,
        )
        self._record, self._opened, self._person = record, opened, person
        words = (
            _("{name} cannot open the record any more. What was written and signed stays as it is."),
            _("Copies of the files made before today still open with the old password: keep them locked away."),
        )
        for sentence in words:
            self.body.addWidget(PlainLabel(sentence.format(name=person.name), ink="secondary", wrap=True))

    def work(self) -> Callable[[], object] | None:
        """End the access."""
        if self.own_is_missing():
            return None
        return partial(self._record.deactivate, self._opened, self.own_password, self._person.id)
