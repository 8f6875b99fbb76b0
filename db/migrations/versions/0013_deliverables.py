"""The ledger of the five provincial bureaus' own deliverables."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

# The column types of db/types.py as they stood when this version was written.
KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "deliverable_entries",
        sa.Column("deliverable", KEY, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("what", KEY, nullable=False),
        sa.Column("progress", KEY, nullable=False),
        sa.Column("file_id", KEY, nullable=True),
        sa.Column("bureau_id", KEY, nullable=False),
        sa.Column("entered_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"],
            ["files.id"],
            name=op.f("fk_deliverable_entries_file_id"),
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.ForeignKeyConstraint(
            ["bureau_id"],
            ["organisations.id"],
            name=op.f("fk_deliverable_entries_bureau_id"),
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.PrimaryKeyConstraint("deliverable", "number", name=op.f("pk_deliverable_entries")),
    )


def downgrade() -> None:
    op.drop_table("deliverable_entries")
