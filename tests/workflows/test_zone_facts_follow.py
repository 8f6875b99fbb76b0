"""第七条 from case to case: what was recorded in a park's first case is known to its second."""

from datetime import timedelta
from typing import Any

import pytest

from db.models import Case, ParkFact
from domain.dates import local_date
from domain.refusal import Refusal, RefusalKind
from domain.zone.art07_on_record import held
from domain.zone.case import Stage, ZoneCase
from domain.zone.parts import Determination
from tests.support import forms
from tests.support.world import World
from tests.support.zone_cases import documents, events, paper, start_creation, until_open

pytestmark = pytest.mark.article("zone:7")
KEY = "zone-js-1-case-1-fact-1"
FINDING: dict[str, Any] = {
    "outcome": "denied",
    "authority": "江苏省市场监督管理局",
    "standard": "by_law",
    "source": "《中华人民共和国产品质量法》第四十九条",
}


async def first_case(world: World) -> ZoneCase:
    """A park whose first case is withdrawn with a fact that is still to be determined; answers its second case."""
    await start_creation(world, Stage.NOMINATION)
    await until_open(world, "negative_fact", "withdrawal")
    occurred = local_date(await world.clock.now()) - timedelta(days=100)
    report = {"item": "N1", "what": "批量召回", "where": "北区甲公司", "evidence": ["file-1"]}
    await world.act("samr", "negative_fact", "record", occurred_on=occurred.isoformat(), **report)
    await world.act("park-js-1", "withdrawal", "withdraw", **forms.REASONS)
    world.case_id, world.workflow_id = "zone-js-1-case-2", "zone/js-1/case-2"
    await start_creation(world, Stage.APPLICATION, id=world.case_id)
    return await until_open(world, "creation_application", "paper_application")


async def apply(world: World) -> Refusal:
    return await world.refused("park-js-1", "creation_application", "apply", **forms.APPLICATION)


async def determined_on_the_park(world: World, outcome: str) -> None:
    """As the register keeps what an official enters on the page of the park."""
    async with world.register.write() as session:
        first = ZoneCase.model_validate((await session.get_one(Case, "zone-js-1-case-1")).state)
        now = await world.clock.now()
        [fact] = held(first)
        changed = fact.model_copy(update={"determination": Determination(outcome), "changed_at": now})
        row = await session.get(ParkFact, KEY) or ParkFact(id=KEY, park_id="js-1", number=1, in_case=True)
        row.fact = changed.model_dump(mode="json")
        session.add(row)


@pytest.mark.article("zone:7#2")
async def test_a_fact_of_the_first_case_holds_and_blocks_the_second_and_is_carried_when_it_was_denied(
    world: World,
) -> None:
    await first_case(world)
    pending = await apply(world)
    assert (pending.kind, pending.basis) == (RefusalKind.RULE, ("zone:7", "zone:7#2"))
    assert "原记于案件zone-js-1-case-1第1项，当时园区名称为示例一号园区" in pending.text
    stamp = {"received_on": local_date(await world.clock.now()).isoformat(), "scan": ["file-2"]}
    on_paper = await world.refused("prov-js", "paper_application", "apply", **forms.APPLICATION, **stamp)
    assert on_paper.basis == pending.basis
    await determined_on_the_park(world, "confirmed")
    assert "不符合第七条" in (await apply(world)).text
    await determined_on_the_park(world, "denied")
    await world.act("park-js-1", "creation_application", "apply", **forms.APPLICATION)
    case = await world.state()
    [fact] = case.negative_facts
    assert case.stage is Stage.NOMINATION
    assert fact.origin is not None
    assert (fact.number, fact.determination, fact.origin.key) == (1, "denied", KEY)
    assert any("随园区转入第七条情形1项" in event.text for event in await events(world))
    await until_open(world, "provincial_appraisal", "negative_fact_province")
    today = local_date(await world.clock.now()).isoformat()
    again = FINDING | {"outcome": "confirmed", "number": 1, "determined_on": today}
    await world.act("prov-js", "negative_fact_province", "determine", **again)
    blocked = await world.refused("prov-js", "provincial_appraisal", "nominate", **forms.APPRAISAL)
    assert "原记于案件zone-js-1-case-1第1项" in blocked.text
    await world.act("prov-js", "negative_fact_province", "determine", **FINDING, number=1, determined_on=today)
    await world.act("prov-js", "provincial_appraisal", "nominate", **forms.APPRAISAL)
    assert "article_7_check" in await documents(world)
    notes = [row["note"] for each in await paper(world, "article_7_check") for row in each["data"]["rows"]]
    assert any("原记于案件zone-js-1-case-1第1项" in note for note in notes)
