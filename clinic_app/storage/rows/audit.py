"""The chained log, and the action ids that make a retry harmless."""

from sqlalchemy import Column, Integer, String, Table, Text

from clinic_app.storage.rows.base import ID, metadata

#: Triggers refuse every change. ``at`` is plain text here because the chain is over the stored characters.
audit_event = Table(
    "audit_event",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", String(27), nullable=False),
    Column("actor_id", String(ID), nullable=False),
    Column("actor_name", Text, nullable=False),
    Column("role", String(20), nullable=False),
    Column("workstation", Text, nullable=False),
    Column("action", String(40), nullable=False),
    Column("patient_id", String(ID), nullable=False, index=True),
    Column("object_id", String(80), nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("reason", Text, nullable=False),
    Column("prev_hash", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)

request = Table(
    "request",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("result", Text, nullable=False),
)
