"""On every channel a notice leaves once, in its order, and is neither lost nor doubled by a crash or an outage."""

import asyncio
import sys
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio
from pydantic import SecretStr
from sqlalchemy import delete

from db.models import NotificationEndpoint
from db.session import Register
from domain.notification_choice import OptionalChannel, OwnChannel
from services.clock import SystemClock
from services.notifications.chat import ChatChannel
from services.notifications.outward import Outward
from services.notifications.sms import SmsChannel
from services.notifications.webhook import WebhookChannel
from services.sealing import Sealer
from tests.support import source_tree
from tests.support.dispatches import WHSEC
from tests.support.http_server import HttpServer, http_server
from tests.support.outboxes import Post, a_post
from tests.support.smtp import SmtpServer, smtp_server
from tests.support.steps import BEGIN

EVERY = {"to_do": tuple(OwnChannel)}
NUMBER, ROBOT = "13912345678", "wecombot://693a91f6-7xxx"


@pytest_asyncio.fixture
async def mail() -> AsyncIterator[SmtpServer]:
    async with smtp_server() as server:
        yield server


@pytest_asyncio.fixture
async def others() -> AsyncIterator[HttpServer]:
    """Stands for the system, the gateway and the service of the robot; all of them are content with this answer."""
    async with http_server(answers=[(200, {"code": 0, "errcode": 0})]) as server:
        yield server


@pytest_asyncio.fixture
async def post(register: Register, mail: SmtpServer, others: HttpServer) -> Post:
    """The park wants everything on every channel."""
    outward, clock = Outward(inside=True), SystemClock()
    found = await a_post(
        register,
        mail,
        webhook=WebhookChannel(outward, clock),
        sms=SmsChannel(f"{others.url}/sms", "zhicheng", SecretStr("s"), clock),
        chat=ChatChannel(outward, {"企业微信": others.url}),
    )
    await found.choose("park-js-1", **EVERY)
    await found.enter("park-js-1", "webhook", f"{others.url}/hook", WHSEC)
    await found.enter("park-js-1", "sms", NUMBER)
    await found.enter("park-js-1", "chat", ROBOT)
    return found


def calls(server: HttpServer, path: str) -> list[str]:
    """The ids under which a path was called, in order."""
    found = [each for each in server.received if each.path.startswith(path)]
    return [each.headers.get("webhook-id") or each.headers.get("x-request-id") or "" for each in found]


async def test_a_notice_leaves_once_on_each_channel_somebody_chose(
    post: Post, mail: SmtpServer, others: HttpServer
) -> None:
    await post.tell("park-js-1")
    assert (await post.empty()).done == 5
    assert (await post.empty()).done == 0
    assert mail.recipients == ["park-js-1@example.gov.cn"]
    assert [len(calls(others, path)) for path in ("/hook", "/sms", "/cgi-bin")] == [1, 1, 1]
    delivered = dict.fromkeys([("park-js-1", each) for each in ("mail", "webhook", "chat")], "delivered")
    assert await post.states() == delivered | {("park-js-1", "sms"): "sent"}


async def test_a_text_message_is_sent_and_not_delivered_as_long_as_no_receipt_says_so(post: Post) -> None:
    await post.tell("park-js-1")
    await post.empty()
    (row,) = await post.rows(channel="sms")
    assert (row.state, row.sent_at, row.delivered_at) == ("sent", BEGIN, None)


async def test_a_reminder_may_be_switched_off_by_mail_and_a_statutory_notice_may_not(post: Post) -> None:
    await post.choose("park-js-1", reminder=(OptionalChannel.CHAT,))
    reminder = {"kind": "annual_report_before", "origin": {"duty_id": "duty", "rung": "due-30"}}
    keys = [await post.tell("park-js-1"), await post.tell("park-js-1", **reminder)]  # type: ignore[arg-type]
    found = [[row.channel for row in await post.rows(inbox=True, event_key=key)] for key in keys]
    assert [sorted(each) for each in found] == [["inbox", "mail"], ["chat", "inbox"]]


async def test_who_chose_nothing_is_told_as_ever(post: Post) -> None:
    await post.tell("prov-js")
    assert {row.channel for row in await post.rows(inbox=True)} == {"inbox", "mail"}


@pytest.mark.parametrize(("channel", "path"), [("webhook", "/hook"), ("sms", "/sms")])
async def test_a_crash_between_hand_over_and_record_leads_to_the_same_id_again(
    post: Post, others: HttpServer, channel: OwnChannel, path: str
) -> None:
    await post.choose("park-js-1", to_do=(channel,))
    await post.tell("park-js-1")
    others.silent = True
    await post.dies_while(others.asked)
    assert (await post.states())["park-js-1", channel] == "planned"
    others.silent = False
    await post.empty()
    (row,) = await post.rows(channel=channel)
    assert calls(others, path) == [row.id, row.id]
    assert row.state in ("sent", "delivered")
    assert (await post.empty()).done == 0


