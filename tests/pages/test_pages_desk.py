"""工作台, 消息 and 案件, on rows written straight into the register."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from db.models import Notification, TaskRow
from db.queries.releases import work_calendar
from domain.case import next_task
from domain.date_rules import derive
from domain.policy import ZonePolicy
from domain.procedure.state import Consultation
from domain.roles import Audience, Role
from domain.zone.case import Stage
from domain.zone.kinds import TASK_KINDS
from domain.zone.term import first_term
from tests.support.elements import Element
from tests.support.page_rows import add_history, add_many_cases, add_task, visitor
from tests.support.pages import Page, PageClient
from tests.support.web import NOW, ON_BOTH_DATABASES, Web


async def test_an_empty_desk_says_so_with_the_time_of_the_platforms_clock(web: Web) -> None:
    desk = await (await visitor(web).login("samr")).get("/")
    assert "目前没有待办（截至2025年10月9日（周四）10:00）" in desk.text


async def test_a_park_without_a_live_case_can_start_one_and_a_park_with_one_cannot(web: Web) -> None:
    browser = await visitor(web).login("park-js-1")
    desk = await browser.get("/")
    assert desk.form("/cases").values["subject"] == ["js-1"]
    await web.add_case()
    assert "发起创建申请" not in (await browser.get("/")).text
    refused = await browser.send(desk.form("/cases"), 409)
    assert "同一园区同时只能有一个案件" in refused.error_summary
    assert "第十六条" in refused.error_summary


async def test_the_desk_tells_mine_from_what_others_do_and_shows_the_next_90_days(web: Web) -> None:
    case = await web.add_case(stage=Stage.IN_TERM)
    case.term = first_term(date(2022, 12, 1), case.policy)
    await web.save(case)
    await add_task(web, case, "renewal_examination")
    await web.add_case("zj-1")
    desk = await (await visitor(web).login("park-js-1")).get("/")
    assert "目前没有待办" in desk.text
    assert "审核复审申请材料" in desk.text
    assert "2025年12月1日（周一）" in desk.text
    assert "示例二号园区" not in desk.text
    province = await (await visitor(web).login("prov-js")).get("/")
    assert "我的待办（1）" in province.text
    assert "目前没有等待他人办理的事项" in province.text


async def test_a_due_day_says_why_it_is_that_day_and_that_it_has_passed(web: Web) -> None:
    async with web.register.read() as session:
        calendar = await work_calendar(session)
    due = derive("zone-consultation", date(2025, 9, 15), {}, ZonePolicy(), calendar).compact()
    case = await web.add_case(stage=Stage.APPROVAL)
    case.proceeding.consultation = Consultation(asked_on=date(2025, 9, 15), due=due)
    mara = Audience(role=Role.JOINT_DEPARTMENT, organisation="mara")
    task = next_task(case, TASK_KINDS["creation_opinion"], mara, NOW - timedelta(days=24))
    case.tasks.append(task.model_copy(update={"due": due.date}))
    await web.save(case)
    browser = await visitor(web).login("mara")
    desk = await browser.get("/")
    assert "已逾期" in desk.text
    assert "为何是这一天" in desk.text
    assert "系统策略" in desk.text
    page = await browser.get(f"/tasks/{case.tasks[0].id}")
    assert "查看条文" in page.text
    assert "市场监管总局征求相关部门意见，并审核同意后，园区开始创建活动" in page.text


@ON_BOTH_DATABASES
async def test_the_inbox_shows_a_message_as_unread_once(web: Web) -> None:
    case = await web.add_case()
    await add_history(web, case)
    browser = await visitor(web).login("park-js-1")
    assert "消息（1条未读）" in (await browser.get("/")).text
    first = await browser.get("/inbox")
    assert "未读" in first.text
    assert "请办理。" in first.text
    assert "未读" not in (await browser.get("/inbox")).text


@pytest.mark.parametrize("account", ["park-js-1", "prov-js", "lsg-js", "samr", "supervisor", "ops"])
async def test_a_case_shows_state_dates_record_documents_and_notifications(web: Web, account: str) -> None:
    case = await web.add_notice()
    await add_history(web, case)
    browser = await visitor(web).login(account)
    page = await browser.get(f"/cases/{case.id}")
    assert "公示期最后一日" in page.text
    assert "法规规定" in page.text
    assert "示例一号园区提出创建申请。" in page.text
    assert "<b>第一行" not in page.html
    assert page.links()["关于创建全国质量品牌提升示范区的申请（PDF）"] == "/api/v1/documents/document-stored"
    assert "已送达" in page.text
    assert "收件人不存在" in page.text
    assert ("在 Temporal 中查看这一流程" in page.text) == (account == "ops")
    receipt = await browser.get(f"/cases/{case.id}/receipts/1")
    assert "第1步" in receipt.text
    await browser.get(f"/cases/{case.id}/receipts/99", 404)


async def test_of_many_notifications_a_case_shows_the_latest_and_says_where_the_others_are(web: Web) -> None:
    case = await web.add_case()
    async with web.register.write() as session:
        session.add_all(
            Notification(
                id=f"n-{number}",
                event_key=f"n-{number}",
                case_id=case.id,
                workflow_id="zone/js-1/case-1",
                step=1,
                kind="case_opened",
                channel="inbox",
                account_id="park-js-1",
                recipient_name="示例一号园区管理委员会",
                recipient_role="creating_body",
                address="",
                subject=f"第{number}条通知",
                body="",
                planned_at=NOW + timedelta(minutes=number),
                created_at=NOW,
                state="delivered",
            )
            for number in range(1, 22)
        )
    browser = await visitor(web).login("park-js-1")
    page = await browser.get(f"/cases/{case.id}")
    assert "共21条，下面是最近的20条，全部见送达记录。" in page.text
    assert "第21条通知" in page.text
    assert "第1条通知" not in page.text
    assert "第1条通知" in (await browser.get(f"/cases/{case.id}/delivery-record")).text


async def test_a_case_outside_ones_part_is_not_there(web: Web) -> None:
    case = await web.add_case()
    for account in ("prov-zj", "park-zj-1", "mara", "expert-1"):
        page = await (await visitor(web).login(account)).get(f"/cases/{case.id}", 404)
        assert "不存在，或者您无权查看" in page.text


async def test_the_list_is_cut_into_pages_and_filtered_by_stage_and_province(web: Web) -> None:
    for number in range(1, 24):
        await web.add_case("js-1", number, stage=Stage.EXPIRED if number > 22 else Stage.CREATION)
    await web.add_case("zj-1")
    browser = await visitor(web).login("samr")
    first = await browser.get("/cases")
    second = await browser.get(first.links()["下一页"])
    rows = [len(page.root.all("tr")) - 1 for page in (first, second)]
    assert rows == [20, 4]
    assert "下一页" not in second.links()
    assert len((await browser.get("/cases?stage=expired&province=320000")).root.all("tr")) == 2
    empty = await browser.get("/cases?stage=expired&province=330000")
    assert "没有符合条件的案件" in empty.text
    chosen = [each.attrs["value"] for each in empty.root.all("option") if "selected" in each.attrs]
    assert chosen == ["", "zone.expired", "330000", ""]


MANY = 250
LISTS = {"tasks": "我的待办", "waiting": "等待他人办理", "dates": "未来90天"}


async def every_page(browser: PageClient, words: str) -> list[Page]:
    """The desk, and every further page of one of its lists."""
    pages = [await browser.get("/")]
    while onwards := pages[-1].links().get(f"下一页：{words}"):
        pages.append(await browser.get(onwards.partition("#")[0]))
    return pages


def section(page: Page, name: str) -> list[Element]:
    """What follows the heading of this name, up to the next one."""
    (main,) = page.root.all("main")
    elements = main.all()
    begin = next(place for place, each in enumerate(elements) if each.attrs.get("id") == name)
    rest = elements[begin + 1 :]
    return rest[: next((place for place, each in enumerate(rest) if each.tag == "h2"), None)]


def addresses(pages: list[Page], name: str) -> list[str]:
    return [
        each.attrs["href"]
        for page in pages
        for each in section(page, name)
        if each.tag == "a" and each.attrs["href"].startswith(("/tasks/", "/cases/"))
    ]


async def test_of_many_cases_the_desk_cuts_nothing_off(web: Web) -> None:
    ids = await add_many_cases(web, MANY)
    browser = await visitor(web).login("samr")
    lists = {name: await every_page(browser, words) for name, words in LISTS.items()}
    assert {name: len(pages) for name, pages in lists.items()} == {"tasks": 10, "waiting": 10, "dates": 10}
    assert all("我的待办（250）" in page.text for page in lists["tasks"])
    assert sorted(addresses(lists["tasks"], "tasks")) == sorted(f"/tasks/{each}-material_review" for each in ids)
    for name in ("waiting", "dates"):
        assert sorted(addresses(lists[name], name)) == sorted(f"/cases/{each}" for each in ids)


async def test_the_most_urgent_of_many_comes_first_and_what_has_no_day_last(web: Web) -> None:
    await add_many_cases(web, MANY)
    browser = await visitor(web).login("samr")
    days = [
        each.text.removeprefix("期限：").partition("。")[0].partition("（")[0]
        for page in await every_page(browser, "我的待办")
        for each in section(page, "tasks")
        if each.tag == "p" and each.text.startswith("期限：")
    ]
    dated = [datetime.strptime(each, "%Y年%m月%d日").date() for each in days if each.endswith("日")]  # noqa: DTZ007
    assert len(dated) == MANY - MANY // 3
    assert dated == sorted(dated)
    assert set(days[len(dated) :]) == {"法规未规定期限"}


async def test_a_task_done_meanwhile_moves_nothing_out_of_the_next_page(web: Web) -> None:
    await add_many_cases(web, 40)
    browser = await visitor(web).login("samr")
    first = await browser.get("/")
    async with web.register.write() as session:
        done = await session.get_one(TaskRow, addresses([first], "tasks")[0].removeprefix("/tasks/"))
        done.closed_at = NOW
    second = await browser.get(first.links()["下一页：我的待办"])
    assert len(set(addresses([first, second], "tasks"))) == 40
    assert "我的待办（39）" in second.text
    assert "下一页：我的待办" not in second.links()


async def test_a_page_whose_rows_have_gone_says_so_and_leads_back(web: Web) -> None:
    await add_many_cases(web, 60)
    browser = await visitor(web).login("samr")
    onwards = (await browser.get("/")).links()
    async with web.register.write() as session:
        for row in await session.scalars(select(TaskRow)):
            row.closed_at = NOW
    for name, words in LISTS.items():
        page = await browser.get(onwards[f"下一页：{words}"])
        gone = {"tasks": "目前没有待办", "waiting": "后面没有更多了", "dates": ""}
        assert gone[name] in page.text
    await browser.get("/?waiting=x", 422)


async def test_among_many_tasks_a_case_still_knows_which_is_mine(web: Web) -> None:
    ids = await add_many_cases(web, MANY)
    browser = await visitor(web).login("samr")
    for each in (ids[0], ids[-1]):
        page = await browser.get(f"/cases/{each}")
        assert f"/tasks/{each}-material_review" in page.links().values()
        assert f"/tasks/{each}-provincial_appraisal" not in page.links().values()
