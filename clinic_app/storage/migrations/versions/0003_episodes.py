"""Episodes as threads: when an event was and how surely, its full description, its history, what was said."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_SEALED = ("episode_event_past", "episode_said")


def upgrade() -> None:
    """Threads and events in their new shape, with what was logged before."""
    op.execute("CREATE TEMPORARY TABLE old_episode AS SELECT * FROM episode")
    op.execute("CREATE TEMPORARY TABLE old_event AS SELECT * FROM episode_event")
    op.drop_table("episode_event")
    op.drop_table("episode")
    _episode()
    _event()
    op.execute(
        "INSERT INTO episode (id, patient_id, title, first_seen, status, became, row_version) "
        "SELECT id, patient_id, title, first_seen, status, NULL, 1 FROM old_episode"
    )
    op.execute(
        'INSERT INTO episode_event (id, episode_id, day, about, clock, part, "count", count_about, per_day, in_run, '
        "longest_s, triggers, states, held, side, described, told_by, note, removed, row_version) "
        "SELECT id, episode_id, day, confidence = 'about', "
        "CASE WHEN confidence = 'morning' THEN 'part' ELSE 'unknown' END, "
        "CASE WHEN confidence = 'morning' THEN 'morning' ELSE '' END, "
        "\"count\", 0, 0, 0, longest_s, \"trigger\", state, held, side, '{}', told_by, '', 0, 1 FROM old_event"
    )
    op.execute("DROP TABLE old_episode")
    op.execute("DROP TABLE old_event")
    _past()
    _said()
    _sheet()
    if op.get_bind().dialect.name == "sqlite":
        for table in _SEALED:
            for verb in ("UPDATE", "DELETE"):
                op.execute(
                    f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, 'sealed: {table}'); END"
                )


def downgrade() -> None:
    """The old shape; what it cannot hold is lost."""
    if op.get_bind().dialect.name == "sqlite":
        for table in _SEALED:
            for verb in ("update", "delete"):
                op.execute(f"DROP TRIGGER {table}_no_{verb}")
    op.drop_table("diary_sheet")
    op.drop_table("episode_said")
    op.drop_table("episode_event_past")
    op.execute("CREATE TEMPORARY TABLE new_episode AS SELECT * FROM episode")
    op.execute("CREATE TEMPORARY TABLE new_event AS SELECT * FROM episode_event WHERE removed = 0")
    op.drop_table("episode_event")
    op.drop_table("episode")
    _first_episode()
    op.execute(
        "INSERT INTO episode (id, patient_id, title, first_seen, status) "
        "SELECT id, patient_id, title, first_seen, status FROM new_episode"
    )
    op.execute(
        'INSERT INTO episode_event (id, episode_id, day, confidence, "count", longest_s, "trigger", state, held, '
        "side, told_by) "
        "SELECT id, episode_id, day, CASE WHEN about THEN 'about' WHEN part = 'morning' THEN 'morning' "
        "ELSE 'exact' END, \"count\", longest_s, triggers, states, held, side, told_by FROM new_event"
    )
    op.execute("DROP TABLE new_episode")
    op.execute("DROP TABLE new_event")


def _episode() -> None:
    op.create_table(
        "episode",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("patient_id", sa.String(length=36), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("first_seen", sa.String(length=10), nullable=True),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("became", sa.String(length=36), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["became"], ["episode.id"], name="fk_episode_became_episode"),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name="fk_episode_patient_id_patient"),
        sa.PrimaryKeyConstraint("id", name="pk_episode"),
    )
    op.create_index("ix_episode_patient_id", "episode", ["patient_id"], unique=False)


def _event() -> None:
    op.create_table(
        "episode_event",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("episode_id", sa.String(length=36), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("last_day", sa.String(length=10), nullable=True),
        sa.Column("about", sa.Boolean(), nullable=False),
        sa.Column("clock", sa.String(length=8), nullable=False),
        sa.Column("minute", sa.Integer(), nullable=True),
        sa.Column("part", sa.String(length=12), nullable=False),
        sa.Column("count", sa.Integer(), nullable=True),
        sa.Column("count_about", sa.Boolean(), nullable=False),
        sa.Column("per_day", sa.Boolean(), nullable=False),
        sa.Column("in_run", sa.Boolean(), nullable=False),
        sa.Column("longest_s", sa.Integer(), nullable=True),
        sa.Column("triggers", sa.Text(), nullable=False),
        sa.Column("states", sa.Text(), nullable=False),
        sa.Column("held", sa.String(length=16), nullable=False),
        sa.Column("side", sa.String(length=16), nullable=False),
        sa.Column("described", sa.Text(), nullable=False),
        sa.Column("told_by", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["episode_id"], ["episode.id"], name="fk_episode_event_episode_id_episode"),
        sa.PrimaryKeyConstraint("id", name="pk_episode_event"),
    )
    op.create_index("ix_episode_event_episode_id", "episode_event", ["episode_id"], unique=False)


def _past() -> None:
    op.create_table(
        "episode_event_past",
        sa.Column("event_id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("what", sa.String(length=12), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("person_name", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["episode_event.id"], name="fk_episode_event_past_event_id_episode_event"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_episode_event_past_person_id_person"),
        sa.PrimaryKeyConstraint("event_id", "version", name="pk_episode_event_past"),
    )


def _said() -> None:
    op.create_table(
        "episode_said",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("episode_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("visit_id", sa.String(length=36), nullable=True),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("person_name", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(["episode_id"], ["episode.id"], name="fk_episode_said_episode_id_episode"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_episode_said_person_id_person"),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name="fk_episode_said_visit_id_visit"),
        sa.PrimaryKeyConstraint("id", name="pk_episode_said"),
    )
    op.create_index("ix_episode_said_episode_id", "episode_said", ["episode_id"], unique=False)


def _sheet() -> None:
    op.create_table(
        "diary_sheet",
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("patient_id", sa.String(length=36), nullable=False),
        sa.Column("episode_id", sa.String(length=36), nullable=False),
        sa.Column("printed_at", sa.String(length=27), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["episode_id"], ["episode.id"], name="fk_diary_sheet_episode_id_episode"),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name="fk_diary_sheet_patient_id_patient"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_diary_sheet_person_id_person"),
        sa.PrimaryKeyConstraint("code", name="pk_diary_sheet"),
    )
    op.create_index("ix_diary_sheet_patient_id", "diary_sheet", ["patient_id"], unique=False)


def _first_episode() -> None:
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
