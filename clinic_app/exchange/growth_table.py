"""The ``growth`` command's table: measurements in, z-scores and centiles out.

A stable contract: CSV with a header line, comma-separated, UTF-8, numbers with a decimal point. The columns
``id, reference, indicator, sex, age_days, measured, value`` are needed, and ``length_cm`` where an indicator is
``weight_for_length``; other columns are kept. ``z``, ``centile`` and ``note`` are added at the end.
"""

import csv
import math
import re
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import NoReturn, TypeVar

from clinic_app.clinical.growth.normal import lower_tail
from clinic_app.clinical.growth.scores import GrowthScore, z_score
from clinic_app.clinical.growth.vocabulary import Indicator, Measured, Reference
from clinic_app.domain.errors import EnvironmentProblem, UserError
from clinic_app.domain.people import Sex

COLUMNS = ("id", "reference", "indicator", "sex", "age_days", "measured", "value")
LENGTH_COLUMN = "length_cm"
ADDED = ("z", "centile", "note")

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_SEXES = {"m": Sex.MALE, "f": Sex.FEMALE}
_MOST_DECIMALS = 12

Word = TypeVar("Word", bound=StrEnum)


def growth_table(in_path: Path, out_path: Path) -> None:
    """Score every row of ``in_path`` and write the rows, in their order, to ``out_path``.

    A row that the reference does not cover has an empty ``z`` and ``centile``, and a note that says what is covered.
    Nothing is written when a row is refused.

    Raises:
        UserError: a file that is not such a table, or a cell that cannot be read, naming row and field.
        EnvironmentProblem: the result cannot be written.
    """
    lines = _read(in_path)
    if not lines:
        raise UserError(f"{in_path.name} is empty; the first line must be {','.join(COLUMNS)}")
    header, rows = lines[0], lines[1:]
    _check_header(header)
    scored = [[*header, *ADDED]]
    for number, row in enumerate(rows, start=1):
        score = _Row(number, header, row).score()
        scored.append([*row, *_cells(score)])
    _write(out_path, scored)


def _read(path: Path) -> list[list[str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return [line for line in csv.reader(file, strict=True) if line]
    except OSError as problem:
        raise UserError(f"{path} cannot be read: {problem.strerror}") from problem
    except UnicodeDecodeError as problem:
        raise UserError(f"{path.name} is not UTF-8 text") from problem
    except csv.Error as problem:
        raise UserError(f"{path.name} is not a CSV file: {problem}") from problem


def _write(path: Path, lines: list[list[str]]) -> None:
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(lines)
    except OSError as problem:
        raise EnvironmentProblem(f"{path} cannot be written: {problem.strerror}") from problem


def _check_header(header: Sequence[str]) -> None:
    for name in COLUMNS:
        if name not in header:
            raise UserError(
                f"the column {name} is missing; the columns are {','.join(COLUMNS)} "
                f"and, for weight_for_length, {LENGTH_COLUMN}",
                field=name,
            )
    for name in header:
        if header.count(name) > 1:
            raise UserError(f"the column {name} is there twice", field=name)
    for name in ADDED:
        if name in header:
            raise UserError(f"the column {name} is added by this command and must not be there yet", field=name)


class _Row:
    """One line of the table, read field by field; every refusal names the row and the field."""

    def __init__(self, number: int, header: Sequence[str], cells: Sequence[str]) -> None:
        self._number = number
        if len(cells) != len(header):
            raise UserError(f"row {number} has {len(cells)} cells, but there are {len(header)} columns")
        self._cells = dict(zip(header, cells, strict=True))

    def score(self) -> GrowthScore:
        """Read the fields and compare with the reference."""
        reference = self._word("reference", Reference)
        indicator = self._word("indicator", Indicator)
        sex = _SEXES.get(self._text("sex"))
        if sex is None:
            self._refuse("sex", "m or f")
        for_length = indicator is Indicator.WEIGHT_FOR_LENGTH
        age_days = None if for_length and not self._text("age_days") else self._number_in("age_days", zero=True)
        measured = self._word("measured", Measured) if self._text("measured") else None
        value = self._number_in("value")
        length_cm = self._number_in(LENGTH_COLUMN) if for_length else None
        return z_score(reference, indicator, sex, age_days, value, measured, length_cm)

    def _text(self, field: str) -> str:
        return self._cells.get(field, "").strip()

    def _word(self, field: str, words: type[Word]) -> Word:
        try:
            return words(self._text(field))
        except ValueError:
            accepted = ", ".join(words)
            self._refuse(field, f"one of {accepted}" + (", or empty" if field == "measured" else ""))

    def _number_in(self, field: str, *, zero: bool = False) -> float:
        text = self._text(field)
        number = float(text) if _NUMBER.fullmatch(text) else math.nan
        if not math.isfinite(number) or number < 0.0 or (number == 0.0 and not zero):
            least = "0 or more" if zero else "greater than 0"
            self._refuse(field, f"a number with a decimal point, {least}")
        return number

    def _refuse(self, field: str, accepted: str) -> NoReturn:
        found = self._text(field)
        what = f"{_shortened(found)!r}" if found else "empty"
        raise UserError(f"row {self._number}: {field} is {what}; it must be {accepted}", field=field)


def _shortened(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"


def _cells(score: GrowthScore) -> tuple[str, str, str]:
    if score.z is None:
        return "", "", score.note
    return _z_text(score.z), _centile_text(score.z), score.note


def _z_text(z: float) -> str:
    text = f"{z:.4f}"
    return "0.0000" if text == "-0.0000" else text


def _centile_text(z: float) -> str:
    """The centile with two decimals, and with as many more as it takes to tell it from 0 and from 100."""
    tail = 100.0 * lower_tail(-abs(z))
    decimals = 2 if tail >= 0.1 else _MOST_DECIMALS
    if 0.0 < tail < 0.1:
        decimals = min(_MOST_DECIMALS, 1 - math.floor(math.log10(tail)))
    centile = tail if z <= 0.0 else 100.0 - tail
    return f"{centile:.{decimals}f}"
