"""What a pasted or opened table would bring, read off the window's thread."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from clinic_app.domain.episodes import EpisodeEvent
from clinic_app.domain.errors import UserError
from clinic_app.exchange.diary_table import (
    ColumnUse,
    DiaryTable,
    Refusal,
    TableRow,
    guess,
    problem_of,
    read_rows,
    with_heading,
)
from clinic_app.exchange.diary_text import read_text
from clinic_app.services.episodes.diary_reader import DiaryReader
from clinic_app.services.episodes.events import new_event_id


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be read, and what a person chose about it. ``uses`` are chosen columns by their place."""

    text: str
    today: date
    logged: tuple[EpisodeEvent, ...]
    told_by: str = ""
    has_heading: bool | None = None
    uses: Mapping[int, ColumnUse] | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """The table as it was understood.

    Attributes:
        problem: why nothing can be read yet; then there may be no ``table``.
        blank: lines without any text.
    """

    problem: str = ""
    table: DiaryTable | None = None
    uses: tuple[ColumnUse, ...] = ()
    rows: tuple[TableRow, ...] = ()
    blank: int = 0

    @property
    def refusals(self) -> tuple[Refusal, ...]:
        """Every cell that is refused, row by row."""
        return tuple(one for row in self.rows for one in row.refusals)

    def events(self, *, repeated: bool) -> tuple[EpisodeEvent, ...]:
        """What would be added; with ``repeated`` also what is in the log already."""
        return tuple(row.event for row in self.rows if row.event is not None and (repeated or row.logged is None))


def read_preview(asked: Asked, reader: DiaryReader) -> Preview:
    """Read everything that was asked. A text that is no table is a preview with a problem, not a failure."""
    if not asked.text.strip():
        return Preview()
    try:
        raw = read_text(asked.text)
    except UserError as refusal:
        return Preview(str(refusal))
    table = with_heading(raw, asked.today, asked.has_heading)
    chosen = asked.uses or {}
    uses = tuple(chosen.get(column, use) for column, use in enumerate(guess(table, asked.today)))
    problem = problem_of(uses)
    rows = () if problem else read_rows(table, uses, reader, asked.logged, new_event_id, asked.told_by)
    return Preview(problem, table, uses, rows, raw.blank)
