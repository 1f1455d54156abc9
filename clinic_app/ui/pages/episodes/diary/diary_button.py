"""One button for everything that can be done with the family's diary."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from clinic_app.i18n import _, ngettext
from clinic_app.services.access import Action
from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.pages.episodes.diary.import_dialog import ImportDialog
from clinic_app.ui.pages.episodes.diary.print_dialog import PrintDiaryDialog
from clinic_app.ui.pages.episodes.diary.type_in_dialog import TypeInDialog
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.toast import toast_of


class DiaryButton(ActionButton):
    """Print a sheet (Ctrl+P), type in a returned one (Ctrl+T), bring in a table (Ctrl+I).

    What the role may not do, or what needs an episode first, is greyed.
    """

    def __init__(self, child: OpenChild, parent: QWidget | None = None) -> None:
        super().__init__("button:diary", _("Diary"), ButtonKind.SMALL, icon_name="notes", parent=parent)
        self._child = child
        self._menu = QMenu(self)
        self._menu.setObjectName("menu:diary")
        self._menu.setAccessibleName(_("The family’s diary"))
        self._entries = {
            "print": self._entry(_("Print a diary sheet"), "Ctrl+P", self.print_sheet),
            "type_in": self._entry(_("Type in a returned sheet"), "Ctrl+T", self.type_in),
            "import": self._entry(_("Bring in a table"), "Ctrl+I", self.bring_in),
        }
        self.clicked.connect(self._open)
        child.log.changed.connect(self._on_changed)
        child.log.selected.connect(self._on_changed)
        self._on_changed()

    def _entry(self, words: str, keys: str, act: Callable[[], object]) -> QAction:
        entry = QAction(f"{words}\t{keys}", self)
        entry.triggered.connect(lambda _checked: act())
        self._menu.addAction(entry)
        return entry

    def add_keys(self, page: QWidget) -> None:
        """Let ``page`` answer to the keys of the menu while it or anything on it has the keyboard."""
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, entry in zip(("Ctrl+P", "Ctrl+T", "Ctrl+I"), self._entries.values(), strict=True):
            QShortcut(QKeySequence(keys), page, partial(entry.trigger), context=within)

    @Slot()
    def _on_changed(self) -> None:
        allowed = self._child.desk.context.permissions.get(self._child.desk.actor.role, frozenset())
        may_log = Action.LOG_EPISODE in allowed and self._child.log.current is not None
        self._entries["print"].setEnabled(Action.PRINT in allowed)
        self._entries["type_in"].setEnabled(may_log)
        self._entries["import"].setEnabled(may_log)

    @Slot()
    def _open(self) -> None:
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    @Slot()
    def print_sheet(self) -> None:
        """A sheet for the episode that is looked at."""
        PrintDiaryDialog(self._child, self.window()).open()

    @Slot()
    def type_in(self) -> None:
        """A sheet that came back."""
        dialog = TypeInDialog(self._child, self.window())
        dialog.stored.connect(self._say_stored)
        dialog.open()

    @Slot()
    def bring_in(self) -> None:
        """A table from a spreadsheet or a phone."""
        dialog = ImportDialog(self._child, self.window())
        dialog.stored.connect(self._say_stored)
        dialog.open()

    @Slot(int)
    def _say_stored(self, count: int) -> None:
        thread = self._child.log.current
        words = ngettext("{count} line added to “{title}”", "{count} lines added to “{title}”", count)
        toast_of(self).say(words.format(count=count, title=thread.title if thread is not None else ""))
