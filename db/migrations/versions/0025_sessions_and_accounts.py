"""Sessions say where from and when last; accounts may be disabled, linked, or hold an initial password; tries are counted."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

# The column types of db/types.py as they stood when this version was written.
KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("sessions", sa.Column("last_used_at", INSTANT, nullable=True))
    op.add_column("sessions", sa.Column("is_external", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("sessions", sa.Column("address", KEY, nullable=False, server_default=""))
    op.add_column("sessions", sa.Column("agent", KEY, nullable=False, server_default=""))
    op.add_column("accounts", sa.Column("has_initial_password", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("accounts", sa.Column("external_id", KEY, nullable=True))
    op.add_column("accounts", sa.Column("disabled_at", INSTANT, nullable=True))
    op.create_index(op.f("ix_accounts_external_id"), "accounts", ["external_id"], unique=True)
    op.create_table(
        "rate_counts",
        sa.Column("key", KEY, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_rate_counts")),
    )
    op.create_index(op.f("ix_rate_counts_expires_at"), "rate_counts", ["expires_at"])


def downgrade() -> None:
    op.drop_table("rate_counts")
    op.drop_index(op.f("ix_accounts_external_id"), "accounts")
    for name in ("disabled_at", "external_id", "has_initial_password"):
        op.drop_column("accounts", name)
    for name in ("agent", "address", "is_external", "last_used_at"):
        op.drop_column("sessions", name)
