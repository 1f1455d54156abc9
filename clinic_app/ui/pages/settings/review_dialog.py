"""A clinician's word for the clinical content."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from clinic_app.domain.clinic import Clinic
from clinic_app.i18n import _
from clinic_app.ui.pages.settings.key_dialog import KeyDialog
from clinic_app.ui.tasks import TaskRunner
from clinic_app.ui.widgets.plain_label import PlainLabel


class ReviewDialog(KeyDialog):
    """Says what the statement means before it is made; it is printed on every page from then on."""

    def __init__(self, name: str, work: Callable[[], Clinic], runner: TaskRunner, parent: QWidget) -> None:
        short = name if len(name) < 40 else _("this person")
        super().__init__(
            "review",
            _("Record a review of the clinical content"),
            _("Record review by {name}").format(name=short),
            runner,
            parent,
        )
        self._work = work
        words = _(
            "You state that you read the flags, examination items, ranges and sources that this program uses, and "
            "that they may be used in this clinic. Printed pages name you and today's date."
        )
        self.body.addWidget(PlainLabel(words, wrap=True))

    def work(self) -> Callable[[], object] | None:
        """Record it; the dialog brings the clinic with the statement."""
        return self._work
