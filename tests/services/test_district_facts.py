"""What the register answers a district plan about its ledgers."""

import pytest

from contracts.facts import FactQuestion
from domain.district.figures import LedgerFigures
from services.fact_sources import SOURCES
from tests.support.district_cases import district_actor
from tests.support.plan_walls import add_district_people, add_wall
from tests.support.web import NOW, Web


@pytest.mark.article("district:s4(3)#3")
async def test_a_summary_names_the_units_in_the_order_of_the_plan(web: Web) -> None:
    await add_district_people(web.register)
    await add_wall(web)
    question = FactQuestion(
        key="district_ledgers",
        case_id="district-441602-1",
        subject="441602-1",
        actor=district_actor("yc-office"),
        at=NOW,
        data={},
        policy={},
    )
    async with web.register.read() as session:
        found = await SOURCES["district_ledgers"](session, question)
    assert isinstance(found, LedgerFigures)
    names = [each.name for each in found.units]
    assert names == ["区市场监管局", "区住建局", "区科技局", "区税务局", "示例街道办事处"]
