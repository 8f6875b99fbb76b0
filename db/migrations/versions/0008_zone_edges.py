"""What the edges of the demonstration zone add to tasks, notices and objections."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


# The column types of db/types.py as they stood when this version was written.
KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("tasks", sa.Column("optional", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("tasks", sa.Column("excluded", KEY, nullable=False, server_default=""))
    for column in ("channel", "url", "remark"):
        op.add_column("public_notices", sa.Column(column, sa.String(), nullable=False, server_default=""))
    op.add_column("objections", sa.Column("code_hash", sa.String(), nullable=False, server_default=""))
    for column in ("stamped_on", "postmarked_on", "supplement_until"):
        op.add_column("objections", sa.Column(column, sa.Date(), nullable=True))


def downgrade() -> None:
    for column in ("supplement_until", "postmarked_on", "stamped_on", "code_hash"):
        op.drop_column("objections", column)
    for column in ("remark", "url", "channel"):
        op.drop_column("public_notices", column)
    op.drop_column("tasks", "excluded")
    op.drop_column("tasks", "optional")
