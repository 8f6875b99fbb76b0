"""办理: what an act will cause stands on the page before the click, and nothing of it has happened."""

from typing import Any

from sqlalchemy import select

from db.models import Base
from domain.roles import SAMR, Audience, Role
from domain.zone.art21_panel import expert
from domain.zone.case import Stage, ZoneCase
from tests.support.page_rows import visitor
from tests.support.pages import Page
from tests.support.web import Web

_OF_THE_VISIT = {"sessions", "audit_entries"}
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
