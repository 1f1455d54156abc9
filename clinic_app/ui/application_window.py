"""The top window: set-up, unlock, or the clinic; and back to unlock when it is locked."""

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from clinic_app.bootstrap import OpenRecord, RecordFile
from clinic_app.i18n import _
from clinic_app.ui.tasks import TaskRunner
from clinic_app.ui.theme import apply_theme, current, next_theme

#: Minutes without a key or a click after which the record locks itself.
IDLE_LOCK_MIN = 10


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
        self._idle.timeout.connect(self.lock)
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
        else:
            from clinic_app.ui.pages.setup.setup_wizard import SetupWizard

            wizard = SetupWizard(self._record, self._runner)
            wizard.finished.connect(self._open)
            self.setCentralWidget(wizard)

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
        if self._opened is None:
            return
        self._idle.stop()
        self._finish_writing()
        self._opened.close()
        self._opened = None
        self._show_closed()

    def _finish_writing(self) -> None:
        leave = getattr(self.centralWidget(), "leave", None)
        if leave is not None:
            leave()
        self._runner.flush()

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Any key or click puts the idle lock off."""
        if isinstance(event, QKeyEvent | QMouseEvent) and self._opened is not None:
            self._idle.start()
        return super().eventFilter(watched, event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing never discards: what is typed is written first."""
        if self._opened is not None:
            self._finish_writing()
            self._opened.close()
            self._opened = None
        super().closeEvent(event)
