"""The open clinic: the frame, where one goes in it, and the child that is open."""

from functools import partial
from uuid import uuid4

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clinic_app.bootstrap import OpenRecord, RecordFile
from clinic_app.domain.drafts import Draft
from clinic_app.domain.errors import ClinicError
from clinic_app.domain.people import PatientId
from clinic_app.i18n import _, long_day_text
from clinic_app.services import drafts, worklist
from clinic_app.ui.child_screens import ChildScreens
from clinic_app.ui.frame.main_frame import MainFrame
from clinic_app.ui.frame.rail import RailItem
from clinic_app.ui.pages.due.due_page import DuePage
from clinic_app.ui.pages.find.find_palette import FindPalette
from clinic_app.ui.pages.intake.registration_page import RegistrationPage
from clinic_app.ui.pages.keys.keys_dialog import KeysDialog
from clinic_app.ui.pages.page import Page, Tab
from clinic_app.ui.pages.settings.settings_page import SettingsPage
from clinic_app.ui.pages.today.today_page import TodayPage
from clinic_app.ui.tasks import TaskRunner


def _rail() -> tuple[RailItem, ...]:
    return (
        RailItem("today", _("Today"), "calendar-event"),
        RailItem("patients", _("Patients"), "users", is_place=False),
        RailItem("due", _("Due"), "list-check"),
        RailItem("settings", _("Settings"), "settings", at_bottom=True),
        RailItem("keys", _("Keys"), "keyboard", at_bottom=True, is_place=False),
        RailItem("lock", _("Lock"), "lock", at_bottom=True, is_place=False),
    )


