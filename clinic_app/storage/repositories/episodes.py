"""Threads of movement episodes with their events, what was said, and the sheets that were printed."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, insert, literal_column, select

from clinic_app.domain.episodes import (
    ClockKind,
    DayPart,
    DiarySheet,
    Episode,
    EpisodeEvent,
    EpisodeId,
    EpisodeStatus,
    EventId,
    EventTime,
    PastEvent,
    Said,
    SaidKind,
    Seen,
    SheetCode,
    TimeOfDay,
)
from clinic_app.domain.episodes.event import described_json, described_of
from clinic_app.domain.people import PatientId, PersonId
from clinic_app.domain.visits import VisitId
from clinic_app.storage import rows
from clinic_app.storage.repositories.rows import one_row, save_seen
from clinic_app.storage.rows.base import AnyRow

#: What was told first stands first, among events that no time tells apart.
_AS_TOLD: ColumnElement[int] = literal_column("rowid")
_EVENT_COLUMNS = [column for column in rows.episode_event.c if column.name not in {"count", "removed"}]


class Episodes:
    """Threads of movement episodes. Events are changed with their history, or removed; never deleted."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, episode_id: EpisodeId) -> Episode:
        """One thread with its events by day. Raises ``NotFoundError``."""
        row = one_row(
            self._connection,
            select(rows.episode).where(rows.episode.c.id == episode_id),
            "This episode is not in the record any more.",
        )
        return self._with_parts([row])[0]

    def of_patient(self, patient_id: PatientId) -> Sequence[Episode]:
        """Every thread of a child with its events by day."""
        table = rows.episode
        found = self._connection.execute(
            select(table).where(table.c.patient_id == patient_id).order_by(table.c.first_seen, _AS_TOLD)
        )
        return self._with_parts(list(found))

    def add(self, episode: Episode) -> None:
        """A new thread with the events it has."""
        self._connection.execute(insert(rows.episode).values(_thread_values(episode)))
        if episode.events:
            self.add_events(episode.id, episode.events)
        for one in episode.said:
            self.add_said(episode.id, one)

    def save(self, episode: Episode, *, seen: int) -> None:
        """Change name, first day and status if the thread is still at version ``seen``."""
        save_seen(self._connection, rows.episode, _thread_values(episode), seen=seen, version="row_version")

    def add_events(self, episode_id: EpisodeId, events: Sequence[EpisodeEvent]) -> None:
        """More events; all of them or, with the transaction, none."""
        self._connection.execute(
            insert(rows.episode_event), [{**_event_values(one), "episode_id": episode_id} for one in events]
        )

    def event(self, event_id: EventId) -> tuple[EpisodeId, EpisodeEvent, bool]:
        """An event, its thread, and whether it was removed. Raises ``NotFoundError``."""
        table = rows.episode_event
        row = one_row(
            self._connection,
            select(*_EVENT_COLUMNS, table.c.count.label("count_"), table.c.removed).where(table.c.id == event_id),
            "This event is not in the record any more.",
        )
        return EpisodeId(row.episode_id), _event_of(row), row.removed

    def save_event(self, event: EpisodeEvent, *, removed: bool, seen: int, past: PastEvent) -> None:
        """Replace an event that is still at version ``seen``, keeping what it was."""
        values = {**_event_values(event), "removed": removed}
        save_seen(self._connection, rows.episode_event, values, seen=seen, version="row_version")
        self._connection.execute(
            insert(rows.episode_event_past).values(
                event_id=past.event_id,
                version=past.version,
                what=past.what,
                content=json.dumps(past.content, ensure_ascii=False, sort_keys=True),
                person_id=past.person_id,
                person_name=past.person_name,
                at=past.at,
            )
        )

    def past_of(self, event_id: EventId) -> Sequence[PastEvent]:
        """What an event was before, oldest first."""
        table = rows.episode_event_past
        found = self._connection.execute(select(table).where(table.c.event_id == event_id).order_by(table.c.version))
        return [
            PastEvent(
                EventId(row.event_id),
                row.version,
                row.what,
                PersonId(row.person_id),
                row.person_name,
                row.at,
                json.loads(row.content),
            )
            for row in found
        ]

    def add_said(self, episode_id: EpisodeId, said: Said) -> None:
        """One more opinion, note, advice or change of status."""
        self._connection.execute(
            insert(rows.episode_said).values(
                id=said.id,
                episode_id=episode_id,
                kind=str(said.kind),
                day=said.day,
                code=said.code,
                text=said.text,
                visit_id=said.visit_id,
                person_id=said.person_id,
                person_name=said.person_name,
                at=said.at,
            )
        )

    def add_sheet(self, sheet: DiarySheet) -> None:
        """A sheet that was printed."""
        self._connection.execute(
            insert(rows.diary_sheet).values(
                code=sheet.code,
                patient_id=sheet.patient_id,
                episode_id=sheet.episode_id,
                printed_at=sheet.printed_at,
                person_id=sheet.person_id,
            )
        )

    def sheet(self, code: SheetCode) -> DiarySheet | None:
        """The sheet with this code, ``None`` when none was printed."""
        row = self._connection.execute(select(rows.diary_sheet).where(rows.diary_sheet.c.code == code)).first()
        if row is None:
            return None
        return DiarySheet(
            SheetCode(row.code),
            PatientId(row.patient_id),
            EpisodeId(row.episode_id),
            row.printed_at,
            PersonId(row.person_id),
        )

    def _with_parts(self, found: Sequence[AnyRow]) -> list[Episode]:
        if not found:
            return []
        ids = [row.id for row in found]
        events, said = self._events_of(ids), self._said_of(ids)
        return [_episode_of(row, events.get(row.id, []), said.get(row.id, [])) for row in found]

    def _events_of(self, ids: Sequence[str]) -> dict[str, list[EpisodeEvent]]:
        table = rows.episode_event
        told: dict[str, list[EpisodeEvent]] = {}
        wanted = (
            select(*_EVENT_COLUMNS, table.c.count.label("count_"))
            .where(table.c.episode_id.in_(ids), table.c.removed.is_(False))
            .order_by(table.c.day, table.c.minute, _AS_TOLD)
        )
        for row in self._connection.execute(wanted):
            told.setdefault(row.episode_id, []).append(_event_of(row))
        return told

    def _said_of(self, ids: Sequence[str]) -> dict[str, list[Said]]:
        table = rows.episode_said
        said: dict[str, list[Said]] = {}
        for row in self._connection.execute(select(table).where(table.c.episode_id.in_(ids)).order_by(table.c.at)):
            said.setdefault(row.episode_id, []).append(_said_of(row))
        return said


