"""Visits and what is being written at them."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text

from clinic_app.storage.rows.base import ID, IsoDate, IsoTime, UtcInstant, metadata

visit = Table(
    "visit",
    metadata,
    Column("id", String(ID), primary_key=True),
    Column("patient_id", ForeignKey("patient.id"), nullable=False),
    Column("day", IsoDate, nullable=False, index=True),
    Column("at", IsoTime),
    Column("reason", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("state_since", UtcInstant, nullable=False, index=True),
    Column("with_person", Text, nullable=False),
    Column("row_version", Integer, nullable=False),
    Index("ix_visit_patient_id_day", "patient_id", "day"),
)

#: One draft for a visit: nurse and doctor share it.
draft = Table(
    "draft",
    metadata,
    Column("id", String(ID), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("owner", ForeignKey("person.id"), nullable=False, index=True),
    Column("patient_id", ForeignKey("patient.id")),
    Column("visit_id", ForeignKey("visit.id"), unique=True),
    Column("version", Integer, nullable=False),
    Column("entries", Text, nullable=False),
    Column("updated_at", UtcInstant, nullable=False),
)
