"""Plan lines of signed notes."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text

from clinic_app.storage.rows.base import ID, IsoDate, metadata

plan_line = Table(
    "plan_line",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", String(ID), nullable=False, unique=True),
    Column("patient_id", ForeignKey("patient.id"), nullable=False, index=True),
    Column("note_id", ForeignKey("note.id"), nullable=False),
    Column("what", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("due", IsoDate),
    Column("who", Text, nullable=False),
    Column("level", String(24), nullable=False),
    Column("flags", Text, nullable=False),
    Column("state", String(12), nullable=False),
    Column("closed_on", IsoDate),
    Column("closed_reason", Text, nullable=False),
    Column("row_version", Integer, nullable=False),
    Index("ix_plan_line_state_due", "state", "due"),
)
