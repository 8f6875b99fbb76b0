"""Who acts for whom: substitutes with scope, period and order document."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# The column types of db/types.py as they stood when this version was written.
KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")
JSON = sa.JSON().with_variant(JSONB(), "postgresql")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "substitutions",
        sa.Column("id", KEY, nullable=False),
        sa.Column("principal_organisation_id", KEY, nullable=False),
        sa.Column("principal_account_id", KEY, nullable=True),
        sa.Column("substitute_id", KEY, nullable=False),
        sa.Column("kinds", JSON, nullable=False),
        sa.Column("case_id", KEY, nullable=True),
        sa.Column("opens_at", INSTANT, nullable=False),
        sa.Column("closes_at", INSTANT, nullable=False),
        sa.Column("order_number", KEY, nullable=False),
        sa.Column("order_file_id", KEY, nullable=False),
        sa.Column("entered_by", KEY, nullable=False),
        sa.Column("entered_at", INSTANT, nullable=False),
        sa.Column("revoked_by", KEY, nullable=True),
        sa.Column("revoked_at", INSTANT, nullable=True),
        sa.Column("revocation_reason", KEY, nullable=True),
        _refers("principal_organisation_id", "organisations.id"),
        _refers("principal_account_id", "accounts.id"),
        _refers("substitute_id", "accounts.id"),
        _refers("case_id", "cases.id"),
        _refers("order_file_id", "files.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_substitutions")),
    )
    for column in ("principal_organisation_id", "substitute_id"):
        op.create_index(op.f(f"ix_substitutions_{column}"), "substitutions", [column], unique=False)
    op.add_column("case_events", sa.Column("actor_substitute_for", KEY, nullable=True))
    op.add_column("case_events", sa.Column("actor_order", KEY, nullable=True))


def downgrade() -> None:
    op.drop_column("case_events", "actor_order")
    op.drop_column("case_events", "actor_substitute_for")
    for column in ("substitute_id", "principal_organisation_id"):
        op.drop_index(op.f(f"ix_substitutions_{column}"), table_name="substitutions")
    op.drop_table("substitutions")


def _refers(column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_substitutions_{column}")
    return sa.ForeignKeyConstraint([column], [target], name=name, deferrable=True, initially="DEFERRED")
