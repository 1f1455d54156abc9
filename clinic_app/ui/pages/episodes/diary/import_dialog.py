"""Bringing in a diary from a spreadsheet or a phone: looked at first, then all of it or nothing."""

from enum import StrEnum
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from clinic_app.domain.errors import ClinicError
from clinic_app.exchange.diary_table import ColumnUse, TableRow
from clinic_app.exchange.diary_text import MOST_BYTES, read_file
from clinic_app.i18n import _, ngettext, number_text
from clinic_app.services.episodes.diary_reader import DiaryReader
from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.pages.episodes.diary.column_choices import ColumnChoices
from clinic_app.ui.pages.episodes.diary.preview_rows import preview_columns, preview_row
from clinic_app.ui.pages.episodes.diary.table_preview import Asked, Preview, read_preview
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.chip import Chip, ChipKind
from clinic_app.ui.widgets.clinic_table import ClinicTable
from clinic_app.ui.widgets.input_box import InputBox
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel

_SETTLE_MS = 250


class Show(StrEnum):
    """Which rows of the preview are listed."""

    ALL = "all"
    REFUSED = "refused"
    LOGGED = "logged"


class ImportDialog(QDialog):
    """The text on the left, what its columns mean and how each row is read on the right.

    Nothing can be added while any row is refused; the text can be put right where it stands.
    """

    #: Events were stored; how many.
    stored = Signal(int)

    def __init__(self, child: OpenChild, parent: QWidget) -> None:
        super().__init__(parent)
        self._child = child
        self._preview = Preview()
        self._chosen: dict[int, ColumnUse] = {}
        self._has_heading: bool | None = None
        self._turn = 0
        self._show = Show.ALL
        self._is_storing = self._was_warned = False
        context = child.desk.context
        self._today = context.clock.today()
        self._reader = DiaryReader(context.knowledge, child.chart.patient.birth_date, self._today)
        self.setObjectName("dialog:import_diary")
        self.setWindowTitle(_("Bring in a diary"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._text = QPlainTextEdit()
        self._columns = ColumnChoices(self._today)
        self._table = ClinicTable("table:import", _("Rows as they were understood"), preview_columns(), row_height=28)
        self._teller = InputBox()
        self._heading = QCheckBox(_("The first line is a heading"))
        self._repeated = QCheckBox(_("Add what is in the log already, too"))
        self._say = PlainLabel("", TextStyle.SMALL, ink="secondary", wrap=True)
        self._open = ActionButton("button:import_open", _("Open a file"), icon_name="folder", key="Ctrl+O")
        self._add = ActionButton("button:import_add", _("Add"), ButtonKind.PRIMARY_STANDARD, key="Ctrl+Enter")
        self._back = ActionButton("button:import_back", _("Close"), key="Esc")
        self._chips = {one: Chip(f"filter:import:{one}", "", ChipKind.FILTER) for one in Show}
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._dress()
        self._build_ui()
        self._connect()
        self._show_preview(self._preview)
        self._text.setFocus()

    def _dress(self) -> None:
        self._text.setObjectName("import:text")
        self._text.setAccessibleName(_("Lines of the diary: paste them here, or open a file"))
        self._text.setPlaceholderText(_("Paste lines from a spreadsheet or a phone here, or open a file."))
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._text.setTabChangesFocus(True)  # pasted tabs are kept; the key goes on as everywhere
        self._teller.edit.setObjectName("import:told_by")
        self._teller.edit.setAccessibleName(_("Who kept the diary"))
        self._teller.edit.setPlaceholderText(_("mother"))
        self._teller.edit.setMaxLength(60)
        self._heading.setObjectName("import:heading")
        self._repeated.setObjectName("import:repeated")
        self._say.setObjectName("import:says")

    def _build_ui(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(px(8))
        top.addWidget(self._open)
        top.addWidget(self._heading)
        top.addStretch(1)
        top.addWidget(PlainLabel(_("Kept by"), ink="secondary"))
        self._teller.setFixedWidth(px(150))
        top.addWidget(self._teller)
        left = Card(_("Lines"), margins=(6, 6, 6, 6))
        left.body.addWidget(self._text, 1)
        columns = Card(_("What the columns mean"), margins=(4, 4, 4, 4))
        columns.body.addWidget(self._columns, 1)
        rows = Card(_("Preview"), margins=(0, 0, 0, 0), spacing=0)
        for chip in self._chips.values():
            rows.header_right.addWidget(chip)
        rows.body.addWidget(self._table, 1)
        upper = QHBoxLayout()
        upper.setSpacing(px(8))
        upper.addWidget(left, 5)
        upper.addWidget(columns, 6)
        foot = QHBoxLayout()
        foot.setSpacing(px(8))
        foot.addWidget(self._back)
        foot.addWidget(self._say, 1)
        foot.addWidget(self._repeated)
        foot.addWidget(self._add)
        outer = QVBoxLayout(self)
        outer.setSpacing(px(8))
        outer.addLayout(top)
        outer.addLayout(upper, 4)
        outer.addWidget(rows, 5)
        outer.addLayout(foot)
        self.resize(px(1120), px(680))

    def _connect(self) -> None:
        self._text.textChanged.connect(self._on_typing)
        self._settle.timeout.connect(self._on_text)
        self._teller.left.connect(self._read)
        self._heading.toggled.connect(self._on_heading)
        self._repeated.toggled.connect(self._show_rows)
        self._columns.chosen.connect(self._on_chosen)
        self._open.clicked.connect(self.ask_for_file)
        self._back.clicked.connect(self.reject)
        self._add.clicked.connect(self.store)
        for one, chip in self._chips.items():
            chip.clicked.connect(partial(self._on_show, one))

    # The text

    @Slot()
    def ask_for_file(self) -> None:
        """Ask for a file."""
        dialog = QFileDialog(self, _("Open a diary"), "", _("Tables (*.csv *.tsv *.txt);;All files (*)"))
        dialog.setObjectName("dialog:open_diary")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.open_file)
        dialog.open()

    @Slot(str)
    def open_file(self, path: str) -> None:
        """Put the text of a file into the lines."""
        self._child.runner.query(read_file, Path(path), owner=self, on_done=self.take_text, on_failed=self._on_failed)

    def take_text(self, text: str) -> None:
        """Read another text, from its beginning."""
        self._chosen, self._has_heading = {}, None
        with QSignalBlocker(self._text):
            self._text.setPlainText(text)
        self._on_text()

    @Slot()
    def _on_typing(self) -> None:
        """What is typed is looked at before it can be added."""
        self._add.setEnabled(False)
        self._settle.start()

    @Slot()
    def _on_text(self) -> None:
        self._settle.stop()
        self._was_warned = False
        self._read()

    @Slot(bool)
    def _on_heading(self, is_heading: bool) -> None:
        self._chosen, self._has_heading = {}, is_heading
        self._read()

    @Slot(int, object)
    def _on_chosen(self, column: int, use: ColumnUse) -> None:
        self._chosen[column] = use
        self._read()

    @Slot()
    def _read(self) -> None:
        """Read everything again; an answer for an older text is dropped."""
        text = self._text.toPlainText()
        if len(text) > MOST_BYTES:
            self._show_preview(Preview(_("This is too much at once. Split it.")))
            return
        thread = self._child.log.current
        logged = thread.events if thread is not None else ()
        self._turn += 1
        turn = self._turn
        self._add.setEnabled(False)
        told_by = " ".join(self._teller.edit.text().split())
        asked = Asked(text, self._today, logged, told_by, self._has_heading, dict(self._chosen))
        self._child.runner.query(
            read_preview,
            asked,
            self._reader,
            owner=self,
            on_done=lambda preview: self._show_preview(preview) if turn == self._turn else None,
            on_failed=self._on_failed,
        )

    # The preview

    def _show_preview(self, preview: Preview) -> None:
        self._preview = preview
        table = preview.table
        with QSignalBlocker(self._heading):
            self._heading.setChecked(table is not None and bool(table.heading))
        self._heading.setEnabled(table is not None)
        self._columns.show_table(table, preview.uses)
        self._show_rows()

    @Slot(Show)
    def _on_show(self, show: Show) -> None:
        self._show = show
        self._show_rows()

    @Slot()
    def _show_rows(self) -> None:
        """List the rows, and say what would happen."""
        preview, repeated = self._preview, self._repeated.isChecked()
        words = {Show.ALL: _("All"), Show.REFUSED: _("Refused"), Show.LOGGED: _("In the log already")}
        for show, chip in self._chips.items():
            chip.set_words(words[show], len(self._rows(show)))
            chip.setChecked(show is self._show)
        knowledge, table = self._child.desk.context.knowledge, preview.table
        shown = self._rows(self._show) if table is not None else ()
        self._table.set_rows(
            [
                preview_row(at, row, table, knowledge, repeated=repeated)
                for at, row in enumerate(shown)
                if table is not None
            ]
        )
        self._repeated.setVisible(bool(self._rows(Show.LOGGED)))
        self._say_what_happens()

    def _rows(self, show: Show) -> tuple[TableRow, ...]:
        rows = self._preview.rows
        if show is Show.REFUSED:
            return tuple(row for row in rows if row.event is None)
        return tuple(row for row in rows if row.logged is not None) if show is Show.LOGGED else rows

    def _say_what_happens(self) -> None:
        preview = self._preview
        events, refused = preview.events(repeated=self._repeated.isChecked()), self._rows(Show.REFUSED)
        thread = self._child.log.current
        can_add = bool(events) and not refused and not preview.problem and thread is not None
        self._add.set_words(ngettext("Add {count} row", "Add {count} rows", len(events)).format(count=len(events)))
        self._add.setEnabled(can_add and not self._is_storing)
        self._say.set_ink("danger" if preview.problem or refused else "secondary")
        if thread is None:
            self._say.setText(_("There is no episode yet that these rows could go to."))
        elif preview.problem:
            self._say.setText(preview.problem)
        elif refused:
            some = ngettext("{count} row is refused", "{count} rows are refused", len(refused)).format(
                count=len(refused)
            )
            lines = ", ".join(str(row.line) for row in refused[:8]) + (" …" if len(refused) > 8 else "")
            words = _("{some} (line {lines}). Put them right above, or change a column: all rows are added, or none.")
            self._say.setText(words.format(some=some, lines=lines))
        else:
            self._say.setText(self._summary(len(events), thread.title))

    def _summary(self, count: int, title: str) -> str:
        if self._preview.table is None:
            return ""
        parts = [_("{count} of {all} rows go to “{title}”").format(
            count=number_text(count), all=number_text(len(self._preview.rows)), title=title
        )]  # fmt: skip
        left_out = len(self._preview.rows) - count
        if left_out:
            parts.append(_("{count} in the log already are left out").format(count=number_text(left_out)))
        if self._preview.blank:
            parts.append(_("{count} blank lines").format(count=number_text(self._preview.blank)))
        return "; ".join(parts) + "."

    # Storing

    @Slot()
    def store(self) -> None:
        """Add every row that is not left out, all of them or none."""
        if not self._add.isEnabled() or self._is_storing:
            return
        events = self._preview.events(repeated=self._repeated.isChecked())
        self._is_storing = True
        self._add.setEnabled(False)
        self._child.log.add(
            events, source="file", on_done=lambda _done: self._on_stored(len(events)), on_failed=self._on_failed
        )

    def _on_stored(self, count: int) -> None:
        self.stored.emit(count)
        self.accept()

    def _on_failed(self, problem: Exception) -> None:
        self._is_storing = False
        self._say_what_happens()
        self._say.set_ink("danger")
        known = isinstance(problem, ClinicError)
        self._say.setText(str(problem) if known else _("Nothing was added; everything is still here."))
        if not known:
            self._child.runner.failed.emit(problem)

    # Qt overrides

    @Slot()
    def reject(self) -> None:
        """Lines that can be added are not thrown away by one key."""
        if self._text.toPlainText().strip() and not self._was_warned:
            self._was_warned = True
            self._say.set_ink("danger")
            self._say.setText(_("These rows are not stored. Close again to leave them out."))
            return
        super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter adds, Ctrl+O opens; Enter alone never closes the dialog."""
        with_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and with_ctrl:
            self.store()
        elif with_ctrl and event.key() == Qt.Key.Key_O:
            self.ask_for_file()
        elif not is_enter:
            super().keyPressEvent(event)
