"""Plan lines of signed notes."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, insert, select

from clinic_app.domain.people import PatientId
from clinic_app.domain.plans import PlanItem, PlanLineId, PlanState
from clinic_app.storage import rows
from clinic_app.storage.mapping import plan_item_of, plan_values
from clinic_app.storage.repositories.rows import one_row, save_seen


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
