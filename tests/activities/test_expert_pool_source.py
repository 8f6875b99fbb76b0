"""五（五）: a draw is told the pool of that moment, with a seed nobody knew before."""

import re

import pytest

from activities.facts import Facts
from contracts.facts import FactQuestion
from db.queries import experts
from db.session import Register
from domain.procedure.expert_evaluation import Expert, ExpertPool
from domain.roles import Role
from tests.support.accounts import actor, add_people
from tests.support.experts import add_experts
from tests.support.web import NOW

pytestmark = pytest.mark.article("pilot:5(5)")

QUESTION = FactQuestion(
    key="expert_pool", case_id="pilot-p1", subject="p1", actor=actor("prov-js"), at=NOW, data={}, policy={}
)


@pytest.fixture
async def peopled(register: Register) -> Register:
    """With two experts in the pool, and one who has left it."""
    await add_people(register, NOW)
    await add_experts(register)
    async with register.write() as session:
        for name in ("expert-3", "expert-2", "expert-1"):
            expert = Expert(organisation=name, name=f"示例{name}", employer="示例大学")
            await experts.add(session, expert, "标准化", "prov-js", NOW)
        row = await experts.entry(session, "expert-2")
        assert row
        experts.leave(row, NOW)
    return register


async def asked(register: Register) -> ExpertPool:
    return ExpertPool.model_validate(await Facts(register).look_up(QUESTION))


async def test_the_pool_is_everybody_in_it_now_in_order(peopled: Register) -> None:
    found = (await asked(peopled)).experts
    assert [each.organisation for each in found] == ["expert-1", "expert-3"]
    assert {each.audience.role for each in found} == {Role.EXPERT}


async def test_every_draw_has_a_seed_of_its_own(peopled: Register) -> None:
    seeds = [(await asked(peopled)).seed for _ in range(3)]
    assert len(set(seeds)) == 3
    assert all(re.fullmatch("[0-9a-f]{32}", each) for each in seeds)
