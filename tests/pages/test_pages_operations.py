"""运维台: how far the platform is behind, and which of its parts answer; nothing can be done there."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from activities.canary import arm
from api import engine
from api.deps import Services
from api.engine import Failing, Poller, Workers
from api.operations import span
from db.models import Case, CaseStep, DeliveryTask, Notification
from services.documents.store import DocumentStore
from tests.support.page_rows import add_history, visitor
from tests.support.pages import Page
from tests.support.undelivered import TASK, add_undelivered
from tests.support.web import NOW, ON_BOTH_DATABASES, Web


async def console(web: Web) -> Page:
    return await (await visitor(web).login("ops")).get("/operations")


async def test_who_watches_decides_nothing_there_is_no_form_on_the_console(web: Web) -> None:
    page = await console(web)
    assert page.heading == "运维台"
    (main,) = page.root.all("main")
    assert main.all("form", "button") == []


@pytest.mark.parametrize("account", ["samr", "prov-js", "park-js-1", "supervisor"])
async def test_the_console_is_of_operations_alone(web: Web, account: str) -> None:
    browser = await visitor(web).login(account)
    assert "运维台" not in (await browser.get("/")).links()
    refused = await browser.get("/operations", 403)
    assert "运维台由技术运维查看。" in refused.text


async def test_a_quiet_platform_says_of_every_list_that_nothing_is_there(web: Web) -> None:
    page = await console(web)
    for words in (
        "没有：到时的提醒都已发出。",
        "没有：通知都已送达，或者已由单位另行通知。",
        "没有等待超过1分钟的步骤",
        "没有：所有日期所在年份的节假日安排都已导入。",
    ):
        assert words in page.text
    assert "请查看" not in page.text.replace("标为“请查看”", "")


async def test_without_the_engine_it_says_what_does_not_answer_and_what_it_does_not_know(web: Web) -> None:
    page = await console(web)
    assert "目前不能办理业务： Temporal 没有应答。" in page.text
    assert "流程引擎没有应答，或者这一引擎不提供这项情况" in page.text
    assert "流程引擎没有应答，暂时不知道。" in page.text


@ON_BOTH_DATABASES
async def test_the_oldest_unserved_reminder_is_named_with_how_long_it_waits(web: Web) -> None:
    case = await web.add_notice()
    web.clock.forward(days=6)
    page = await console(web)
    assert page.row("最早的一件未发出的提醒") == "最早的一件未发出的提醒已等待1天1小时请查看"
    assert f"/cases/{case.id}" in page.links().values()


async def test_the_canary_says_how_late_it_was(web: Web) -> None:
    assert "还没有（沙盘没有自检）" in (await console(web)).text
    await arm(web.register, web.clock.instant)
    web.clock.forward(days=1)
    assert "2025-10-10的自检尚未完成，已等待1小时" in (await console(web)).text


@ON_BOTH_DATABASES
async def test_a_notification_that_failed_is_shown_until_somebody_told_them_otherwise(web: Web) -> None:
    await add_undelivered(web)
    async with web.register.write() as session:
        await session.execute(update(Notification).where(Notification.id == "mail-1").values(followed_up_at=NOW))
    page = await console(web)
    assert page.row("未送达的通知（") == "未送达的通知（待发送，或者未成功且尚未另行通知）1条正常"
    assert "已尝试1次：5.1.1 No such user" in page.text
    assert "zhicheng_undelivered_notifications 1\n" in (await web.call("GET", "/metrics")).text
    async with web.register.write() as session:
        (await session.get_one(DeliveryTask, TASK)).closed_at = NOW
    assert "5.1.1 No such user" not in (await console(web)).text
    assert "zhicheng_undelivered_notifications 0\n" in (await web.call("GET", "/metrics")).text


@ON_BOTH_DATABASES
async def test_a_step_that_stays_unconfirmed_has_the_way_to_its_workflow(web: Web) -> None:
    case = await web.add_case()
    await add_history(web, case)
    step = {"workflow_id": "zone/js-1/case-1", "number": 1, "run_id": "run", "fingerprint": "f", "at": NOW}
    async with web.register.write() as session:
        session.add(CaseStep(**step, recorded_at=NOW))
    assert "没有等待超过1分钟的步骤" in (await console(web)).text
    web.clock.forward(minutes=20)
    page = await console(web)
    assert page.row("zone/js-1/case-1") == f"zone/js-1/case-1{case.id}第1步已等待20分钟"
    assert page.links()["zone/js-1/case-1"].endswith("/namespaces/default/workflows/zone%2Fjs-1%2Fcase-1")
    metrics = (await web.call("GET", "/metrics")).text
    assert "zhicheng_unconfirmed_steps 1\n" in metrics
    assert "zhicheng_oldest_unconfirmed_step_seconds 1200\n" in metrics


async def test_the_outbox_tells_how_many_may_leave_and_since_when_the_first_waits(web: Web) -> None:
    case = await web.add_case()
    await add_history(web, case)
    async with web.register.write() as session:
        await session.execute(update(Notification).values(step=None))
    web.clock.forward(minutes=16)
    page = await console(web)
    assert page.row("待发出的通知") == "待发出的通知2件，最早的已等待16分钟请查看"
    assert "zhicheng_oldest_outbox_seconds 960\n" in (await web.call("GET", "/metrics")).text


@ON_BOTH_DATABASES
async def test_provisional_dates_of_open_cases_are_listed_by_when_they_could_come(web: Web) -> None:
    case = await web.add_case()
    date = {"key": "zone-notice", "label": "公示最后一日", "date": "2027-01-08"}
    span = {"earliest": "2027-01-04", "latest": "2027-01-08"}
    async with web.register.write() as session:
        row = await session.get_one(Case, case.id)
        row.milestones = [{**date, **span, "provisional": True}, {**date, "label": "别的日期", "provisional": False}]
    page = await console(web)
    assert page.row("示例一号园区") == "示例一号园区公示最后一日2027年1月4日（周一）2027年1月8日（周五）"
    assert "别的日期" not in page.text


async def test_failing_workflows_and_the_builds_that_run_are_shown_as_temporal_tells(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = await web.add_case()

    async def failing(services: Services) -> list[Failing]:
        return [Failing("zone/js-1/case-1", ["category=WorkflowTaskFailed"])]

    async def workers(services: Services) -> list[Workers]:
        return [Workers("cases", [Poller("1@host", "2026-1", NOW)], "2026-1"), Workers("documents", [], "")]

    monkeypatch.setattr(engine, "failing", failing)
    monkeypatch.setattr(engine, "workers", workers)
    page = await console(web)
    assert page.row("zone/js-1/case-1") == f"zone/js-1/case-1{case.id}category=WorkflowTaskFailed"
    assert page.row("cases") == "cases1@host2026-1（新案件用此版本）2025年10月9日（周四）10:00"
    assert page.row("documents") == "documents没有工作进程"


async def test_readiness_tells_of_the_document_store_too(web: Web, tmp_path: Path) -> None:
    assert (await web.call("GET", "/readyz")).json()["reasons"] == ["Temporal 没有应答。"]
    blocked = tmp_path / "blocked"
    store = DocumentStore(blocked.as_uri())
    blocked.rmdir()
    blocked.write_text("no folder", encoding="utf-8")
    web.app.services = replace(web.services, store=store)
    answer = await web.call("GET", "/readyz")
    assert answer.status_code == 503
    assert answer.json()["reasons"] == ["Temporal 没有应答。", "文件库没有应答，或者拒绝访问。"]


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(), "0秒"),
        (timedelta(seconds=59), "59秒"),
        (timedelta(minutes=16, seconds=5), "16分钟5秒"),
        (timedelta(days=1, hours=1, minutes=5), "1天1小时"),
        (timedelta(days=3), "3天"),
    ],
)
def test_a_span_is_told_by_its_two_largest_units(length: timedelta, words: str) -> None:
    assert span(length) == words
