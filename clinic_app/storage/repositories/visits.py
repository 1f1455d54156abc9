"""Visits and drafts."""

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, select

from clinic_app.domain.drafts import Draft, DraftId, DraftKind
from clinic_app.domain.people import PersonId
from clinic_app.domain.visits import Visit, VisitId
from clinic_app.storage import rows
from clinic_app.storage.mapping import draft_of, draft_values, visit_of, visit_values
from clinic_app.storage.repositories.rows import one_row, save_seen


class Visits:
    """Visits."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, visit_id: VisitId) -> Visit:
        """One visit. Raises ``NotFoundError``."""
        wanted = select(rows.visit).where(rows.visit.c.id == visit_id)
        return visit_of(one_row(self._connection, wanted, "This visit is not in the record."))

    def add(self, visit: Visit) -> None:
        """A new visit."""
        self._connection.execute(insert(rows.visit).values(visit_values(visit) | {"row_version": 1}))

    def save(self, visit: Visit, *, seen: int) -> None:
        """Change a visit if it is still at version ``seen``; it becomes ``seen + 1``."""
        values = visit_values(visit) | {"row_version": seen + 1}
        save_seen(self._connection, rows.visit, values, seen=seen, version="row_version")


class Drafts:
    """Unsigned documents."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, draft_id: DraftId) -> Draft:
        """One draft. Raises ``NotFoundError``, also once it was signed or discarded."""
        wanted = select(rows.draft).where(rows.draft.c.id == draft_id)
        return draft_of(one_row(self._connection, wanted, "This draft was signed or discarded."))

    def add(self, draft: Draft) -> None:
        """A new draft."""
        self._connection.execute(insert(rows.draft).values(draft_values(draft)))

    def save(self, draft: Draft, *, expected: int) -> None:
        """Write ``draft`` over the stored one if that is still at version ``expected``."""
        save_seen(self._connection, rows.draft, draft_values(draft), seen=expected, version="version")

    def remove(self, draft_id: DraftId) -> None:
        """Take a draft away once it was signed or discarded."""
        self._connection.execute(delete(rows.draft).where(rows.draft.c.id == draft_id))

    def of_visit(self, visit_id: VisitId) -> Draft | None:
        """The draft of a visit, if it has one."""
        row = self._connection.execute(select(rows.draft).where(rows.draft.c.visit_id == visit_id)).first()
        return None if row is None else draft_of(row)

    def registrations_of(self, owner: PersonId) -> Sequence[Draft]:
        """Unfinished registrations of a person, newest first."""
        table = rows.draft
        wanted = select(table).where(table.c.owner == owner, table.c.kind == str(DraftKind.REGISTRATION))
        return [draft_of(row) for row in self._connection.execute(wanted.order_by(table.c.updated_at.desc()))]
