"""The provincial regulation by clicks alone, in browsers that run no scripts: from the draft to an amendment."""

from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import expect

from domain.kinds import TASK_KINDS
from domain.province.art04_governments import GovernmentRow
from domain.province.art42_adoption import Adoption
from domain.province.case import RegulationStage
from tests.support.accounts import add_accounts
from tests.support.portal import Person, Portal, fill_in
from tests.support.province_cases import GOVERNMENTS, JA, OFFICES, PLAN, SUMMARY, TEXT, WH, ProvinceWorld
from tests.support.world import World

TABLE = "职责表：湖北省质量促进条例"
CITY = f"/cases/province-hb-gov-{WH}"
FINANCE = "dep-wh-finance"
FUNDS, MECHANISM = "第四条第一款：统筹安排质量促进工作经费", "第四条第二款：建立质量促进工作机制"
MOVED = [{"old": "40", "new": "41"}, {"old": "41", "new": "42"}, {"old": "42", "new": "43"}]
"""The adopted text has one more article before 第四十条."""
AGAIN = [{"old": "42", "new": "43"}, {"old": "43", "new": "44"}]
AMENDED = {
    "document_number": "示例公告第30号",
    "issuer": TEXT["issuer"],
    "adopted_on": "2025-06-30",
    "effective_on": "2025-08-01",
    "renumbered": AGAIN,
}
EVIDENCE = {"what": "已列入年度预算。", "done_on": "2025-05-15"}
DEED = {"title": "执法检查", "what": "检查质量促进工作。", "done_on": "2025-07-01"}


@pytest.mark.long
@pytest.mark.served
@pytest.mark.timeout(600)
@pytest.mark.starts_at("2025-05-14T09:00")
@pytest.mark.article("province:4.3", "province:30.1", "province:40#1", "province:41", "province:42")
async def test_a_draft_is_promulgated_assigned_evidenced_dated_held_supervised_and_amended(
    portal: Portal, world: World, tmp_path: Path
) -> None:
    portal.scripts = False
    province = ProvinceWorld(world.env, world.register, world.mail)
    async with world.register.write() as session:
        await add_accounts(session, OFFICES, await world.clock.now())
    ops = await portal.person("ops")
    await _draft(ops)
    await _promulgation(ops, tmp_path)
    await ops.moves_the_clock_to("2025-05-15")
    await province.of(WH)
    await _assignment(portal, tmp_path)
    await _evidence(portal)
    await _campaign(portal)
    await _a_day_missed(portal, province, tmp_path)
    await _supervision(portal)
    await _amendment(ops, portal, province, tmp_path)


async def _draft(ops: Person) -> None:
    """第四十二条: nothing of a draft runs, and its table shows no state."""
    await ops.follows("载入条例草案")
    await ops.reads("任何条款都不开始", "没有事项到期，也没有事项逾期")
    await ops.presses("载入草案")
    await ops.is_at("湖北省质量促进条例")
    await ops.follows("职责表：各条款、各人民政府的状态")
    await ops.reads("草案，未施行", "没有状态、期限和逾期", "第三十条第一款")


async def _promulgation(ops: Person, tmp_path: Path) -> None:
    """第四十二条: the official text, with the places that moved and the governments, which are picked by name."""
    await _begins(ops, "/cases/province-hb", "province_adoption", "promulgate")
    levels = [{"level": level.value} for _, _, level in GOVERNMENTS.values()]
    await fill_in(ops.main, Adoption, TEXT | {"renumbered": MOVED, "governments": levels})
    rows = ops.main.get_by_role("group", name=Adoption.model_fields["governments"].title or "", exact=True)
    for number, (name, _, _) in enumerate(GOVERNMENTS.values(), start=1):
        row = rows.get_by_role("group", name=f"第{number}行", exact=True)
        await row.get_by_label("人民政府", exact=True).select_option(label=name)
    assert GovernmentRow.model_fields["name"].title not in await ops.main.inner_text()
    await ops.presses("核对")
    await ops.reads("3项条款的序号发生变化", "人民政府：武汉市人民政府")
    power = ops.main.get_by_role("row").filter(has_text="可以通过听取和审议专项工作报告")
    await expect(power.get_by_role("cell").nth(2)).to_have_text("第四十二条")
    await ops.looks(tmp_path / "promulgation")
    await ops.presses("确认录入正式文本")
    await ops.is_at("已办理")


async def _assignment(portal: Portal, tmp_path: Path) -> None:
    """第四条第三款: a clause and the department that does its work are picked."""
    city = await portal.person(WH)
    await _begins(city, CITY, "province_assignment", "assign")
    row = city.main.get_by_role("group", name="第1行", exact=True)
    await row.get_by_label("条款", exact=True).select_option(label=FUNDS)
    await row.get_by_label("责任单位", exact=True).select_option(label="武汉市财政局")
    await city.looks(tmp_path / "assignment")
    await city.presses("提交")
    await city.is_at("已办理")


