"""Channels of people's own: what they chose, how they are reached, what is held back, and whom nothing reached."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

# The column types of db/types.py as they stood when this version was written.
KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)
JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def _refers_to(column: str, table: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [target], name=name, deferrable=True, initially="DEFERRED")


def upgrade() -> None:
    op.add_column("notifications", sa.Column("held_until", INSTANT, nullable=True))
    op.add_column("notifications", sa.Column("digest", KEY, nullable=True))
    op.add_column("notifications", sa.Column("instead_of", KEY, nullable=True))
    op.add_column("notifications", sa.Column("followed_up_at", INSTANT, nullable=True))
    # What failed before there were consequences has none.
    op.execute("UPDATE notifications SET followed_up_at = failed_at WHERE state = 'failed'")
    op.create_index(op.f("ix_notifications_digest"), "notifications", ["digest"])
    op.create_table(
        "notification_preferences",
        sa.Column("account_id", KEY, nullable=False),
        sa.Column("chosen", JSON, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        _refers_to("account_id", "notification_preferences", "accounts.id"),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_notification_preferences")),
    )
    op.create_table(
        "notification_endpoints",
        sa.Column("account_id", KEY, nullable=False),
        sa.Column("channel", KEY, nullable=False),
        sa.Column("hint", KEY, nullable=False),
        sa.Column("sealed", KEY, nullable=False),
        sa.Column("entered_at", INSTANT, nullable=False),
        _refers_to("account_id", "notification_endpoints", "accounts.id"),
        sa.PrimaryKeyConstraint("account_id", "channel", name=op.f("pk_notification_endpoints")),
    )
    op.create_table(
        "delivery_tasks",
        sa.Column("id", KEY, nullable=False),
        sa.Column("event_key", KEY, nullable=False),
        sa.Column("organisation_id", KEY, nullable=False),
        sa.Column("notification_id", KEY, nullable=False),
        sa.Column("role", KEY, nullable=False),
        sa.Column("region", KEY, nullable=True),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("closed_at", INSTANT, nullable=True),
        sa.Column("outcome", KEY, nullable=True),
        sa.Column("answer", JSON, nullable=True),
        sa.Column("closed_by", KEY, nullable=True),
        sa.Column("file_id", KEY, nullable=True),
        _refers_to("organisation_id", "delivery_tasks", "organisations.id"),
        _refers_to("notification_id", "delivery_tasks", "notifications.id"),
        _refers_to("closed_by", "delivery_tasks", "accounts.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery_tasks")),
    )
    op.create_index(op.f("ix_delivery_tasks_event_key"), "delivery_tasks", ["event_key"])
    op.create_index(op.f("ix_delivery_tasks_closed_at_role"), "delivery_tasks", ["closed_at", "role"])


def downgrade() -> None:
    op.drop_table("delivery_tasks")
    op.drop_table("notification_endpoints")
    op.drop_table("notification_preferences")
    op.drop_index(op.f("ix_notifications_digest"), table_name="notifications")
    op.drop_column("notifications", "followed_up_at")
    op.drop_column("notifications", "instead_of")
    op.drop_column("notifications", "digest")
    op.drop_column("notifications", "held_until")
