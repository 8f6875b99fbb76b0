"""A task may be one of several alike: one for each filing, one for each report."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("tasks", sa.Column("about_label", sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("tasks", "about_label")
