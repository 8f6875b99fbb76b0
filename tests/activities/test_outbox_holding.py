"""Quiet hours and the digest hold a notice back; nothing is lost by it, and what leaves together is one message."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio
from pydantic import SecretStr

from db.session import Register
from domain.dates import CHINA
from domain.notification_choice import OptionalChannel, OwnChannel
from services.clock import SystemClock
from services.notifications.sms import SmsChannel
from tests.support.http_server import http_server
from tests.support.outboxes import Post, a_post
from tests.support.smtp import SmtpServer, smtp_server
from tests.support.steps import BASE_URL

AT_NIGHT = {"quiet_channels": (OptionalChannel.MAIL,)}


def local(*moment: int) -> datetime:
    return datetime(*moment, tzinfo=CHINA).astimezone(UTC)  # type: ignore[misc, arg-type]


@pytest_asyncio.fixture
async def mail() -> AsyncIterator[SmtpServer]:
    async with smtp_server() as server:
        yield server


@pytest_asyncio.fixture
async def post(register: Register, mail: SmtpServer) -> Post:
    return await a_post(register, mail)


async def test_in_quiet_hours_a_notice_waits_for_nine_of_the_next_working_day(post: Post, mail: SmtpServer) -> None:
    await post.choose("park-js-1", **AT_NIGHT)
    post.instant = local(2026, 3, 6, 22)
    await post.tell("park-js-1", "prov-js")
    served = await post.empty()
    assert served.next_due == local(2026, 3, 9, 9)
    assert mail.recipients == ["prov-js@example.gov.cn"]
    assert [row.state for row in await post.rows(inbox=True, account_id="park-js-1", channel="inbox")] == ["delivered"]
    post.instant = local(2026, 3, 9, 9)
    await post.empty()
    assert mail.recipients[1:] == ["park-js-1@example.gov.cn"]
    assert "应于2026年3月6日（周五）22:00" in mail.mails[1].get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert (await post.empty()).next_due is None


@pytest.mark.parametrize(("due", "waits"), [("2026-03-06", False), ("2026-03-08", False), ("2026-03-09", True)])
async def test_a_reminder_never_waits_past_the_day_it_reminds_of(post: Post, due: str, waits: bool) -> None:
    await post.choose("park-js-1", **AT_NIGHT)
    post.instant = local(2026, 3, 6, 22)
    data = {"year": 2025, "due": due, "days": 1}
    await post.tell("park-js-1", kind="annual_report_before", data=data, origin={"duty_id": "d", "rung": "due-1"})
    await post.empty()
    assert (await post.states())["park-js-1", "mail"] == ("planned" if waits else "delivered")


async def test_what_is_urgent_overtakes_what_waits_for_the_morning(post: Post, mail: SmtpServer) -> None:
    await post.choose("park-js-1", **AT_NIGHT)
    post.instant = local(2026, 3, 6, 22)
    await post.tell("park-js-1")
    data = {"year": 2025, "due": "2026-03-06", "days": 1}
    await post.tell("park-js-1", kind="annual_report_before", data=data, origin={"duty_id": "d", "rung": "due-1"})
    await post.empty()
    assert [("年度工作报告" in str(each["Subject"])) for each in mail.mails] == [True]


async def tell_eight(post: Post) -> None:
    for _ in range(8):
        await post.tell("park-js-1", "prov-js")
        post.instant += timedelta(minutes=1)


async def test_after_five_on_a_day_the_rest_is_one_message_at_five_in_the_afternoon(
    post: Post, mail: SmtpServer
) -> None:
    await post.choose("park-js-1", digest=True)
    await tell_eight(post)
    served = await post.empty()
    assert served.next_due == local(2026, 3, 2, 17)
    assert mail.recipients.count("park-js-1@example.gov.cn") == 5
    assert mail.recipients.count("prov-js@example.gov.cn") == 8
    post.instant = local(2026, 3, 2, 17)
    await post.empty()
    digest = mail.mails[-1]
    assert digest["Subject"] == "【汇总】3条通知：2026年3月2日（周一）"
    text = digest.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "系统策略" in text
    assert text.count("查看和办理：") == 3
    assert set((await post.states(account_id="park-js-1")).values()) == {"delivered"}
    assert len({row.message_id for row in await post.rows(account_id="park-js-1")}) == 6
    assert (await post.empty()).done == 0


async def test_a_digest_by_text_message_is_one_message_that_leads_to_the_inbox(
    register: Register, mail: SmtpServer
) -> None:
    async with http_server(answers=[(200, {"code": 0})]) as gateway:
        sms = SmsChannel(gateway.url, "zhicheng", SecretStr("s"), SystemClock())
        post = await a_post(register, mail, sms=sms)
        await post.choose("park-js-1", digest=True, to_do=(OwnChannel.SMS,))
        await post.enter("park-js-1", "sms", "13912345678")
        await tell_eight(post)
        await post.empty()
        post.instant = local(2026, 3, 2, 17)
        await post.empty()
    assert len(gateway.received) == 6
    last = gateway.received[-1].json
    assert last["text"] == f"【质程】【汇总】3条通知：2026年3月2日（周一） 查看和办理：{BASE_URL}/inbox"
    together = [row for row in await post.rows(channel="sms") if row.digest]
    assert {row.digest for row in together} == {last["request_id"]}
    assert {row.state for row in together} == {"sent"}


async def test_a_day_later_the_count_begins_anew(post: Post, mail: SmtpServer) -> None:
    await post.choose("park-js-1", digest=True)
    await tell_eight(post)
    await post.empty()
    post.instant = local(2026, 3, 2, 17, 30)
    await post.tell("park-js-1")
    await post.empty()
    assert [row.held_until for row in await post.rows(state="planned")] == [local(2026, 3, 3, 17)]
    post.instant = local(2026, 3, 3, 9)
    await post.tell("park-js-1")
    await post.empty()
    assert len([each for each in mail.mails if "汇总" not in str(each["Subject"])]) == 5 + 8 + 1


async def test_a_digest_that_was_deferred_leaves_again_whole_and_under_the_same_id(
    post: Post, mail: SmtpServer
) -> None:
    await post.choose("park-js-1", digest=True)
    await tell_eight(post)
    await post.empty()
    mail.answers = {"park-js-1@example.gov.cn": "451 4.3.0 Try later"}
    post.instant = local(2026, 3, 2, 17)
    await post.empty()
    ids = {row.message_id for row in await post.rows(state="planned")}
    mail.answers = {}
    await post.empty(minutes=1)
    assert {mail.mails[-1]["Message-ID"]} == ids
    assert "【汇总】3条通知" in mail.mails[-1]["Subject"]


async def test_a_reminder_due_today_is_not_put_off_to_tomorrows_digest(post: Post) -> None:
    await post.choose("park-js-1", digest=True)
    await tell_eight(post)
    await post.empty()
    post.instant = local(2026, 3, 2, 17, 30)
    data = {"year": 2025, "due": "2026-03-02", "days": 1}
    key = await post.tell("park-js-1", kind="annual_report_before", data=data, origin={"duty_id": "d", "rung": "due-0"})
    await post.empty()
    assert (await post.states(event_key=key))["park-js-1", "mail"] == "delivered"
