"""Rounds, indicator systems and lists: what stands above single cases."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# The column types of db/types.py as they stood when this version was written.
KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)
JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "instruments",
        sa.Column("id", KEY, nullable=False),
        sa.Column("kind", KEY, nullable=False),
        sa.Column("number", KEY, nullable=False),
        sa.Column("title", KEY, nullable=False),
        sa.Column("in_force_from", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=True),
        sa.Column("classes", JSON, nullable=False),
        sa.Column("document_id", KEY, nullable=True),
        sa.Column("workflow_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["documents.id"],
            name=op.f("fk_instruments_document_id"),
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instruments")),
        sa.UniqueConstraint("kind", "number", name=op.f("uq_instruments_kind_number")),
    )
    op.create_index(op.f("ix_instruments_kind"), "instruments", ["kind"])
    _create_lists()


def _create_lists() -> None:
    op.create_table(
        "lists",
        sa.Column("number", KEY, nullable=False),
        sa.Column("kind", KEY, nullable=False),
        sa.Column("region", KEY, nullable=False),
        sa.Column("title", KEY, nullable=False),
        sa.Column("created_by", KEY, nullable=False),
        sa.Column("organisation_id", KEY, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("request_id", KEY, nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_lists")),
        sa.UniqueConstraint("request_id", name=op.f("uq_lists_request_id")),
    )
    op.create_table(
        "list_entries",
        sa.Column("list_number", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("result", KEY, nullable=False),
        _refers("list_entries", "list_number", "lists.number"),
        _refers("list_entries", "case_id", "cases.id"),
        sa.PrimaryKeyConstraint("list_number", "case_id", name=op.f("pk_list_entries")),
    )
    op.create_index(op.f("ix_list_entries_case_id"), "list_entries", ["case_id"])
    op.create_table(
        "list_acts",
        sa.Column("list_number", KEY, nullable=False),
        sa.Column("act", KEY, nullable=False),
        sa.Column("kind", KEY, nullable=False),
        sa.Column("action", KEY, nullable=False),
        sa.Column("actor", JSON, nullable=False),
        sa.Column("comment", KEY, nullable=False),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("finished_at", INSTANT, nullable=True),
        sa.Column("results", JSON, nullable=False),
        sa.Column("document_id", KEY, nullable=True),
        _refers("list_acts", "list_number", "lists.number"),
        _refers("list_acts", "document_id", "documents.id"),
        sa.PrimaryKeyConstraint("list_number", "act", name=op.f("pk_list_acts")),
    )


def _refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [target], name=name, deferrable=True, initially="DEFERRED")


def downgrade() -> None:
    for table in ("list_acts", "list_entries", "lists", "instruments"):
        op.drop_table(table)
