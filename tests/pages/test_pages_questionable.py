"""审计 for supervision: from where acts came, what is listed as questionable and why, and the check of the chain."""

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from api import audit
from db.models import CaseEvent
from db.queries.audit import Entry, Outcome, append
from domain.oversight import Question
from domain.roles import SAMR
from tests.support.accounts import actor
from tests.support.counted import add_task_row
from tests.support.page_rows import visitor
from tests.support.web import NOW, ON_BOTH_DATABASES, Web


async def add_act(
    web: Web,
    action: str,
    target: str,
    case_id: str,
    at: datetime = NOW,
    outcome: Outcome = "done",
    detail: str = "",
) -> None:
    """An entry of the log, by 总局."""
    request_id = f"{action}-{at}"
    async with web.register.write() as session:
        await append(session, Entry(at, actor("samr"), action, target, outcome, case_id, (), detail, request_id))


async def listed(web: Web, reason: str = "") -> list[tuple[str, list[str]]]:
    """Action and reasons of what is listed, the newest first."""
    answer = await web.get(f"/audit/questionable{reason and '?reason=' + reason}", "supervisor")
    assert answer.status_code == 200, answer.text
    return [(one["entry"]["action"], [each["words"] for each in one["reasons"]]) for one in answer.json()["items"]]


@ON_BOTH_DATABASES
@pytest.mark.parametrize(("seconds", "reasons"), [(5, ["转来后5秒即作决定"]), (59, ["转来后59秒即作决定"]), (60, [])])
async def test_a_decision_within_a_minute_of_its_assignment_is_listed_with_its_seconds(
    web: Web, seconds: int, reasons: list[str]
) -> None:
    case = await web.add_case()
    task = await add_task_row(web, case.id, "material_review", SAMR, None, opened_at=NOW)
    await add_act(web, "material_review.accept", task, case.id, NOW + timedelta(seconds=seconds))
    assert await listed(web) == ([("material_review.accept", reasons)] if reasons else [])


async def test_what_a_park_hands_in_at_once_is_no_decision(web: Web) -> None:
    case = await web.add_case()
    task = await add_task_row(web, case.id, "creation_application", case.applicant, None, opened_at=NOW)
    await add_act(web, "creation_application.apply", task, case.id, NOW)
    assert await listed(web) == []


@ON_BOTH_DATABASES
async def test_what_was_entered_long_after_its_stamp_is_listed_by_the_record_of_the_case(web: Web) -> None:
    case = await web.add_case()
    await add_act(web, "paper_annual_report.submit", "task", case.id)
    async with web.register.write() as session:
        session.add(
            CaseEvent(
                case_id=case.id,
                workflow_id="zone/js-1/case-1",
                step=3,
                position=0,
                at=NOW,
                kind="paper_annual_report.submit",
                text="报送2024年度工作报告（纸质来文，2025年9月1日（周一）收文，2025年10月9日（周四）录入，以收文日期为准）。",
                request_id=f"paper_annual_report.submit-{NOW}",
            )
        )
    assert await listed(web, "back_dated") == [
        ("paper_annual_report.submit", ["2025年10月9日（周四）录入，所填日期为2025年9月1日（周一），相距38日"])
    ]
    assert await listed(web, "edited") == []


async def test_what_was_changed_after_the_public_saw_it_is_listed(web: Web) -> None:
    case = await web.add_notice()
    await add_act(web, "notice_correction.correct", "task", case.id)
    await add_act(web, "notice_correction.correct", "task", case.id, NOW + timedelta(1), "refused", "公示已经结束")
    assert await listed(web) == [("notice_correction.correct", ["公示发布以后更正了公示的内容"])]


async def test_who_tried_to_extend_a_date_that_had_passed_is_listed(web: Web) -> None:
    case = await web.add_case()
    await add_act(
        web, "date.extend", "path", case.id, outcome="refused", detail="公示最后一日为2025年9月1日，届满后不能延长。"
    )
    await add_act(web, "date.extend", "path", case.id, NOW + timedelta(1), "refused", "请填写理由")
    await add_act(web, "date.extend", "path", case.id, NOW + timedelta(2))
    assert await listed(web) == [("date.extend", ["届满以后申请延长，未获准"])]


async def test_the_list_is_read_page_by_page_and_tells_nobody_else(web: Web) -> None:
    case = await web.add_case()
    for number in range(60):
        await add_act(web, "notice_correction.correct", "task", case.id, NOW + timedelta(seconds=number))
    browser = await visitor(web).login("supervisor")
    first = await browser.get("/audit/questionable")
    second = await browser.get(first.links()["下一页"])
    assert "下一页" not in second.links()
    assert len(first.root.all("tr")) + len(second.root.all("tr")) == 62
    for account in ("prov-js", "park-js-1"):
        refused = await web.get("/audit/questionable", account)
        assert (refused.status_code, [each["key"] for each in refused.json()["basis"]]) == (403, ["zone:5"])


async def test_the_page_says_that_being_listed_means_no_wrong_and_is_entered_in_the_log(web: Web) -> None:
    browser = await visitor(web).login("supervisor")
    page = await browser.get((await browser.get("/audit")).links()["可疑办理"])
    assert "列出不表示违规" in page.text
    assert "没有符合条件的办理。" in page.text
    for each in Question:
        assert each.label in page.text
    assert "查看可疑办理" in (await browser.get("/audit")).text


@ON_BOTH_DATABASES
async def test_the_log_says_from_where_whose_office_and_in_which_capacity(web: Web) -> None:
    browser = await visitor(web).login("supervisor")
    await browser.get("/audit")
    page = await browser.get("/audit?actor=supervisor")
    assert "监督人员（监督组）supervisor，本职来自127.0.0.1" in page.text


async def test_where_an_act_came_from_can_go_without_breaking_the_chain(web: Web) -> None:
    browser = await visitor(web).login("supervisor")
    async with web.register.write() as session:
        await session.execute(sa.text("DELETE FROM audit_origins"))
    assert "未记来源" in (await browser.get("/audit")).text
    assert "完整" in (await browser.get("/audit/verification")).text


async def test_supervision_has_the_whole_log_checked_and_a_noted_head_looked_for(web: Web) -> None:
    await audit.record_reading(web.services, actor("samr"), "audit.read", "log", detail="查看审计记录")
    browser = await visitor(web).login("supervisor")
    page = await browser.get("/audit")
    whole = await browser.get("/audit/verification?head=")
    assert "完整" in whole.text
    assert "没有改动、缺失或者插入。" in whole.text
    head = next(each.text for each in page.root.all("code"))
    assert "并含有所填的链尾" in (await browser.get(f"/audit/verification?head={head}")).text
    cut = await browser.get(f"/audit/verification?head={'a' * 64}")
    assert "不完整，发现1处" in cut.text
    assert (await web.get("/audit/verification", "park-js-1")).status_code == 403


async def test_a_changed_entry_is_found_by_the_check(web: Web) -> None:
    browser = await visitor(web).login("supervisor")
    async with web.register.write() as session:
        await session.execute(sa.text("DROP TRIGGER audit_entries_no_update"))
        await session.execute(sa.text("UPDATE audit_entries SET detail = '别的' WHERE sequence = 1"))
    page = await browser.get("/audit/verification")
    assert "第1号：内容与散列不符，被改动" in page.text
