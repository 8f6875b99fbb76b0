"""What was numbered may have left the house: the database itself keeps it, its number and its files."""

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for statement in _RULES[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION documents_are_kept() CASCADE")
        return
    for name in ("documents_no_delete", "documents_no_other_number", "document_files_no_delete"):
        op.execute(f"DROP TRIGGER {name}")


_RULES = {
    "sqlite": (
        """
        CREATE TRIGGER documents_no_delete BEFORE DELETE ON documents WHEN OLD.number IS NOT NULL
        BEGIN SELECT RAISE(ABORT, 'documents: what was numbered is kept'); END
        """,
        """
        CREATE TRIGGER documents_no_other_number BEFORE UPDATE OF number ON documents
        WHEN OLD.number IS NOT NULL AND NEW.number IS NOT OLD.number
        BEGIN SELECT RAISE(ABORT, 'documents: what was numbered keeps its number'); END
        """,
        """
        CREATE TRIGGER document_files_no_delete BEFORE DELETE ON document_files
        BEGIN SELECT RAISE(ABORT, 'document_files: what was stored is kept'); END
        """,
    ),
    "postgresql": (
        """
        CREATE FUNCTION documents_are_kept() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          RAISE EXCEPTION '%: what was numbered and stored is kept', TG_TABLE_NAME;
        END
        $$
        """,
        """
        CREATE TRIGGER documents_no_delete BEFORE DELETE ON documents
        FOR EACH ROW WHEN (OLD.number IS NOT NULL) EXECUTE FUNCTION documents_are_kept()
        """,
        """
        CREATE TRIGGER documents_no_other_number BEFORE UPDATE OF number ON documents
        FOR EACH ROW WHEN (OLD.number IS NOT NULL AND NEW.number IS DISTINCT FROM OLD.number)
        EXECUTE FUNCTION documents_are_kept()
        """,
        """
        CREATE TRIGGER document_files_no_delete BEFORE DELETE ON document_files
        FOR EACH ROW EXECUTE FUNCTION documents_are_kept()
        """,
        """
        CREATE TRIGGER documents_no_truncate BEFORE TRUNCATE ON documents
        FOR EACH STATEMENT EXECUTE FUNCTION documents_are_kept()
        """,
        """
        CREATE TRIGGER document_files_no_truncate BEFORE TRUNCATE ON document_files
        FOR EACH STATEMENT EXECUTE FUNCTION documents_are_kept()
        """,
    ),
}
