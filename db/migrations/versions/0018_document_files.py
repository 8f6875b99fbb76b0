"""A document has several files and a check code, says what it rests on, and knows the documents that came after it."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

# The column type of db/types.py as it stood when this version was written.
KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")
PDF = "application/pdf"


def upgrade() -> None:
    op.create_table(
        "document_files",
        sa.Column("document_id", KEY, nullable=False),
        sa.Column("media_type", KEY, nullable=False),
        sa.Column("sha256", KEY, nullable=False),
        sa.Column("sm3", KEY, nullable=True),
        sa.Column("size", sa.Integer(), nullable=False),
        _refers("document_files", "document_id"),
        sa.PrimaryKeyConstraint("document_id", "media_type", name=op.f("pk_document_files")),
    )
    for column in ("sha256", "sm3"):
        op.create_index(op.f(f"ix_document_files_{column}"), "document_files", [column])
    # The SM3 of these follows with the next work of the press: only the store has the bytes.
    op.execute(
        "INSERT INTO document_files (document_id, media_type, sha256, sm3, size) "
        "SELECT id, media_type, sha256, NULL, COALESCE(size, 0) FROM documents WHERE sha256 IS NOT NULL"
    )
    for column in ("sha256", "size", "media_type"):
        op.drop_column("documents", column)
    op.create_table(
        "document_relations",
        sa.Column("earlier_id", KEY, nullable=False),
        sa.Column("later_id", KEY, nullable=False),
        sa.Column("relation", KEY, nullable=False),
        _refers("document_relations", "earlier_id"),
        _refers("document_relations", "later_id"),
        sa.PrimaryKeyConstraint("earlier_id", "later_id", name=op.f("pk_document_relations")),
    )
    for column in ("check_code", "regulation", "policy_version"):
        op.add_column("documents", sa.Column(column, KEY, nullable=True))
    op.create_index(op.f("ix_documents_check_code"), "documents", ["check_code"], unique=True)


def downgrade() -> None:
    op.drop_index(op.f("ix_documents_check_code"), table_name="documents")
    for column in ("check_code", "regulation", "policy_version"):
        op.drop_column("documents", column)
    op.drop_table("document_relations")
    op.add_column("documents", sa.Column("sha256", KEY, nullable=True))
    op.add_column("documents", sa.Column("size", sa.Integer(), nullable=True))
    op.add_column("documents", sa.Column("media_type", KEY, nullable=False, server_default=PDF))
    for column in ("sha256", "size"):
        op.execute(
            f"UPDATE documents SET {column} = (SELECT {column} FROM document_files "
            f"WHERE document_id = documents.id AND document_files.media_type = '{PDF}')"
        )
    op.drop_table("document_files")


def _refers(table: str, column: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], ["documents.id"], name=name, deferrable=True, initially="DEFERRED")
