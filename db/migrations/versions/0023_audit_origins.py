"""From where an act came, beside the audit log."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

# The column types of db/types.py as they stood when this version was written.
KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "audit_origins",
        sa.Column("sequence", SERIAL, autoincrement=False, nullable=False),
        sa.Column("address", KEY, nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_audit_origins")),
    )


def downgrade() -> None:
    op.drop_table("audit_origins")
