"""A district plan and an event by clicks alone, in browsers that run no scripts: from the load to a stage review."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from domain.kinds import TASK_KINDS
from tests.support.district_cases import CASE_ID, PREPARATION, STREET, TITLE, DistrictWorld, row
from tests.support.portal import Person, Portal, text_file
from tests.support.world import World

EVENT = "示例电器厂产品质量问题"
NOTICE = {
    "interviewed": "示例电器厂",
    "problem": "监督抽查连续两批次不合格",
    "on": "2025-03-03",
    "place": "区市场监管局会议室",
}
TALK = {"on": "2025-03-03", "present": "示例电器厂厂长", "said": "通报不合格情况。", "promised": "一个月内整改。"}
REPORT = {"summary": "按台账推进。", "evaluation": "总体有序。", "problems": "建账不齐。", "next_steps": "督促建账。"}
INPUT = {"done": "完成走访。", "problems": "无。", "plans": "继续推进。"}


@pytest.mark.long
@pytest.mark.timeout(600)
@pytest.mark.starts_at("2025-03-03T09:00")
@pytest.mark.article("district:s4(3)#2", "district:s4(3)#3", "district:2")
async def test_a_plan_is_loaded_filed_moved_closed_out_reviewed_and_seen_on_the_wall_and_an_event_ends(
    portal: Portal, world: World, tmp_path: Path
) -> None:
    portal.scripts = False
    await DistrictWorld(world.env, world.register, world.mail).populate()
    await _loads(portal, tmp_path)
    await _files_moves_and_progresses(portal)
    await _closes_out(portal)
    await _enters_for_a_unit_without_an_account(portal)
    await _reviews(portal)
    await _looks_at_the_wall(portal, tmp_path)
    await _records_an_event(portal, tmp_path)


async def _loads(portal: Portal, tmp_path: Path) -> None:
    """四（三）: operations load the plan, and enter what its text does not say."""
    ops = await portal.person("ops")
    await ops.follows("载入实施方案")
    await ops.looks(tmp_path / "loading")
    await ops.page.get_by_role("radio", name="源城区质量强区工作领导小组办公室").check()
    await ops.presses("载入方案")
    await ops.is_at(TITLE)
    await ops.gives("plan_preparation", "prepare", PREPARATION)


async def _files_moves_and_progresses(portal: Portal) -> None:
    """四（三）: a unit files its ledger, moves a day of its own with a reason, and enters what it has done."""
    tax = await portal.person("yc-tax")
    await tax.gives("ledger_filing", "file", {"rows": [row("8", "2025-06-30")]})
    moved = {"item": "8", "step": 1, "day": "2025-07-31", "reasons": "与上级部署衔接。"}
    await _does(tax, "yc-tax", "ledger_day_move", "move", moved)
    done = {"items": ["8"], "on": "2025-03-03", "text": "走访企业四十家。", "step": 1}
    await _does(tax, "yc-tax", "ledger_progress", "enter", done, "走访记录.txt")
    await tax.goes_to(f"/cases/{CASE_ID}-ledger-yc-tax")
    await tax.reads("2025年7月31日", "走访记录.txt")


async def _closes_out(portal: Portal) -> None:
    """四（三）: the unit proposes, and the lead unit of the measure countersigns."""
    tax = await portal.person("yc-tax")
    proposal = {"item": "8", "outcome": "done", "summary": "全部完成。"}
    await _does(tax, "yc-tax", "ledger_closeout", "propose", proposal, "佐证.txt")
    await (await portal.person("yc-market")).gives("ledger_closeout_check", "countersign")


async def _enters_for_a_unit_without_an_account(portal: Portal) -> None:
    office = await portal.person("yc-office")
    rows = [row(key, "2025-09-30") for key in ("s1", "s2", "s3")]
    await office.gives("ledger_filing_on_behalf", "file", {"rows": rows})


async def _reviews(portal: Portal) -> None:
    """四（三）: the office asks, a unit hands in, and the silence of the others holds nobody up."""
    office = await portal.person("yc-office")
    await office.goes_to(f"/cases/{CASE_ID}")
    await _opens(office, "plan_review_opening")
    await office.gives_here("plan_review_opening", "start", {"focus": "台账建立情况", "due_on": "2025-04-15"})
    await (await portal.person("yc-tax")).gives("ledger_input", "hand_in", INPUT)
    await office.gives("plan_review_report", "report", REPORT)
    await office.goes_to(f"/cases/{CASE_ID}")
    await office.reads("印发")


async def _looks_at_the_wall(portal: Portal, tmp_path: Path) -> None:
    """All ledgers at one look, filtered, and taken along as it is filtered."""
    office = await portal.person("yc-office")
    await office.goes_to("/")
    await office.follows(f"台账挂图：{TITLE}")
    await office.is_at("台账挂图")
    await office.reads("已销号", STREET["name"])
    await office.looks(tmp_path / "wall")
    await office.page.get_by_label("单位", exact=True).select_option("区税务局")
    await office.presses("筛选")
    await office.reads("区税务局", "1项")
    sheet = load_workbook(await office.saves("导出台账挂图（XLSX）"))
    words = {str(cell.value) for each in sheet for line in each.iter_rows() for cell in line if cell.value}
    assert "区税务局" in words
    assert STREET["name"] not in words


async def _records_an_event(portal: Portal, tmp_path: Path) -> None:
    """第2项措施: recorded under its kind, then a notice, a talk, and the decision that ends the file."""
    market = await portal.person("yc-market")
    await market.goes_to("/")
    await market.follows("记录事件")
    await market.is_at("记录事件")
    await market.looks(tmp_path / "kinds")
    await market.follows("重大质量问题约谈")
    await market.fills("事件名称", EVENT)
    day = market.page.get_by_role("group", name="发生日期（选填）")
    for part, text in (("年", "2025"), ("月", "3"), ("日", "4")):
        await day.get_by_label(part, exact=True).fill(text)
    await market.presses("记录事件")
    await market.reads("发生日期不能晚于今天")
    await day.get_by_label("日", exact=True).fill("2")
    await market.looks(tmp_path / "opening")
    await market.presses("记录事件")
    await market.is_at(EVENT)
    await market.gives("district_interview_notice", "notify", NOTICE)
    await market.gives("district_interview_talk", "record", TALK)
    await market.gives("district_interview_transfer", "keep", {"reasons": "不涉嫌犯罪。"})
    await market.goes_to(f"/cases/{CASE_ID}-event-1")
    assert "已办结" in await market.answer_to("进展到哪里")
    office = await portal.person("yc-office")
    await office.goes_to("/cases?programme=district-event")
    await office.reads(EVENT, "已办结")


async def _does(who: Person, unit: str, kind: str, action: str, data: dict[str, object], file: str = "") -> None:
    """What a unit may do in its ledger at any time."""
    await who.goes_to(f"/cases/{CASE_ID}-ledger-{unit}")
    await _opens(who, kind)
    await who.gives_here(kind, action, data, *([text_file(file, "记录")] if file else []))


async def _opens(who: Person, kind: str) -> None:
    await who.follows(TASK_KINDS[kind].label)
    await who.is_at(TASK_KINDS[kind].label)
