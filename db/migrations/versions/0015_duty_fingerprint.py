"""A duty says by a fingerprint what it was last written from: one that has not changed is not written again."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("duties", sa.Column("fingerprint", sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("duties", "fingerprint")
