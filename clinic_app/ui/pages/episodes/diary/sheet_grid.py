"""The lines of a returned sheet: typed cell by cell, a new line with each Enter."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from clinic_app.i18n import _
from clinic_app.services.episodes.diary_reader import DiaryReader, Part
from clinic_app.ui.pages.episodes.diary.sheet_row import SheetColumn, SheetRow
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel

#: What every sheet asks; the others are shown where a sheet has them.
USUAL = (Part.DAY, Part.TIME, Part.DOING, Part.LONGEST, Part.SIDE, Part.HELD, Part.VIDEO, Part.NOTE)
_FIRST_LINES = 3


def sheet_columns(reader: DiaryReader) -> tuple[SheetColumn, ...]:
    """Every column that a sheet can have, in the order of the paper."""

    def column(part: Part, title: str, width: int, spoken: str) -> SheetColumn:
        return SheetColumn(part, title, width, spoken, reader.words(part) if part in _WORDED else ())

    return (
        column(Part.DAY, _("Date"), 78, _("date, such as 17 nov")),
        column(Part.TIME, _("Time"), 84, _("time, such as 7:10, about 19, morning, ?; none for a day without")),
        column(Part.DOING, _("What was going on?"), 0, _("what the child was doing, in first letters or own words")),
        column(Part.COUNT, _("In a row"), 84, _("how many, such as 3, 3 in a row, none")),
        column(Part.STATE, _("Awake, asleep?"), 104, _("state of the child, in first letters")),
        column(Part.LONGEST, _("Seconds"), 62, _("how long in seconds, or such as 2 min")),
        column(Part.SIDE, _("Side"), 54, _("the child’s own side: R, L or both")),
        column(Part.HELD, _("Stopped?"), 62, _("stopped when held: y, n, or - for not tried")),
        column(Part.ANSWERED, _("Reacted?"), 62, _("reacted to a voice: yes, less or no")),
        column(Part.EYES, _("Eyes"), 84, _("eyes")),
        column(Part.COLOUR, _("Colour"), 76, _("colour of the face")),
        column(Part.AFTER, _("Afterwards"), 92, _("how the child was afterwards")),
        column(Part.VIDEO, _("Video"), 46, _("video: x where there is one")),
        column(Part.NOTE, _("Notes"), 0, _("notes, in the family’s words")),
    )


_WORDED = frozenset({Part.DOING, Part.STATE, Part.EYES, Part.COLOUR, Part.AFTER})


class SheetGrid(QScrollArea):
    """Header and lines. A line is read when it is left; the next one begins with its date."""

    #: A line should be read again.
    row_changed = Signal(object)

    def __init__(self, columns: Sequence[SheetColumn], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._shown: tuple[Part, ...] = USUAL
        self.rows: list[SheetRow] = []
        self.setObjectName("scroll:sheet")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(px(3), px(3), px(6), px(3))
        self._column.setSpacing(px(4))
        self._heads = self._make_header()
        self._column.addStretch(1)
        self.setWidget(inside)
        for _line in range(_FIRST_LINES):
            self.add_row()

    def _make_header(self) -> dict[Part, PlainLabel]:
        row = QHBoxLayout()
        row.setSpacing(px(4))
        gap = QWidget()
        gap.setFixedWidth(px(20))
        row.addWidget(gap)
        heads: dict[Part, PlainLabel] = {}
        for column in self._columns:
            head = PlainLabel(column.title, TextStyle.SMALL, ink="secondary")
            if column.width:
                head.setFixedWidth(px(column.width))
            row.addWidget(head, 0 if column.width else 1)
            heads[column.part] = head
            head.setVisible(column.part in self._shown)
        self._column.addLayout(row)
        return heads

    def add_row(self) -> SheetRow:
        """One more line at the end."""
        row = SheetRow(len(self.rows) + 1, self._columns)
        row.show_columns(self._shown)
        row.entered.connect(partial(self._on_entered, row))
        row.moved.connect(partial(self._on_moved, row))
        row.left.connect(partial(self.row_changed.emit, row))
        row.edited.connect(partial(self._on_edited, row))
        before = self.rows[-1].edits[-1] if self.rows else None
        self.rows.append(row)
        self._column.insertWidget(self._column.count() - 1, row)
        row.show()  # at once, or it could not take the keyboard yet
        for edit in row.edits:
            if before is not None:
                QWidget.setTabOrder(before, edit)
            before = edit
        return row

    def show_columns(self, shown: Sequence[Part]) -> None:
        """Show these columns; what was typed in another is never hidden."""
        typed = {part for row in self.rows for part in row.cells}
        self._shown = tuple(column.part for column in self._columns if column.part in {*shown, *typed})
        for part, head in self._heads.items():
            head.setVisible(part in self._shown)
        for row in self.rows:
            row.show_columns(self._shown)

    def start(self) -> None:
        """Put the keyboard into the first line."""
        self.rows[0].focus()

    def focus_row(self, row: SheetRow, part: Part = Part.DAY) -> None:
        """Put the keyboard into a line and bring it into view."""
        row.focus(part if part in self._shown else Part.DAY)
        self.ensureWidgetVisible(row)

    def _on_entered(self, row: SheetRow) -> None:
        at = self.rows.index(row)
        following = self.rows[at + 1] if at + 1 < len(self.rows) else self.add_row()
        following.carry(row.day)
        self.focus_row(following)

    def _on_moved(self, row: SheetRow, part: Part, by: int) -> None:
        at = self.rows.index(row) + by
        if 0 <= at < len(self.rows):
            self.focus_row(self.rows[at], part)

    def _on_edited(self, row: SheetRow) -> None:
        """What is being mended is not shown as wrong any more."""
        row.say(())
