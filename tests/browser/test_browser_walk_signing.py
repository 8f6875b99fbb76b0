"""第十五条 工作方案, signed by five in five browsers."""

from pathlib import Path

import pytest
from playwright.async_api import expect
from sqlalchemy import select

from db.models import InstrumentRow
from domain.zone.art15_round import NewPlan, PlanRevision
from tests.support.portal import Portal, fill_in
from tests.support.world import World

NUMBER, TITLE, LATER = "2026年第1轮", "2026年示范区创建工作方案", "2026年示范区创建工作方案（修改稿）"
PLAN = {"number": NUMBER, "title": TITLE, "text": "开展创建活动。", "opens_on": "2026-03-02"}
FIVE = ("samr-2", "mara", "mofcom", "mct", "cnipa")


async def in_force(world: World) -> InstrumentRow | None:
    async with world.register.read() as session:
        found: InstrumentRow | None = await session.scalar(select(InstrumentRow).where(InstrumentRow.number == NUMBER))
        return found


@pytest.mark.timeout(300)
@pytest.mark.starts_at("2026-01-05T09:00")
@pytest.mark.article("zone:15")
async def test_five_sign_one_text_and_who_signed_a_draft_that_was_changed_signs_again(
    portal: Portal, world: World, tmp_path: Path
) -> None:
    portal.scripts = False
    samr = await portal.person("samr")
    await samr.follows("工作方案和指标体系")
    await samr.follows("起草工作方案")
    await samr.is_at("起草工作方案")
    await fill_in(samr.main, NewPlan, PLAN)
    await samr.presses("提交会签")
    await samr.is_at("工作方案和指标体系")
    await samr.reads(TITLE)
    await portal.all_give(("mara", "mofcom"), "work_plan_signature", "sign")

    await samr.follows(TITLE)
    await samr.follows("修改工作方案文稿")
    revised = {"title": LATER, "text": "新正文。", "opens_on": "2026-03-09", "reasons": "推迟。"}
    form = await samr.chooses("work_plan_draft", "revise")
    assert form is PlanRevision
    await fill_in(samr.main, form, revised)
    await samr.presses("提交")
    await samr.is_at("已办理")
    for account in FIVE:
        assert await in_force(world) is None, "nothing is in force before the last of five has signed"
        kind = "work_plan_decision" if account == "samr-2" else "work_plan_signature"
        await (await portal.person(account)).gives(kind, "sign")

    await samr.follows("工作方案和指标体系")
    await samr.reads(LATER)
    row = await in_force(world)
    assert row is not None
    assert (row.title, str(row.in_force_from)) == (LATER, "2026-03-09")
    await samr.follows(LATER)
    await expect(samr.main).to_contain_text("2026年3月9日")
    await samr.looks(tmp_path / "plan")
