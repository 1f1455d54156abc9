"""Typing in a sheet that a family brought back."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from clinic_app.domain.episodes import EpisodeEvent
from clinic_app.domain.episodes.event import MANY_A_DAY
from clinic_app.domain.errors import ClinicError
from clinic_app.i18n import _, day_text, long_day_text, ngettext
from clinic_app.services.episodes.diary_reader import DiaryReader, Part, ReadLine, Slip, Way, logged_keys, same_time
from clinic_app.services.episodes.diary_sheets import ReturnedSheet, find_sheet, told_on
from clinic_app.services.episodes.events import new_event_id
from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.pages.episodes.diary.sheet_grid import USUAL, SheetGrid, sheet_columns
from clinic_app.ui.pages.episodes.diary.sheet_row import SheetRow
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.chip import Chip, ChipKind
from clinic_app.ui.widgets.field_frame import HintKind
from clinic_app.ui.widgets.input_box import InputBox
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.notice_strip import NoticeStrip
from clinic_app.ui.widgets.plain_label import PlainLabel


class TypeInDialog(QDialog):
    """First the code, then the lines; all of them are stored, or none. Nothing typed is thrown away by one key."""

    #: Lines were stored; how many.
    stored = Signal(int)

    def __init__(self, child: OpenChild, parent: QWidget) -> None:
        super().__init__(parent)
        self._child = child
        self._sheet: ReturnedSheet | None = None
        self._asked_code = ""
        self._confirmed: object = None
        self._was_warned = False
        self._is_storing = False
        chart, context = child.chart, child.desk.context
        self._reader = DiaryReader(context.knowledge, chart.patient.birth_date, context.clock.today())
        self.setObjectName("dialog:type_in")
        self.setWindowTitle(_("Type in a sheet"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._code = _box("type_in:code", _("Code at the foot of the sheet, such as K7Q-4MTX"), _("K7Q-4MTX"), 120)
        self._teller = _box("type_in:told_by", _("Who filled the sheet in"), _("mother"), 160)
        self._found = PlainLabel("", wrap=True)
        self._found.setObjectName("type_in:found")
        self._typed = NoticeStrip("notice:typed_already", warning=True)
        self._typed.hide()
        self.grid = SheetGrid(sheet_columns(self._reader))
        self._say = PlainLabel("", TextStyle.SMALL, ink="secondary", wrap=True)
        self._say.setObjectName("type_in:says")
        self._add = ActionButton("button:type_in_add", _("Add lines"), ButtonKind.PRIMARY_STANDARD, key="Ctrl+Enter")
        self._back = ActionButton("button:type_in_back", _("Close"), key="Esc")
        self._chips: dict[Part, Chip] = {}
        self._build_ui()
        self._connect()
        self._show_thread()
        self._count()
        self._code.edit.setFocus()

    def _build_ui(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(PlainLabel(_("Code of the sheet"), ink="secondary"))
        head.addWidget(self._code)
        head.addWidget(self._found, 1)
        head.addWidget(PlainLabel(_("Filled in by"), ink="secondary"))
        head.addWidget(self._teller)
        chips = QHBoxLayout()
        chips.setSpacing(px(6))
        chips.addWidget(PlainLabel(_("Also on this sheet"), TextStyle.SMALL, ink="muted"))
        for column in sheet_columns(self._reader):
            if column.part not in USUAL:
                chip = Chip(f"filter:column:{column.part}", column.title, ChipKind.FILTER)
                chip.setAccessibleName(_("The sheet asks: {what}").format(what=column.title))
                chip.toggled.connect(self._on_columns)
                chips.addWidget(chip)
                self._chips[column.part] = chip
        chips.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(px(8))
        foot.addWidget(self._back)
        foot.addWidget(self._say, 1)
        foot.addWidget(self._add)
        column_box = QVBoxLayout(self)
        column_box.setSpacing(px(8))
        column_box.addLayout(head)
        column_box.addWidget(self._typed)
        column_box.addLayout(chips)
        column_box.addWidget(self.grid, 1)
        column_box.addLayout(foot)
        self.resize(px(1060), px(560))

    def _connect(self) -> None:
        self._code.left.connect(self.find_code)
        self._code.edit.returnPressed.connect(self.grid.start)
        self._code.edit.textEdited.connect(self._on_code_edited)
        self._teller.edit.returnPressed.connect(self.grid.start)
        self.grid.row_changed.connect(self._read_row)
        self._back.clicked.connect(self.reject)
        self._add.clicked.connect(self.store)

    # The sheet

    @Slot()
    def find_code(self) -> None:
        """Look for the sheet of the code that is typed."""
        text = self._code.edit.text().strip()
        if text == self._asked_code:
            return
        self._asked_code, self._sheet = text, None
        if not text:
            self._show_thread()
            return
        self._child.runner.query(
            self._child.desk.run,
            find_sheet,
            self._child.chart,
            text,
            owner=self,
            on_done=lambda sheet: self._on_found(text, sheet),
            on_failed=lambda problem: self._on_not_found(text, problem),
        )

    @Slot()
    def _on_code_edited(self) -> None:
        self._code.set_kind(HintKind.PLAIN)
        self._typed.hide()
        self._sheet = None
        self._asked_code = "\n"  # whatever is typed now is looked for anew

    def _on_found(self, text: str, sheet: ReturnedSheet) -> None:
        if text != self._asked_code:
            return
        self._sheet = sheet
        before = self._child.log.current
        if before is None or before.id != sheet.episode_id:
            self._child.log.select_thread(sheet.episode_id)
        self._show_thread()
        if before is not None and before.id != sheet.episode_id:
            self._say_other(before.title)
        if sheet.typed:
            self._say_typed(sheet.typed)

    def _on_not_found(self, text: str, problem: Exception) -> None:
        if text == self._asked_code:
            self._code.set_kind(HintKind.REFUSED)
            self._found.set_ink("danger")
            self._found.setText(str(problem))
            self._code.edit.setAccessibleDescription(str(problem))

    def _say_other(self, title: str) -> None:
        """The sheet is of another episode of this child: its lines go there, and that must not be overlooked."""
        words = _("{sheet}: the lines go there, not to “{title}”")
        self._found.setText(words.format(sheet=self._found.text(), title=title))
        self._found.set_ink("unusual")

    def _say_typed(self, typed: tuple[EpisodeEvent, ...]) -> None:
        days = sorted(event.when.day for event in typed)
        words = ngettext(
            "{count} line of this sheet is in the log already", "{count} lines of this sheet are in the log already",
            len(typed),
        ).format(count=len(typed))  # fmt: skip
        period = _("from {first} to {last}").format(first=day_text(days[0]), last=day_text(days[-1]))
        self._typed.say(
            _("Type only what was written since; a line that repeats one is marked."), f"{words}, {period}."
        )
        self._typed.show()

    def _show_thread(self) -> None:
        """Say where the lines will go."""
        thread = self._child.log.current
        title = thread.title if thread is not None else ""
        self._found.set_ink("" if self._sheet is not None else "muted")
        self._code.edit.setAccessibleDescription("")
        if self._sheet is not None:
            printed = day_text(self._sheet.printed.printed_at.astimezone().date())
            self._found.setText(_("“{title}”, printed {day}").format(title=title, day=printed))
        else:
            self._found.setText(_("Without a code the lines go to “{title}”.").format(title=title))

    @Slot()
    def _on_columns(self) -> None:
        self.grid.show_columns([*USUAL, *(part for part, chip in self._chips.items() if chip.isChecked())])

    # The lines

    def _read(self, row: SheetRow) -> ReadLine:
        read = self._reader.read(row.cells, Way(), new_event_id())
        if row.has_only_a_day:
            words = _("Only a date: type none for a day without, or ? as the time.")
            return ReadLine(None, (Slip(Part.TIME, words),))
        return read

    @Slot(object)
    def _read_row(self, row: SheetRow) -> None:
        """Say what was understood of a line that was left."""
        self._was_warned = False
        if row.is_blank:
            row.say(())
        else:
            read = self._read(row)
            row.say(read.slips, self._understood(read), "unusual" if self._repeats(read) else "muted")
        self._count()

    def _understood(self, read: ReadLine) -> str:
        """The day in full, the words that were taken for a trigger or a state, and what is kept as a note."""
        event, knowledge = read.event, self._child.desk.context.knowledge
        if event is None:
            return ""
        words = [long_day_text(event.when.day)]
        for field, codes in (("ep_triggers", event.seen.triggers), ("ep_states", event.seen.states)):
            words += [knowledge.code_words(field, code) for code in codes]
        if not event.happened:
            words.append(_("a day without"))
        if self._repeats(read):
            words.append(_("in the log already"))
        if read.kept:
            words.append(_("kept as a note: {words}").format(words="; ".join(read.kept)))
        return " · ".join(words)

    def _repeats(self, read: ReadLine) -> bool:
        thread = self._child.log.current
        return read.event is not None and thread is not None and same_time(read.event, self._logged()) is not None

    def _logged(self) -> dict[object, EpisodeEvent]:
        thread = self._child.log.current
        return logged_keys(thread.events) if thread is not None else {}

    def _count(self) -> None:
        lines = sum(not row.is_blank for row in self.grid.rows)
        self._add.set_words(ngettext("Add {count} line", "Add {count} lines", lines).format(count=lines))
        self._add.setEnabled(lines > 0 and not self._is_storing)

    @Slot()
    def store(self) -> None:
        """Store every line, or point at the first cell that cannot be."""
        self.find_code()
        if self._is_storing or not self._is_code_clear():
            return
        if self._child.log.current is None:
            self._refuse(_("There is no episode yet that these lines could go to."))
            return
        events: list[EpisodeEvent] = []
        doubts: list[str] = []
        bad: list[tuple[SheetRow, Slip]] = []
        for number, row in enumerate(self.grid.rows, start=1):
            if row.is_blank:
                continue
            read = self._read(row)
            row.say(read.slips, self._understood(read), "unusual" if self._repeats(read) else "muted")
            bad += [(row, slip) for slip in read.slips]
            if read.event is not None:
                events.append(read.event)
                doubts += self._doubts(number, read)
        if bad:
            self._point_at(bad)
        elif events and self._is_meant(doubts):
            self._send(events)

    def _is_code_clear(self) -> bool:
        """Whether a typed code was found; lines never go to a place that the code does not name."""
        if not self._code.edit.text().strip() or self._sheet is not None:
            return True
        self._refuse(_("The code is not clear yet: put it right, or take it out."))
        self._code.edit.setFocus()
        return False

    def _point_at(self, bad: list[tuple[SheetRow, Slip]]) -> None:
        row, slip = bad[0]
        words = ngettext("{count} cell has to be put right.", "{count} cells have to be put right.", len(bad))
        self._refuse(words.format(count=len(bad)) + " " + _("Nothing is stored yet."))
        self.grid.focus_row(row, slip.part)

    def _doubts(self, number: int, read: ReadLine) -> list[str]:
        most = read.event.most_a_day if read.event is not None else None
        many = most is not None and most > MANY_A_DAY
        line = _("line {number}").format(number=number)
        return [_("{line} is in the log already").format(line=line)] * self._repeats(read) + (
            [_("{line} tells of more than {most} a day").format(line=line, most=MANY_A_DAY)] if many else []
        )

    def _is_meant(self, doubts: list[str]) -> bool:
        """Ask once about what is unusual; the same again means yes."""
        if doubts and self._confirmed != doubts:
            self._confirmed = doubts
            self._say.set_ink("unusual")
            self._say.setText(_("{doubts}. Add again if that is meant.").format(doubts="; ".join(doubts)))
            return False
        return True

    def _send(self, events: list[EpisodeEvent]) -> None:
        teller = self._teller.edit.text()
        told_by = told_on(teller, self._sheet.code) if self._sheet is not None else " ".join(teller.split())
        named = [replace(event, told_by=told_by) for event in events]
        self._is_storing = True
        self._count()
        self._child.log.add(
            named, source="diary", on_done=lambda _done: self._on_stored(len(named)), on_failed=self._on_failed
        )

    def _on_stored(self, count: int) -> None:
        self.stored.emit(count)
        self.accept()

    def _on_failed(self, problem: Exception) -> None:
        self._is_storing = False
        self._count()
        known = isinstance(problem, ClinicError)
        self._refuse(str(problem) if known else _("Not stored; everything typed is still here."))

    def _refuse(self, words: str) -> None:
        self._say.set_ink("danger")
        self._say.setText(words)

    # Qt overrides

    @Slot()
    def reject(self) -> None:
        """Typed lines are not thrown away by one key."""
        if any(not row.is_blank for row in self.grid.rows) and not self._was_warned:
            self._was_warned = True
            self._refuse(_("These lines are not stored. Close again to leave them out."))
            return
        super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter stores; Enter alone never closes the dialog."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.store()
        elif not is_enter:
            super().keyPressEvent(event)


def _box(name: str, accessible: str, placeholder: str, width: int) -> InputBox:
    box = InputBox()
    box.edit.setObjectName(name)
    box.edit.setAccessibleName(accessible)
    box.edit.setPlaceholderText(placeholder)
    box.edit.setMaxLength(60)
    box.setFixedWidth(px(width))
    return box
