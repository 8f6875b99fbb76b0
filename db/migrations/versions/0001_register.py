"""The register."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# The column types of db/types.py as they stood when this version was written.
KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")
JSON = sa.JSON().with_variant(JSONB(), "postgresql")
INSTANT = sa.DateTime(timezone=True)
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "audit_entries",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("actor_id", KEY, nullable=False),
        sa.Column("actor_role", KEY, nullable=False),
        sa.Column("action", KEY, nullable=False),
        sa.Column("target", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=True),
        sa.Column("outcome", KEY, nullable=False),
        sa.Column("basis", JSON, nullable=False),
        sa.Column("detail", KEY, nullable=False),
        sa.Column("request_id", KEY, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entries")),
    )
    op.create_index(op.f("ix_audit_entries_actor_id"), "audit_entries", ["actor_id"])
    op.create_index(op.f("ix_audit_entries_at"), "audit_entries", ["at"])
    op.create_index(op.f("ix_audit_entries_case_id"), "audit_entries", ["case_id"])
    op.create_table(
        "calendar_releases",
        sa.Column("id", KEY, nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("document_number", KEY, nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("days_off", JSON, nullable=False),
        sa.Column("make_up_workdays", JSON, nullable=False),
        sa.Column("imported_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_releases")),
        sa.UniqueConstraint("year", "document_number", name=op.f("uq_calendar_releases_year_document_number")),
    )
    op.create_table(
        "case_steps",
        sa.Column("workflow_id", KEY, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("run_id", KEY, nullable=False),
        sa.Column("fingerprint", KEY, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("confirmed_at", INSTANT, nullable=True),
        sa.Column("voided_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("workflow_id", "number", name=op.f("pk_case_steps")),
    )
    op.create_table(
        "cases",
        sa.Column("id", KEY, nullable=False),
        sa.Column("workflow_id", KEY, nullable=False),
        sa.Column("programme", KEY, nullable=False),
        sa.Column("subject_id", KEY, nullable=False),
        sa.Column("subject_name", KEY, nullable=False),
        sa.Column("region", KEY, nullable=False),
        sa.Column("stage", KEY, nullable=False),
        sa.Column("stage_label", KEY, nullable=False),
        sa.Column("state", JSON, nullable=False),
        sa.Column("schema_version", sa.Integer(), nullable=False),
        sa.Column("policy_version", KEY, nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("milestones", JSON, nullable=False),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.Column("closed_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
        sa.UniqueConstraint("workflow_id", name=op.f("uq_cases_workflow_id")),
    )
    op.create_index(op.f("ix_cases_programme_stage"), "cases", ["programme", "stage"])
    op.create_index(op.f("ix_cases_region"), "cases", ["region"])
    op.create_index(op.f("ix_cases_subject_id"), "cases", ["subject_id"])
    op.create_index(op.f("ix_cases_updated_at"), "cases", ["updated_at"])
    op.create_table(
        "document_counters",
        sa.Column("organ", KEY, nullable=False),
        sa.Column("kind", KEY, nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("organ", "kind", "year", name=op.f("pk_document_counters")),
    )
    op.create_table(
        "files",
        sa.Column("id", KEY, nullable=False),
        sa.Column("sha256", KEY, nullable=False),
        sa.Column("name", KEY, nullable=False),
        sa.Column("media_type", KEY, nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("uploaded_by", KEY, nullable=False),
        sa.Column("uploaded_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_files")),
    )
    op.create_index(op.f("ix_files_sha256"), "files", ["sha256"])
    op.create_table(
        "idempotent_responses",
        sa.Column("actor", KEY, nullable=False),
        sa.Column("key", KEY, nullable=False),
        sa.Column("route", KEY, nullable=False),
        sa.Column("body_hash", KEY, nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("response", JSON, nullable=True),
        sa.Column("headers", JSON, nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("actor", "key", name=op.f("pk_idempotent_responses")),
    )
    op.create_index(op.f("ix_idempotent_responses_created_at"), "idempotent_responses", ["created_at"])
    op.create_table(
        "organisations",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", KEY, nullable=False),
        sa.Column("role", KEY, nullable=False),
        sa.Column("jurisdiction", KEY, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisations")),
    )
    op.create_table(
        "accounts",
        sa.Column("id", KEY, nullable=False),
        sa.Column("organisation_id", KEY, nullable=False),
        sa.Column("display_name", KEY, nullable=False),
        sa.Column("role", KEY, nullable=False),
        sa.Column("password_hash", KEY, nullable=False),
        sa.Column("email", KEY, nullable=False),
        sa.Column("is_demonstration", sa.Boolean(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_accounts_organisation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
    )
    op.create_index(op.f("ix_accounts_organisation_id"), "accounts", ["organisation_id"])
    op.create_index(op.f("ix_accounts_role"), "accounts", ["role"])
    op.create_table(
        "case_events",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("workflow_id", KEY, nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("kind", KEY, nullable=False),
        sa.Column("text", KEY, nullable=False),
        sa.Column("basis", JSON, nullable=False),
        sa.Column("actor_id", KEY, nullable=True),
        sa.Column("actor_role", KEY, nullable=True),
        sa.Column("actor_organisation", KEY, nullable=True),
        sa.Column("request_id", KEY, nullable=False),
        sa.Column("comment", KEY, nullable=False),
        sa.Column("attachments", JSON, nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_case_events_case_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_events")),
        sa.UniqueConstraint("workflow_id", "step", "position", name=op.f("uq_case_events_workflow_id_step_position")),
    )
    op.create_index(op.f("ix_case_events_case_id"), "case_events", ["case_id"])
    op.create_table(
        "documents",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("workflow_id", KEY, nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", KEY, nullable=False),
        sa.Column("title", KEY, nullable=False),
        sa.Column("number", KEY, nullable=True),
        sa.Column("issuers", JSON, nullable=False),
        sa.Column("facts", JSON, nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("state", KEY, nullable=False),
        sa.Column("sha256", KEY, nullable=True),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("media_type", KEY, nullable=False),
        sa.Column("failure", KEY, nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_documents_case_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
        sa.UniqueConstraint("workflow_id", "step", "position", name=op.f("uq_documents_workflow_id_step_position")),
    )
    op.create_index(op.f("ix_documents_case_id"), "documents", ["case_id"])
    op.create_index(op.f("ix_documents_state"), "documents", ["state"])
    op.create_table(
        "duties",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("workflow_id", KEY, nullable=False),
        sa.Column("kind", KEY, nullable=False),
        sa.Column("title", KEY, nullable=False),
        sa.Column("debtor", JSON, nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("deadline", JSON, nullable=False),
        sa.Column("basis", JSON, nullable=False),
        sa.Column("facts", JSON, nullable=False),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("closed_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_duties_case_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duties")),
    )
    op.create_index(op.f("ix_duties_case_id"), "duties", ["case_id"])
    op.create_index(op.f("ix_duties_closed_at_due"), "duties", ["closed_at", "due"])
    op.create_index(op.f("ix_duties_workflow_id"), "duties", ["workflow_id"])
    op.create_table(
        "parks",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", KEY, nullable=False),
        sa.Column("name_key", KEY, nullable=False),
        sa.Column("kind", KEY, nullable=False),
        sa.Column("industry", KEY, nullable=False),
        sa.Column("region", KEY, nullable=False),
        sa.Column("region_name", KEY, nullable=False),
        sa.Column("creating_body", KEY, nullable=False),
        sa.Column("organisation_id", KEY, nullable=False),
        sa.Column("is_synthetic", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_parks_organisation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parks")),
    )
    op.create_index(op.f("ix_parks_name_key"), "parks", ["name_key"])
    op.create_index(op.f("ix_parks_organisation_id"), "parks", ["organisation_id"])
    op.create_index(op.f("ix_parks_region"), "parks", ["region"])
    op.create_table(
        "public_notices",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("workflow_id", KEY, nullable=False),
        sa.Column("matter", KEY, nullable=False),
        sa.Column("entry", JSON, nullable=False),
        sa.Column("published_at", INSTANT, nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("closes_at", INSTANT, nullable=False),
        sa.Column("deadline", JSON, nullable=False),
        sa.Column("state", KEY, nullable=False),
        sa.Column("result", KEY, nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_public_notices_case_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_public_notices")),
    )
    op.create_index(op.f("ix_public_notices_case_id"), "public_notices", ["case_id"])
    op.create_index(op.f("ix_public_notices_state_published_at"), "public_notices", ["state", "published_at"])
    op.create_table(
        "tasks",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("workflow_id", KEY, nullable=False),
        sa.Column("kind", KEY, nullable=False),
        sa.Column("role", KEY, nullable=False),
        sa.Column("region", KEY, nullable=True),
        sa.Column("organisation_id", KEY, nullable=True),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("due_provisional", sa.Boolean(), nullable=False),
        sa.Column("closed_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_tasks_case_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tasks")),
    )
    op.create_index(op.f("ix_tasks_case_id"), "tasks", ["case_id"])
    op.create_index(op.f("ix_tasks_closed_at_role_organisation_id"), "tasks", ["closed_at", "role", "organisation_id"])
    op.create_index(op.f("ix_tasks_workflow_id"), "tasks", ["workflow_id"])
    op.create_table(
        "notifications",
        sa.Column("id", KEY, nullable=False),
        sa.Column("event_key", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=True),
        sa.Column("workflow_id", KEY, nullable=False),
        sa.Column("step", sa.Integer(), nullable=True),
        sa.Column("duty_id", KEY, nullable=True),
        sa.Column("rung", KEY, nullable=True),
        sa.Column("kind", KEY, nullable=False),
        sa.Column("channel", KEY, nullable=False),
        sa.Column("account_id", KEY, nullable=True),
        sa.Column("recipient_name", KEY, nullable=False),
        sa.Column("recipient_role", KEY, nullable=False),
        sa.Column("address", KEY, nullable=False),
        sa.Column("subject", KEY, nullable=False),
        sa.Column("body", KEY, nullable=False),
        sa.Column("planned_at", INSTANT, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("state", KEY, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_attempt_at", INSTANT, nullable=True),
        sa.Column("sent_at", INSTANT, nullable=True),
        sa.Column("delivered_at", INSTANT, nullable=True),
        sa.Column("failed_at", INSTANT, nullable=True),
        sa.Column("failure", KEY, nullable=True),
        sa.Column("read_at", INSTANT, nullable=True),
        sa.Column("message_id", KEY, nullable=True),
        sa.Column("facts", JSON, nullable=False),
        sa.Column("basis", JSON, nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_notifications_account_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_notifications_case_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notifications")),
        sa.UniqueConstraint(
            "event_key", "account_id", "channel", name=op.f("uq_notifications_event_key_account_id_channel")
        ),
    )
    op.create_index(op.f("ix_notifications_account_id_created_at"), "notifications", ["account_id", "created_at"])
    op.create_index(op.f("ix_notifications_case_id"), "notifications", ["case_id"])
    op.create_index(op.f("ix_notifications_duty_id"), "notifications", ["duty_id"])
    op.create_index(op.f("ix_notifications_state_next_attempt_at"), "notifications", ["state", "next_attempt_at"])
    op.create_index(op.f("ix_notifications_workflow_id_step"), "notifications", ["workflow_id", "step"])
    op.create_table(
        "objections",
        sa.Column("receipt_number", KEY, nullable=False),
        sa.Column("notice_id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("grounds", KEY, nullable=False),
        sa.Column("attachments", JSON, nullable=False),
        sa.Column("objector_name", KEY, nullable=False),
        sa.Column("objector_contact", KEY, nullable=False),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.Column("request_id", KEY, nullable=False),
        sa.Column("status", KEY, nullable=False),
        sa.Column("conclusion", KEY, nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_objections_case_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["notice_id"],
            ["public_notices.id"],
            name=op.f("fk_objections_notice_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("receipt_number", name=op.f("pk_objections")),
        sa.UniqueConstraint("request_id", name=op.f("uq_objections_request_id")),
    )
    op.create_index(op.f("ix_objections_case_id"), "objections", ["case_id"])
    op.create_index(op.f("ix_objections_notice_id"), "objections", ["notice_id"])
    op.create_table(
        "rungs",
        sa.Column("duty_id", KEY, nullable=False),
        sa.Column("key", KEY, nullable=False),
        sa.Column("planned_at", INSTANT, nullable=False),
        sa.Column("audience", JSON, nullable=False),
        sa.Column("wording", KEY, nullable=False),
        sa.Column("served_at", INSTANT, nullable=True),
        sa.Column("outcome", KEY, nullable=True),
        sa.ForeignKeyConstraint(
            ["duty_id"], ["duties.id"], name=op.f("fk_rungs_duty_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("duty_id", "key", name=op.f("pk_rungs")),
    )
    op.create_index(
        op.f("ix_rungs_planned_at"),
        "rungs",
        ["planned_at"],
        sqlite_where=sa.text("served_at IS NULL"),
        postgresql_where=sa.text("served_at IS NULL"),
    )
    op.create_table(
        "sessions",
        sa.Column("token_hash", KEY, nullable=False),
        sa.Column("account_id", KEY, nullable=False),
        sa.Column("kind", KEY, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("revoked_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_sessions_account_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_sessions")),
    )
    op.create_index(op.f("ix_sessions_account_id"), "sessions", ["account_id"])


def downgrade() -> None:
    op.drop_table("sessions")
    op.drop_table("rungs")
    op.drop_table("objections")
    op.drop_table("notifications")
    op.drop_table("tasks")
    op.drop_table("public_notices")
    op.drop_table("parks")
    op.drop_table("duties")
    op.drop_table("documents")
    op.drop_table("case_events")
    op.drop_table("accounts")
    op.drop_table("organisations")
    op.drop_table("idempotent_responses")
    op.drop_table("files")
    op.drop_table("document_counters")
    op.drop_table("cases")
    op.drop_table("case_steps")
    op.drop_table("calendar_releases")
    op.drop_table("audit_entries")
