"""One station with its window: every screen, and the way between them."""

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication

from clinic_app.bootstrap import RecordFile
from clinic_app.ui.application_window import ApplicationWindow
from clinic_app.ui.tasks import TaskRunner
from tests.journeys.screens.documents_screen import DocumentsScreen
from tests.journeys.screens.episodes_screen import EpisodesScreen
from tests.journeys.screens.exam_screen import ExamScreen
from tests.journeys.screens.find_screen import FindScreen
from tests.journeys.screens.form_screen import FormScreen
from tests.journeys.screens.hands import ALT, CTRL, SHIFT, Hands, Wait
from tests.journeys.screens.plan_screen import PlanScreen
from tests.journeys.screens.setup_screen import SetupScreen
from tests.journeys.screens.today_screen import TodayScreen
from tests.journeys.screens.unlock_screen import UnlockScreen


class Station:
    """The window of the program, shown and with the keyboard."""

    def __init__(self, record: RecordFile, wait: Wait) -> None:
        self.window = ApplicationWindow(record)
        self.hands = Hands(self.window, wait)
        self.setup, self.unlock = SetupScreen(self.hands), UnlockScreen(self.hands)
        self.find, self.form = FindScreen(self.hands), FormScreen(self.hands)
        self.exam, self.plan = ExamScreen(self.hands), PlanScreen(self.hands)
        self.episodes = EpisodesScreen(self.hands)
        self.documents, self.today = DocumentsScreen(self.hands), TodayScreen(self.hands)
        self.window.show()
        self.window.activateWindow()
        wait(self.window.isActiveWindow)

    def new_child(self) -> FormScreen:
        """Ctrl+N."""
        self.hands.keys((Qt.Key.Key_N, CTRL))
        self.hands.wait(lambda: self.hands.focused() == "field:pt_family_name_edit")
        return self.form

    def go_to(self, tab: str) -> None:
        """Alt and the digit that stands on the tab of the open child."""
        words = self.hands.part(f"tab:{tab}").accessibleName()
        self.hands.keys((Qt.Key(Qt.Key.Key_0 + int(words[-1])), ALT))
        page = f"page:{tab}"
        self.hands.wait(lambda: self.hands.sees(page))

    def lock(self) -> UnlockScreen:
        """Ctrl+Shift+L."""
        self.hands.keys((Qt.Key.Key_L, CTRL | SHIFT))
        self.hands.wait(lambda: self.hands.sees("page:unlock"))
        return self.unlock

    def banner(self) -> str:
        """Everything that the identity banner says, facts that gave way included."""
        banner = self.hands.part("banner")
        facts = [part.accessibleName() for part in banner.children() if hasattr(part, "accessibleName")]
        return "\n".join([banner.accessibleName(), *facts, self.hands.words("banner")])

    def saved(self) -> bool:
        """Whether the footer says that what was typed is kept."""
        return self.hands.words("footer:saved").startswith("Saved ")

    def close(self) -> None:
        """Close the window, and see to it that nothing of it outlives this call. Twice does no harm."""
        if not shiboken6.isValid(self.window):
            return
        self.window.close()
        runner = self.window.findChild(TaskRunner)
        assert runner is not None
        assert runner.flush()
        QApplication.processEvents()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        assert not shiboken6.isValid(self.window)
