"""Audit logs to export, and exports to plant errors in."""

import json
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from db.chain import GENESIS, exported, header, seal
from db.models import AuditEntry
from db.queries.audit import Entry, Head, append
from db.session import Register
from domain.citation import Citation
from domain.roles import Actor, Role
from services import audit_export

NOON = datetime(2026, 3, 2, 4, 0, 0, 120, tzinfo=UTC)
OFFICIAL = Actor(id="samr-1", role=Role.SAMR, organisation="samr")


def an_entry(target: str = "case/1", **facts: Any) -> Entry:
    return Entry(NOON, OFFICIAL, "public_notice.publish", target, basis=(Citation("zone:22#1"),), **facts)


async def fill(register: Register, count: int) -> Head:
    """Entries of one transaction each; answers the head."""
    for number in range(count):
        async with register.write() as session:
            await append(session, an_entry(f"case/{number}", detail='公示“甲”\n"\\\u2028\x1f😀'))
    return await audit_export.head_of(register)


async def export_of(register: Register) -> list[bytes]:
    parts = [part async for part in audit_export.lines(register, await audit_export.head_of(register))]
    return b"".join(parts).splitlines(keepends=True)


def an_export(count: int) -> list[bytes]:
    """An export of ``count`` entries, without a register."""
    rows: list[AuditEntry] = []
    for sequence in range(1, count + 1):
        row = AuditEntry(
            sequence=sequence,
            at=NOON,
            actor_id="samr-1",
            actor_role="samr",
            actor_organisation="samr",
            capacity="本职",
            action="public_notice.publish",
            target=f"case/{sequence}",
            case_id=f"case/{sequence}" if sequence % 2 else None,
            outcome="done",
            basis=["zone:22#1"],
            detail="公示",
            request_id="",
            previous_hash=rows[-1].hash if rows else GENESIS,
        )
        rows.append(seal(row))
    return [header(count, rows[-1].hash if rows else GENESIS), *map(exported, rows)]


def rewritten(line: bytes, **changes: Any) -> bytes:
    """The line with other values, in the same form; its hash stays unless it is among them."""
    return _line(json.loads(line) | changes)


def resealed(line: bytes, **changes: Any) -> bytes:
    """The same, with the hash that a forger would compute for it."""
    content = json.loads(line) | changes
    content.pop("hash")
    return _line(content | {"hash": sha256(_line(content).removesuffix(b"\n")).hexdigest()})


def _line(content: dict[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode() + b"\n"
