import asyncio

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, TimeoutError

import db.session
from db.models import DocumentCounter, Organisation, Park
from db.session import Register

COUNTER = ("samr", "announcement", 2026)


def a_counter() -> DocumentCounter:
    return DocumentCounter(organ="samr", kind="announcement", year=2026, last=0)


def an_organisation(id: str) -> Organisation:
    return Organisation(id=id, name="市场监管总局", role="samr", jurisdiction="000000")


def a_park(organisation_id: str) -> Park:
    return Park(
        id="p1",
        name="示例园区",
        kind="经济技术开发区",
        industry="纺织",
        region="320509",
        region_name="江苏省苏州市",
        creating_body="示例管委会",
        organisation_id=organisation_id,
    )


async def last_number(register: Register) -> int:
    async with register.read() as session:
        return (await session.get_one(DocumentCounter, COUNTER)).last


async def test_eight_writers_of_two_processes_lose_no_update(register: Register, register_url: str) -> None:
    other = Register(register_url)

    async def count(register: Register) -> None:
        for _ in range(25):
            async with register.write() as session:
                counter = await session.get_one(DocumentCounter, COUNTER)
                await asyncio.sleep(0)
                counter.last += 1

    async with register.write() as session:
        session.add(a_counter())
    await asyncio.gather(*(count(one) for one in (register, other) * 4))
    await other.dispose()
    assert await last_number(register) == 200


async def test_an_exception_undoes_the_whole_transaction(register: Register) -> None:
    async def write_and_fail() -> None:
        async with register.write() as session:
            (await session.get_one(DocumentCounter, COUNTER)).last = 7
            await session.flush()
            raise RuntimeError("power cut")

    async with register.write() as session:
        session.add(a_counter())
    with pytest.raises(RuntimeError, match="power cut"):
        await write_and_fail()
    assert await last_number(register) == 0


async def test_reading_does_not_wait_for_a_writer_and_sees_one_moment(register: Register) -> None:
    async with register.write() as session:
        session.add(a_counter())
    count = sa.select(DocumentCounter.last)
    async with register.read() as reading:
        assert await reading.scalar(count) == 0
        async with register.write() as writing:
            (await writing.get_one(DocumentCounter, COUNTER)).last = 1
            await writing.flush()
            assert await last_number(register) == 0
        assert await reading.scalar(count) == 0
    assert await last_number(register) == 1


async def test_a_reading_session_cannot_write(register: Register) -> None:
    async with register.read() as session:
        session.add(a_counter())
        with pytest.raises(DBAPIError, match=r"readonly|read-only"):
            await session.flush()


async def test_a_write_within_a_write_fails_instead_of_hanging(
    register_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db.session, "PATIENCE", 0.1)
    register = Register(register_url)
    async with register.write() as outer, register.write() as inner:
        await outer.get(DocumentCounter, COUNTER)
        with pytest.raises(TimeoutError):
            await inner.get(DocumentCounter, COUNTER)
    await register.dispose()


async def test_a_lock_held_by_another_process_fails_the_write_instead_of_hanging(
    register: Register, register_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db.session, "PATIENCE", 0.1)
    other = Register(register_url)
    async with register.write() as holder, other.write() as waiter:
        await holder.get(DocumentCounter, COUNTER)
        with pytest.raises(OperationalError, match=r"database is locked|lock timeout"):
            await waiter.get(DocumentCounter, COUNTER)
    await other.dispose()


async def test_rows_that_refer_to_each_other_may_be_added_in_any_order(register: Register) -> None:
    async with register.write() as session:
        session.add(a_park("samr"))
        await session.flush()
        session.add(an_organisation("samr"))
    async with register.read() as session:
        assert (await session.get_one(Park, "p1")).organisation_id == "samr"


async def test_a_row_that_refers_to_nothing_is_refused(register: Register) -> None:
    with pytest.raises(IntegrityError):
        async with register.write() as session:
            session.add(a_park("nobody"))


async def test_rows_stay_readable_after_their_transaction(register: Register) -> None:
    async with register.write() as session:
        session.add(counter := a_counter())
    assert counter.last == 0
