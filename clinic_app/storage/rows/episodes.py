"""Threads of movement episodes and the events told of them."""

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text

from clinic_app.storage.rows.base import ID, IsoDate, metadata

episode = Table(
    "episode",
    metadata,
    Column("id", String(ID), primary_key=True),
    Column("patient_id", ForeignKey("patient.id"), nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("first_seen", IsoDate),
    Column("status", String(16), nullable=False),
)

episode_event = Table(
    "episode_event",
    metadata,
    Column("id", String(ID), primary_key=True),
    Column("episode_id", ForeignKey("episode.id"), nullable=False, index=True),
    Column("day", IsoDate, nullable=False),
    Column("confidence", String(16), nullable=False),
    Column("count", Integer),
    Column("longest_s", Integer),
    Column("trigger", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("held", Text, nullable=False),
    Column("side", String(16), nullable=False),
    Column("told_by", Text, nullable=False),
)