def _thread_values(episode: Episode) -> dict[str, Any]:
    return {
        "id": episode.id,
        "patient_id": episode.patient_id,
        "title": episode.title,
        "first_seen": episode.first_seen,
        "status": str(episode.status),
        "became": episode.became,
        "row_version": episode.version,
    }


def _episode_of(row: AnyRow, events: Sequence[EpisodeEvent], said: Sequence[Said]) -> Episode:
    return Episode(
        EpisodeId(row.id),
        PatientId(row.patient_id),
        row.title,
        row.first_seen,
        EpisodeStatus(row.status),
        EpisodeId(row.became) if row.became is not None else None,
        tuple(events),
        tuple(said),
        row.row_version,
    )


def _event_values(event: EpisodeEvent) -> dict[str, Any]:
    when, seen, time = event.when, event.seen, event.when.time
    return {
        "id": event.id,
        "day": when.day,
        "last_day": when.last_day,
        "about": when.about,
        "clock": str(time.kind),
        "minute": time.minute,
        "part": str(time.part) if time.part is not None else "",
        "count": event.count,
        "count_about": event.count_about,
        "per_day": event.per_day,
        "in_run": event.in_run,
        "longest_s": seen.longest_s,
        "triggers": " ".join(seen.triggers),
        "states": " ".join(seen.states),
        "held": seen.held,
        "side": seen.side,
        "described": json.dumps(described_json(event.described), ensure_ascii=False, sort_keys=True),
        "told_by": event.told_by,
        "note": event.note,
        "removed": False,
        "row_version": event.version,
    }


def _event_of(row: AnyRow) -> EpisodeEvent:
    part = DayPart(row.part) if row.part else None
    return EpisodeEvent(
        id=EventId(row.id),
        when=EventTime(row.day, row.last_day, row.about, TimeOfDay(ClockKind(row.clock), row.minute, part)),
        count=row.count_,
        count_about=row.count_about,
        per_day=row.per_day,
        in_run=row.in_run,
        seen=Seen(row.longest_s, tuple(row.triggers.split()), tuple(row.states.split()), row.held, row.side),
        described=described_of(json.loads(row.described)) if row.described != "{}" else {},
        told_by=row.told_by,
        note=row.note,
        version=row.row_version,
    )


def _said_of(row: AnyRow) -> Said:
    return Said(
        row.id,
        SaidKind(row.kind),
        row.day,
        row.text,
        PersonId(row.person_id),
        row.person_name,
        row.at,
        row.code,
        VisitId(row.visit_id) if row.visit_id is not None else None,
    )
