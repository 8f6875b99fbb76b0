"""The interpretations that versions of a policy rest on."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

# The column types of db/types.py as they stood when this version was written.
KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")
JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "policy_interpretations",
        sa.Column("programme", KEY, nullable=False),
        sa.Column("version", KEY, nullable=False),
        sa.Column("number", KEY, nullable=False),
        sa.Column("title", KEY, nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("parameters", JSON, nullable=False),
        sa.Column("file_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(
            ["programme", "version"],
            ["policy_versions.programme", "policy_versions.version"],
            name=op.f("fk_policy_interpretations_programme"),
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.ForeignKeyConstraint(
            ["file_id"],
            ["files.id"],
            name=op.f("fk_policy_interpretations_file_id"),
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.PrimaryKeyConstraint("programme", "version", name=op.f("pk_policy_interpretations")),
    )


def downgrade() -> None:
    op.drop_table("policy_interpretations")
