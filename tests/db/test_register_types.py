from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import StatementError

from db.models import IdempotentResponse, Organisation
from db.session import Register

SHANGHAI = ZoneInfo("Asia/Shanghai")
MIDNIGHT = datetime(2026, 3, 1, tzinfo=SHANGHAI)


def an_answer(at: datetime, key: str = "k1") -> IdempotentResponse:
    return IdempotentResponse(actor="samr-1", key=key, route="/cases", body_hash="0", created_at=at)


async def test_an_instant_comes_back_as_the_same_instant_in_utc(register: Register) -> None:
    async with register.write() as session:
        session.add(an_answer(MIDNIGHT))
    async with register.read() as session:
        at = (await session.scalars(sa.select(IdempotentResponse.created_at))).one()
    assert at == MIDNIGHT
    assert at.tzinfo is UTC
    assert at.isoformat() == "2026-02-28T16:00:00+00:00"


async def test_instants_of_different_zones_are_compared_as_instants(register: Register) -> None:
    before = (MIDNIGHT - timedelta(microseconds=1)).astimezone(timezone(timedelta(hours=-9)))
    async with register.write() as session:
        session.add_all([an_answer(before), an_answer(MIDNIGHT, "k2")])
    async with register.read() as session:
        found = (
            await session.scalars(
                sa.select(IdempotentResponse.created_at).where(IdempotentResponse.created_at >= MIDNIGHT)
            )
        ).all()
    assert found == [MIDNIGHT]


async def test_a_naive_datetime_is_refused_when_written(register: Register) -> None:
    with pytest.raises(StatementError, match="needs its time zone"):
        async with register.write() as session:
            session.add(an_answer(MIDNIGHT.replace(tzinfo=None)))


async def test_a_naive_datetime_is_refused_in_a_comparison(register: Register) -> None:
    async with register.read() as session:
        with pytest.raises(StatementError, match="needs its time zone"):
            await session.execute(
                sa.select(IdempotentResponse).where(IdempotentResponse.created_at < MIDNIGHT.replace(tzinfo=None))
            )


async def test_json_keeps_chinese_lists_and_null(register: Register) -> None:
    async with register.write() as session:
        session.add(
            IdempotentResponse(
                actor="samr-1",
                key="k1",
                route="/cases",
                body_hash="0",
                status=201,
                response={"名称": ["示例园区", 1, None]},
                created_at=MIDNIGHT,
            )
        )
    async with register.read() as session:
        answer = await session.get_one(IdempotentResponse, ("samr-1", "k1"))
        unanswered = sa.select(sa.func.count()).where(IdempotentResponse.headers.is_(None))
        assert await session.scalar(unanswered) == 1
    assert answer.response == {"名称": ["示例园区", 1, None]}


async def test_text_sorts_by_code_point_on_both_databases(register: Register) -> None:
    names = ["a", "B", "_", "北京", "上海", "é", "Z", "-"]
    async with register.write() as session:
        session.add_all(Organisation(id=name, name=name, role="samr", jurisdiction="000000") for name in names)
    async with register.read() as session:
        found = (await session.scalars(sa.select(Organisation.name).order_by(Organisation.name))).all()
    assert found == sorted(names)
