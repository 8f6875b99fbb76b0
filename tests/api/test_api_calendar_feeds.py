"""日历订阅: what a calendar program reads of one's tasks, duties and dates, from an address that can be revoked."""

from datetime import date, datetime, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from sqlalchemy import select

from db.models import AuditEntry, CalendarToken, IdempotentResponse
from domain.roles import Audience, Role
from tests.support.accounts import ORGANISATIONS
from tests.support.feeds import DUE, events, fetched, named, owing_zone, subscribed
from tests.support.page_rows import add_task
from tests.support.substitutions import entered
from tests.support.web import ON_BOTH_DATABASES, Web

SHANGHAI = ZoneInfo("Asia/Shanghai")
REPORT = "2025年度工作报告报送期限"
PROVINCE = Audience(role=Role.PROVINCIAL_REGULATOR, region="320500")


@ON_BOTH_DATABASES
@pytest.mark.article("zone:27#1", "zone:28.1")
async def test_a_zone_finds_its_duty_its_window_and_its_expiry_with_their_derivation(web: Web) -> None:
    case = owing_zone()
    await web.save(case)
    found = await events(web, await subscribed(web, "park-js-1"))
    report, window = named(found, REPORT), named(found, "复审申请期开始")
    assert report["SUMMARY"] == f"{REPORT}：示例一号园区"
    assert (report["DTSTART"].dt, report["DTEND"].dt) == (DUE, DUE + timedelta(days=1))
    assert report["CATEGORIES"].cats == ["应办事项"]
    assert report["STATUS"] == "CONFIRMED"
    assert report["URL"].endswith(f"/cases/{case.id}")
    assert "2026年4月30日（周四）" in report["DESCRIPTION"]
    assert "系统策略｜" in report["DESCRIPTION"]
    assert "第二十七条第一句" in report["DESCRIPTION"]
    assert "法规规定｜" in window["DESCRIPTION"]
    assert window["DTSTART"].dt == datetime(2027, 11, 20, tzinfo=SHANGHAI)
    assert window["DTEND"].dt == datetime(2028, 5, 21, tzinfo=SHANGHAI)
    assert window["DTSTART"].params["TZID"] == "Asia/Shanghai"
    assert "（至2028年5月20日（周六））" in window["SUMMARY"]
    expiry = named(found, "示范期最后一日")
    assert expiry["DTSTART"].dt == date(2028, 5, 20)
    assert "申请复审（自愿）" in expiry["SUMMARY"]
    assert len(found) == 3
    assert not [each for event in found for each in event.walk("VALARM")]


async def test_a_task_stands_on_its_due_day_and_goes_when_it_is_done(web: Web) -> None:
    case = await web.add_case()
    task = await add_task(web, case, "provincial_appraisal")
    case.tasks[0] = task.model_copy(update={"due": date(2025, 10, 20)})
    await web.save(case)
    path = await subscribed(web, "prov-js")
    (event,) = await events(web, path)
    assert (event["SUMMARY"], event["DTSTART"].dt) == ("待办：可行性论证和遴选：示例一号园区", date(2025, 10, 20))
    case.tasks.clear()
    await web.save(case)
    (gone,) = await events(web, path)
    assert (gone["UID"], gone["STATUS"], gone["SEQUENCE"]) == (event["UID"], "CANCELLED", 1)
    assert gone["SUMMARY"] == "（已取消）待办：可行性论证和遴选：示例一号园区"
    web.clock.forward(days=31)
    assert await events(web, path) == []


async def test_a_date_that_moves_keeps_its_uid_and_says_that_it_moved(web: Web) -> None:
    await web.save(owing_zone())
    path = await subscribed(web, "park-js-1")
    before = named(await events(web, path), REPORT)
    web.clock.forward(days=1)
    await web.save(owing_zone(day=29))
    after = named(await events(web, path), REPORT)
    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert before["LAST-MODIFIED"].dt < after["LAST-MODIFIED"].dt
    assert after["DTSTART"].dt == DUE - timedelta(days=1)
    web.clock.forward(days=1)
    again = named(await events(web, path), REPORT)
    assert (again["SEQUENCE"], again["LAST-MODIFIED"].dt) == (1, after["LAST-MODIFIED"].dt)


async def test_a_date_the_holidays_may_still_move_is_marked_provisional(web: Web) -> None:
    await web.save(owing_zone(31, 1, 2026))
    report = named(await events(web, await subscribed(web, "park-js-1")), "2026年度工作报告")
    assert report["STATUS"] == "TENTATIVE"
    assert report["SUMMARY"].startswith("（暂定）")
    assert "暂定，待节假日安排公布" in report["DESCRIPTION"]


@ON_BOTH_DATABASES
async def test_nobody_finds_a_case_outside_their_part_in_it(web: Web) -> None:
    await web.save(owing_zone())
    for account in ("park-zj-1", "prov-zj", "mofcom", "expert-1"):
        assert await events(web, await subscribed(web, account)) == []
    for account in ("prov-js", "samr", "supervisor"):
        found = await events(web, await subscribed(web, account))
        assert named(found, REPORT)["CATEGORIES"].cats == ["案件日期"]


