"""What a table cell says."""

from dataclasses import dataclass
from enum import StrEnum

from clinic_app.ui.widgets.chip import ChipKind
from clinic_app.ui.widgets.level_mark import Level


class Ink(StrEnum):
    """The colour role of a cell's words."""

    PRIMARY = "text_primary"
    SECONDARY = "text_secondary"
    MUTED = "text_muted"
    LINK = "text_link"


@dataclass(frozen=True, slots=True)
class Cell:
    """Marks, an icon, bold words, plain words, a chip: painted in this order, each left out when empty.

    Attributes:
        text: plain words.
        strong: bold words before them, e.g. the surname.
        aside: grey words after the plain ones, e.g. the centile of a value.
        below: a second line in small print; makes the row higher.
        marked: letters of ``strong + text`` to underline, as start and length.
        spoken: what a screen reader says, when the words alone do not say it.
    """

    text: str = ""
    strong: str = ""
    below: str = ""
    aside: str = ""
    icon_name: str = ""
    levels: tuple[Level, ...] = ()
    chip: str = ""
    chip_kind: ChipKind = ChipKind.QUIET
    chip_icon: str = ""
    ink: Ink = Ink.PRIMARY
    spoken: str = ""
    marked: tuple[tuple[int, int], ...] = ()

    @property
    def words(self) -> str:
        """Everything the cell says, in words."""
        if self.spoken:
            return self.spoken
        parts = [self.strong + self.text, self.aside, *(level.words for level in self.levels), self.chip, self.below]
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Column:
    """A column. ``width`` in design pixels, for one that stretches the least; the last of those takes what is left."""

    id: str
    title: str
    width: int
    stretches: bool = False
    right_aligned: bool = False


class RowKind(StrEnum):
    """What a row is. All but ordinary rows have one cell, which takes the whole width."""

    ORDINARY = "ordinary"
    HEADING = "heading"  # names the rows below it; cannot be selected
    NOTICE = "notice"  # something to mind before choosing; cannot be selected
    ACTION = "action"  # something to do

    @property
    def can_be_selected(self) -> bool:
        """Whether keys and clicks reach the row."""
        return self in (RowKind.ORDINARY, RowKind.ACTION)


@dataclass(frozen=True, slots=True)
class Row:
    """A row with as many cells as the table has columns. ``is_past`` rows are done and quieter.

    ``key`` is drawn at the end of an action; the page owns the shortcut.
    """

    id: str
    cells: tuple[Cell, ...]
    is_past: bool = False
    kind: RowKind = RowKind.ORDINARY
    key: str = ""
