"""The clinic, its staff, its children, and the words of their names."""

from sqlalchemy import Boolean, CheckConstraint, Column, Index, Integer, String, Table, Text

from clinic_app.storage.rows.base import ID, IsoDate, metadata

clinic = Table(
    "clinic",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("out_of_hours_phone", Text, nullable=False),
    Column("demo", Boolean, nullable=False),
    Column("content_reviewed_by", Text, nullable=False),
    Column("number_prefix", String(12), nullable=False),
    CheckConstraint("id = 1", name="only_one"),
)

#: Running numbers: how many children there are, and the last record number of each prefix.
counter = Table(
    "counter",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Integer, nullable=False),
)

person = Table(
    "person",
    metadata,
    Column("id", String(ID), primary_key=True),
    Column("name", Text, nullable=False),
    Column("role", String(20), nullable=False),
    Column("active", Boolean, nullable=False),
)

#: ``seq`` is the place in the search index; ``name_key`` the folded words of the name that are searched;
#: ``number_key`` the digits of the record number without leading zeros.
patient = Table(
    "patient",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", String(ID), nullable=False, unique=True),
    Column("number", String(32), nullable=False, unique=True),
    Column("number_key", String(32), nullable=False, index=True),
    Column("family_name", Text, nullable=False),
    Column("given_name", Text, nullable=False),
    Column("name_key", Text, nullable=False),
    Column("birth_date", IsoDate, nullable=False, index=True),
    Column("sex", String(16), nullable=False),
    Column("gestation_weeks", Integer),
    Column("gestation_days", Integer),
    Column("guardian", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("twin_group", String(ID), nullable=False),
    Column("birth_order", String(4), nullable=False),
    Column("distinguishing", Text, nullable=False),
    Column("allergies", Text),
    Column("row_version", Integer, nullable=False),
    CheckConstraint("(gestation_weeks IS NULL) = (gestation_days IS NULL)", name="gestation_whole"),
)
Index("ix_patient_twin_group", patient.c.twin_group, sqlite_where=patient.c.twin_group != "")

#: Every folded word that a name ever had, with how it sounds, for "did you mean".
name_word = Table(
    "name_word",
    metadata,
    Column("word", String(80), primary_key=True),
    Column("sound", String(80), nullable=False, index=True),
)
