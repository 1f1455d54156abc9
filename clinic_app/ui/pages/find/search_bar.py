"""The box of the palette, and how its text was understood."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from clinic_app.i18n import _, day_text
from clinic_app.services.views import SearchQuery
from clinic_app.ui.pages.find.hit_words import has_impossible_date
from clinic_app.ui.style import FOCUS_OWN
from clinic_app.ui.theme import TextStyle, current, font, watcher
from clinic_app.ui.widgets.chip import Chip, ChipKind
from clinic_app.ui.widgets.icon import Icon
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel

_LONGEST_WORDS = 24


class SearchBar(QFrame):
    """One line: what is typed, chips of what was understood, how many were found."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "banner")
        self.edit = QLineEdit()
        self.edit.setObjectName("field:find")
        self.edit.setAccessibleName(_("Parts of a name, a birth date, or a record number"))
        self.edit.setPlaceholderText(_("Parts of a name in any order, a birth date, or a record number"))
        self.edit.setProperty("look", "bare")
        self.edit.setProperty(FOCUS_OWN, True)
        titles = {"name": _("Name"), "born": _("Born"), "number": _("Number")}
        self._chips = {name: Chip(f"chip:{name}", title) for name, title in titles.items()}
        self._no_date = Chip("chip:no_date", _("No such date, read as a name"), ChipKind.NOTICE)
        self._count = PlainLabel("", TextStyle.SMALL, ink="secondary")
        self._count.setObjectName("text:count")
        self._row = QHBoxLayout(self)
        self._row.setSpacing(px(8))
        self._row.addWidget(Icon("search", "text_primary", 20), 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self.edit, 1)
        for chip in (*self._chips.values(), self._no_date):
            chip.hide()
            self._row.addWidget(chip)
        self._row.addWidget(self._count)
        self._dress()
        watcher().changed.connect(self._dress)

    def _dress(self) -> None:
        self._row.setContentsMargins(px(14), 0, px(14), 0)
        self.setFixedHeight(px(52))
        self.edit.setFont(font(TextStyle.TITLE, current().scale))

    def show_understood(self, query: SearchQuery | None) -> None:
        """Say what was taken for a name, a birth date and a number; nothing for ``None``."""
        words = {"name": "", "born": "", "number": ""}
        if query is not None:
            name = " ".join(query.words)
            shown = name if len(name) <= _LONGEST_WORDS else f"{name[:_LONGEST_WORDS]}…"
            words["name"] = _("Name: {words}").format(words=shown) if name else ""
            words["born"] = _("Born: {day}").format(day=day_text(query.born)) if query.born is not None else ""
            words["number"] = _("Number: {number}").format(number=query.number) if query.number else ""
        for part, said in words.items():
            if said:
                self._chips[part].set_words(said)
            self._chips[part].setVisible(bool(said))
        self._no_date.setVisible(query is not None and has_impossible_date(query))

    def show_count(self, words: str) -> None:
        """How many of how many."""
        self._count.setText(words)
