"""Sealed notes, what was added to them, and their findings as rows.

Triggers refuse every change of ``note`` and ``addendum``. ``observation`` can be rebuilt from the notes.
"""

from sqlalchemy import Column, ForeignKey, Index, String, Table, Text

from clinic_app.storage.rows.base import ID, ExactNumber, IsoDate, UtcInstant, metadata

note = Table(
    "note",
    metadata,
    Column("id", String(ID), primary_key=True),
    Column("visit_id", ForeignKey("visit.id"), nullable=False, unique=True),
    Column("patient_id", ForeignKey("patient.id"), nullable=False),
    Column("day", IsoDate, nullable=False),
    Column("document", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("summary", Text, nullable=False),
    Column("signed_at", UtcInstant, nullable=False),
    Column("signed_by", ForeignKey("person.id"), nullable=False),
    Column("signed_name", Text, nullable=False),
    Index("ix_note_patient_id_day", "patient_id", "day"),
)

addendum = Table(
    "addendum",
    metadata,
    Column("id", String(ID), primary_key=True),
    Column("note_id", ForeignKey("note.id"), nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("written_at", UtcInstant, nullable=False),
    Column("author_id", ForeignKey("person.id"), nullable=False),
    Column("author_name", Text, nullable=False),
)

#: Kept in the order of its key, so that a whole chart is one run of neighbouring pages.
observation = Table(
    "observation",
    metadata,
    Column("patient_id", ForeignKey("patient.id"), primary_key=True),
    Column("day", IsoDate, primary_key=True),
    Column("note_id", ForeignKey("note.id"), primary_key=True),
    Column("field", String(80), primary_key=True),
    Column("side", String(8), primary_key=True),
    Column("code", Text, nullable=False),
    Column("number", ExactNumber),
    Column("unit", String(40), nullable=False),
    Column("scale", String(80), nullable=False),
    sqlite_with_rowid=False,
)
