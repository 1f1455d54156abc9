"""Counts in rows and columns, each as a dot whose area is the count, with the number beside it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from clinic_app.charts.axes import text_width
from clinic_app.charts.scene import (
    Anchor,
    ChartTable,
    Dots,
    FocusPoint,
    Ink,
    Item,
    Lines,
    Pen,
    Rects,
    Scene,
    Size,
    Text,
)

ROW = 25.0
_HEAD_LINE = 14.0
_LARGEST, _SMALLEST = 22.0, 3.5
_LEAST_LARGEST = 10.0
_BESIDE = 5.0
_PAD = 8.0
_ALL = 40.0
_NAMES, _MOST_NAMES = 90.0, 170.0
_NOTHING = "·"


@dataclass(frozen=True, slots=True)
class DotRow:
    """One row. A cell of ``None`` was not logged at all, which is no zero. ``quiet`` rows are what was not told."""

    label: str
    cells: tuple[int | None, ...]
    total: int
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class ShareRow:
    """A last row of words in place of dots: ``6/8`` in each column, empty where nothing was logged, and of all."""

    label: str
    cells: tuple[str, ...]
    total: str


@dataclass(frozen=True, slots=True)
class DotTableModel:
    """What the picture shows, in ready-made words. ``note`` stands beneath."""

    corner: str
    columns: tuple[str, ...]
    rows: tuple[DotRow, ...]
    all_label: str
    no_log: str = ""
    note: str = ""
    share: ShareRow | None = None

    @property
    def height_in_rows(self) -> int:
        """Rows with the one of shares."""
        return len(self.rows) + (self.share is not None)


def dot_table(model: DotTableModel, size: Size) -> Scene:
    """Draw it. Every cell, also an empty one, can be reached and heard; the last column is the row's total."""
    grid = _Grid(model, size)
    items: list[Item] = [*_head(model, grid), *_rules(model, grid, size)]
    focus: list[FocusPoint] = []
    for place, row in enumerate(model.rows):
        y = grid.top + (place + 0.5) * ROW
        ink = Ink.MUTED if row.quiet else Ink.INK
        items.append(Text(_PAD, y + 4, grid.shortened(row.label), ink))
        for column, count in enumerate(row.cells):
            items.extend(_cell(count, grid, (grid.middle(column), y), row.quiet))
            focus.append(grid.box(column, place, _spoken(model, row, column)))
        items.append(Text(size.width - _PAD, y + 4, str(row.total), ink, bold=True, anchor=Anchor.END))
    if model.share is not None:
        items.extend(_share(model.share, grid, grid.top + (len(model.rows) + 0.5) * ROW))
        focus.extend(
            grid.box(column, len(model.rows), f"{model.share.label}, {model.columns[column]}: {words or model.no_log}")
            for column, words in enumerate(model.share.cells)
        )
    if model.note:
        items.append(Text(_PAD, grid.top + model.height_in_rows * ROW + 16, model.note, Ink.MUTED))
    return Scene(size.width, size.height, tuple(items), tuple(focus), _table(model))


def height_of(model: DotTableModel) -> float:
    """The height that shows every row, with a head of two lines."""
    return _HEAD_LINE * 2 + 6 + model.height_in_rows * ROW + (24 if model.note else 4)


class _Grid:
    """Places of the columns, for the widest names that leave room for the numbers."""

    def __init__(self, model: DotTableModel, size: Size) -> None:
        widest = max((text_width(row.label) for row in model.rows), default=0.0) + 2 * _PAD
        self.names = min(max(widest, _NAMES), _MOST_NAMES, size.width / 3)
        self.width = (size.width - self.names - _ALL - _PAD) / max(1, len(model.columns))
        self.heads = [_wrapped(label, self.width - 6) for label in model.columns]
        self.lines = max((len(lines) for lines in self.heads), default=1)
        self.top = self.lines * _HEAD_LINE + 6
        self.most = max((cell for row in model.rows for cell in row.cells if cell is not None), default=0)
        self.number = text_width(str(self.most)) + 2
        #: Width of the largest dot; columns too narrow for one say the number alone.
        self.largest = min(_LARGEST, self.width - self.number - 4 * _BESIDE)

    def middle(self, column: int) -> float:
        return self.names + (column + 0.5) * self.width

    def box(self, column: int, row: int, spoken: str) -> FocusPoint:
        left = self.names + column * self.width
        return FocusPoint(left + 1, self.top + row * ROW + 1, self.width - 2, ROW - 2, spoken)

    def shortened(self, label: str) -> str:
        """A name that is too long ends in an ellipsis; the whole is in the table and is spoken."""
        words = label
        while text_width(words) > self.names - _PAD and len(words) > 1:
            words = words[:-2].rstrip() + "…"
        return words


