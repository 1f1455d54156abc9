"""What repositories have in common: one row or a sentence, and a save that refuses what it has not seen."""

from typing import Any

from sqlalchemy import Connection, Executable, Table, select, update

from clinic_app.domain.errors import ConflictError, NotFoundError
from clinic_app.storage.rows.base import AnyRow


def one_row(connection: Connection, statement: Executable, missing: str) -> AnyRow:
    """The row of ``statement``. Raises ``NotFoundError`` with ``missing`` when there is none."""
    row = connection.execute(statement).first()
    if row is None:
        raise NotFoundError(missing)
    return row


def save_seen(connection: Connection, table: Table, values: dict[str, Any], *, seen: int, version: str) -> None:
    """Update the row with the id of ``values`` if it still has version ``seen``; ``values`` hold the next one.

    Raises:
        ConflictError: the row moved on since.
        NotFoundError: there is no such row.
    """
    changed = connection.execute(
        update(table).where(table.c.id == values["id"], table.c[version] == seen).values(values)
    )
    if changed.rowcount == 1:
        return
    one_row(connection, select(table.c.id).where(table.c.id == values["id"]), "This is not in the record any more.")
    raise ConflictError("Somebody else changed this since you last saw it.")
