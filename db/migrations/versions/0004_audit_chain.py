"""The audit log as a chain: every entry carries the hash of the one before it; no row is changed or removed.

The entries there are keep their order, are numbered anew without gaps and are chained. What they did not say
(organisation, capacity) stays empty.
"""

import json
from datetime import UTC
from hashlib import sha256

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# The column types of db/types.py as they stood when this version was written.
KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")
JSON = sa.JSON().with_variant(JSONB(), "postgresql")
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)

_INDEXED = ("actor_id", "at", "case_id")
_OLD = ("at", "actor_id", "actor_role", "action", "target", "case_id", "outcome", "basis", "detail", "request_id")


def upgrade() -> None:
    rows = _taken_out("id")
    table = op.create_table(
        "audit_entries",
        sa.Column("sequence", SERIAL, autoincrement=False, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("actor_id", KEY, nullable=False),
        sa.Column("actor_role", KEY, nullable=False),
        sa.Column("actor_organisation", KEY, nullable=False),
        sa.Column("capacity", KEY, nullable=False),
        sa.Column("action", KEY, nullable=False),
        sa.Column("target", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=True),
        sa.Column("outcome", KEY, nullable=False),
        sa.Column("basis", JSON, nullable=False),
        sa.Column("detail", KEY, nullable=False),
        sa.Column("request_id", KEY, nullable=False),
        sa.Column("previous_hash", KEY, nullable=False),
        sa.Column("hash", KEY, nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_audit_entries")),
    )
    _indexes()
    op.bulk_insert(table, _chained(rows))
    for statement in _TRIGGERS[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    rows = _taken_out("sequence")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_entries_only_grow()")
    table = op.create_table(
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
    _indexes()
    op.bulk_insert(table, rows)


def _taken_out(order):
    """Every row in order, without its number; the table is gone, its triggers and indexes with it."""
    names = sa.Column(order, SERIAL), *(sa.Column(each, _TYPES.get(each, KEY)) for each in _OLD)
    old = sa.Table("audit_entries", sa.MetaData(), *names)
    found = op.get_bind().execute(sa.select(*(old.c[each] for each in _OLD)).order_by(old.c[order]))
    rows = [dict(row) for row in found.mappings()]
    op.drop_table("audit_entries")
    return rows


_TYPES = {"at": INSTANT, "basis": JSON}


def _indexes():
    for column in _INDEXED:
        op.create_index(op.f(f"ix_audit_entries_{column}"), "audit_entries", [column])


def _chained(rows):
    """db/chain.py as it stood when this version was written."""
    before, chained = "0" * 64, []
    for sequence, row in enumerate(rows, start=1):
        at = row["at"].replace(tzinfo=UTC) if row["at"].tzinfo is None else row["at"].astimezone(UTC)
        entry = row | {
            "sequence": sequence,
            "at": at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            "actor_organisation": "",
            "capacity": "",
            "previous_hash": before,
        }
        text = json.dumps(entry, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        before = sha256(text.encode()).hexdigest()
        chained.append(entry | {"at": at, "hash": before})
    return chained


# The insert is watched too: SQLite's INSERT OR REPLACE removes a row without asking the trigger on DELETE.
_TRIGGERS = {
    "sqlite": (
        """
        CREATE TRIGGER audit_entries_no_update BEFORE UPDATE ON audit_entries
        BEGIN SELECT RAISE(ABORT, 'audit_entries: entries are never changed'); END
        """,
        """
        CREATE TRIGGER audit_entries_no_delete BEFORE DELETE ON audit_entries
        BEGIN SELECT RAISE(ABORT, 'audit_entries: entries are never removed'); END
        """,
        """
        CREATE TRIGGER audit_entries_next BEFORE INSERT ON audit_entries
        WHEN NEW.sequence <> coalesce((SELECT max(sequence) FROM audit_entries), 0) + 1
          OR NEW.previous_hash <> coalesce(
            (SELECT hash FROM audit_entries ORDER BY sequence DESC LIMIT 1), printf('%064d', 0))
        BEGIN SELECT RAISE(ABORT, 'audit_entries: an entry follows the last one'); END
        """,
    ),
    "postgresql": (
        """
        CREATE FUNCTION audit_entries_only_grow() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
          last record;
        BEGIN
          IF TG_OP <> 'INSERT' THEN
            RAISE EXCEPTION 'audit_entries: entries are never changed or removed';
          END IF;
          SELECT sequence, hash INTO last FROM audit_entries ORDER BY sequence DESC LIMIT 1;
          IF NEW.sequence <> coalesce(last.sequence, 0) + 1 OR NEW.previous_hash <> coalesce(last.hash, repeat('0', 64))
          THEN
            RAISE EXCEPTION 'audit_entries: an entry follows the last one';
          END IF;
          RETURN NEW;
        END
        $$
        """,
        """
        CREATE TRIGGER audit_entries_rows BEFORE INSERT OR UPDATE OR DELETE ON audit_entries
        FOR EACH ROW EXECUTE FUNCTION audit_entries_only_grow()
        """,
        """
        CREATE TRIGGER audit_entries_truncate BEFORE TRUNCATE ON audit_entries
        FOR EACH STATEMENT EXECUTE FUNCTION audit_entries_only_grow()
        """,
    ),
}
