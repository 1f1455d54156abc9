"""A table as a person brings it, file or pasted lines, in cells. Nothing in it is ever obeyed, only read."""

import csv
import io
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from clinic_app.domain.errors import UserError

#: A diary of 5000 lines with long notes is far smaller.
MOST_BYTES: Final = 5_000_000
MOST_ROWS: Final = 5000
MOST_COLUMNS: Final = 60
_DELIMITERS: Final = "\t;,|"
_BLANK: Final = ' \r\n"\u00a0'
_LOOKED_AT: Final = 200
_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_WORKBOOKS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_NOT_TEXT: Final = frozenset(map(chr, range(32))) - set("\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f")


@dataclass(frozen=True, slots=True)
class TextRow:
    """One row. ``line`` is where it begins in the text, from 1."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TextTable:
    """Every row that is not blank, the heading included.

    Attributes:
        blank: lines without any text, which tell of nothing.
        width: cells of the widest row.
    """

    rows: tuple[TextRow, ...]
    delimiter: str
    blank: int

    @property
    def width(self) -> int:
        """Cells of the widest row."""
        return max((len(row.cells) for row in self.rows), default=0)


def decode(content: bytes) -> str:
    """The text of a file in UTF-8 or UTF-16, with or without a mark, or in Latin-1.

    Raises ``UserError`` for what is too large, a workbook, or no text.
    """
    if len(content) > MOST_BYTES:
        raise UserError(f"This file has more than {MOST_BYTES // 1_000_000} MB. Split it.")
    if content.startswith(_WORKBOOKS):
        raise UserError("This is a workbook. Open it in its program and save the sheet as CSV.")
    try:
        text = _decoded(content)
    except UnicodeDecodeError:
        raise UserError("This file says that it is Unicode text, but it is broken. Save it again as CSV.") from None
    _check_text(text)
    return text


def _check_text(text: str) -> None:
    """Raises ``UserError`` for signs that no person types: then it is no table, and no note may hold them."""
    if any(char in _NOT_TEXT or "\ud800" <= char <= "\udfff" for char in text):
        raise UserError("This is not text. Save the diary as CSV.")


def _decoded(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding)
    if content and content.count(0) * 4 > len(content):
        return content.decode("utf-16-le" if 0 in content[1::2] else "utf-16-be")
    for encoding in ("utf-8", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def read_text(text: str) -> TextTable:
    """Split a text into rows and cells. Tab, semicolon, comma or bar: whichever gives the most even table.

    Raises ``UserError`` for nothing, too much, or a quote that does not end, with its line.
    """
    text = text.removeprefix("\ufeff")
    _check_text(text)
    first, _, rest = text.partition("\n")
    named = first.strip().casefold()
    if named.startswith("sep=") and len(named) == 5:  # what some spreadsheets write before the table
        return _checked(_split(rest, named[4], start=2))
    if not text.strip(_DELIMITERS + _BLANK):
        raise UserError("There is nothing to read: no line has any text.")
    return _checked(_split(text, max(_DELIMITERS, key=lambda one: _likeness(text, one))))


def _likeness(text: str, delimiter: str) -> tuple[bool, bool, float, int]:
    """How much a table it is: more than one column first, then quotes in their places, then evenness."""
    is_table, even, width = _evenness(_split(text, delimiter, strict=False))
    return (is_table, _fits(text, delimiter), even, width)


def _fits(text: str, delimiter: str) -> bool:
    """Whether every quote begins and ends where a cell does."""
    try:
        _split(text, delimiter)
    except UserError:
        return False
    return True


def _split(text: str, delimiter: str, start: int = 1, *, strict: bool = True) -> TextTable:
    rows: list[TextRow] = []
    blank = before = 0
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=delimiter != "\t", strict=strict
    )
    try:
        for cells in reader:
            line, before = before + start, reader.line_num
            if any(cell.strip() for cell in cells):
                rows.append(TextRow(line, tuple(cells)))
            else:
                blank += 1
    except csv.Error as problem:
        raise UserError(f"Line {before + start}: a quote begins or ends in the wrong place ({problem}).") from problem
    return TextTable(tuple(rows), delimiter, blank)


def _evenness(table: TextTable) -> tuple[bool, float, int]:
    """More than one column first, then the share of rows of the usual width, then the width."""
    widths = Counter(len(row.cells) for row in table.rows[:_LOOKED_AT])
    if not widths:
        return (False, 0.0, 0)
    width, rows = max(widths.items(), key=lambda one: (one[1], one[0]))
    return (width > 1, rows / sum(widths.values()), width)


def _checked(table: TextTable) -> TextTable:
    if not table.rows:
        raise UserError("There is nothing to read: no line has any text.")
    if len(table.rows) > MOST_ROWS + 1:
        raise UserError(f"At most {MOST_ROWS} lines at once: these are {len(table.rows)}. Split the file.")
    if table.width > MOST_COLUMNS:
        raise UserError(f"At most {MOST_COLUMNS} columns: this has {table.width}.")
    return table


def read_file(path: Path) -> str:
    """The text of a file. Raises ``UserError`` for what cannot be read or is no text; it names no path."""
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as problem:
        raise UserError(f"The file cannot be read: {problem.strerror}.") from problem
    return decode(content)
