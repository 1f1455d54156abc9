"""Rail, banner, tabs, body and footer of the window."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from clinic_app.i18n import _
from clinic_app.ui.frame.banner_model import BannerModel
from clinic_app.ui.frame.body import Body
from clinic_app.ui.frame.find_button import FindButton
from clinic_app.ui.frame.footer import Footer
from clinic_app.ui.frame.patient_banner import PatientBanner
from clinic_app.ui.frame.patient_tabs import PatientTabs
from clinic_app.ui.frame.rail import Rail, RailItem
from clinic_app.ui.theme import watcher
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.toast import Toast

#: Narrower than this the rail keeps its icons only and the footer goes.
NARROW = 1180


def rail_items() -> tuple[RailItem, ...]:
    """The places of the product, in the order of the design."""
    return (
        RailItem("today", _("Today"), "calendar-event"),
        RailItem("patients", _("Patients"), "users"),
        RailItem("due", _("Due"), "list-check"),
        RailItem("print_tray", _("Print tray"), "printer"),
        RailItem("settings", _("Settings"), "settings", at_bottom=True),
        RailItem("keys", _("Keys"), "keyboard", at_bottom=True, is_place=False),
        RailItem("lock", _("Lock"), "lock", at_bottom=True, is_place=False),
    )


class MainFrame(QWidget):
    """The frame never scrolls; only its body does. It shows pages and knows nothing of what they do."""

    #: A place or action of the rail; carries its id.
    rail_chosen = Signal(str)
    #: A tab of the child; carries its id.
    tab_chosen = Signal(str)
    #: The search box was pressed.
    find_requested = Signal()

    def __init__(self, items: tuple[RailItem, ...] | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("frame")
        self.setProperty("look", "app")
        self._rail = Rail(rail_items() if items is None else items)
        self._banner = PatientBanner()
        self._tabs = PatientTabs()
        self._find = FindButton()
        self._tabs.tools.addWidget(self._find)
        self._body = Body()
        self._footer = Footer()
        self._build_ui()
        self._toast = Toast(self)
        self._connect()
        self.clear_child()

    def _build_ui(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._rail)
        inner = QVBoxLayout()
        inner.setSpacing(0)
        for part in (self._banner, self._tabs):
            inner.addWidget(part)
        inner.addWidget(self._scrolled_body(), 1)
        inner.addWidget(self._footer)
        row.addLayout(inner, 1)
        column.addLayout(row, 1)

    def _scrolled_body(self) -> QScrollArea:
        """The body in a scroll area: a page that needs more room than there is scrolls, the frame never gives way."""
        area = QScrollArea()
        area.setObjectName("body:scroll")
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(self._body)
        return area

    def _connect(self) -> None:
        self._rail.chosen.connect(self.rail_chosen)
        self._tabs.chosen.connect(self.tab_chosen)
        self._find.clicked.connect(self.find_requested)
        watcher().changed.connect(self._fit)
        for digit in range(1, 9):
            shortcut = QShortcut(QKeySequence(f"Alt+{digit}"), self)
            shortcut.activated.connect(lambda place=digit: self._open_tab(place))

    def _open_tab(self, place: int) -> None:
        ids = self._tabs.ids()
        if not self._tabs.isHidden() and place <= len(ids):
            self.tab_chosen.emit(ids[place - 1])

    @property
    def body(self) -> QStackedWidget:
        """The pages."""
        return self._body.pages

    @property
    def toast(self) -> Toast:
        """The one toast of the window."""
        return self._toast

    @property
    def footer(self) -> Footer:
        """The line at the bottom."""
        return self._footer

    @property
    def rail(self) -> Rail:
        """The navigation."""
        return self._rail

    @property
    def banner(self) -> PatientBanner:
        """The identity of the child."""
        return self._banner

    @property
    def tabs(self) -> PatientTabs:
        """The screens of the child."""
        return self._tabs

    def show_child(self, banner: BannerModel, tabs: Sequence[tuple[str, str]]) -> None:
        """Show a child's identity and the tabs of its screens."""
        self._banner.show_child(banner)
        self._tabs.set_tabs(tabs)
        self._banner.show()
        self._tabs.show()

    def clear_child(self) -> None:
        """No child is open: banner and tabs go, and with them every trace of the last child."""
        self._banner.clear()
        self._banner.hide()
        self._tabs.hide()

    def show_page(self, page: QWidget, hints: Sequence[tuple[str, str]] = ()) -> None:
        """Show a page, adding it when it is new, and its keys. The caller gives it the keyboard, once."""
        held, before = QApplication.focusWidget(), self._body.pages.currentWidget()
        if held is not None and before is not None and before is not page and before.isAncestorOf(held):
            held.clearFocus()  # otherwise the stack hands the keyboard on, and a page would be entered twice
        if self._body.pages.indexOf(page) < 0:
            self._body.pages.addWidget(page)
        self._body.pages.setCurrentWidget(page)
        self._body.updateGeometry()
        self._footer.set_hints(hints)

    @Slot()
    def _fit(self) -> None:
        narrow = self.width() < px(NARROW)
        self._rail.set_narrow(narrow)
        self._footer.setVisible(not narrow)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
