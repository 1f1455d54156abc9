"""A diary kept in a spreadsheet or on a phone: what each column means, and each row as an event or a refusal."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from clinic_app.domain.episodes import EpisodeEvent, EventId
from clinic_app.domain.errors import UserError
from clinic_app.exchange.diary_text import MOST_ROWS, TextRow, TextTable
from clinic_app.services.episodes.diary_lengths import LengthUnit
from clinic_app.services.episodes.diary_reader import DiaryReader, Part, Slip, Way, logged_keys, same_time
from clinic_app.services.episodes.diary_when import DayOrder, is_day, order_of, split_when

_CLOCK: Final = re.compile(r"\d{1,2}[:.h]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?", re.IGNORECASE)
_MINUTES: Final = re.compile(r"\bmin(?:s|utes?)?\b", re.IGNORECASE)
_MOST: Final = 0.6  # so much of a column has to look alike before its values name it
#: Words of a heading, the most telling first; each names one column.
_HEADINGS: Final[tuple[tuple[Part, tuple[str, ...]], ...]] = (
    (Part.WHEN, ("date and time", "datetime", "date/time", "timestamp", "started at", "start time")),
    (Part.DAY, ("date", "day", "datum", "when")),
    (Part.TIME, ("time of day", "clock", "hour")),
    (Part.LONGEST, ("duration", "length", "how long", "longest", "seconds", "lasted", "secs", "minutes")),
    (Part.TIME, ("time",)),
    (Part.COUNT, ("how many", "count", "number", "times", "in a row", "episodes", "events")),
    (Part.HELD, ("held", "stopped", "stops", "hold", "suppress")),
    (Part.SIDE, ("side", "which leg", "which arm", "leg", "arm", "limb")),
    (Part.ANSWERED, ("answer", "react", "respon", "aware", "voice")),
    (Part.EYES, ("eye",)),
    (Part.COLOUR, ("colour", "color", "skin")),
    (Part.AFTER, ("after",)),
    (Part.STATE, ("state", "awake", "asleep")),
    (Part.DOING, ("doing", "trigger", "activity", "before", "cause", "context")),
    (Part.VIDEO, ("video", "film", "clip")),
    (Part.TOLD_BY, ("told by", "from", "who", "by", "observer", "reporter")),
    (Part.NOTE, ("note", "comment", "remark", "description", "details", "other")),
)


class _Ignored(StrEnum):
    """The one meaning that is no part of an event."""

    LEFT_OUT = "left_out"


LEFT_OUT: Final = _Ignored.LEFT_OUT
Meaning = Part | _Ignored


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """What one column means.

    Attributes:
        order: for days, the order of the figures; ``None`` where both fit and nobody chose.
        unit: for lengths, what a bare number means.
    """

    meaning: Meaning
    order: DayOrder | None = None
    unit: LengthUnit = LengthUnit.SECONDS


@dataclass(frozen=True, slots=True)
class DiaryTable:
    """Rows under a heading. ``heading`` is empty where the first line tells of an event already."""

    heading: tuple[str, ...]
    rows: tuple[TextRow, ...]
    width: int

    def values(self, column: int) -> tuple[str, ...]:
        """What stands in a column, row by row; empty where a row is shorter."""
        return tuple(row.cells[column].strip() if column < len(row.cells) else "" for row in self.rows)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a row is refused. ``cell`` is what stands there; ``column`` counts from 0, ``None`` for the whole row."""

    line: int
    column: int | None
    cell: str
    sentence: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row as it was understood. ``logged`` is the event of the log that it repeats."""

    line: int
    event: EpisodeEvent | None
    refusals: tuple[Refusal, ...] = ()
    kept: tuple[str, ...] = ()
    logged: EpisodeEvent | None = None


def with_heading(table: TextTable, today: date, has_heading: bool | None = None) -> DiaryTable:
    """Take the first line as the heading, or not; where nobody says, it is one if it tells of no day."""
    first = table.rows[0].cells
    if has_heading is None:
        has_heading = not any(is_day(cell, today) for cell in first)
    rows = table.rows[1:] if has_heading else table.rows
    return DiaryTable(tuple(cell.strip() for cell in first) if has_heading else (), rows, table.width)


def guess(table: DiaryTable, today: date) -> tuple[ColumnUse, ...]:
    """What each column probably means, by its heading and else by what stands in it; no meaning twice but notes."""
    found: list[ColumnUse] = []
    taken: set[Meaning] = set()
    for column in range(table.width):
        heading = table.heading[column] if column < len(table.heading) else ""
        meaning = _named(heading, taken) or _seen(table.values(column), taken, today)
        if meaning not in {LEFT_OUT, Part.NOTE}:
            taken.add(meaning)
        found.append(use_as(table, column, meaning, today))
    return tuple(found)


def use_as(table: DiaryTable, column: int, meaning: Meaning, today: date) -> ColumnUse:
    """A column under a meaning, with the order of its dates and the unit of its lengths as far as they are plain."""
    values = [value for value in table.values(column) if value]
    heading = table.heading[column] if column < len(table.heading) else ""
    if meaning is Part.DAY and values and sum(bool(_time_of(value)) for value in values) > len(values) * _MOST:
        meaning = Part.WHEN
    if meaning in {Part.DAY, Part.WHEN}:
        return ColumnUse(meaning, order=order_of(values, today))
    if meaning is Part.LONGEST:
        return ColumnUse(meaning, unit=_unit(heading, values))
    return ColumnUse(meaning)


def _named(heading: str, taken: set[Meaning]) -> Meaning | None:
    words = " ".join(re.sub(r"[^\w/]+", " ", heading.casefold().replace("_", " ")).split())
    if not words:
        return None
    for part, names in _HEADINGS:
        if part not in taken and any(re.search(rf"\b{re.escape(name)}", words) for name in names):
            return part
    return None


def _seen(values: Sequence[str], taken: set[Meaning], today: date) -> Meaning:
    told = [value for value in values if value]
    days = sum(is_day(value, today) for value in told)
    clocks = sum(_CLOCK.fullmatch(value) is not None for value in told)
    if told and days > len(told) * _MOST and not taken & {Part.DAY, Part.WHEN}:
        return Part.DAY
    if told and clocks > len(told) * _MOST and not taken & {Part.TIME, Part.WHEN}:
        return Part.TIME
    return LEFT_OUT


def _time_of(value: str) -> str:
    try:
        return split_when(value)[1]
    except UserError:
        return value  # a time that is refused, but a time


def _unit(heading: str, values: Sequence[str]) -> LengthUnit:
    if values and sum(":" in value for value in values) > len(values) * _MOST:
        return LengthUnit.CLOCK
    return LengthUnit.MINUTES if _MINUTES.search(heading) else LengthUnit.SECONDS


def problem_of(uses: Sequence[ColumnUse]) -> str:
    """What still has to be chosen before any row can be read; empty when nothing has."""
    meanings = [use.meaning for use in uses if use.meaning is not LEFT_OUT]
    if Part.DAY not in meanings and Part.WHEN not in meanings:
        return "Choose the column that holds the date."
    if Part.DAY in meanings and Part.WHEN in meanings:
        return "One column holds the date: leave the other one out."
    twice = next((one for one in meanings if one is not Part.NOTE and meanings.count(one) > 1), None)
    if twice is not None:
        return f"Two columns are taken for “{twice.value.replace('_', ' ')}”: leave one out."
    if any(use.meaning in {Part.DAY, Part.WHEN} and use.order is None for use in uses):
        return "The dates can be read in two ways: choose the order of day and month."
    return ""


def read_rows(
    table: DiaryTable,
    uses: Sequence[ColumnUse],
    reader: DiaryReader,
    logged: Sequence[EpisodeEvent],
    new_id: Callable[[], EventId],
    told_by: str = "",
) -> tuple[TableRow, ...]:
    """Every row in its order, as an event or with what is refused in it. None is left out."""
    way = _way(uses, told_by)
    known = logged_keys(tuple(logged))
    rows = []
    for at, row in enumerate(table.rows):
        read = _read_row(row, table, uses, reader, way, new_id)
        if at >= MOST_ROWS:
            read = TableRow(row.line, None, (Refusal(row.line, None, "", f"At most {MOST_ROWS} rows at once."),))
        rows.append(read if read.event is None else replace(read, logged=same_time(read.event, known)))
    return tuple(rows)


def _way(uses: Sequence[ColumnUse], told_by: str) -> Way:
    order = next((use.order for use in uses if use.meaning in {Part.DAY, Part.WHEN}), None)
    unit = next((use.unit for use in uses if use.meaning is Part.LONGEST), LengthUnit.SECONDS)
    return Way(order, unit, told_by)


def _read_row(
    row: TextRow,
    table: DiaryTable,
    uses: Sequence[ColumnUse],
    reader: DiaryReader,
    way: Way,
    new_id: Callable[[], EventId],
) -> TableRow:
    if table.heading and any(cell.strip() for cell in row.cells[len(table.heading) :]):
        said = f"This row has {len(row.cells)} cells, the heading {len(table.heading)}."
        return TableRow(row.line, None, (Refusal(row.line, None, "", said),))
    places: dict[Part, int] = {}
    cells: dict[Part, str] = {}
    for column, use in enumerate(uses[: len(row.cells)]):
        if isinstance(use.meaning, Part) and row.cells[column].strip():
            text = row.cells[column]
            cells[use.meaning] = f"{cells[use.meaning]}; {text}" if use.meaning in cells else text
            places.setdefault(use.meaning, column)
    read = reader.read(cells, way, new_id())
    refusals = sorted(
        (_refusal(row, slip, places, cells) for slip in read.slips),
        key=lambda one: table.width if one.column is None else one.column,
    )
    return TableRow(row.line, read.event, tuple(refusals), read.kept)


def _refusal(row: TextRow, slip: Slip, places: Mapping[Part, int], cells: Mapping[Part, str]) -> Refusal:
    part = slip.part if slip.part in places else Part.WHEN if Part.WHEN in places else slip.part
    column = places.get(part)
    return Refusal(row.line, column, cells[part] if column is not None else "", slip.sentence)
