"""Whether the audit log already has what a repeated request did is asked with every act."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_INDEX = "ix_audit_entries_request_id"


def upgrade() -> None:
    op.create_index(_INDEX, "audit_entries", ["request_id"])


def downgrade() -> None:
    op.drop_index(_INDEX, table_name="audit_entries")
