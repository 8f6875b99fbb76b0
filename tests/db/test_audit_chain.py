"""The audit log on both databases: one chain whoever writes, nothing changed or removed, older entries chained."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from sqlalchemy.exc import DBAPIError

from db.models import AuditEntry
from db.queries.audit import Entry, append, head
from db.schema import blocking, configuration, upgrade
from db.session import Register
from domain.roles import ANYONE, Actor, Role
from tests.support.databases import PostgreSQL, sqlite_at
from tests.support.exports import NOON, an_entry, export_of, fill
from verifier.audit import GENESIS, verify


async def findings(register: Register) -> list[str]:
    return [each.words for each in verify(await export_of(register)).findings]


async def entries(register: Register) -> list[AuditEntry]:
    async with register.read() as session:
        return list(await session.scalars(sa.select(AuditEntry).order_by(AuditEntry.sequence)))


async def test_what_both_databases_keep_is_an_intact_chain(register: Register) -> None:
    await fill(register, 3)
    assert verify(await export_of(register)).count == 3
    assert await findings(register) == []


async def test_writers_of_several_processes_neither_fork_the_chain_nor_leave_a_gap(
    register: Register, register_url: str
) -> None:
    other = Register(register_url)
    await asyncio.gather(*(fill(one, 15) for one in (register, other) * 4))
    await other.dispose()
    assert [each.sequence for each in await entries(register)] == list(range(1, 121))
    assert await findings(register) == []


async def test_several_entries_of_one_transaction_stand_and_fall_together(register: Register) -> None:
    async def write_and_fail() -> None:
        async with register.write() as session:
            await append(session, an_entry("case/1"))
            await append(session, an_entry("case/2"))
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        await write_and_fail()
    async with register.write() as session:
        assert (await append(session, an_entry("case/3"))).sequence == 0
        before = await append(session, an_entry("case/4"))
        assert (before.sequence, before.at) == (1, NOON)
    assert [each.target for each in await entries(register)] == ["case/3", "case/4"]
    assert await findings(register) == []


async def test_the_log_tells_in_which_capacity_and_for_which_organisation_somebody_acted(register: Register) -> None:
    stead = Actor(id="a", role=Role.SAMR, organisation="samr", substitute_for="市场监管总局", order="市监发〔2026〕1号")
    own = Actor(id="b", role=Role.OPS, organisation="ops")
    async with register.write() as session:
        for actor in (stead, own, ANYONE):
            await append(session, Entry(NOON, actor, "case.open", "js-1"))
    assert [(each.actor_id, each.actor_organisation, each.capacity) for each in await entries(register)] == [
        ("a", "samr", "代市场监管总局（依据市监发〔2026〕1号）"),
        ("b", "ops", "本职"),
        ("public", "public", ""),
    ]


FORBIDDEN = {
    "an entry changed": "UPDATE audit_entries SET detail = '' WHERE sequence = 2",
    "its number changed": "UPDATE audit_entries SET sequence = 9 WHERE sequence = 3",
    "an entry removed": "DELETE FROM audit_entries WHERE sequence = 3",
    "all removed": "DELETE FROM audit_entries",
    "a second one of a number": "INSERT INTO audit_entries SELECT {columns} FROM audit_entries WHERE sequence = 3",
    "one after a gap": "INSERT INTO audit_entries SELECT sequence + 2, {rest} FROM audit_entries WHERE sequence = 3",
    "one not joining": "INSERT INTO audit_entries SELECT sequence + 1, {rest} FROM audit_entries WHERE sequence = 3",
}
ONLY_SQLITE = {
    "one in the place of another": "INSERT OR REPLACE INTO audit_entries SELECT {columns} FROM audit_entries",
}
ONLY_POSTGRESQL = {
    "the table emptied": "TRUNCATE audit_entries",
    "one in the place of another": "INSERT INTO audit_entries SELECT {columns} FROM audit_entries WHERE sequence = 3 "
    "ON CONFLICT (sequence) DO UPDATE SET detail = ''",
}


def _statement(text: str) -> sa.TextClause:
    names = [column.name for column in AuditEntry.__table__.columns]
    return sa.text(text.format(columns=", ".join(names), rest=", ".join(names[1:])))


async def _is_refused(register: Register, text: str) -> None:
    await fill(register, 3)
    with pytest.raises(DBAPIError, match="audit_entries"):
        async with register.write() as session:
            await session.execute(_statement(text))
    assert await findings(register) == []
    assert len(await entries(register)) == 3


@pytest.mark.parametrize("what", FORBIDDEN)
async def test_the_database_itself_refuses(register: Register, what: str) -> None:
    await _is_refused(register, FORBIDDEN[what])


@pytest.mark.parametrize("what", ONLY_SQLITE)
async def test_sqlite_itself_refuses(sqlite_register: Register, what: str) -> None:
    await _is_refused(sqlite_register, ONLY_SQLITE[what])


@pytest.mark.parametrize("what", ONLY_POSTGRESQL)
async def test_postgresql_itself_refuses(postgresql_register: Register, what: str) -> None:
    await _is_refused(postgresql_register, ONLY_POSTGRESQL[what])


async def test_who_takes_the_triggers_away_and_alters_a_row_is_found_by_the_export(sqlite_register: Register) -> None:
    await fill(sqlite_register, 3)
    async with sqlite_register.write() as session:
        await session.execute(sa.text("DROP TRIGGER audit_entries_no_update"))
        await session.execute(sa.text("UPDATE audit_entries SET outcome = 'refused' WHERE sequence = 2"))
    assert await findings(sqlite_register) == ["第2号：内容与散列不符，被改动"]


async def test_a_row_removed_in_the_register_is_missing_in_its_export(sqlite_register: Register) -> None:
    await fill(sqlite_register, 3)
    async with sqlite_register.write() as session:
        await session.execute(sa.text("DROP TRIGGER audit_entries_no_delete"))
        await session.execute(sa.text("DELETE FROM audit_entries WHERE sequence = 1"))
    assert await findings(sqlite_register) == ["缺少第1号", "开头写明共3条，实有2条"]


@pytest.fixture(params=["sqlite", "postgresql"])
def old_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A register of the version before the chain, with three entries and gaps between their numbers."""
    if request.param == "sqlite":
        yield _older(sqlite_at(tmp_path / "old.db"))
        return
    server: PostgreSQL = request.getfixturevalue("postgresql")
    database = server.create("template0")
    yield _older(server.url(database))
    server.drop(database)


