"""Which event a file shows: always asked, never guessed."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from clinic_app.domain.episodes import Episode, EventId
from clinic_app.i18n import _, ngettext
from clinic_app.services.episodes.event_words import day_words, events_words
from clinic_app.ui.clip_shelf import Wanted
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.clinic_table import ClinicTable
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.table_cells import Cell, Column, Row

_WHOLE = "whole"


class TargetDialog(QDialog):
    """The newest events first, then the episode as a whole. Enter chooses."""

    #: One ``Wanted`` for each file.
    chosen = Signal(object)

    def __init__(self, thread: Episode, paths: Sequence[Path], looked_at: EventId | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._thread, self._paths = thread, tuple(paths)
        self.setObjectName("dialog:clip_target")
        self.setWindowTitle(_("Add a clip"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._table = ClinicTable(
            "table:clip_target",
            _("Which event does it show?"),
            (Column("day", _("Day and time"), 220), Column("count", _("Told"), 160, stretches=True)),
            row_height=28,
        )
        rows = [
            Row(str(one.id), (Cell(strong=f"{day_words(one)}, {one.when.time}"), Cell(events_words(one))))
            for one in reversed(thread.events)
            if one.happened
        ]
        rows.append(Row(_WHOLE, (Cell(strong=_("The episode as a whole")), Cell(_("no single event")))))
        self._table.set_rows(rows)
        if looked_at is not None:
            self._table.select(str(looked_at))
        self._table.row_opened.connect(self._on_add)
        add = ActionButton("button:clip_add", _("Add"), ButtonKind.PRIMARY_STANDARD, key="Enter")
        add.clicked.connect(self._on_add)
        back = ActionButton("button:clip_back", _("Cancel"), key="Esc")
        back.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(back)
        row.addStretch(1)
        row.addWidget(add)
        files = ngettext("{count} file", "{count} files", len(self._paths)).format(count=len(self._paths))
        column = QVBoxLayout(self)
        column.setSpacing(px(8))
        column.addWidget(PlainLabel(_("Which event does it show?"), TextStyle.TITLE))
        words = _("{files}. It is copied encrypted into the record; the file itself stays where it is.")
        column.addWidget(PlainLabel(words.format(files=files), ink="secondary", wrap=True))
        column.addWidget(self._table, 1)
        column.addLayout(row)
        self.resize(px(460), px(420))
        self._table.setFocus()

    @Slot()
    def _on_add(self) -> None:
        event = self._table.selected_id
        event_id = EventId(event) if event and event != _WHOLE else None
        self.chosen.emit([Wanted(path, self._thread.id, event_id) for path in self._paths])
        self.accept()
