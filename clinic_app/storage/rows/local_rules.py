"""What the clinic decided about shipped rules. Rows are added, never changed."""

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text

from clinic_app.storage.rows.base import ID, UtcInstant, metadata

local_rule = Table(
    "local_rule",
    metadata,
    Column("rule_id", String(40), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("state", String(12), nullable=False),
    Column("limits", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("rule_version", String(40), nullable=False),
    Column("person_id", String(ID), ForeignKey("person.id"), nullable=False),
    Column("person_name", Text, nullable=False),
    Column("at", UtcInstant, nullable=False),
)
