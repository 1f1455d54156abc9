"""The first schema: children, visits, drafts, sealed notes, plans, episodes, the chained log."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

#: Tables whose rows can never be changed or taken away.
SEALED = ("note", "addendum", "audit_event")
#: In the order in which they refer to each other.
TABLES = (
    "audit_event",
    "clinic",
    "counter",
    "name_word",
    "patient",
    "person",
    "request",
    "episode",
    "visit",
    "draft",
    "episode_event",
    "note",
    "addendum",
    "observation",
    "plan_line",
)


def upgrade() -> None:
    """Tables, then the triggers that seal, then the name search of SQLite."""
    _log()
    _clinic()
    _children()
    _visits()
    _notes()
    _plans()
    if op.get_bind().dialect.name == "sqlite":
        _seal_on_sqlite()
        _search_on_sqlite()


def downgrade() -> None:
    """Back to an empty file."""
    if op.get_bind().dialect.name == "sqlite":
        for name in ("added", "renamed", "removed"):
            op.execute(f"DROP TRIGGER patient_search_{name}")
        op.execute("DROP TABLE patient_search")
        op.execute("DROP TRIGGER name_part_added")
        op.execute("DROP TABLE name_part")
        for table in SEALED:
            op.execute(f"DROP TRIGGER {table}_no_update")
            op.execute(f"DROP TRIGGER {table}_no_delete")
    for table in reversed(TABLES):
        op.drop_table(table)


def _seal_on_sqlite() -> None:
    for table in SEALED:
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'sealed: {table}'); END"
            )


def _search_on_sqlite() -> None:
    """Whole words and beginnings of them by child; any part of a word by word."""
    op.execute(
        "CREATE VIRTUAL TABLE patient_search USING fts5(name_key, content='', contentless_delete=1, "
        "tokenize='ascii', detail='none', prefix='1 2 3 4 5')"
    )
    op.execute("CREATE VIRTUAL TABLE name_part USING fts5(word, tokenize='trigram')")
    op.execute(
        "CREATE TRIGGER name_part_added AFTER INSERT ON name_word "
        "BEGIN INSERT INTO name_part(word) VALUES (new.word); END"
    )
    op.execute(
        "CREATE TRIGGER patient_search_added AFTER INSERT ON patient "
        "BEGIN INSERT INTO patient_search(rowid, name_key) VALUES (new.seq, new.name_key); END"
    )
    op.execute(
        "CREATE TRIGGER patient_search_renamed AFTER UPDATE OF name_key ON patient "
        "WHEN old.name_key <> new.name_key "
        "BEGIN DELETE FROM patient_search WHERE rowid = old.seq; "
        "INSERT INTO patient_search(rowid, name_key) VALUES (new.seq, new.name_key); END"
    )
    op.execute(
        "CREATE TRIGGER patient_search_removed AFTER DELETE ON patient "
        "BEGIN DELETE FROM patient_search WHERE rowid = old.seq; END"
    )


def _log() -> None:
    op.create_table(
        "audit_event",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("actor_id", sa.String(length=36), nullable=False),
        sa.Column("actor_name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("workstation", sa.Text(), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("patient_id", sa.String(length=36), nullable=False),
        sa.Column("object_id", sa.String(length=80), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("prev_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_audit_event"),
    )
    op.create_index("ix_audit_event_patient_id", "audit_event", ["patient_id"], unique=False)


def _clinic() -> None:
    op.create_table(
        "clinic",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("out_of_hours_phone", sa.Text(), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("content_reviewed_by", sa.Text(), nullable=False),
        sa.Column("number_prefix", sa.String(length=12), nullable=False),
        sa.CheckConstraint("id = 1", name="ck_clinic_only_one"),
        sa.PrimaryKeyConstraint("id", name="pk_clinic"),
    )
    op.create_table(
        "counter",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_counter"),
    )
    op.create_table(
        "name_word",
        sa.Column("word", sa.String(length=80), nullable=False),
        sa.Column("sound", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("word", name="pk_name_word"),
    )
    op.create_index("ix_name_word_sound", "name_word", ["sound"], unique=False)


def _children() -> None:
    op.create_table(
        "patient",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.String(length=32), nullable=False),
        sa.Column("number_key", sa.String(length=32), nullable=False),
        sa.Column("family_name", sa.Text(), nullable=False),
        sa.Column("given_name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("birth_date", sa.String(length=10), nullable=False),
        sa.Column("sex", sa.String(length=16), nullable=False),
        sa.Column("gestation_weeks", sa.Integer(), nullable=True),
        sa.Column("gestation_days", sa.Integer(), nullable=True),
        sa.Column("guardian", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("twin_group", sa.String(length=36), nullable=False),
        sa.Column("birth_order", sa.String(length=4), nullable=False),
        sa.Column("distinguishing", sa.Text(), nullable=False),
        sa.Column("allergies", sa.Text(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(gestation_weeks IS NULL) = (gestation_days IS NULL)", name="ck_patient_gestation_whole"),
        sa.PrimaryKeyConstraint("seq", name="pk_patient"),
        sa.UniqueConstraint("id", name="uq_patient_id"),
        sa.UniqueConstraint("number", name="uq_patient_number"),
    )
    op.create_index("ix_patient_birth_date", "patient", ["birth_date"], unique=False)
    op.create_index("ix_patient_number_key", "patient", ["number_key"], unique=False)
    op.create_index(
        "ix_patient_twin_group", "patient", ["twin_group"], unique=False, sqlite_where=sa.text("twin_group != ''")
    )
    op.create_table(
        "person",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
    )
    op.create_table(
        "request",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_request"),
    )


def _visits() -> None:
    op.create_table(
        "episode",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("patient_id", sa.String(length=36), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("first_seen", sa.String(length=10), nullable=True),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name="fk_episode_patient_id_patient"),
        sa.PrimaryKeyConstraint("id", name="pk_episode"),
    )
    op.create_index("ix_episode_patient_id", "episode", ["patient_id"], unique=False)
    op.create_table(
        "visit",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("patient_id", sa.String(length=36), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("at", sa.String(length=5), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("state_since", sa.String(length=27), nullable=False),
        sa.Column("with_person", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name="fk_visit_patient_id_patient"),
        sa.PrimaryKeyConstraint("id", name="pk_visit"),
    )
    op.create_index("ix_visit_day", "visit", ["day"], unique=False)
    op.create_index("ix_visit_patient_id_day", "visit", ["patient_id", "day"], unique=False)
    op.create_index("ix_visit_state_since", "visit", ["state_since"], unique=False)
    op.create_table(
        "draft",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("owner", sa.String(length=36), nullable=False),
        sa.Column("patient_id", sa.String(length=36), nullable=True),
        sa.Column("visit_id", sa.String(length=36), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("entries", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(["owner"], ["person.id"], name="fk_draft_owner_person"),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name="fk_draft_patient_id_patient"),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name="fk_draft_visit_id_visit"),
        sa.PrimaryKeyConstraint("id", name="pk_draft"),
        sa.UniqueConstraint("visit_id", name="uq_draft_visit_id"),
    )
    op.create_index("ix_draft_owner", "draft", ["owner"], unique=False)
    op.create_table(
        "episode_event",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("episode_id", sa.String(length=36), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("confidence", sa.String(length=16), nullable=False),
        sa.Column("count", sa.Integer(), nullable=True),
        sa.Column("longest_s", sa.Integer(), nullable=True),
        sa.Column("trigger", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("held", sa.Text(), nullable=False),
        sa.Column("side", sa.String(length=16), nullable=False),
        sa.Column("told_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["episode_id"], ["episode.id"], name="fk_episode_event_episode_id_episode"),
        sa.PrimaryKeyConstraint("id", name="pk_episode_event"),
    )
    op.create_index("ix_episode_event_episode_id", "episode_event", ["episode_id"], unique=False)


def _notes() -> None:
    op.create_table(
        "note",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("visit_id", sa.String(length=36), nullable=False),
        sa.Column("patient_id", sa.String(length=36), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("signed_at", sa.String(length=27), nullable=False),
        sa.Column("signed_by", sa.String(length=36), nullable=False),
        sa.Column("signed_name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name="fk_note_patient_id_patient"),
        sa.ForeignKeyConstraint(["signed_by"], ["person.id"], name="fk_note_signed_by_person"),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name="fk_note_visit_id_visit"),
        sa.PrimaryKeyConstraint("id", name="pk_note"),
        sa.UniqueConstraint("visit_id", name="uq_note_visit_id"),
    )
    op.create_index("ix_note_patient_id_day", "note", ["patient_id", "day"], unique=False)
    op.create_table(
        "addendum",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("note_id", sa.String(length=36), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", sa.String(length=27), nullable=False),
        sa.Column("author_id", sa.String(length=36), nullable=False),
        sa.Column("author_name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name="fk_addendum_author_id_person"),
        sa.ForeignKeyConstraint(["note_id"], ["note.id"], name="fk_addendum_note_id_note"),
        sa.PrimaryKeyConstraint("id", name="pk_addendum"),
    )
    op.create_index("ix_addendum_note_id", "addendum", ["note_id"], unique=False)
    op.create_table(
        "observation",
        sa.Column("patient_id", sa.String(length=36), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("note_id", sa.String(length=36), nullable=False),
        sa.Column("field", sa.String(length=80), nullable=False),
        sa.Column("side", sa.String(length=8), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=True),
        sa.Column("unit", sa.String(length=40), nullable=False),
        sa.Column("scale", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["note_id"], ["note.id"], name="fk_observation_note_id_note"),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name="fk_observation_patient_id_patient"),
        sa.PrimaryKeyConstraint("patient_id", "day", "note_id", "field", "side", name="pk_observation"),
        sqlite_with_rowid=False,
    )


def _plans() -> None:
    op.create_table(
        "plan_line",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("patient_id", sa.String(length=36), nullable=False),
        sa.Column("note_id", sa.String(length=36), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("due", sa.String(length=10), nullable=True),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("level", sa.String(length=24), nullable=False),
        sa.Column("flags", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("closed_on", sa.String(length=10), nullable=True),
        sa.Column("closed_reason", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["note_id"], ["note.id"], name="fk_plan_line_note_id_note"),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name="fk_plan_line_patient_id_patient"),
        sa.PrimaryKeyConstraint("seq", name="pk_plan_line"),
        sa.UniqueConstraint("id", name="uq_plan_line_id"),
    )
    op.create_index("ix_plan_line_patient_id", "plan_line", ["patient_id"], unique=False)
    op.create_index("ix_plan_line_state_due", "plan_line", ["state", "due"], unique=False)
