"""What a park was called, who its creating body was, and what it came from."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

# The column types of db/types.py as they stood when this version was written.
KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    for column in ("form", "boundary"):
        op.add_column("parks", sa.Column(column, KEY, nullable=False, server_default=""))
    op.create_table(
        "park_identities",
        sa.Column("park_id", KEY, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("from_day", sa.Date(), nullable=True),
        sa.Column("until_day", sa.Date(), nullable=True),
        sa.Column("name", KEY, nullable=False),
        sa.Column("creating_body", KEY, nullable=False),
        sa.Column("organisation_id", KEY, nullable=False),
        sa.Column("region", KEY, nullable=False),
        sa.Column("change", KEY, nullable=False),
        sa.Column("document_number", KEY, nullable=False),
        sa.Column("file_id", KEY, nullable=True),
        _refers("park_identities", "park_id", "parks.id"),
        _refers("park_identities", "organisation_id", "organisations.id"),
        _refers("park_identities", "file_id", "files.id"),
        sa.PrimaryKeyConstraint("park_id", "number", name=op.f("pk_park_identities")),
    )
    op.create_table(
        "park_successions",
        sa.Column("id", KEY, nullable=False),
        sa.Column("kind", KEY, nullable=False),
        sa.Column("predecessor_id", KEY, nullable=False),
        sa.Column("successor_id", KEY, nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("document_number", KEY, nullable=False),
        sa.Column("file_id", KEY, nullable=False),
        sa.Column("entered_by", KEY, nullable=False),
        sa.Column("entered_at", INSTANT, nullable=False),
        _refers("park_successions", "predecessor_id", "parks.id"),
        _refers("park_successions", "successor_id", "parks.id"),
        _refers("park_successions", "file_id", "files.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_park_successions")),
    )
    op.create_index(op.f("ix_park_successions_predecessor_id"), "park_successions", ["predecessor_id"])
    op.create_index(op.f("ix_park_successions_successor_id"), "park_successions", ["successor_id"])
    op.create_table(
        "park_bodies",
        sa.Column("park_id", KEY, nullable=False),
        sa.Column("organisation_id", KEY, nullable=False),
        _refers("park_bodies", "park_id", "parks.id"),
        _refers("park_bodies", "organisation_id", "organisations.id"),
        sa.PrimaryKeyConstraint("park_id", "organisation_id", name=op.f("pk_park_bodies")),
    )
    op.create_index(op.f("ix_park_bodies_organisation_id"), "park_bodies", ["organisation_id"])
    op.execute("INSERT INTO park_bodies (park_id, organisation_id) SELECT id, organisation_id FROM parks")
    op.execute(
        "INSERT INTO park_identities (park_id, number, name, creating_body, organisation_id, region, change,"
        " document_number) SELECT id, 1, name, creating_body, organisation_id, region, '', '' FROM parks"
    )
    if op.get_bind().dialect.name == "postgresql":  # which alters no table while a check on it is still to come
        op.execute("SET CONSTRAINTS ALL IMMEDIATE")


def downgrade() -> None:
    for table in ("park_bodies", "park_successions", "park_identities"):
        op.drop_table(table)
    for column in ("boundary", "form"):
        op.drop_column("parks", column)


def _refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [target], name=name, deferrable=True, initially="DEFERRED")
