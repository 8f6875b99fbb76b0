"""Cases and parks are found by pinyin, lists of cases read an index of their own, filters are kept, and sheets of
running cases are taken over.

The keys of names already there are written here once; from then on every name is written with its key.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from db.models.cases import days_of
from db.pinyin import search_key

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


# The column types of db/types.py as they stood when this version was written.
KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")
JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
INSTANT = sa.DateTime(timezone=True)
LISTING = ["opened_at", "id", "programme", "stage", "region", "subject_id", "subject_name", "name_key"]


def upgrade() -> None:
    op.add_column("cases", sa.Column("name_key", KEY, nullable=False, server_default=""))
    op.add_column("cases", sa.Column("days", KEY, nullable=False, server_default=""))
    _backfill("cases", "subject_name")
    _backfill_days()
    _backfill("parks", "name")
    op.create_index("ix_cases_listing", "cases", LISTING)
    is_open = sa.text("closed_at IS NULL")
    op.create_index(
        "ix_cases_days", "cases", ["id", "region", "subject_id", "days"], sqlite_where=is_open, postgresql_where=is_open
    )
    op.create_index(op.f("ix_documents_number"), "documents", ["number"])
    op.create_table(
        "saved_filters",
        sa.Column("id", KEY, nullable=False),
        sa.Column("account_id", KEY, nullable=False),
        sa.Column("name", KEY, nullable=False),
        sa.Column("query", JSON, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_saved_filters_account_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_filters")),
        sa.UniqueConstraint("account_id", "name", name=op.f("uq_saved_filters_account_id_name")),
    )
    op.create_table(
        "case_imports",
        sa.Column("id", KEY, nullable=False),
        sa.Column("file_id", KEY, nullable=False),
        sa.Column("state", KEY, nullable=False),
        sa.Column("proposed_by", KEY, nullable=False),
        sa.Column("proposed_at", INSTANT, nullable=False),
        sa.Column("decided_by", KEY, nullable=True),
        sa.Column("decided_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(
            ["file_id"], ["files.id"], name=op.f("fk_case_imports_file_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_imports")),
    )
    op.create_index(op.f("ix_case_imports_state"), "case_imports", ["state"])
    op.create_table(
        "case_import_rows",
        sa.Column("import_id", KEY, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("park_id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("told", JSON, nullable=False),
        sa.Column("settled_at", INSTANT, nullable=True),
        sa.Column("failure", KEY, nullable=False, server_default=""),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["case_imports.id"],
            name=op.f("fk_case_import_rows_import_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["park_id"], ["parks.id"], name=op.f("fk_case_import_rows_park_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("import_id", "number", name=op.f("pk_case_import_rows")),
    )
    op.create_index(op.f("ix_case_import_rows_settled_at"), "case_import_rows", ["settled_at"])


def _backfill(table: str, column: str) -> None:
    rows = sa.table(table, sa.column("id"), sa.column(column), sa.column("name_key"))
    connection = op.get_bind()
    found = connection.execute(sa.select(rows.c.id, rows.c[column])).all()
    keys = [{"of": id_, "key": search_key(name)} for id_, name in found]
    if keys:
        by_id = sa.update(rows).where(rows.c.id == sa.bindparam("of")).values(name_key=sa.bindparam("key"))
        connection.execute(by_id, keys)


def _backfill_days() -> None:
    rows = sa.table("cases", sa.column("id"), sa.column("milestones", JSON), sa.column("days"))
    connection = op.get_bind()
    found = connection.execute(sa.select(rows.c.id, rows.c.milestones)).all()
    days = [{"of": id_, "as_text": days_of(milestones)} for id_, milestones in found]
    if days:
        by_id = sa.update(rows).where(rows.c.id == sa.bindparam("of")).values(days=sa.bindparam("as_text"))
        connection.execute(by_id, days)


def downgrade() -> None:
    op.drop_table("case_import_rows")
    op.drop_table("case_imports")
    op.drop_table("saved_filters")
    op.drop_index(op.f("ix_documents_number"), table_name="documents")
    op.drop_index("ix_cases_days", table_name="cases")
    op.drop_index("ix_cases_listing", table_name="cases")
    op.drop_column("cases", "days")
    op.drop_column("cases", "name_key")
