"""Ledgers: of a case, and of the five provincial bureaus' own deliverables."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

# The column types of db/types.py as they stood when this version was written.
KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)
JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "ledger_entries",
        sa.Column("ledger", KEY, nullable=False),
        sa.Column("item", KEY, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("what", KEY, nullable=False),
        sa.Column("details", JSON, nullable=False),
        sa.Column("file_id", KEY, nullable=True),
        sa.Column("office_id", KEY, nullable=False),
        sa.Column("entered_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"],
            ["files.id"],
            name=op.f("fk_ledger_entries_file_id"),
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["organisations.id"],
            name=op.f("fk_ledger_entries_office_id"),
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.PrimaryKeyConstraint("ledger", "item", "number", name=op.f("pk_ledger_entries")),
    )
    op.create_index(op.f("ix_ledger_entries_file_id"), "ledger_entries", ["file_id"])


def downgrade() -> None:
    op.drop_table("ledger_entries")
