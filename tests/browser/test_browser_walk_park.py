"""The life of a park by clicks alone: every person at a browser of their own, the clock moved by the bar."""

import re
from pathlib import Path

import pytest
from playwright.async_api import expect
from pypdf import PdfReader

from domain.zone.case import Stage
from tests.support import forms
from tests.support.portal import Person, Portal, Visitor, text_file
from tests.support.world import World

DEPARTMENTS = ("mara", "mofcom", "mct", "cnipa")
AGREES = {"stance": "agrees", "opinion": "无不同意见。"}
PARK = "示例一号园区"
CASE = "/cases/zone-js-1-case-1"


@pytest.mark.long
@pytest.mark.served
@pytest.mark.timeout(600)
@pytest.mark.starts_at("2024-04-03T09:00")
@pytest.mark.article("zone:16", "zone:17", "zone:18", "zone:20", "zone:21", "zone:22", "zone:23", "zone:27", "zone:28")
async def test_a_park_is_created_recognised_reports_and_is_reminded_of_its_renewal(
    portal: Portal, world: World, tmp_path: Path
) -> None:
    await _creation(portal)
    park = await portal.person("park-js-1")
    await park.goes_to("/")
    await park.moves_the_clock_to("2025-04-07")
    await _acceptance(portal)
    number = await _objection(portal, tmp_path)
    await (await portal.person("samr-2")).gives("objection_reexamination", "reject", _ruling(number))
    await _after_the_notice(portal, number)
    await _recognition(portal, tmp_path)
    await _first_report(portal)
    await _renewal_reminder(portal, world)
    await _agrees_with_the_register(park, world)


async def _creation(portal: Portal) -> None:
    """第十六条、第十七条: 园区自愿申请, 省级, 领导小组, 总局征求相关部门意见, 审核同意创建."""
    park, province, group = [await portal.person(each) for each in ("park-js-1", "prov-js", "lsg-js")]
    await park.presses("发起创建申请", exact=False)
    await park.is_at("提出创建申请")
    await park.gives_here("creation_application", "apply", forms.APPLICATION, text_file("创建规划.txt", "三年规划。"))
    await province.gives("provincial_appraisal", "nominate", forms.APPRAISAL)
    await group.gives("nomination_consent", "consent", forms.OPINION)
    await province.gives("nominee_report", "report", forms.OPINION)
    await (await portal.person("samr")).gives("creation_consultation", "consult")
    await portal.all_give(DEPARTMENTS, "creation_opinion", "reply", AGREES)
    await (await portal.person("samr-2")).gives("creation_decision", "approve")


async def _acceptance(portal: Portal) -> None:
    """第二十条、第二十一条: 自查并申请验收, 组成专家评审组, 评估验收报告, 公示."""
    park, samr = await portal.person("park-js-1"), await portal.person("samr")
    await park.gives("acceptance_application", "apply", forms.ACCEPTANCE)
    await (await portal.person("prov-js")).gives("acceptance_examination", "pass", forms.OPINION)
    await (await portal.person("lsg-js")).gives("acceptance_consent", "consent", forms.OPINION)
    await park.gives("acceptance_submission", "submit")
    await samr.gives("material_review", "consult")
    await portal.all_give(DEPARTMENTS, "acceptance_opinion", "reply", AGREES)
    await samr.gives("panel_formation", "form_panel", forms.PANEL)
    await (await portal.person("expert-1")).gives("evaluation_report", "report", forms.EVALUATION)
    await samr.gives("public_notice", "publish", forms.PUBLICATION)


async def _objection(portal: Portal, tmp_path: Path) -> str:
    """第二十二条: anybody may object while the notice runs, without an account; answers the receipt number."""
    citizen = await portal.visitor()
    await citizen.goes_to("/notices")
    await citizen.follows(PARK)
    await citizen.is_at(PARK)
    await citizen.reads("2025年4月14日（周一）24时止")
    await citizen.looks(tmp_path / "notice")
    await citizen.fills("异议内容和理由", "标准制修订数量与公开数据不符。")
    await citizen.attaches("书面举证材料", text_file("举证.txt", "公开数据。"))
    await citizen.presses("提交异议")
    await citizen.is_at("异议已提交")
    told = re.search(r"GS-\d{8}-[0-9A-F]{8}", await citizen.main.inner_text())
    assert told is not None
    await _stands(citizen, told[0], "已受理，待复核")
    return told[0]


