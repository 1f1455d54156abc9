"""The lines of a log as rows of its table, and which of them a filter shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from clinic_app.clinical.episodes.facts import STATES, TRIGGERS
from clinic_app.domain.episodes import EpisodeEvent, EventId
from clinic_app.i18n import _
from clinic_app.services.episodes.event_words import (
    capital,
    codes_words,
    count_words,
    day_words,
    held_words,
    length_words,
    side_mark,
    side_words,
    spoken_count,
    time_words,
)
from clinic_app.services.knowledge import Knowledge
from clinic_app.ui.widgets.table_cells import Cell, Column, Ink, Row

VIDEO = "video"


def columns() -> tuple[Column, ...]:
    """As the log is read: when, how many, how, who told."""
    return (
        Column("date", _("Date"), 58),
        Column("time", _("Time"), 82),
        Column("count", _("Count"), 70),
        Column("longest", _("Longest"), 58),
        Column("trigger", _("Trigger"), 98),
        Column("state", _("State"), 92),
        Column("held", _("Held"), 64),
        Column("side", _("Side"), 44),
        Column(VIDEO, _("Video"), 44),
        Column("from", _("From"), 52, stretches=True),
    )


class Kind(StrEnum):
    """What a filter looks at."""

    SIDE = "side"
    TRIGGER = "trigger"
    HELD = "held"
    VIDEO = "video"


@dataclass(frozen=True, slots=True)
class LogFilter:
    """One code of each kind, empty for all."""

    side: str = ""
    trigger: str = ""
    held: str = ""
    video: str = ""

    def lets(self, event: EpisodeEvent, clips: Mapping[EventId, int]) -> bool:
        """Whether a line is shown."""
        seen = event.seen
        has_clip = clips.get(event.id, 0) > 0
        return (
            (not self.side or seen.side == self.side)
            and (not self.trigger or self.trigger in seen.triggers)
            and (not self.held or seen.held == self.held)
            and (not self.video or has_clip == (self.video == "yes"))
        )

    def words(self, knowledge: Knowledge) -> str:
        """What it lets through."""
        parts = [
            capital(side_words(self.side)),
            capital(knowledge.code_words(TRIGGERS, self.trigger)) if self.trigger else "",
            held_words(self.held),
            {"yes": _("With a video"), "no": _("Without a video")}.get(self.video, ""),
        ]
        return ", ".join(part for part in parts if part) or _("All events")


class LogRows:
    """Makes rows, each once: a log of ten thousand lines is shown again after every new one."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._rows: dict[EventId, tuple[EpisodeEvent, int, Row]] = {}
        self._cells: dict[tuple[str, str], Cell] = {}

    def rows(self, events: Sequence[EpisodeEvent], chosen: LogFilter, clips: Mapping[EventId, int]) -> tuple[Row, ...]:
        """The newest first."""
        return tuple(
            self._row(event, clips.get(event.id, 0)) for event in reversed(events) if chosen.lets(event, clips)
        )

    def _row(self, event: EpisodeEvent, clips: int) -> Row:
        held = self._rows.get(event.id)
        if held is not None and held[0].version == event.version and held[1] == clips:
            return held[2]
        row = self._make(event, clips)
        self._rows[event.id] = (event, clips, row)
        return row

    def _make(self, event: EpisodeEvent, clips: int) -> Row:
        seen = event.seen
        side = side_words(seen.side)
        cells = (
            self._cell(day_words(event, short=True), day_words(event)),
            self._cell(time_words(event), _("not known") if time_words(event) == "?" else ""),
            self._cell(count_words(event), spoken_count(event)),
            self._cell(length_words(seen.longest_s)),
            self._cell(codes_words(TRIGGERS, seen.triggers, self._knowledge)),
            self._cell(codes_words(STATES, seen.states, self._knowledge)),
            self._cell(held_words(seen.held)),
            self._cell(side_mark(seen.side), side),
            self._cell(str(clips) if clips else ""),
            self._cell(event.told_by),
        )
        return Row(str(event.id), cells, is_past=not event.happened)

    def _cell(self, text: str, spoken: str = "") -> Cell:
        """Cells repeat: the words are few."""
        found = self._cells.get((text, spoken))
        if found is None:
            found = Cell(text or "–", ink=Ink.PRIMARY if text else Ink.MUTED, spoken=spoken or text or _("not told"))
            self._cells[text, spoken] = found
        return found
