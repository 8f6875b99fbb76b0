"""Forms that are not sent yet are kept for whoever fills them in."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

# The column types of db/types.py as they stood when this version was written.
KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")
JSON = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "saved_drafts",
        sa.Column("account_id", KEY, nullable=False),
        sa.Column("place", KEY, nullable=False),
        sa.Column("key", KEY, nullable=False),
        sa.Column("typed", JSON, nullable=False),
        sa.Column("comment", KEY, nullable=False),
        sa.Column("files", JSON, nullable=False),
        sa.Column("saved_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_saved_drafts_account_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("account_id", "place", name=op.f("pk_saved_drafts")),
    )
    op.create_index(op.f("ix_saved_drafts_saved_at"), "saved_drafts", ["saved_at"])


def downgrade() -> None:
    op.drop_table("saved_drafts")
