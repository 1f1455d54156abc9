"""Says what was taken back, wherever the person is, and keeps the reason."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from clinic_app.domain.record import answer_key, taken_why_key
from clinic_app.domain.taken_back import TakenBack, TakenBackReason
from clinic_app.i18n import _
from clinic_app.services.knowledge import Knowledge
from clinic_app.services.taken_back import change_words
from clinic_app.ui.pages.taken_back.taken_back_dialog import TakenBackDialog
from clinic_app.ui.record_controller import RecordController
from clinic_app.ui.widgets.toast import toast_of


class TakenBackNotice(QObject):
    """Never in the way of typing: a message with a button. What is not answered waits among the checks of signing."""

    def __init__(self, controller: RecordController, knowledge: Knowledge, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._controller, self._knowledge, self._window = controller, knowledge, window
        self._said = {one.id: one.at for one in controller.record.unexplained}
        controller.saved.connect(self._on_saved)

    @Slot()
    def _on_saved(self) -> None:
        fresh = [one for one in self._controller.record.unexplained if self._said.get(one.id) != one.at]
        self._said |= {one.id: one.at for one in fresh}
        if not fresh:
            return
        words = _("Taken back. {change}").format(change=change_words(self._knowledge, fresh[-1]))
        if len(fresh) > 1:
            words = _("{words}, and {count} more").format(words=words, count=len(fresh) - 1)
        ask: Callable[[], object] = partial(ask_why, self._controller, self._knowledge, fresh[-1], self._window)
        toast_of(self._window).say(words, ask, _("Say why"))


def ask_why(controller: RecordController, knowledge: Knowledge, found: TakenBack, window: QWidget) -> TakenBackDialog:
    """Ask why a finding was taken back; the reason counts for every open entry of the same finding."""
    dialog = TakenBackDialog(found, knowledge, window)

    def keep(reason: TakenBackReason) -> None:
        open_ones = [one for one in controller.record.unexplained if one.key == found.key]
        controller.write({taken_why_key(one.id): reason.to_json() for one in open_ones or [found]})

    def restore() -> None:
        controller.write({answer_key(found.key): found.old.to_json()})

    dialog.given.connect(keep)
    dialog.restored.connect(restore)
    dialog.open()
    return dialog
