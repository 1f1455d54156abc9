"""One line of a returned sheet while it is typed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from clinic_app.i18n import _
from clinic_app.services.episodes.diary_reader import Part, Slip
from clinic_app.ui.pages.episodes.diary.word_edit import WordEdit
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.measures import px, set_look
from clinic_app.ui.widgets.plain_label import PlainLabel

_LONGEST = 300


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of the grid: its title, its width in design pixels (0: takes what is left), how it is spoken of."""

    part: Part
    title: str
    width: int
    spoken: str
    words: tuple[str, ...] = ()


class SheetRow(QWidget):
    """A line of edits, and a line of words below them that says what slipped or what is kept as a note."""

    #: Enter: this line is done.
    entered = Signal()
    #: Up or Down in a column: by how many lines.
    moved = Signal(object, int)
    #: Something was typed.
    edited = Signal()
    #: The keyboard left the line.
    left = Signal()

    def __init__(self, number: int, columns: Sequence[SheetColumn], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"sheet_row:{number}")
        self._carried = ""
        self._edits: dict[Part, QLineEdit] = {}
        cells = QHBoxLayout()
        cells.setSpacing(px(4))
        self._number = PlainLabel(str(number), TextStyle.SMALL, ink="muted")
        self._number.setFixedWidth(px(20))
        cells.addWidget(self._number)
        for column in columns:
            edit = WordEdit(column.words) if column.words else QLineEdit()
            edit.setObjectName(f"sheet:{number}:{column.part}")
            edit.setAccessibleName(_("Line {number}, {what}").format(number=number, what=column.spoken))
            edit.setMaxLength(_LONGEST)
            edit.textEdited.connect(self.edited)
            edit.installEventFilter(self)
            if column.width:
                edit.setFixedWidth(px(column.width))
            cells.addWidget(edit, 0 if column.width else 1)
            self._edits[column.part] = edit
        self._hint = PlainLabel("", TextStyle.SMALL, ink="muted", wrap=True)
        self._hint.setObjectName(f"sheet_hint:{number}")
        self._hint.setContentsMargins(px(26), 0, 0, px(2))
        self._hint.hide()
        column_box = QVBoxLayout(self)
        column_box.setContentsMargins(0, 0, 0, 0)
        column_box.setSpacing(1)
        column_box.addLayout(cells)
        column_box.addWidget(self._hint)

    @property
    def cells(self) -> Mapping[Part, str]:
        """What stands in the line."""
        return {part: edit.text() for part, edit in self._edits.items() if edit.text().strip()}

    @property
    def edits(self) -> tuple[QLineEdit, ...]:
        """Every cell, in the order of the columns."""
        return tuple(self._edits.values())

    @property
    def day(self) -> str:
        """The date of the line as it is typed."""
        return self._edits[Part.DAY].text().strip()

    @property
    def hint(self) -> str:
        """What is said below the line."""
        return self._hint.text()

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed: a date that was carried down says nothing."""
        return set(self.cells) <= {Part.DAY} and self.day == self._carried

    @property
    def has_only_a_day(self) -> bool:
        """Whether a date was typed and nothing else."""
        return set(self.cells) == {Part.DAY} and not self.is_blank

    def carry(self, day: str) -> None:
        """Begin with the date of the line above."""
        if self.is_blank:
            self._carried = day
            self._edits[Part.DAY].setText(day)

    def show_columns(self, shown: Sequence[Part]) -> None:
        """Show these columns; one that holds something stays."""
        for part, edit in self._edits.items():
            edit.setVisible(part in shown or bool(edit.text().strip()))

    def focus(self, part: Part = Part.DAY) -> None:
        """Put the keyboard into a cell, its text marked."""
        edit = self._edits[part]
        edit.setFocus(Qt.FocusReason.TabFocusReason)
        edit.selectAll()

    def say(self, slips: Sequence[Slip], words: str = "", ink: str = "muted") -> None:
        """Mark every cell that slipped, each with its sentence; else say ``words``."""
        places = list(self._edits)
        slips = sorted(slips, key=lambda slip: places.index(slip.part) if slip.part in places else len(places))
        told = {slip.part: slip.sentence for slip in reversed(slips)}
        for part, edit in self._edits.items():
            set_look(edit, "state", "refused" if part in told else "")
            edit.setAccessibleDescription(told.get(part, ""))
        said = " ".join(slip.sentence for slip in slips) or words
        self._hint.setText(said)
        self._hint.set_ink("danger" if slips else ink)
        self._hint.setVisible(bool(said))

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter ends the line, Up and Down go to the same cell of another one."""
        if isinstance(watched, QLineEdit):
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._on_key(watched, event):
                return True
            if event.type() == QEvent.Type.FocusOut:
                self.left.emit()
        return super().eventFilter(watched, event)

    def _on_key(self, edit: QLineEdit, event: QKeyEvent) -> bool:
        key, plain = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain != Qt.KeyboardModifier.NoModifier:
            return False
        part = next(part for part, one in self._edits.items() if one is edit)
        act: Mapping[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_Return: self.entered.emit,
            Qt.Key.Key_Enter: self.entered.emit,
            Qt.Key.Key_Up: lambda: self.moved.emit(part, -1),
            Qt.Key.Key_Down: lambda: self.moved.emit(part, 1),
        }
        if key not in act:
            return False
        act[key]()
        return True
