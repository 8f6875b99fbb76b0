"""The pool of experts on both databases."""

from datetime import date, timedelta

import pytest

from db.queries import experts
from db.session import Register
from domain.procedure.expert_evaluation import Expert, FormerEmployer
from tests.support.accounts import add_people
from tests.support.experts import add_experts
from tests.support.web import NOW

FORMER = FormerEmployer(name="示例研究院", until=date(2020, 8, 31))


@pytest.fixture
async def peopled(register: Register) -> Register:
    """With three experts in the pool, the last entered first."""
    await add_people(register, NOW)
    await add_experts(register)
    async with register.write() as session:
        for name in ("expert-3", "expert-2", "expert-1"):
            expert = Expert(organisation=name, name=name, employer="示例大学", former_employers=(FORMER,))
            await experts.add(session, expert, "标准化", "prov-js", NOW)
    return register


async def test_the_pool_is_read_as_the_draw_needs_it_in_the_order_of_accounts(peopled: Register) -> None:
    async with peopled.read() as session:
        pool = await experts.pool(session)
    assert [each.organisation for each in pool] == ["expert-1", "expert-2", "expert-3"]
    assert {each.former_employers for each in pool} == {(FORMER,)}


async def test_who_left_is_in_the_record_alone_until_entered_again(peopled: Register) -> None:
    async with peopled.write() as session:
        row = await experts.entry(session, "expert-2")
        assert row
        experts.leave(row, NOW)
    async with peopled.read() as session:
        assert [each.organisation for each in await experts.pool(session)] == ["expert-1", "expert-3"]
        gone = await experts.entries(session, in_pool=False, start=None, limit=9)
        assert [(each.organisation_id, each.left_at) for each in gone] == [("expert-2", NOW)]
        assert [each.id for each in await experts.candidates(session)] == ["expert-2"]
        back = experts.expert_of(gone[0])
    async with peopled.write() as session:
        await experts.add(session, back, "计量", "prov-zj", NOW + timedelta(days=1))
    async with peopled.read() as session:
        found = await experts.entry(session, "expert-2")
        assert found
        assert (found.field, found.bureau_id, found.left_at) == ("计量", "prov-zj", None)
        assert await experts.candidates(session) == []


async def test_what_is_written_of_an_entry_is_kept(peopled: Register) -> None:
    moved = Expert(organisation="expert-1", name="甲", employer="乙", former_employers=(FORMER, FORMER))
    async with peopled.write() as session:
        row = await experts.entry(session, "expert-1")
        assert row
        experts.write(row, moved)
    async with peopled.read() as session:
        assert (await experts.pool(session))[0] == moved


async def test_a_page_of_entries_begins_after_the_one_before(peopled: Register) -> None:
    async with peopled.read() as session:
        found = await experts.entries(session, in_pool=True, start="expert-1", limit=1)
    assert [each.organisation_id for each in found] == ["expert-2"]


@pytest.mark.parametrize(
    ("organisation", "may"), [("expert-1", True), ("expert-9", False), ("prov-js", False), ("none", False)]
)
async def test_only_an_expert_with_an_account_may_answer(peopled: Register, organisation: str, may: bool) -> None:
    async with peopled.read() as session:
        assert await experts.may_answer(session, organisation) is may
