"""Strict reading of the nutrition tables. Whatever is not understood is an error that names the file and the line."""

import csv
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TypeVar

from clinic_app.clinical.reading import each
from clinic_app.domain.errors import ContentError

T = TypeVar("T")
Row = Mapping[str, str]


def read_rows(path: Path, columns: tuple[str, ...], make: Callable[[Row], T]) -> tuple[T, ...]:
    """``make`` of every row of a CSV file with exactly these columns, in this order.

    Raises ``ContentError`` with every line that has another number of cells or that ``make`` refuses with a
    ``ValueError``.
    """
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file, strict=True)
        try:
            if tuple(next(lines, ())) != columns:
                raise ContentError(path.name, f"the first line must be {','.join(columns)}")
            found = [(lines.line_num, cells) for cells in lines]
        except (csv.Error, UnicodeDecodeError) as problem:
            raise ContentError(path.name, f"line {lines.line_num}: not readable: {problem}") from problem

    def made(numbered: tuple[int, list[str]]) -> T:
        number, cells = numbered
        try:
            return make(_row(columns, cells))
        except ValueError as problem:
            raise ContentError(path.name, f"line {number}: {problem}") from problem

    return each(made, found)


def _row(columns: tuple[str, ...], cells: list[str]) -> Row:
    if len(cells) != len(columns):
        raise ValueError(f"{len(columns)} cells are wanted, {len(cells)} are there")
    return dict(zip(columns, cells, strict=True))


def number_in(row: Row, name: str) -> Decimal | None:
    """The number of a cell, ``None`` for an empty one. Raises ``ValueError``."""
    text = row[name]
    if not text:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or number < 0:
        raise ValueError(f"{name} is {text!r}, not a number")
    return number


def whole_in(row: Row, name: str) -> int:
    """The whole number of a cell. Raises ``ValueError``."""
    if not row[name].isascii() or not row[name].isdigit():
        raise ValueError(f"{name} is {row[name]!r}, not a whole number")
    return int(row[name])


def word_in(row: Row, name: str, allowed: frozenset[str] = frozenset()) -> str:
    """The words of a cell: some, and one of ``allowed`` where that is given. Raises ``ValueError``."""
    text = row[name]
    if not text.strip() or (allowed and text not in allowed):
        wanted = f"one of {', '.join(sorted(allowed))}" if allowed else "some words"
        raise ValueError(f"{name} is {text!r}, not {wanted}")
    return text