async def _stands(citizen: Visitor, number: str, status: str) -> None:
    await citizen.goes_to("/objections")
    await citizen.fills("回执编号", number)
    await citizen.presses("查询")
    await citizen.reads(f"{number}：{status}")


def _ruling(number: str) -> dict[str, str]:
    return {"receipt_number": number, "reasons": "经核查，数据属实。"}


async def _after_the_notice(portal: Portal, number: str) -> None:
    """The last day is a day of the notice; from the next on nobody can object."""
    citizen, park = await portal.visitor(), await portal.person("park-js-1")
    await _stands(citizen, number, "异议不成立")
    objecting = citizen.page.get_by_role("button", name="提交异议")
    for day, forms_there in (("2025-04-14", 1), ("2025-04-15", 0)):
        await park.moves_the_clock_to(day)
        await citizen.goes_to("/notices")
        await citizen.follows(PARK)
        await citizen.is_at(PARK)
        await expect(objecting).to_have_count(forms_there)
    await citizen.reads("公示已经结束，不再受理异议")


async def _recognition(portal: Portal, tmp_path: Path) -> None:
    """第二十三条、第二十四条: 总局会同相关部门认定, 向社会公布; the notice of it names all five and the term."""
    await (await portal.person("samr-2")).gives("recognition_decision", "sign")
    await portal.all_give(DEPARTMENTS, "recognition_signature", "sign")
    await (await portal.person("samr")).gives("announcement", "publish")
    park = await portal.person("park-js-1")
    await park.goes_to(CASE)
    await park.reads("示范期内")
    await park.looks(tmp_path / "case")
    pages = PdfReader(await park.saves(f"关于认定{PARK}为全国质量品牌提升示范区的通知（PDF）")).pages
    text = re.sub(r"\s", "", "".join(each.extract_text() for each in pages))
    assert "自2025年4月15日起，至2028年4月15日止" in text
    for each in ("samr", *DEPARTMENTS):
        assert each in text


async def _first_report(portal: Portal) -> None:
    """第二十七条: the report on 2025, which is asked for when the year is over."""
    park = await portal.person("park-js-1")
    await park.goes_to("/")
    await park.moves_the_clock_to("2026-01-05")
    await park.gives("annual_report", "submit", forms.REPORT)
    await (await portal.person("samr")).gives("annual_report_receipt", "accept")


async def _renewal_reminder(portal: Portal, world: World) -> None:
    """第二十八条: 到期前六个月可自愿申请复审; the park reads of it among its messages and has it by mail."""
    park = await portal.person("park-js-1")
    await park.goes_to("/")
    await park.moves_the_clock_to("2027-10-16")
    await park.follows("消息", exact=False)
    await park.is_at("消息")
    reminder = f"复审提醒：{PARK}可以申请复审"
    await park.reads(reminder)
    mailed = [to for to, mail in world.mail.accepted if str(mail["Subject"]).startswith(reminder)]
    assert mailed.count("park-js-1@example.gov.cn") == 1
    await park.finds("renewal_application")


async def _agrees_with_the_register(park: Person, world: World) -> None:
    """What the page says is what the case holds."""
    await park.goes_to(CASE)
    case = await world.state()
    assert (case.stage, await park.answer_to("进展到哪里")) == (Stage.IN_TERM, "示范期内")
    assert case.term is not None
    assert case.term.last_day.date.isoformat() == "2028-04-15"
    assert (await park.answer_to("示范期最后一日")).startswith("2028年4月15日")
    report = next(each for each in case.term.reports if each.year == 2025)
    assert (str(report.submitted_on), str(report.accepted_on)) == ("2026-01-05", "2026-01-05")
