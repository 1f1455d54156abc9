"""Threads of movement episodes, the events told of them with their history, what was said, and printed sheets."""

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table, Text

from clinic_app.storage.rows.base import ID, IsoDate, UtcInstant, metadata

episode = Table(
    "episode",
    metadata,
    Column("id", String(ID), primary_key=True),
    Column("patient_id", ForeignKey("patient.id"), nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("first_seen", IsoDate),
    Column("status", String(16), nullable=False),
    Column("became", ForeignKey("episode.id")),
    Column("row_version", Integer, nullable=False),
)

episode_event = Table(
    "episode_event",
    metadata,
    Column("id", String(ID), primary_key=True),
    Column("episode_id", ForeignKey("episode.id"), nullable=False, index=True),
    Column("day", IsoDate, nullable=False),
    Column("last_day", IsoDate),
    Column("about", Boolean, nullable=False),
    Column("clock", String(8), nullable=False),
    Column("minute", Integer),
    Column("part", String(12), nullable=False),
    Column("count", Integer),
    Column("count_about", Boolean, nullable=False),
    Column("per_day", Boolean, nullable=False),
    Column("in_run", Boolean, nullable=False),
    Column("longest_s", Integer),
    Column("triggers", Text, nullable=False),
    Column("states", Text, nullable=False),
    Column("held", String(16), nullable=False),
    Column("side", String(16), nullable=False),
    Column("described", Text, nullable=False),
    Column("told_by", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("removed", Boolean, nullable=False),
    Column("row_version", Integer, nullable=False),
)

episode_event_past = Table(
    "episode_event_past",
    metadata,
    Column("event_id", ForeignKey("episode_event.id"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("what", String(12), nullable=False),
    Column("content", Text, nullable=False),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("person_name", Text, nullable=False),
    Column("at", UtcInstant, nullable=False),
)

episode_said = Table(
    "episode_said",
    metadata,
    Column("id", String(ID), primary_key=True),
    Column("episode_id", ForeignKey("episode.id"), nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("day", IsoDate, nullable=False),
    Column("code", String(40), nullable=False),
    Column("text", Text, nullable=False),
    Column("visit_id", ForeignKey("visit.id")),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("person_name", Text, nullable=False),
    Column("at", UtcInstant, nullable=False),
)

diary_sheet = Table(
    "diary_sheet",
    metadata,
    Column("code", String(8), primary_key=True),
    Column("patient_id", ForeignKey("patient.id"), nullable=False, index=True),
    Column("episode_id", ForeignKey("episode.id"), nullable=False),
    Column("printed_at", UtcInstant, nullable=False),
    Column("person_id", ForeignKey("person.id"), nullable=False),
)