async def test_a_substitute_finds_what_they_act_for_and_not_what_came_in_outside_the_order(web: Web) -> None:
    answer = await entered(web, "prov-js", "lsg-js", substitute_office=ORGANISATIONS["lsg-js"][0])
    assert answer.status_code == 201, answer.text
    case = await web.add_case()
    task = await add_task(web, case, "provincial_appraisal")
    case.tasks[0] = task.model_copy(update={"due": date(2025, 10, 20)})
    await web.save(case)
    path = await subscribed(web, "lsg-js")
    assert [each["DTSTART"].dt for each in await events(web, path)] == [date(2025, 10, 20)]
    revoked = await web.post(f"/substitutions/{answer.json()['id']}/revoke", "prov-js", json={"reason": "返岗"})
    assert revoked.status_code == 200
    (gone,) = await events(web, path)
    assert gone["STATUS"] == "CANCELLED"


async def test_a_calendar_is_read_again_only_when_it_changed(web: Web) -> None:
    await web.save(owing_zone())
    path = await subscribed(web, "park-js-1")
    first = await fetched(web, path)
    assert first.headers["content-type"] == "text/calendar; charset=utf-8"
    assert "private" in first.headers["cache-control"]
    web.clock.forward(days=3)
    same = await fetched(web, path, **{"If-None-Match": first.headers["etag"]})
    assert (same.status_code, same.content) == (304, b"")
    assert (await fetched(web, path)).content == first.content
    await web.save(owing_zone(day=29))
    assert (await fetched(web, path, **{"If-None-Match": first.headers["etag"]})).status_code == 200


async def test_the_lines_are_folded_and_the_text_is_utf_8(web: Web) -> None:
    await web.save(owing_zone())
    answer = await fetched(web, await subscribed(web, "park-js-1"))
    lines = answer.content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not [each for each in lines if b"\n" in each]
    for line in lines:
        line.decode("utf-8")
    calendar = Calendar.from_ical(answer.content)
    assert calendar["X-WR-CALNAME"] == "质程"
    (zone,) = calendar.walk("VTIMEZONE")
    assert zone["TZID"] == "Asia/Shanghai"
    assert calendar["REFRESH-INTERVAL"].dt == timedelta(hours=1)


@ON_BOTH_DATABASES
async def test_the_address_is_shown_once_and_only_its_hash_is_kept(web: Web) -> None:
    headers = {"Idempotency-Key": "a-key"}
    first = await web.post("/calendar-feeds", "park-js-1", json={"label": "手机"}, headers=headers)
    again = await web.post("/calendar-feeds", "park-js-1", json={"label": "手机"}, headers=headers)
    assert (first.status_code, again.status_code) == (201, 201)
    assert (again.json()["id"], again.json()["url"]) == (first.json()["id"], None)
    token = first.json()["url"].rpartition("/")[2].removesuffix(".ics")
    listed = (await web.get("/calendar-feeds", "park-js-1")).json()["items"]
    assert [(each["label"], each["revoked_at"]) for each in listed] == [("手机", None)]
    async with web.register.read() as session:
        (row,) = await session.scalars(select(CalendarToken))
        kept = [each.response for each in await session.scalars(select(IdempotentResponse))]
    assert row.token_hash == sha256(token.encode()).hexdigest()
    assert token not in str(kept)


async def test_a_revoked_address_opens_nothing_and_nobody_else_revokes_it(web: Web) -> None:
    path = await subscribed(web, "park-js-1")
    (feed,) = (await web.get("/calendar-feeds", "park-js-1")).json()["items"]
    assert (await web.post(f"/calendar-feeds/{feed['id']}/revoke", "samr")).status_code == 404
    token = path.rpartition("/")[2]
    assert (await web.get(f"/feeds/{token}")).status_code == 200
    assert (await web.post(f"/calendar-feeds/{feed['id']}/revoke", "park-js-1")).status_code == 200
    assert (await fetched(web, path)).status_code == 404
    assert (await web.get(f"/feeds/{token}")).status_code == 404
    assert (await web.get("/feeds/never-given.ics")).status_code == 404
    async with web.register.read() as session:
        rows = await session.scalars(select(AuditEntry).where(AuditEntry.action.startswith("feed.")))
        found = [(each.action, each.actor_id, each.detail) for each in rows]
    assert found == [
        ("feed.make", "park-js-1", "建立日历订阅“办公室电脑”"),
        ("feed.revoke", "park-js-1", "撤销日历订阅“办公室电脑”"),
    ]


async def test_who_is_not_signed_in_makes_no_subscription(web: Web) -> None:
    assert (await web.post("/calendar-feeds", json={"label": "手机"})).status_code == 401
    assert (await web.post("/calendar-feeds", "samr", json={"label": ""})).status_code == 422
