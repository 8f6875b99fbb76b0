"""An account says which natural person holds it, where one person holds several."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


# The column type of db/types.py as it stood when this version was written.
KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("accounts", sa.Column("person", KEY, nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("accounts", "person")
