"""送达记录: the evidence of a chain of reminders, from the ladder to the recipient's server, and the same to file."""

from collections.abc import AsyncIterator
from datetime import datetime
from hashlib import sha256
from typing import Any

import pytest
from sqlalchemy import select, update

from db.models import AuditEntry, Notification
from domain.zone.case import ZoneCase
from tests.support.deliveries import serve
from tests.support.feeds import owing_zone
from tests.support.page_rows import visitor
from tests.support.reminding import at_nine
from tests.support.sheets import records_in, sheets_in
from tests.support.smtp import SmtpServer, smtp_server
from tests.support.web import ON_BOTH_DATABASES, Web

pytestmark = pytest.mark.article("zone:27#1")

PARK = "park-js-1@example.gov.cn"


@pytest.fixture
async def server() -> AsyncIterator[SmtpServer]:
    async with smtp_server() as server:
        yield server


async def reminded(web: Web, server: SmtpServer) -> ZoneCase:
    """The first reminder on its day; the second two hours late, after a pause of the platform; the third to come."""
    case = owing_zone()
    web.clock.instant = at_nine(2026, 3, 9)
    await web.save(case)
    web.clock.instant = at_nine(2026, 3, 31)
    await serve(web, server)
    server.answers = {PARK: "550 5.1.1 No such user"}
    web.clock.instant = at_nine(2026, 4, 23)
    web.clock.forward(hours=2)
    await serve(web, server)
    return case


async def record(web: Web, case: ZoneCase, account: str = "park-js-1", **wanted: Any) -> list[dict[str, Any]]:
    answer = await web.get(f"/cases/{case.id}/delivery-record", account, params=wanted)
    assert answer.status_code == 200, answer.text
    lines: list[dict[str, Any]] = [each for each in answer.json()["lines"] if "工作报告" in each["duty"]]
    return lines


@ON_BOTH_DATABASES
async def test_every_rung_is_told_with_its_hours_its_channel_and_the_words_of_the_server(
    web: Web, server: SmtpServer
) -> None:
    case = await reminded(web, server)
    lines = await record(web, case)
    first, second = ([each for each in lines if each["rung"] == key] for key in ("d-30", "d-7"))
    assert [(each["channel"], each["state"], each["lateness"]) for each in first] == [
        ("inbox", "delivered", ""),
        ("mail", "delivered", ""),
    ]
    assert first[1]["message_id"].endswith("@example.gov.cn>")
    assert (first[1]["recipient"], first[1]["recipient_role_label"]) == ("示例一号园区管理委员会", "创建主体")
    assert [(each["channel"], each["state"], each["receipt"]) for each in second] == [
        ("inbox", "delivered", ""),
        ("mail", "failed", "5.1.1 No such user"),
    ]
    late = "应于2026年4月23日（周四）09:00（北京时间）发出，实际于2026年4月23日（周四）11:00（北京时间）发出"
    assert second[0]["lateness"] == late
    assert datetime.fromisoformat(second[1]["failed_at"]) == await web.clock.now()
    coming = [each for each in lines if each["rung"] == "d-1"]
    assert [(each["state_label"], each["recipient_role_label"]) for each in coming] == [("到时发出", "创建主体")]


async def test_what_is_read_is_told_and_what_should_have_left_and_has_not(web: Web, server: SmtpServer) -> None:
    case = await reminded(web, server)
    await (await visitor(web).login("park-js-1")).get("/inbox")
    assert {each["state"] for each in await record(web, case, channel="inbox")} == {"read"}
    web.clock.instant = at_nine(2026, 4, 29)
    web.clock.forward(hours=3)
    (waiting,) = await record(web, case, late=True, state="coming")
    assert (waiting["rung"], waiting["lateness"]) == (
        "d-1",
        "应于2026年4月29日（周三）09:00（北京时间）发出，至今没有发出",
    )


async def test_a_report_that_came_in_leaves_the_rest_of_the_ladder_on_record_as_dropped(
    web: Web, server: SmtpServer
) -> None:
    case = await reminded(web, server)
    assert case.term is not None
    case.term.reports.clear()
    await web.save(case)
    dropped = [each["rung"] for each in await record(web, case, state="cancelled")]
    assert dropped == ["d-1", "d+1", "d+7", "d+30"]


async def test_the_record_is_narrowed_down_by_duty_channel_and_fate(web: Web, server: SmtpServer) -> None:
    case = await reminded(web, server)
    duty = f"{case.id}-annual-report-2025"
    assert {each["duty_id"] for each in await record(web, case, duty=duty)} == {duty}
    assert await record(web, case, duty="another") == []
    assert [each["rung"] for each in await record(web, case, channel="mail", state="failed")] == ["d-7"]
    assert [each["rung"] for each in await record(web, case, late=True)] == ["d-7"]
    assert (await web.get(f"/cases/{case.id}/delivery-record?state=lost", "park-js-1")).status_code == 422


async def test_who_sees_the_case_sees_its_record_and_nobody_else(web: Web, server: SmtpServer) -> None:
    case = await reminded(web, server)
    for account in ("prov-js", "samr", "supervisor", "ops"):
        assert await record(web, case, account)
    for path in ("", "/export"):
        for account in ("park-zj-1", "prov-zj", "mofcom"):
            assert (await web.get(f"/cases/{case.id}/delivery-record{path}", account)).status_code == 404
        assert (await web.get(f"/cases/{case.id}/delivery-record{path}")).status_code == 401


@ON_BOTH_DATABASES
async def test_the_export_says_the_same_as_a_spreadsheet_and_its_hash_is_in_the_audit_log(
    web: Web, server: SmtpServer
) -> None:
    case = await reminded(web, server)
    async with web.register.write() as session:
        typed = '=HYPERLINK("http://x","点我")'
        await session.execute(update(Notification).where(Notification.rung == "d-30").values(subject=typed))
    answer = await web.get(f"/cases/{case.id}/delivery-record/export?channel=mail", "supervisor")
    assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''")
    book = sheets_in(answer.content)
    told = {label: text for label, text in book["说明"]}
    assert (told["案件"], told["范围"]) == (f"示例一号园区（{case.id}）", "邮件")
    lines = records_in(book["送达记录"])
    assert [(each["提醒档位"], each["送达情况"], each["对方服务器的答复"]) for each in lines] == [
        ("d-30", "邮件服务器已接收", ""),
        ("d-7", "未成功", "5.1.1 No such user"),
    ]
    assert lines[0]["内容"] == typed
    assert lines[0]["送达时间"] == datetime(2026, 3, 31, 9, 0)  # noqa: DTZ001 (a spreadsheet knows no time zone)
    async with web.register.read() as session:
        (entry,) = await session.scalars(select(AuditEntry).where(AuditEntry.action == "delivery.export"))
    assert (entry.actor_id, entry.case_id, entry.outcome) == ("supervisor", case.id, "read")
    assert entry.detail == f"导出送达记录（XLSX，2条，邮件），SHA-256：{sha256(answer.content).hexdigest()}"
