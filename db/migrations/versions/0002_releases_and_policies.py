"""Who imported a calendar release, and the versions of policies."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# The column types of db/types.py as they stood when this version was written.
KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")
JSON = sa.JSON().with_variant(JSONB(), "postgresql")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("calendar_releases", sa.Column("imported_by", KEY, nullable=True))
    op.create_table(
        "policy_versions",
        sa.Column("programme", KEY, nullable=False),
        sa.Column("version", KEY, nullable=False),
        sa.Column("based_on", KEY, nullable=False),
        sa.Column("values", JSON, nullable=False),
        sa.Column("changes", JSON, nullable=False),
        sa.Column("reason", KEY, nullable=False),
        sa.Column("state", KEY, nullable=False),
        sa.Column("proposed_by", KEY, nullable=False),
        sa.Column("proposed_at", INSTANT, nullable=False),
        sa.Column("decided_by", KEY, nullable=True),
        sa.Column("decided_at", INSTANT, nullable=True),
        sa.Column("decision_comment", KEY, nullable=False),
        sa.PrimaryKeyConstraint("programme", "version", name=op.f("pk_policy_versions")),
    )


def downgrade() -> None:
    op.drop_table("policy_versions")
    op.drop_column("calendar_releases", "imported_by")