class ClinicWindow(QWidget):
    """Navigation. Screens ask through signals; every use case runs off this thread."""

    #: The window's title: a place, or a record number. Never a child's name.
    title_changed = Signal(str)
    #: The person wants to leave the station.
    lock_requested = Signal()

    def __init__(
        self, record: RecordFile, opened: OpenRecord, runner: TaskRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._record, self._opened = record, opened
        self._desk = opened.desk
        self._runner = runner
        self._frame = MainFrame(_rail())
        self._child = ChildScreens(self._desk, runner, self._frame, self)
        self._palette: FindPalette | None = None
        self._today = TodayPage(self._desk, runner)
        self._due: DuePage | None = None
        self._settings: SettingsPage | None = None
        self._registration: RegistrationPage | None = None
        self._left: list[RegistrationPage] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._frame)
        self._connect()
        demo = _("Demo data") if opened.clinic.demo else ""
        self._frame.footer.set_who(self._desk.actor.workstation, self._desk.actor.name, demo)

    def _connect(self) -> None:
        self._frame.rail_chosen.connect(self._go)
        self._frame.find_requested.connect(self.open_search)
        self._runner.failed.connect(self.tell_failure)
        self._today.open_requested.connect(self.open_child)
        self._today.visit_requested.connect(self.start_visit)
        self._today.resume_requested.connect(self.resume_registration)
        self._today.register_requested.connect(self.new_child)
        self._today.find_requested.connect(self.open_search)
        self._child.opened.connect(self._on_child_opened)
        self._child.start_requested.connect(partial(self.start_visit, reason=""))
        self._child.failed.connect(self.tell_failure)
        for keys, action in (
            ("Ctrl+K", self.open_search),
            ("Ctrl+N", self.new_child),
            ("Ctrl+P", self._child.print_documents),
            ("?", self.show_keys),
        ):
            QShortcut(QKeySequence(keys), self, action)

    def start(self) -> None:
        """Show the day's list, and offer what was left half done."""
        self.show_today()

    def _offer_unfinished(self) -> None:
        """Asked in the writer's turn, so that a draft that was just kept or thrown away is seen as it is now."""
        self._runner.command(
            self._desk.run,
            drafts.unfinished_registrations,
            owner=self,
            on_done=self._today.offer_registrations,
            on_failed=_nothing,
        )

    def leave(self) -> None:
        """The window closes or locks: everything half typed is handed to the store. A clip half copied is not kept."""
        self._child.leave()
        self._child.stop_clips()
        for page in (self._registration, *self._left, self._settings):
            if page is not None:
                page.leave()

    @property
    def is_saved(self) -> bool:
        """Whether everything that was handed to the store is on disk."""
        pages = [*self._left, *([self._registration] if self._registration is not None else [])]
        return self._child.is_saved and all(page.is_kept for page in pages)

    @property
    def has_draft(self) -> bool:
        """Whether something is being written: a visit, or a child who is being registered."""
        return self._child.has_draft or self._registration is not None

    def tell(self, words: str) -> None:
        """Say a sentence over whatever is shown."""
        self._frame.toast.say(words)

    # Places

    @Slot(str)
    def _go(self, place: str) -> None:
        actions = {
            "today": self.show_today,
            "patients": self.open_search,
            "due": self.show_due,
            "settings": self.show_settings,
            "keys": self.show_keys,
            "lock": self.lock_requested.emit,
        }
        actions[place]()

    @Slot()
    def show_today(self) -> None:
        """The day's list."""
        self._leave_child()
        self._show(self._today, "today", long_day_text(self._desk.context.clock.today()))
        self._today.refresh()
        self._offer_unfinished()
        self._today.setFocus()

    @Slot()
    def show_due(self) -> None:
        """Recalls."""
        self._leave_child()
        if self._due is None:
            self._due = DuePage(self._desk, self._runner)
            self._due.open_requested.connect(self.open_child_at)
        self._show(self._due, "due", _("Due"))
        self._due.refresh()

    @Slot()
    def show_settings(self) -> None:
        """People, the log and the letterhead."""
        self._leave_child()
        if self._settings is None:
            self._settings = SettingsPage(self._desk, self._runner, self._record, self._opened)
        self._show(self._settings, "settings", _("Settings"))
        self._settings.refresh()

    @Slot()
    def open_search(self) -> None:
        """The search palette over whatever is shown."""
        if self._palette is None:
            self._palette = FindPalette(self._desk, self._runner, self)
            self._palette.open_requested.connect(self.open_child)
            self._palette.start_requested.connect(self.start_visit)
            self._palette.register_requested.connect(self.new_child)
            self._palette.listed.connect(self._today.refresh)
        self._palette.open()

    @Slot()
    def show_keys(self) -> None:
        """The list of shortcuts."""
        KeysDialog(self).open()

    def _show(self, page: Page, place: str, title: str) -> None:
        self._frame.rail.select(place)
        self._frame.show_page(page, page.key_hints())
        page.setFocus()
        self.title_changed.emit(title)

    def _leave_child(self) -> None:
        self._child.close()
        self._leave_registration()
        if self._settings is not None:
            self._settings.leave()

    def _leave_registration(self) -> None:
        """A registration that is left is saved, and its page goes once it is; the draft is offered again."""
        page, self._registration = self._registration, None
        if page is not None:
            page.leave()
            self._left.append(page)
            page.kept.connect(self._drop_left)
            QTimer.singleShot(0, self, self._drop_left)  # the page that follows is shown first

    @Slot()
    def _drop_left(self) -> None:
        for page in [one for one in self._left if one.is_kept]:
            self._left.remove(page)
            self._frame.body.removeWidget(page)
            page.deleteLater()

    # Children

    @Slot(str)
    def open_child(self, patient_id: str) -> None:
        """Open a chart at its overview."""
        self.open_child_at(patient_id, Tab.OVERVIEW, "")

    @Slot(str, str, str)
    def open_child_at(self, patient_id: str, tab: str, target: str) -> None:
        """Open a chart at a screen and, there, at an item."""
        self._child.open(PatientId(patient_id), Tab(tab), target)

    @Slot(str, str)
    def start_visit(self, patient_id: str, reason: str) -> None:
        """Open today's visit of a child and go to the examination, or to the history for who does not examine."""
        self._runner.command(
            self._desk.run,
            worklist.start_visit,
            PatientId(patient_id),
            reason,
            request_id=str(uuid4()),
            owner=self,
            on_done=lambda _started: self.open_child_at(patient_id, self._child.first_screen(), ""),
            on_failed=self.tell_failure,
        )

    @Slot(str)
    def new_child(self, typed: str = "") -> None:
        """Register a child who is not in the record; what was typed in the search is carried over."""
        self._runner.command(
            self._desk.run,
            drafts.start_registration,
            owner=self,
            on_done=lambda draft: self.resume_registration(draft, typed),
            on_failed=self.tell_failure,
        )

    def resume_registration(self, draft: Draft, typed: str = "") -> None:
        """Show a registration, new or left half done."""
        self._leave_child()
        page = RegistrationPage(self._desk, self._runner, draft, typed)
        page.registered.connect(self._on_registered)
        page.closed.connect(self.show_today)
        page.open_requested.connect(self.open_child)
        self._registration = page
        self._show(page, "patients", _("New child"))

    @Slot(str)
    def _on_registered(self, patient_id: str) -> None:
        self._leave_registration()
        self.open_child_at(patient_id, Tab.OVERVIEW, "")

    @Slot(str)
    def _on_child_opened(self, number: str) -> None:
        self._leave_registration()
        self._frame.rail.select("patients")
        self.title_changed.emit(number)

    # What went wrong

    @Slot(object)
    def tell_failure(self, problem: Exception) -> None:
        """A sentence for what a person or the environment can mend; a code for a mistake of the program."""
        if isinstance(problem, ClinicError):
            self._frame.toast.say(str(problem))
            return
        self._frame.toast.say(
            _("Something went wrong in the program ({code}). What you typed is kept.").format(
                code=type(problem).__name__
            )
        )
        QTimer.singleShot(0, partial(_raise, problem))


def _raise(problem: Exception) -> None:
    """Let the one place that logs failures see it, with its trace and without its text."""
    raise problem


def _nothing(_problem: Exception) -> None:
    """Whoever may not register has no registrations to be offered."""
