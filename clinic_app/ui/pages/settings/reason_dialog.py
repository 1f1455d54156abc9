"""A decision about shipped content, with its reason."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from clinic_app.i18n import _
from clinic_app.services.context import Desk
from clinic_app.ui.pages.settings.key_dialog import KeyDialog
from clinic_app.ui.tasks import TaskRunner
from clinic_app.ui.widgets.action_button import ButtonKind
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.text_field import TextField

_REASON = "reason"
_SHORT = 12


class ReasonDialog(KeyDialog):
    """What is decided about and what it means for every child, then what there is to type, then why."""

    def __init__(
        self,
        name: str,
        title: str,
        verb: str,
        about: str,
        meaning: str,
        desk: Desk,
        runner: TaskRunner,
        parent: QWidget,
        kind: ButtonKind = ButtonKind.PRIMARY_STANDARD,
    ) -> None:
        super().__init__(name, title, verb, runner, parent, kind=kind)
        self._desk = desk
        self.body.addWidget(PlainLabel(about, wrap=True))
        self.body.addWidget(PlainLabel(meaning, ink="secondary", wrap=True))

    def focus_first(self) -> None:
        """Start with the first thing to type."""
        next(iter(self._fields.values())).focus_edit()

    def add_text(self, key: str, label: str, *, needed: bool = False, into: QVBoxLayout | None = None) -> TextField:
        """Ask for a short text; what is refused about ``key`` is said beside it."""
        field = TextField(f"field:{key}", label, label, needed=needed, max_characters=_SHORT)
        self.add_field(key, field, into)
        return field

    def add_reason(self) -> TextField:
        """Ask why; the words are kept with the change and in its history."""
        words = _("Reason, at least three words")
        self._reason = TextField(f"field:{_REASON}", words, words, needed=True)
        self.add_field(_REASON, self._reason)
        return self._reason

    @property
    def reason(self) -> str:
        """Why, as typed."""
        return self._reason.edit.text()