def _older(url: str) -> str:
    command.upgrade(configuration(url), "0003")
    _insert(url, [_old(7, "samr-2"), _old(2, "samr-1"), _old(9, "park-js-1", case_id=None, outcome="refused")])
    return url


def _old(number: int, actor: str, **facts: Any) -> dict[str, Any]:
    fixed = {"id": number, "at": NOON, "actor_id": actor, "actor_role": "samr", "action": "case.open", "target": "js-1"}
    return (
        fixed | {"case_id": "c", "outcome": "done", "basis": ["zone:16"], "detail": "发起", "request_id": "r"} | facts
    )


def _insert(url: str, rows: list[dict[str, Any]]) -> None:
    engine = sa.create_engine(blocking(url))
    table = sa.Table("audit_entries", sa.MetaData(), autoload_with=engine)
    with engine.begin() as connection:
        connection.execute(table.insert(), rows)
    engine.dispose()


async def test_the_entries_of_an_older_register_are_chained_in_their_order_by_the_upgrade(old_url: str) -> None:
    upgrade(old_url)
    register = Register(old_url)
    rows = await entries(register)
    assert [(each.sequence, each.actor_id, each.outcome) for each in rows] == [
        (1, "samr-1", "done"),
        (2, "samr-2", "done"),
        (3, "park-js-1", "refused"),
    ]
    assert {(each.actor_organisation, each.capacity, each.at) for each in rows} == {("", "", NOON)}
    assert await findings(register) == []
    await fill(register, 2)
    assert [each.sequence for each in await entries(register)] == [1, 2, 3, 4, 5]
    assert await findings(register) == []
    await register.dispose()


async def test_a_step_back_and_forth_keeps_every_entry(old_url: str) -> None:
    upgrade(old_url)
    command.downgrade(configuration(old_url), "0003")
    upgrade(old_url)
    register = Register(old_url)
    assert [each.actor_id for each in await entries(register)] == ["samr-1", "samr-2", "park-js-1"]
    assert await findings(register) == []
    await register.dispose()


async def test_an_empty_log_has_the_head_zero(register: Register) -> None:
    async with register.read() as session:
        assert (await head(session)).hash == GENESIS
    assert await findings(register) == []