def _wrapped(label: str, width: float) -> tuple[str, ...]:
    """One line, or two at the blank that leaves both short."""
    if text_width(label) <= width or " " not in label:
        return (label,)
    blanks = [place for place, letter in enumerate(label) if letter == " "]
    cut = min(blanks, key=lambda place: max(text_width(label[:place]), text_width(label[place + 1 :])))
    return (label[:cut], label[cut + 1 :])


def _head(model: DotTableModel, grid: _Grid) -> list[Item]:
    base = grid.top - 8
    right = grid.names + grid.width * len(model.columns) + _ALL
    items: list[Item] = [
        Text(_PAD, base, model.corner, Ink.MUTED),
        Text(right, base, model.all_label, Ink.MUTED, bold=True, anchor=Anchor.END),
    ]
    for column, lines in enumerate(grid.heads):
        for place, line in enumerate(reversed(lines)):
            y = base - place * _HEAD_LINE
            items.append(Text(grid.middle(column), y, line, Ink.MUTED, anchor=Anchor.MIDDLE))
    return items


def _rules(model: DotTableModel, grid: _Grid, size: Size) -> list[Item]:
    places = [grid.top + place * ROW for place in range(model.height_in_rows + 1)]
    return [Lines(tuple((0.0, y, size.width, y) for y in places), Pen(Ink.HAIRLINE))]


def _cell(count: int | None, grid: _Grid, at: tuple[float, float], quiet: bool) -> list[Item]:
    x, y = at
    if count is None:
        return [_silence(grid, at)]
    if count == 0:
        return [Text(x, y + 4, _NOTHING, Ink.MUTED, anchor=Anchor.MIDDLE)]
    number, ink, bold = str(count), Ink.MUTED if quiet else Ink.INK, count == grid.most and not quiet
    if grid.largest < _LEAST_LARGEST:
        return [Text(x, y + 4, number, ink, bold=bold, anchor=Anchor.MIDDLE)]
    size = max(_SMALLEST, grid.largest * math.sqrt(count / grid.most))
    left = x - (grid.largest + 2 * _BESIDE + grid.number) / 2
    dot = Dots(((left + grid.largest / 2, y),), size=size, ink=Ink.MUTED if quiet else Ink.BAR, hollow=quiet)
    right = left + grid.largest + 2 * _BESIDE + grid.number
    return [dot, Text(right, y + 4, number, ink, bold=bold, anchor=Anchor.END)]


def _silence(grid: _Grid, at: tuple[float, float]) -> Item:
    rect = (at[0] - grid.width / 2 + 2, at[1] - 8, grid.width - 4, 16.0)
    return Rects((rect,), pen=Pen(Ink.HAIRLINE), hatched=True)


def _share(share: ShareRow, grid: _Grid, y: float) -> list[Item]:
    right = grid.names + grid.width * len(share.cells) + _ALL
    told = [(column, words) for column, words in enumerate(share.cells) if words]
    silent = [_silence(grid, (grid.middle(column), y)) for column, words in enumerate(share.cells) if not words]
    return [
        *silent,
        Text(_PAD, y + 4, grid.shortened(share.label)),
        *(Text(grid.middle(column), y + 4, words, anchor=Anchor.MIDDLE) for column, words in told),
        Text(right, y + 4, share.total, bold=True, anchor=Anchor.END),
    ]


def _spoken(model: DotTableModel, row: DotRow, column: int) -> str:
    count = row.cells[column]
    return f"{row.label}, {model.columns[column]}: {model.no_log if count is None else count}"


def _table(model: DotTableModel) -> ChartTable:
    rows: tuple[tuple[str, ...], ...] = tuple(
        (row.label, *_numbers(row.cells, model.no_log), str(row.total)) for row in model.rows
    )
    if model.share is not None:
        words = (one or model.no_log for one in model.share.cells)
        rows = (*rows, (model.share.label, *words, model.share.total))
    return ChartTable((model.corner, *model.columns, model.all_label), rows)


def _numbers(cells: Sequence[int | None], no_log: str) -> tuple[str, ...]:
    return tuple(no_log if cell is None else str(cell) for cell in cells)
