"""第二十一条: what the register knows of the experts a panel is formed of."""

import pytest

from activities.facts import Facts
from contracts.facts import FactQuestion
from db.models import Account
from db.queries import experts
from db.session import Register
from domain.procedure.expert_evaluation import Expert
from domain.zone.art21_panel import PanelFacts
from tests.support.accounts import actor, add_people
from tests.support.experts import add_experts
from tests.support.web import NOW

pytestmark = pytest.mark.article("zone:21#1")


async def asked(register: Register, **data: object) -> PanelFacts:
    question = FactQuestion(
        key="panel", case_id="zone-js-1-case-1", subject="js-1", actor=actor("samr"), at=NOW, data=data, policy={}
    )
    return PanelFacts.model_validate(await Facts(register).look_up(question))


async def test_an_expert_is_who_has_an_account_with_employer_and_person_as_registered(register: Register) -> None:
    await add_people(register, NOW)
    await add_experts(register)
    async with register.write() as session:
        pooled = Expert(organisation="expert-2", name="示例专家乙", employer="示例大学")
        await experts.add(session, pooled, "标准化", "prov-js", NOW)
        (await session.get_one(Account, "expert-3")).person = "person-1"
    found = await asked(register, experts=["expert-3", "expert-2", "expert-9", "prov-js", "nobody"])
    told = [(each.organisation, each.name, each.employer, each.holders) for each in found.reviewers]
    assert told == [
        ("expert-2", "专家乙", "示例大学", ("expert-2",)),
        ("expert-3", "专家丙", "", ("person-1",)),
    ], "expert-9 has no account, the others are no experts"


async def test_of_a_replacement_the_successor_is_asked_about(register: Register) -> None:
    await add_people(register, NOW)
    found = await asked(register, expert="expert-2", successor="expert-1")
    assert [each.organisation for each in found.reviewers] == ["expert-1"]
