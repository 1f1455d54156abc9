"""What a clinic decides about shipped rules: added, never changed."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The table and its seals."""
    op.create_table(
        "local_rule",
        sa.Column("rule_id", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("limits", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("rule_version", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("person_name", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_local_rule_person_id_person"),
        sa.PrimaryKeyConstraint("rule_id", "version", name="pk_local_rule"),
    )
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER local_rule_no_{verb.lower()} BEFORE {verb} ON local_rule "
                "BEGIN SELECT RAISE(ABORT, 'sealed: local_rule'); END"
            )


def downgrade() -> None:
    """Without the table."""
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("update", "delete"):
            op.execute(f"DROP TRIGGER local_rule_no_{verb}")
    op.drop_table("local_rule")
