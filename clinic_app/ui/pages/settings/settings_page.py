"""People, log and letterhead: what a clinic needs on its first day."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from clinic_app.bootstrap import OpenRecord, RecordFile
from clinic_app.domain.people import Person
from clinic_app.i18n import _
from clinic_app.services import clinic_settings
from clinic_app.services.access import Action
from clinic_app.services.clinic_settings import roles_that_may
from clinic_app.services.context import Desk
from clinic_app.ui.pages.page import Page
from clinic_app.ui.pages.settings.add_person_dialog import AddPersonDialog
from clinic_app.ui.pages.settings.clinic_card import ClinicCard
from clinic_app.ui.pages.settings.deactivate_dialog import DeactivateDialog
from clinic_app.ui.pages.settings.forms_card import FormsCard
from clinic_app.ui.pages.settings.give_password_dialog import GivePasswordDialog
from clinic_app.ui.pages.settings.key_dialog import KeyDialog
from clinic_app.ui.pages.settings.lab_limits_card import LabLimitsCard
from clinic_app.ui.pages.settings.log_card import LogCard
from clinic_app.ui.pages.settings.people_card import PeopleCard
from clinic_app.ui.pages.settings.roles_card import RolesCard
from clinic_app.ui.pages.settings.rules_card import RulesCard
from clinic_app.ui.pages.settings.sections import Section, SettingsSections
from clinic_app.ui.pages.settings.words import roles_words
from clinic_app.ui.tasks import TaskRunner
from clinic_app.ui.theme import watcher
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.page_scroll import PageScroll

PEOPLE, LOG, CLINIC, RULES, LAB, FORMS = "people", "log", "clinic", "rules", "lab_limits", "forms"
_LEAST_HEIGHT = 600
#: Narrower than this the list of parts keeps its icons only.
_NARROW = 1090


class SettingsPage(Page):
    """Whoever may not change something sees it, with the role that may.

    Args:
        record: the clinic's files, which hold the keys of its people.
        opened: the record as it is open now.
    """

    #: The clinic's letterhead or review changed; carries the ``Clinic``.
    clinic_changed = Signal(object)

    def __init__(
        self, desk: Desk, runner: TaskRunner, record: RecordFile, opened: OpenRecord, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._runner, self._record, self._opened = desk, runner, record, opened
        self.setObjectName("page:settings")
        self._build_ui()
        self._connect()
        self.refresh()

    def _build_ui(self) -> None:
        desk, runner = self._desk, self._runner
        change = self._refusal(_("Changed by: {roles}."), Action.MANAGE_CLINIC)
        review = self._refusal(_("A review is recorded by: {roles}."), Action.MANAGE_CLINIC, Action.SIGN_NOTE)
        read = self._refusal(_("Read by: {roles}."), Action.READ_AUDIT)
        self._sections = SettingsSections(
            (
                Section(PEOPLE, _("People and roles"), "users"),
                Section(LOG, _("Access and change log"), "history"),
                Section(CLINIC, _("Clinic, letterhead"), "clipboard-heart"),
                Section(RULES, _("Rules"), "list-check"),
                Section(LAB, _("Laboratory limits"), "temperature"),
                Section(FORMS, _("Forms"), "clipboard-list"),
            )
        )
        self._people = PeopleCard(desk.actor.person_id, change)
        self._roles = RolesCard(desk.context.permissions)
        self._log = LogCard(desk, runner, read)
        self._clinic = ClinicCard(desk, runner, self._opened.clinic, change, review)
        changed = self._refusal(_("Rules are changed by: {roles}."), Action.CHANGE_RULES)
        hidden = self._refusal(_("Rules are read by: {roles}."), Action.ASSESS)
        self._rules = RulesCard(desk, runner, changed, hidden)
        self._labs = LabLimitsCard(
            desk,
            runner,
            self._refusal(_("Limits are set by: {roles}."), Action.CHANGE_RULES),
            self._refusal(_("Limits are read by: {roles}."), Action.ASSESS),
        )
        self._forms = FormsCard(desk.context.knowledge, self._record.own_forms)
        self._top = self._make_top()
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addWidget(self._top)
        right.addWidget(self._log, 1)
        right.addWidget(self._clinic, 1)
        right.addWidget(self._rules, 1)
        right.addWidget(self._forms, 1)
        right.addWidget(self._labs, 1)
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(10)
        row.addWidget(self._framed(self._sections))
        row.addLayout(right, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(PageScroll("scroll:settings", inside, _LEAST_HEIGHT))
        self.setFocusProxy(self._people.table)
        self._show_section(PEOPLE)

    def _make_top(self) -> QWidget:
        top = QWidget()
        row = QHBoxLayout(top)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._people, 1)
        row.addWidget(self._roles)
        return top

    @Slot()
    def _fit(self) -> None:
        """The parts at the chosen text size; in a narrow window their list keeps its icons alone."""
        size = self._roles.whole_size()
        self._roles.setFixedWidth(size.width())
        self._top.setFixedHeight(size.height())
        self._sections.set_narrow(narrow=self.width() < px(_NARROW))

    @staticmethod
    def _framed(sections: SettingsSections) -> Card:
        card = Card(margins=(0, 4, 0, 4))
        card.body.addWidget(sections)
        return card

    def _connect(self) -> None:
        self._sections.section_chosen.connect(self._show_section)
        self._people.add_requested.connect(self.add_person)
        self._people.password_requested.connect(self._give_password)
        self._people.deactivate_requested.connect(self._deactivate)
        self._clinic.saved.connect(self._on_clinic_saved)
        watcher().changed.connect(self._fit)
        self._add_key("A", self.add_person)
        self._add_key("/", self._search_log)
        for place in range(5):
            self._add_key(f"Ctrl+{place + 1}", partial(self._sections.choose, place))

    def _add_key(self, keys: str, action: Callable[[], object]) -> None:
        """A key of this screen; a letter acts only while no text field has the keyboard, which takes it first."""
        shortcut = QShortcut(QKeySequence(keys), self, action)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def key_hints(self) -> tuple[tuple[str, str], ...]:
        hints = [("Ctrl+1–6", _("Part")), ("J K", _("Row"))]
        if self._may(Action.READ_AUDIT):
            hints.append(("/", _("Search")))
        if self._may(Action.MANAGE_CLINIC):
            hints.append(("A", _("Add person")))
        return tuple(hints)

    def leave(self) -> None:
        """A letterhead that was typed is kept."""
        self._clinic.save()

    @Slot()
    def refresh(self) -> None:
        """Read people, letterhead and log anew."""
        self._runner.query(self._read_people, owner=self, on_done=self._on_people)
        self._log.refresh()
        self._rules.refresh()
        self._labs.refresh()
        if self._may(Action.MANAGE_CLINIC):
            self._runner.query(
                self._desk.run, clinic_settings.has_children, owner=self,
                on_done=lambda there_are: self._clinic.set_prefix_open(not there_are),
            )  # fmt: skip
        if not self._clinic.is_changed:
            self._runner.query(self._desk.context.reads.clinic, owner=self, on_done=self._clinic.show_clinic)

    def _read_people(self) -> tuple[tuple[Person, ...], frozenset[str]]:
        """Everybody, and the ids of those who have a key."""
        keys = frozenset(one.person_id for one in self._record.people())
        return tuple(self._desk.context.reads.people()), keys

    def _on_people(self, found: tuple[tuple[Person, ...], frozenset[str]]) -> None:
        self._people.show_people(*found)

    @Slot(str)
    def _show_section(self, section: str) -> None:
        self._top.setVisible(section == PEOPLE)
        self._log.setVisible(section in {PEOPLE, LOG})
        self._clinic.setVisible(section == CLINIC)
        self._rules.setVisible(section == RULES)
        self._forms.setVisible(section == FORMS)
        self._labs.setVisible(section == LAB)

    @Slot()
    def _search_log(self) -> None:
        if self._sections.current == RULES:
            self._rules.focus_search()
        elif self._may(Action.READ_AUDIT):
            if self._sections.current == CLINIC:
                self._sections.choose(1)
            self._log.focus_search()

    # People

    @Slot()
    def add_person(self) -> None:
        """Ask for somebody new, where the role may add people."""
        if self._may(Action.MANAGE_CLINIC):
            self._open(AddPersonDialog(self._record, self._opened, self._runner, self))

    @Slot(object)
    def _give_password(self, person: Person) -> None:
        self._open(GivePasswordDialog(self._record, self._opened, self._runner, person, self))

    @Slot(object)
    def _deactivate(self, person: Person) -> None:
        self._open(DeactivateDialog(self._record, self._opened, self._runner, person, self))

    def _open(self, dialog: KeyDialog) -> None:
        dialog.finished.connect(self._on_dialog_closed)
        dialog.open()

    @Slot()
    def _on_dialog_closed(self) -> None:
        """Also after "Go back": a first try may have added the person before its key failed."""
        self.refresh()
        self._people.table.setFocus()

    @Slot(object)
    def _on_clinic_saved(self, clinic: object) -> None:
        self.clinic_changed.emit(clinic)
        self._log.refresh()

    def _may(self, *actions: Action) -> bool:
        return self._desk.actor.role in roles_that_may(self._desk.context.permissions, *actions)

    def _refusal(self, words: str, *actions: Action) -> str:
        if self._may(*actions):
            return ""
        return words.format(roles=roles_words(roles_that_may(self._desk.context.permissions, *actions)))

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