async def _evidence(portal: Portal) -> None:
    """第四十条: the department hands in, the government reads."""
    department = await portal.person(FINANCE)
    await _begins(department, CITY, "province_department_evidence", "hand_in", EVIDENCE)
    await department.page.get_by_label("条款", exact=True).select_option(label=FUNDS)
    await department.presses("提交")
    await department.is_at("已办理")
    city = await portal.person(WH)
    await city.gives("province_evidence_review", "confirm")
    await city.goes_to("/")
    await city.follows(TABLE)
    await city.follows("佐证材料已审阅", exact=False)
    await city.reads("统筹安排质量促进工作经费", "责任单位：武汉市财政局")


async def _campaign(portal: Portal) -> None:
    """第三十条: a plan before it, a summary after it."""
    city = await portal.person(WH)
    await city.gives("province_campaign_plan", "submit", PLAN)
    await city.goes_to("/")
    await city.moves_the_clock_to("2025-05-21")
    await city.gives("province_campaign_summary", "submit", SUMMARY)
    await city.goes_to(CITY)
    await city.follows("职责清单", exact=False)
    await city.reads("2025年世界计量日", "已总结", "已提交活动方案")


async def _a_day_missed(portal: Portal, province: ProvinceWorld, tmp_path: Path) -> None:
    """第四十条: a day the government set itself has passed; it is marked, and that is all."""
    city = await portal.person(WH)
    await _begins(city, CITY, "province_duty_dates", "set", {"rows": [{"due_on": "2025-06-30"}]})
    row = city.main.get_by_role("group", name="第1行", exact=True)
    await row.get_by_label("条款", exact=True).select_option(label=MECHANISM)
    await city.presses("提交")
    await city.is_at("已办理")
    await city.goes_to("/")
    await city.moves_the_clock_to("2025-07-01")
    await (await province.of(WH)).until(lambda state: state["duties"]["H04-2-1"]["overdue"])
    await city.goes_to("/")
    await city.follows(TABLE)
    await city.follows("逾期1项")
    await city.reads("建立质量促进工作机制", "自行设定的期限：2025年6月30日（周一）")
    await city.looks(tmp_path / "overdue")
    county = await portal.person(JA)
    await county.follows(TABLE)
    await county.reads("逾期0项", "江岸区人民政府")
    assert "武汉市人民政府" not in await county.main.inner_text()


async def _supervision(portal: Portal) -> None:
    """第四十一条: the congress records the power it used, under the number of the adopted text."""
    congress = await portal.person("npc-hb")
    await _begins(congress, CITY, "province_supervision", "record", DEED)
    number = "第四十二条（草案第四十一条）"
    options = await congress.page.get_by_label("条款", exact=True).locator("option").all_inner_texts()
    power = next(each for each in options if each.startswith(number))
    await congress.page.get_by_label("条款", exact=True).select_option(label=power)
    await congress.presses("提交")
    await congress.is_at("已办理")
    await congress.reads("执法检查", number)


async def _amendment(ops: Person, portal: Portal, province: ProvinceWorld, tmp_path: Path) -> None:
    """第四十二条: a later text takes the place of the one before on its own day."""
    await _begins(ops, "/cases/province-hb", "province_amendment", "amend", AMENDED)
    await ops.presses("核对")
    power = ops.main.get_by_role("row").filter(has_text="可以通过听取和审议专项工作报告")
    await expect(power.get_by_role("cell").nth(2)).to_have_text("第四十三条")
    await ops.presses("确认录入修改后的文本")
    await ops.is_at("已办理")
    await ops.goes_to("/")
    await ops.moves_the_clock_to("2025-08-01")
    await province.until(lambda state: state["stage"] == RegulationStage.AMENDED)
    await (await province.of(WH)).until(lambda state: len(state["versions"]) == 2)
    await ops.goes_to("/regulations/hb?article=43")
    await ops.reads("已修改，施行中", "示例公告第30号", "第四十三条（草案第四十一条）", "可以（不作要求）")
    await ops.looks(tmp_path / "amended")
    city = await portal.person(WH)
    await city.goes_to(f"/regulations/hb/governments/{WH}")
    await city.reads("示例公告第30号", "责任单位：武汉市财政局")


async def _begins(person: Person, case: str, kind: str, action: str, data: dict[str, Any] | None = None) -> None:
    """Opens what may be done at any time in a case, and fills in what is typed of its form."""
    await person.goes_to(case)
    await person.follows(TASK_KINDS[kind].label)
    await fill_in(person.main, await person.chooses(kind, action), data or {})
