"""办理: what an act will cause stands on the page before the click, and nothing of it has happened."""

from typing import Any

import pytest
from sqlalchemy import select

from db.models import Base
from db.queries import experts
from domain.case import next_task
from domain.pilot.kinds import TASK_KINDS as PILOT_KINDS
from domain.procedure.expert_evaluation import Expert
from domain.roles import SAMR, Audience, Role
from domain.zone.art21_panel import expert
from domain.zone.case import Stage, ZoneCase
from tests.support.page_rows import visitor
from tests.support.pages import Page
from tests.support.pilot_cases import EXPERTS, JIA
from tests.support.pilot_rows import add_project, report
from tests.support.web import NOW, Web

_OF_THE_VISIT = {"sessions", "audit_entries", "audit_origins"}
"""Written by signing in and by reading."""
PROVINCE = Audience(role=Role.PROVINCIAL_REGULATOR, region="320500")


async def everything(web: Web) -> dict[str, list[Any]]:
    """Every row of the register."""
    async with web.register.read() as session:
        return {
            name: [tuple(row) for row in await session.execute(select(table).order_by(*table.primary_key))]
            for name, table in Base.metadata.tables.items()
            if name not in _OF_THE_VISIT
        }


async def consulting(web: Web) -> ZoneCase:
    """A case in which 总局 is asked whom to consult."""
    return await web.add_case(stage=Stage.APPROVAL, asks=(("creation_consultation", SAMR),))


def told(page: Page) -> str:
    return page.text.partition("办理后会怎样")[2]


async def test_a_task_tells_what_each_answer_will_cause_before_the_click(web: Web) -> None:
    case = await consulting(web)
    words = told(await (await visitor(web).login("samr")).get(f"/tasks/{case.tasks[0].id}"))
    assert "征求意见函：市场监管总局署名，送农业农村部" in words
    assert "2025年10月22日（周三）" in words, "the last day to answer, by the calendar"
    assert "为何是这一天" in words
    assert "什么也没有发生" in words


async def test_telling_what_an_act_will_cause_leaves_the_register_as_it_was(web: Web) -> None:
    case = await consulting(web)
    browser = await visitor(web).login("samr")
    await web.get("/tasks", "samr")  # both are signed in, which is written down
    before = await everything(web)
    await browser.get(f"/tasks/{case.tasks[0].id}")
    await web.get(f"/tasks/{case.tasks[0].id}/foreseen", "samr")
    assert await everything(web) == before


async def test_where_the_consequence_hangs_on_the_answer_every_way_is_told(web: Web) -> None:
    case = await web.add_case(stage=Stage.EVALUATION, asks=(("evaluation_report", expert("expert-1")),))
    case.proceeding.panel, case.proceeding.panel_leader = ["expert-1"], "expert-1"
    await web.save(case)
    words = told(await (await visitor(web).login("expert-1")).get(f"/tasks/{case.tasks[0].id}"))
    passed, _, failed = words.partition("评估验收结论：未通过")
    assert "评估验收结论：通过" in passed
    assert "转为“公示”" in passed
    assert "转为“创建中”" in failed
    assert "评估验收反馈意见" in failed


async def test_an_act_may_be_looked_at_with_what_is_typed_before_it_is_sent(web: Web) -> None:
    case = await web.add_case(stage=Stage.NOMINATION, asks=(("provincial_appraisal", PROVINCE),))
    browser = await visitor(web).login("prov-js")
    address = f"/tasks/{case.tasks[0].id}/return"
    form = (await browser.get(address)).form(address).put({"missing": "创建方案"})
    page = await browser.send(form.press("先看后果"), 200)
    assert page.heading.startswith("请核对后确认")
    assert "确认后会怎样" in page.text
    assert "补正通知：江苏省市场监督管理局署名" in page.text
    assert "由“省级论证推荐”转为“" in page.text


async def test_what_would_be_refused_is_said_with_its_basis_before_it_is_sent(web: Web) -> None:
    case = await web.add_case(stage=Stage.PUBLIC_NOTICE, asks=(("public_notice", SAMR),))
    browser = await visitor(web).login("samr")
    address = f"/tasks/{case.tasks[0].id}/publish"
    page = await browser.send((await browser.get(address)).form(address).put({"working_days": "3"}), 200)
    assert "按现在的情况，该办理会被拒绝：公示期不少于5个工作日" in page.text
    assert "第二十二条" in page.text


async def test_only_whom_a_task_asks_is_told_what_it_will_cause(web: Web) -> None:
    case = await consulting(web)
    answer = await web.get(f"/tasks/{case.tasks[0].id}/foreseen", "prov-js")
    assert answer.status_code == 403
    assert "征求意见函" not in answer.text


@pytest.mark.article("pilot:5(4)")
async def test_a_bureau_reads_before_the_click_who_gets_its_report_and_what_they_are_asked(pilots: Web) -> None:
    case = await add_project(pilots)
    case.reports.append(await report(pilots, case, "city-jia", 1))
    case.tasks.append(next_task(case, PILOT_KINDS["pilot_report"], JIA.audience, NOW))
    await pilots.save(case)
    browser = await visitor(pilots).login("city-jia")
    words = told(await browser.get(f"/tasks/{case.tasks[-1].id}"))
    assert "示范试点建设情况报告" in words
    assert "江苏省市场监督管理局" in words
    assert "接收示范试点建设情况报告" in words
    assert "第五部分（四）" in words


@pytest.mark.article("pilot:5(5)")
async def test_nobody_is_told_before_the_click_on_which_experts_the_lot_would_fall(pilots: Web) -> None:
    """It is drawn anew when it counts: what is tried before must not look like the result."""
    case = await add_project(pilots)
    case.tasks.append(next_task(case, PILOT_KINDS["pilot_evaluation_opening"], JIA.province, NOW))
    await pilots.save(case)
    async with pilots.register.write() as session:
        for account, employer in EXPERTS.items():
            expert = Expert(organisation=account, name=f"示例{account}", employer=employer)
            await experts.add(session, expert, "质量管理", "prov-sh", NOW)
    browser = await visitor(pilots).login("prov-js")
    page = await browser.get(f"/tasks/{case.tasks[-1].id}")
    words = told(page)
    assert "签署回避声明" in words
    assert not [each for each in EXPERTS if f"示例{each}" in words]
    assert "种子" not in words
