"""What the entry into force and the duties of a government leave behind: letters, and papers that are printed."""

import asyncio

import pytest
import sqlalchemy as sa

from db.models import DocumentRow, Notification
from tests.support.province_cases import DEPARTMENTS, GOVERNMENTS, SHIFTED, WH, ProvinceWorld, adoption
from tests.support.world import World

pytestmark = [pytest.mark.served, pytest.mark.starts_at("2025-05-14T09:00")]
FINANCE = "dep-wh-finance"


@pytest.fixture
async def province(world: World) -> ProvinceWorld:
    found = ProvinceWorld(world.env, world.register, world.mail)
    await found.begin()
    await found.act("ops", "province_adoption", "promulgate", **adoption(renumbered=SHIFTED))
    await found.to(2025, 5, 15, 9)
    return found


async def printed(province: ProvinceWorld) -> dict[str, str]:
    """Kind of every document → what became of it, once none waits to be printed."""
    for _ in range(500):
        async with province.register.read() as session:
            rows = (await session.execute(sa.select(DocumentRow.kind, DocumentRow.state, DocumentRow.failure))).all()
        if rows and all(state != "ordered" for _, state, _ in rows):
            return {kind: failure or state for kind, state, failure in rows}
        await asyncio.sleep(0.02)
    raise AssertionError("documents were never printed")


@pytest.mark.article("province:42")
async def test_everybody_the_regulation_asks_is_told_of_its_entry_into_force(province: ProvinceWorld) -> None:
    async with province.register.read() as session:
        wanted = sa.select(Notification.account_id).where(Notification.kind == "province_in_force")
        told = set(await session.scalars(wanted))
    assert told == {*GOVERNMENTS, *DEPARTMENTS, "npc-hb"}
    assert await printed(province) == {"province_text_version": "stored", "province_entry_into_force": "stored"}
    async with province.register.read() as session:
        mail = await session.scalar(sa.select(Notification.body).where(Notification.kind == "province_in_force"))
        versions = set(await session.scalars(sa.select(DocumentRow.regulation)))
    assert mail is not None
    assert "依据：《湖北省质量促进条例》第四十四条" in mail
    assert versions == {"《湖北省质量促进条例》（2025年3月28日通过）"}
    texts = await province.events()
    assert any("第三十条改为第三十二条，第三十一条改为第三十三条" in each for each in texts)


@pytest.mark.article("province:4.3", "province:40#1")
async def test_an_assignment_and_evidence_are_printed_and_told(province: ProvinceWorld) -> None:
    city = await province.of(WH)
    await city.act(WH, "province_assignment", "assign", rows=[{"clause": "H04-1-2", "organisation": FINANCE}])
    evidence = {"clause": "H04-1-2", "what": "已列入年度预算。", "done_on": "2025-05-15"}
    await city.act(FINANCE, "province_department_evidence", "hand_in", **evidence)
    found = await printed(province)
    assert (found["province_assignment"], found["province_evidence"]) == ("stored", "stored")
    assert "province_assigned" in await city.kinds_told()
