"""The top window: set-up, unlock, or the clinic; and back to unlock when it is locked."""

from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget

from clinic_app.bootstrap import OpenRecord, RecordFile
from clinic_app.domain.sessions import Locked
from clinic_app.i18n import _, clock_text
from clinic_app.ui.tasks import TaskRunner
from clinic_app.ui.theme import apply_theme, current, next_theme

#: Minutes without a key or a click after which the record locks itself.
IDLE_LOCK_MIN = 10
#: Milliseconds after which the unlock screen is surely painted.
AFTER_PAINTING_MS = 150


class ApplicationWindow(QMainWindow):
    """Shows one of the three. Heavy modules are imported only when a record is open."""

    def __init__(self, record: RecordFile, demo: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._record = record
        self._opened: OpenRecord | None = None
        self._runner = TaskRunner(self)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_LOCK_MIN * 60_000)
        self._idle.timeout.connect(partial(self._lock, Locked.IDLE))
        self._is_closing = self._was_told = False
        self.setObjectName("window:clinic")
        self.setMinimumSize(760, 480)
        self.resize(1366, 740)
        self._shortcuts()
        if demo:
            self._show_demo()
        else:
            self._show_closed()

    def _shortcuts(self) -> None:
        QShortcut(QKeySequence("Ctrl+T"), self, self.cycle_theme)
        QShortcut(QKeySequence("Ctrl+Shift+L"), self, self.lock)

    @Slot()
    def cycle_theme(self) -> None:
        """Light, dark, high contrast, and light again."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply_theme(app, next_theme(), current().scale)

    def _show_closed(self) -> None:
        """The unlock screen, or the set-up of a clinic that is not there yet."""
        self.setWindowTitle(_("Locked") if self._record.exists else _("New clinic"))
        if self._record.exists:
            from clinic_app.ui.pages.unlock.unlock_page import UnlockPage

            unlock = UnlockPage(self._record, self._runner)
            unlock.unlocked.connect(self._open)
            self.setCentralWidget(unlock)
            QTimer.singleShot(AFTER_PAINTING_MS, self, self._read_content)
        else:
            from clinic_app.ui.pages.setup.setup_wizard import SetupWizard

            wizard = SetupWizard(self._record, self._runner)
            wizard.finished.connect(self._open)
            self.setCentralWidget(wizard)

    @Slot()
    def _read_content(self) -> None:
        """Have the clinical content read while the password is being typed."""
        self._record.prepare()

    def _show_demo(self) -> None:
        from clinic_app.ui.pages.demo.demo_page import DemoPage

        page = DemoPage(self._runner)
        page.opened.connect(self._open_demo)
        self.setWindowTitle(_("Demonstration clinic"))
        self.setCentralWidget(page)

    @Slot(object, object)
    def _open_demo(self, record: RecordFile, opened: OpenRecord) -> None:
        self._record = record
        self._open(opened)

    @Slot(object)
    def _open(self, opened: OpenRecord) -> None:
        from clinic_app.ui.clinic_window import ClinicWindow

        if self._is_closing:
            opened.close()
            return
        self._opened = opened
        clinic = ClinicWindow(self._record, opened, self._runner)
        clinic.title_changed.connect(self.setWindowTitle)
        clinic.lock_requested.connect(self.lock)
        self.setCentralWidget(clinic)
        clinic.start()
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)
        self._idle.start()

    @Slot()
    def lock(self) -> None:
        """Save what is typed, forget the key, and show the unlock screen. A draft stays where it was left."""
        self._lock(Locked.ASKED)

    def _lock(self, why: Locked) -> None:
        opened, clinic = self._opened, self.centralWidget()
        if opened is None:
            return
        self._idle.stop()
        if not self._finish_writing():
            # What is typed exists nowhere else: it is not dropped for the lock, which is tried again.
            self._tell_unsaved(_("The record stays open until it is."))
            self._idle.start()
            return
        has_draft = bool(getattr(clinic, "has_draft", False))
        self._close_record(why)
        self._show_closed()
        self._say_locked(opened, why, has_draft=has_draft)

    def _say_locked(self, opened: OpenRecord, why: Locked, *, has_draft: bool) -> None:
        show_locked = getattr(self.centralWidget(), "show_locked", None)
        if show_locked is None:
            return
        actor, at = opened.desk.actor, clock_text(opened.desk.context.clock.now())
        title = _("Locked at {time} by {name}").format(time=at, name=actor.name)
        if why is Locked.IDLE:
            title = _("Locked at {time}: no key was pressed for {minutes} minutes").format(
                time=at, minutes=IDLE_LOCK_MIN
            )
        kept = _("The draft of {name} is kept as it was left. Anybody listed may unlock.").format(name=actor.name)
        none = _("{name} had nothing half written. Anybody listed may unlock.").format(name=actor.name)
        show_locked(actor.person_id, title, kept if has_draft else none)

    def _finish_writing(self) -> bool:
        """Everything half typed is handed to the store. ``False`` when some of it is not on disk."""
        page = self.centralWidget()
        self._leave()
        self._settle()
        return bool(getattr(page, "is_saved", True))

    def _leave(self) -> None:
        """Have everything half typed handed to the store, and what takes minutes stopped."""
        leave = getattr(self.centralWidget(), "leave", None)
        if leave is not None:
            leave()

    def _settle(self) -> None:
        """Everything asked of the store has run, and its results are delivered."""
        self._runner.flush()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.MetaCall.value)

    def _close_record(self, why: Locked) -> None:
        if self._opened is None:
            return
        from clinic_app.services.sessions import note_locked

        for dialog in self.findChildren(QDialog):
            dialog.close()  # what it shows belongs to the record, and so does its process
        self._runner.command(self._opened.desk.run, note_locked, why, owner=self)
        self._settle()
        self._opened.close()
        self._opened = None

    def _tell_unsaved(self, what_now: str) -> None:
        tell = getattr(self.centralWidget(), "tell", None)
        if tell is not None:
            tell(_("Not everything is saved yet. {what_now}").format(what_now=what_now))

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Any key or click puts the idle lock off."""
        if isinstance(event, QKeyEvent | QMouseEvent) and self._opened is not None:
            self._idle.start()
        return super().eventFilter(watched, event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing never discards: what is typed is written first, and the first try that cannot write it is refused.

        A record that is being opened or made at this moment is waited for and closed again.
        """
        self._is_closing = True
        self._leave()
        self._settle()
        if not self._finish_writing() and not self._was_told:
            self._was_told, self._is_closing = True, False
            self._tell_unsaved(_("Close once more to leave without it."))
            event.ignore()
            return
        self._close_record(Locked.CLOSED)
        super().closeEvent(event)
