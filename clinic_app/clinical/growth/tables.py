"""The LMS tables: read on first use, kept as tuples, looked up by bisection."""

import csv
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from clinic_app.clinical.growth.methods import Lms
from clinic_app.domain.errors import ContentError
from clinic_app.resources import resource_path

_HEADER = ["x", "male_l", "male_m", "male_s", "female_l", "female_m", "female_s"]


@dataclass(frozen=True, slots=True)
class LmsTable:
    """L, M and S of both sexes over age (days or months) or length (cm), in rising order of ``xs``."""

    name: str
    xs: tuple[float, ...]
    male: tuple[Lms, ...]
    female: tuple[Lms, ...]

    def at(self, male: bool, x: float) -> Lms:
        """L, M and S at ``x`` (from the first to the last row), each linear between rows."""
        rows = self.male if male else self.female
        index = bisect_right(self.xs, x) - 1
        below = self.xs[index]
        if x == below:
            return rows[index]
        share = (x - below) / (self.xs[index + 1] - below)
        l_0, m_0, s_0 = rows[index]
        l_1, m_1, s_1 = rows[index + 1]
        return l_0 + share * (l_1 - l_0), m_0 + share * (m_1 - m_0), s_0 + share * (s_1 - s_0)


@cache
def load_table(name: str) -> LmsTable:
    """The shipped table ``resources/clinical/growth/<name>.csv``, read once. Raises as ``read_table``."""
    return read_table(resource_path("clinical", "growth", f"{name}.csv"))


def read_table(path: Path) -> LmsTable:
    """Read one file.

    Raises:
        ContentError: a row that is not seven numbers, rows out of order, or a median or spread that is not
        positive.
    """
    name = path.stem
    with path.open(encoding="ascii", newline="") as file:
        lines = csv.reader(file)
        if next(lines, None) != _HEADER:
            raise ContentError(f"{name}.csv", f"the first line must be {','.join(_HEADER)}")
        try:
            rows = [tuple(map(float, line)) for line in lines]
        except ValueError as problem:
            raise ContentError(f"{name}.csv", f"line {lines.line_num}: not a number: {problem}") from problem
    _check(name, rows)
    return LmsTable(
        name,
        tuple(row[0] for row in rows),
        tuple((row[1], row[2], row[3]) for row in rows),
        tuple((row[4], row[5], row[6]) for row in rows),
    )


def _check(name: str, rows: list[tuple[float, ...]]) -> None:
    previous = float("-inf")
    for number, row in enumerate(rows, start=2):
        if len(row) != len(_HEADER):
            raise ContentError(f"{name}.csv", f"line {number} must have {len(_HEADER)} numbers")
        if row[0] <= previous:
            raise ContentError(f"{name}.csv", f"line {number}: x must rise from row to row")
        if min(row[2], row[3], row[5], row[6]) <= 0.0:
            raise ContentError(f"{name}.csv", f"line {number}: M and S must be greater than 0")
        previous = row[0]
    if len(rows) < 2:
        raise ContentError(f"{name}.csv", "at least two rows are needed")
