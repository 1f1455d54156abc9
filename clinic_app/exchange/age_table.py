"""``clinic-app age IN.csv OUT.csv``: chronological and corrected age for each row.

Input columns: ``dob`` and ``on_date`` (YYYY-MM-DD), ``gestation_weeks`` and ``gestation_days`` (both may be empty; days
alone may be empty and then mean 0). Every other column is kept as it is. Nine facts and one flag are added:

- ``chron_days`` and ``chron_y``, ``chron_m``, ``chron_d``: days, and completed years, months and days, since birth;
- ``corrected_days`` and ``corrected_y``, ``corrected_m``, ``corrected_d``: the same since the estimated date of
  delivery for children born before 37+0; equal to the chronological age for all others. Before term it is
  a negative number of days and the three calendar columns are empty, because there is no such age;
- ``corrected_months``: ``corrected_days`` / 30.4375;
- ``use_corrected``: ``true`` when gestation was below 37+0 and ``corrected_months`` is below 24, else ``false``. The
  corrected columns are given after the stop, too.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Final

from clinic_app.domain.ages import AgeOn, age_on
from clinic_app.domain.errors import EnvironmentProblem, UserError
from clinic_app.domain.gestation import Gestation

NEEDED: Final = ("dob", "gestation_weeks", "gestation_days", "on_date")
ADDED: Final = (
    "chron_days", "chron_y", "chron_m", "chron_d",
    "corrected_days", "corrected_y", "corrected_m", "corrected_d", "corrected_months", "use_corrected",
)  # fmt: skip
_ISO_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WHOLE: Final = re.compile(r"[+-]?[0-9]{1,6}")


def age_table(source: Path, target: Path) -> None:
    """Read ``source``, write ``target``. Nothing is written unless every row is good.

    Raises:
        UserError: the first row and field at fault, and what is accepted there.
        EnvironmentProblem: the target cannot be written.
    """
    header, rows = _read(source)
    done = [[*row, *_added(number, dict(zip(header, row, strict=True)))] for number, row in rows]
    _write(target, [[*header, *ADDED], *done])


def _read(source: Path) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    try:
        with source.open(encoding="utf-8-sig", newline="") as file:
            text = file.read()
    except UnicodeDecodeError:
        raise UserError(f"{source.name} is not UTF-8 text.") from None
    except OSError as problem:
        raise UserError(f"{source.name} cannot be read: {problem.strerror}.") from problem
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header = next(_rows(reader), (0, []))[1]
    missing = [name for name in NEEDED if name not in header]
    if missing:
        raise UserError(
            f"The column {missing[0]} is missing: {source.name} needs the columns {', '.join(NEEDED)}.", missing[0]
        )
    for name in header:
        if name in ADDED or header.count(name) > 1:
            raise UserError(f"The column {name} is there already: rename or remove it in {source.name}.", name)
    return header, _whole_rows(reader, len(header))


def _rows(reader: Iterable[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """Rows that are not empty, numbered from 1. A broken quote is the writer's fault, so it is a ``UserError``."""
    number = 0
    try:
        for row in reader:
            if row:
                number += 1
                yield number, row
    except csv.Error as problem:
        raise UserError(f"Row {number + 1} is not readable as CSV: {problem}.") from problem


def _whole_rows(reader: Iterable[list[str]], width: int) -> Iterator[tuple[int, list[str]]]:
    for number, row in _rows(reader):
        if len(row) != width:
            raise UserError(f"Row {number} has {len(row)} cells where the header names {width} columns.")
        yield number, row


def _added(number: int, row: dict[str, str]) -> list[str]:
    try:
        born, on = _date(row, "dob"), _date(row, "on_date")
        return _cells(age_on(born, _gestation(row), on))
    except UserError as problem:
        raise UserError(f"Row {number}, {problem.field}: {problem.message}", problem.field) from None


def _date(row: dict[str, str], name: str) -> date:
    text = row[name].strip()
    refusal = UserError(f"{text[:40]!r} is not a date: give a calendar date as YYYY-MM-DD.", name)
    if not _ISO_DATE.fullmatch(text):
        raise refusal
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise refusal from None


def _gestation(row: dict[str, str]) -> Gestation | None:
    weeks, days = row["gestation_weeks"].strip(), row["gestation_days"].strip()
    if not weeks:
        if days:
            raise UserError(
                "days without weeks: give 20 to 45 completed weeks, or leave both empty.", "gestation_weeks"
            )
        return None
    return Gestation(
        _whole(weeks, "gestation_weeks", "20 to 45"), _whole(days, "gestation_days", "0 to 6") if days else 0
    )


def _whole(text: str, name: str, accepted: str) -> int:
    if not _WHOLE.fullmatch(text):
        raise UserError(f"{text[:40]!r} is not a whole number: give {accepted}.", name)
    return int(text)


def _cells(age: AgeOn) -> list[str]:
    corrected = age.corrected
    calendar = ("", "", "") if corrected is None else (corrected.years, corrected.months, corrected.days)
    return [
        str(cell)
        for cell in (
            age.chron_days, age.chron.years, age.chron.months, age.chron.days,
            age.corrected_days, *calendar, f"{age.corrected_months:.6f}", "true" if age.use_corrected else "false",
        )
    ]  # fmt: skip


def _write(target: Path, rows: Iterable[list[str]]) -> None:
    try:
        with target.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)
    except OSError as problem:
        raise EnvironmentProblem(f"{target.name} cannot be written: {problem.strerror}.") from problem