async def test_a_worker_killed_between_hand_over_and_record_leads_to_the_same_id_again(
    post: Post, others: HttpServer, register_url: str, mail: SmtpServer
) -> None:
    await post.choose("park-js-1", to_do=(OwnChannel.WEBHOOK,))
    await post.tell("park-js-1")
    others.silent = True
    arguments = ("tests.support.outbox_child", register_url, str(mail.port), post.instant.isoformat())
    worker = await asyncio.create_subprocess_exec(sys.executable, "-m", *arguments, cwd=source_tree.ROOT)
    await asyncio.wait_for(others.asked.wait(), 60)
    worker.kill()
    await worker.wait()
    others.silent = False
    await post.empty()
    (row,) = await post.rows(channel="webhook")
    assert calls(others, "/hook") == [row.id, row.id]
    assert await post.states() == {("park-js-1", "mail"): "delivered", ("park-js-1", "webhook"): "delivered"}
    assert len({each["Message-ID"] for each in mail.mails}) == 1


async def test_a_mail_handed_over_and_not_recorded_leaves_again_under_its_message_id(
    post: Post, mail: SmtpServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    await post.tell("prov-js")
    worker, handed_over = post.worker(), asyncio.Event()

    async def never(*_: object) -> None:
        if mail.accepted:
            handed_over.set()
            await asyncio.Event().wait()

    monkeypatch.setattr(worker, "_write_down", never)
    monkeypatch.setattr(post, "worker", lambda: worker)
    await post.dies_while(handed_over)
    monkeypatch.undo()
    await post.empty()
    assert len({each["Message-ID"] for each in mail.mails}) == 1
    assert len(mail.mails) == 2
    assert await post.states() == {("prov-js", "mail"): "delivered"}


async def test_after_a_week_without_servers_everything_leaves_in_order_once_and_says_when_it_was_due(
    post: Post, mail: SmtpServer, others: HttpServer
) -> None:
    await mail.stop()
    await others.stop()
    for _ in range(7):
        await post.tell("park-js-1")
        await post.empty(days=1)
    assert set((await post.states()).values()) == {"planned"}
    await mail.start()
    await others.start()
    await post.empty(hours=6)
    assert len(mail.mails) == len(calls(others, "/hook")) == len(calls(others, "/sms")) == 7
    rows = await post.rows(channel="webhook")
    assert calls(others, "/hook") == [row.id for row in sorted(rows, key=lambda row: row.planned_at)]
    texts = [str(each.get_body(("plain",)).get_content()) for each in mail.mails]  # type: ignore[union-attr]
    due = [f"应于2026年3月{day}日" for day in range(2, 9)]
    assert [day in text for day, text in zip(due, texts, strict=True)] == [True] * 7
    assert all("应于2026年3月" in each.json["text"] for each in others.received if each.path == "/sms")
    assert (await post.empty(hours=6)).done == 0


async def test_news_of_one_person_keeps_its_order_when_the_first_is_deferred(post: Post, others: HttpServer) -> None:
    await post.choose("park-js-1", to_do=(OwnChannel.WEBHOOK,))
    others.answers = [(503, {}), (200, {})]
    for _ in range(3):
        await post.tell("park-js-1")
        post.instant += timedelta(seconds=1)
    served = await post.empty()
    assert len(calls(others, "/hook")) == 1
    assert served.next_due == post.instant + timedelta(minutes=1)
    await post.empty(minutes=1)
    rows = await post.rows(channel="webhook")
    assert calls(others, "/hook") == [rows[0].id, *(row.id for row in rows)]


async def test_a_robot_that_fails_is_told_nothing_of_ours(post: Post, others: HttpServer) -> None:
    await post.choose("park-js-1", to_do=(OwnChannel.CHAT,))
    others.answers = [(200, {"errcode": 93000})]
    await post.tell("park-js-1")
    await post.empty()
    (row,) = await post.rows(channel="chat")
    assert (row.state, row.failure) == ("failed", "企业微信应答代码93000")


async def test_an_address_taken_back_or_sealed_by_a_lost_key_reaches_nobody_and_stops_nobody(
    post: Post, mail: SmtpServer, others: HttpServer
) -> None:
    await post.tell("park-js-1")
    async with post.register.write() as session:
        await session.execute(delete(NotificationEndpoint).where(NotificationEndpoint.channel == "webhook"))
        await session.execute(delete(NotificationEndpoint).where(NotificationEndpoint.channel == "sms"))
    await post.enter("park-js-1", "sms", NUMBER, sealer=Sealer("another key"))
    await post.empty()
    states = await post.states()
    assert {states["park-js-1", "webhook"], states["park-js-1", "sms"]} == {"failed"}
    assert states["park-js-1", "mail"] == "delivered"
    assert await post.tasks() == []
