"""A new password with its strength, rated off this thread while it is typed."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from clinic_app.i18n import _
from clinic_app.storage.passwords import SHORTEST, Strength, rate
from clinic_app.ui.tasks import TaskRunner
from clinic_app.ui.widgets.password_field import PasswordField


class NewPasswordField(PasswordField):
    """Says at every key how strong the password is.

    Args:
        known_words: gives the names of clinic and person, which a password must not be made of.
    """

    def __init__(
        self,
        name: str,
        label: str,
        runner: TaskRunner,
        known_words: Callable[[], tuple[str, ...]],
        parent: QWidget | None = None,
    ) -> None:
        hint = _("At least {count} characters. Several unrelated words are strong and easy to keep.")
        super().__init__(name, label, label, hint=hint.format(count=SHORTEST), parent=parent)
        self._runner = runner
        self._known_words = known_words
        self.edited.connect(self.rate)

    @Slot()
    def rate(self) -> None:
        """Rate what is typed now."""
        typed = self.text
        if typed:
            self._runner.query(rate, typed, self._known_words(), owner=self, on_done=partial(self._on_rated, typed))

    def _on_rated(self, typed: str, strength: Strength) -> None:
        """A rating that comes after another key is about something else."""
        if typed == self.text:
            self.set_strength(strength)
