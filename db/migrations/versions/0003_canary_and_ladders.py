"""A duty of the platform itself, and rungs that speak of another date than the due day of their duty."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# The column types of db/types.py as they stood when this version was written.
KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")
JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    with op.batch_alter_table("duties") as duties:
        duties.alter_column("case_id", existing_type=KEY, nullable=True)
    op.add_column("rungs", sa.Column("about", JSON, nullable=True))


def downgrade() -> None:
    op.drop_column("rungs", "about")
    op.execute("DELETE FROM rungs WHERE duty_id IN (SELECT id FROM duties WHERE case_id IS NULL)")
    op.execute("DELETE FROM duties WHERE case_id IS NULL")
    if op.get_bind().dialect.name == "postgresql":  # which alters no table while a check on it is still to come
        op.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with op.batch_alter_table("duties") as duties:
        duties.alter_column("case_id", existing_type=KEY, nullable=False)
