"""Plan lines of signed notes, and threads of episodes."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, insert, select

from clinic_app.domain.episodes import Episode, EpisodeEvent, EpisodeId
from clinic_app.domain.people import PatientId
from clinic_app.domain.plans import PlanItem, PlanLineId, PlanState
from clinic_app.storage import rows
from clinic_app.storage.mapping import event_of, plan_item_of, plan_values
from clinic_app.storage.repositories.rows import one_row, save_seen
from clinic_app.storage.rows.base import AnyRow


class Plans:
    """Plan lines; never deleted, only closed."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, line_id: PlanLineId) -> PlanItem:
        """One line. Raises ``NotFoundError``."""
        wanted = select(rows.plan_line).where(rows.plan_line.c.id == line_id)
        return plan_item_of(one_row(self._connection, wanted, "This plan line is not in the record."))

    def of_patient(self, patient_id: PatientId) -> Sequence[PlanItem]:
        """Every line of a child, in the order of writing."""
        table = rows.plan_line
        wanted = select(table).where(table.c.patient_id == patient_id).order_by(table.c.seq)
        return [plan_item_of(row) for row in self._connection.execute(wanted)]

    def due(self, until: date) -> Sequence[PlanItem]:
        """Open lines due on or before ``until``, the most overdue first."""
        table = rows.plan_line
        wanted = select(table).where(table.c.state == str(PlanState.OPEN), table.c.due <= until)
        return [plan_item_of(row) for row in self._connection.execute(wanted.order_by(table.c.due, table.c.seq))]

    def add(self, item: PlanItem) -> None:
        """File a line of a note that was just signed."""
        self._connection.execute(insert(rows.plan_line).values(plan_values(item) | {"row_version": 1}))

    def save(self, item: PlanItem, *, seen: int) -> None:
        """Change a line if it is still at version ``seen``; it becomes ``seen + 1``."""
        values = plan_values(item) | {"row_version": seen + 1}
        save_seen(self._connection, rows.plan_line, values, seen=seen, version="row_version")


class Episodes:
    """Threads of movement episodes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_patient(self, patient_id: PatientId) -> Sequence[Episode]:
        """Every thread of a child with its events by day."""
        threads, events = rows.episode, rows.episode_event
        told: dict[str, list[EpisodeEvent]] = {}
        wanted = (
            select(events, events.c.count.label("count_"))
            .join(threads, threads.c.id == events.c.episode_id)
            .where(threads.c.patient_id == patient_id)
            .order_by(events.c.day, events.c.id)
        )
        for row in self._connection.execute(wanted):
            told.setdefault(row.episode_id, []).append(event_of(row))
        found = self._connection.execute(
            select(threads).where(threads.c.patient_id == patient_id).order_by(threads.c.first_seen, threads.c.id)
        )
        return [_episode_of(row, told.get(row.id, [])) for row in found]

    def add(self, episode: Episode) -> None:
        """A new thread with the events it has."""
        self._connection.execute(
            insert(rows.episode).values(
                id=episode.id,
                patient_id=episode.patient_id,
                title=episode.title,
                first_seen=episode.first_seen,
                status=episode.status,
            )
        )
        for event in episode.events:
            self.add_event(episode.id, event)

    def add_event(self, episode_id: EpisodeId, event: EpisodeEvent) -> None:
        """Events told for one day."""
        self._connection.execute(
            insert(rows.episode_event).values(
                id=event.id,
                episode_id=episode_id,
                day=event.day,
                confidence=event.confidence,
                count=event.count,
                longest_s=event.longest_s,
                trigger=event.trigger,
                state=event.state,
                held=event.held,
                side=event.side,
                told_by=event.told_by,
            )
        )


def _episode_of(row: AnyRow, events: list[EpisodeEvent]) -> Episode:
    return Episode(EpisodeId(row.id), PatientId(row.patient_id), row.title, row.first_seen, row.status, tuple(events))
