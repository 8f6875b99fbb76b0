"""What stands against a park under Article 7, recorded between its cases."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

# The column types of db/types.py as they stood when this version was written.
KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")
JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "park_facts",
        sa.Column("id", KEY, nullable=False),
        sa.Column("park_id", KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("in_case", sa.Boolean(), nullable=False),
        sa.Column("fact", JSON, nullable=False),
        sa.ForeignKeyConstraint(
            ["park_id"],
            ["parks.id"],
            name=op.f("fk_park_facts_park_id"),
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_park_facts")),
    )
    op.create_index(op.f("ix_park_facts_park_id"), "park_facts", ["park_id"])


def downgrade() -> None:
    op.drop_table("park_facts")
