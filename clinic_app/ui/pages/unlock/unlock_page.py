"""Who is here, and their password."""

import socket
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clinic_app import __version__
from clinic_app.bootstrap import OpenRecord, RecordFile
from clinic_app.domain.errors import ClinicError, UserError
from clinic_app.i18n import _
from clinic_app.storage.keys import SlotOwner
from clinic_app.storage.throttle import TooSoonError
from clinic_app.ui.pages.gate.gate_frame import GateFrame
from clinic_app.ui.pages.unlock.password_form import PasswordForm
from clinic_app.ui.pages.unlock.person_list import PersonList
from clinic_app.ui.pages.unlock.recovery_form import RecoveryForm
from clinic_app.ui.pages.unlock.station_panel import StationPanel
from clinic_app.ui.tasks import TaskRunner
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.notice_strip import NoticeStrip
from clinic_app.ui.widgets.plain_label import PlainLabel

_SHOW_KEY = Qt.Key.Key_F8


class UnlockPage(QWidget):
    """Shows the clinic's name and its staff, never a child. Nothing heavy is imported until somebody unlocks."""

    #: An ``OpenRecord``.
    unlocked = Signal(object)

    def __init__(self, record: RecordFile, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page:unlock")
        self._record, self._runner = record, runner
        self._people: PersonList | None = None
        self._notice = NoticeStrip("notice:unlock", icon_name="lock")
        self._notice.hide()
        self._password = PasswordForm(self)
        self._recovery = RecoveryForm(runner, self._known_words, self)
        self._password.hide()
        self._recovery.hide()
        self._build()

    def _build(self) -> None:
        hints = (
            ("Enter", _("Unlock")),
            ("Alt+1–9", _("Choose person")),
            ("F8", _("Show password while held")),
            ("Ctrl+T", _("Theme")),
        )
        frame = GateFrame(hints, __version__)
        frame.main.setSpacing(px(6))
        frame.main.addWidget(self._notice)
        frame.main.addSpacing(px(8))
        name, people = self._read()
        frame.set_title(name, _("Station {name}").format(name=socket.gethostname()))
        if people:
            self._add_people(frame, people)
        frame.main.addStretch(1)
        frame.side.addWidget(StationPanel(self._record.place, self._runner))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(frame)

    def _add_people(self, frame: GateFrame, people: tuple[SlotOwner, ...]) -> None:
        self._people = PersonList(people)
        self._people.chosen.connect(self._on_person)
        self._password.submitted.connect(self._unlock)
        self._password.recovery_requested.connect(self.show_recovery)
        self._recovery.submitted.connect(self._recover)
        self._recovery.back_requested.connect(self.show_password)
        frame.main.addWidget(PlainLabel(_("Who is here"), TextStyle.SMALL, ink="secondary"))
        frame.main.addWidget(self._people)
        frame.main.addSpacing(px(6))
        for form in (self._password, self._recovery):
            frame.main.addWidget(form)
        self.show_password()
        for place in range(1, 10):
            QShortcut(QKeySequence(f"Alt+{place}"), self, lambda place=place: self._choose(place))

    def _read(self) -> tuple[str, tuple[SlotOwner, ...]]:
        """Name and staff from the key file; a file that cannot be read is said, and nothing is offered."""
        try:
            return self._record.clinic_name(), self._record.people()
        except ClinicError as problem:
            self._notice.say(str(problem), _("The record cannot be opened"), icon_name="alert-circle", warning=True)
            self._notice.show()
            return _("Locked"), ()

    @property
    def person_id(self) -> str:
        """Who is chosen; empty when the key file cannot be read."""
        return self._people.person.person_id if self._people is not None else ""

    def show_locked(self, person_id: str, title: str, text: str) -> None:
        """Say why the record was locked, and choose who was working in it."""
        if self._people is not None:
            self._people.choose(person_id)
            self._notice.say(text, title, icon_name="lock", warning=False)
            self._notice.show()

    @property
    def _is_recovering(self) -> bool:
        return not self._recovery.isHidden()

    def _known_words(self) -> tuple[str, ...]:
        name = self._people.person.name if self._people is not None else ""
        return (self._record.clinic_name(), name)

    # Choosing

    @Slot()
    def show_password(self) -> None:
        """Ask for the password."""
        self._recovery.clear()
        self._show_form(self._password)

    @Slot()
    def show_recovery(self) -> None:
        """Ask for the printed key and a new password."""
        self._password.clear()
        self._show_form(self._recovery)

    def _show_form(self, form: PasswordForm | RecoveryForm) -> None:
        self._password.setVisible(form is self._password)
        self._recovery.setVisible(form is self._recovery)
        form.focus_edit()

    def _choose(self, place: int) -> None:
        if self._people is not None and self._people.isEnabled():
            self._people.choose_place(place)

    @Slot()
    def _on_person(self) -> None:
        self._password.clear()
        if not self._is_recovering:
            self._password.focus_edit()

    # Opening

    @Slot()
    def _unlock(self) -> None:
        self._start(self._record.unlock, self.person_id, self._password.password)

    @Slot()
    def _recover(self) -> None:
        self._start(self._record.unlock_with_recovery, self._recovery.key_text, self.person_id, self._recovery.password)

    def _start(self, work: Callable[..., OpenRecord], *what: str) -> None:
        self._set_busy(busy=True)
        self._notice.hide()
        self._runner.command(work, *what, owner=self, on_done=self._on_opened, on_failed=self._on_failed)

    def _set_busy(self, *, busy: bool) -> None:
        if self._people is not None:
            self._people.setEnabled(not busy)
        self._password.set_busy(busy=busy)
        self._recovery.set_busy(busy=busy)

    def _on_opened(self, opened: OpenRecord) -> None:
        self._forget()
        self.unlocked.emit(opened)

    def _on_failed(self, problem: Exception) -> None:
        self._set_busy(busy=False)
        if isinstance(problem, TooSoonError) and not self._is_recovering:
            self._password.wait(problem.wait_s)
        elif isinstance(problem, UserError) and self._is_recovering:
            self._recovery.refuse(problem.message, problem.field)
        elif isinstance(problem, UserError):
            self._password.refuse(problem.message)
        elif isinstance(problem, ClinicError):
            self._tell(str(problem))
        else:
            self._tell(
                _("Something went wrong in the program ({code}). Nothing was changed.").format(
                    code=type(problem).__name__
                )
            )
            self._runner.failed.emit(problem)

    def _tell(self, words: str) -> None:
        self._notice.say(words, _("The record was not opened"), icon_name="alert-circle", warning=True)
        self._notice.show()

    def _forget(self) -> None:
        """Nothing typed here outlives its use."""
        self._password.clear()
        self._recovery.clear()

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F8 shows what is typed while it is held; Esc leaves the recovery key."""
        if event.key() == _SHOW_KEY:
            self._show_typed(shown=True)
        elif event.key() == Qt.Key.Key_Escape and self._is_recovering:
            self.show_password()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == _SHOW_KEY and not event.isAutoRepeat():
            self._show_typed(shown=False)
        else:
            super().keyReleaseEvent(event)

    def _show_typed(self, *, shown: bool) -> None:
        for form in (self._password, self._recovery):
            form.field.show_typed(shown=shown)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._people is not None:
            self._password.focus_edit()

    def hideEvent(self, event: QHideEvent) -> None:
        self._show_typed(shown=False)
        super().hideEvent(event)
