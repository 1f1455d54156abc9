"""Clips: what is known of each, and the key of its file."""

from sqlalchemy import Boolean, Column, Float, ForeignKey, Integer, LargeBinary, String, Table, Text

from clinic_app.storage.rows.base import ID, UtcInstant, metadata

attachment = Table(
    "attachment",
    metadata,
    Column("id", String(ID), primary_key=True),
    Column("patient_id", ForeignKey("patient.id"), nullable=False, index=True),
    Column("episode_id", ForeignKey("episode.id"), nullable=False),
    Column("event_id", ForeignKey("episode_event.id")),
    Column("kind", String(12), nullable=False),
    Column("format", String(20), nullable=False),
    Column("codec", String(20), nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("duration_ms", Integer, nullable=False),
    Column("frames_per_s", Float, nullable=False),
    Column("taken_at", String(40), nullable=False),
    Column("size", Integer, nullable=False),
    Column("sha256", String(64), nullable=False, index=True),
    Column("key", LargeBinary, nullable=False),
    Column("thumbnail", LargeBinary, nullable=False),
    Column("note", Text, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("seen", Boolean, nullable=False),
    Column("marks", Text, nullable=False),
    Column("removed", Boolean, nullable=False),
    Column("added_by", Text, nullable=False),
    Column("added_at", UtcInstant, nullable=False),
    Column("row_version", Integer, nullable=False),
)
