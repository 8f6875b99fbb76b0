"""The chain of the audit log: what of an entry is hashed, and in which form an entry leaves the register.

``verifier.audit`` says the same in its own words. Whoever changes one of them changes the meaning of every hash ever
noted, so a new field needs a new version of the format and not a new line here.
"""

import json
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from db.models import AuditEntry

GENESIS = "0" * 64
"""What the first entry carries as the hash of the one before it."""
FORMAT = "zhicheng-audit-1"


def seal(row: AuditEntry) -> AuditEntry:
    """The entry with its hash: SHA-256 over everything else in it."""
    row.hash = sha256(canonical(_content(row))).hexdigest()
    return row


def exported(row: AuditEntry) -> bytes:
    """The entry as a line of an export."""
    return canonical(_content(row) | {"hash": row.hash}) + b"\n"


def header(count: int, head: str) -> bytes:
    """The first line of an export: how many entries follow, and the hash of the last one."""
    return canonical({"format": FORMAT, "count": count, "head": head}) + b"\n"


def canonical(value: dict[str, Any]) -> bytes:
    """JSON as RFC 8785 writes it, for text, whole numbers, null, lists and objects with ASCII names."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def _content(row: AuditEntry) -> dict[str, Any]:
    return {
        "sequence": row.sequence,
        "at": _instant(row.at),
        "actor_id": row.actor_id,
        "actor_role": row.actor_role,
        "actor_organisation": row.actor_organisation,
        "capacity": row.capacity,
        "action": row.action,
        "target": row.target,
        "case_id": row.case_id,
        "outcome": row.outcome,
        "basis": row.basis,
        "detail": row.detail,
        "request_id": row.request_id,
        "previous_hash": row.previous_hash,
    }


def _instant(at: datetime) -> str:
    """UTC to the microsecond, which both databases keep."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
