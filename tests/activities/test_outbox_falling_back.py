"""Whom one channel does not reach is tried by the next, then through a colleague, then by a person who is asked to."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from sqlalchemy import delete

from db.models import Account
from db.queries.notifications import mark_read
from db.session import Register
from domain.notification_choice import OwnChannel
from services.notifications.chat import ChatChannel
from services.notifications.outward import Outward
from tests.support.http_server import HttpServer, http_server
from tests.support.outboxes import Post, a_post, add_colleague
from tests.support.smtp import SmtpServer, smtp_server
from tests.support.steps import BEGIN

UNKNOWN = "550 5.1.1 No such user"
ROBOT = "wecombot://693a91f6-7xxx"


@pytest_asyncio.fixture
async def mail() -> AsyncIterator[SmtpServer]:
    async with smtp_server() as server:
        server.answers = {"park-js-1@example.gov.cn": UNKNOWN}
        yield server


@pytest_asyncio.fixture
async def robot() -> AsyncIterator[HttpServer]:
    async with http_server(answers=[(200, {"errcode": 0})]) as server:
        yield server


@pytest_asyncio.fixture
async def post(register: Register, mail: SmtpServer, robot: HttpServer) -> Post:
    return await a_post(register, mail, chat=ChatChannel(Outward(inside=True), {"企业微信": robot.url}))


async def test_a_mail_that_cannot_be_delivered_goes_by_the_next_channel_of_the_person(post: Post) -> None:
    await post.choose("park-js-1")
    await post.enter("park-js-1", "chat", ROBOT)
    await post.tell("park-js-1")
    await post.empty()
    assert await post.states() == {("park-js-1", "mail"): "failed", ("park-js-1", "chat"): "delivered"}
    (failed,) = await post.rows(channel="mail")
    (instead,) = await post.rows(channel="chat")
    assert (instead.instead_of, instead.event_key, failed.failure) == (
        failed.id,
        failed.event_key,
        "5.1.1 No such user",
    )
    assert await post.tasks() == []


async def test_a_channel_that_fails_beside_one_that_arrives_has_no_consequence(post: Post, robot: HttpServer) -> None:
    await post.choose("prov-js", to_do=(OwnChannel.CHAT,))
    await post.enter("prov-js", "chat", ROBOT)
    robot.answers = [(200, {"errcode": 93000})]
    await post.tell("prov-js")
    await post.empty()
    assert await post.states() == {("prov-js", "mail"): "delivered", ("prov-js", "chat"): "failed"}
    assert await post.tasks() == []


async def test_whom_no_channel_reaches_is_told_through_the_colleagues(post: Post) -> None:
    await add_colleague(post.register, "park-js-1-b", "park-js-1")
    await post.mail_of("park-js-1-b", "b@example.gov.cn")
    key = await post.tell("park-js-1")
    # The colleague came after the notice: only so is it not among its recipients.
    async with post.register.write() as session:
        rows = await post.rows(inbox=True, account_id="park-js-1-b")
        for row in rows:
            await session.delete(await session.get_one(type(row), row.id))
    await post.empty()
    found = {(row.account_id, row.channel): row.state for row in await post.rows(inbox=True, event_key=key)}
    assert found["park-js-1", "mail"] == "failed"
    assert found["park-js-1-b", "inbox"] == found["park-js-1-b", "mail"] == "delivered"
    assert await post.tasks() == []


async def test_an_office_of_which_somebody_was_reached_needs_nobody_else(post: Post, mail: SmtpServer) -> None:
    mail.answers = {"samr@example.gov.cn": UNKNOWN}
    await post.tell("samr")
    await post.empty()
    assert sorted((await post.states()).values()) == ["delivered", "delivered", "failed"]
    assert await post.tasks() == []


@pytest.mark.parametrize(
    ("account", "role", "region"),
    [
        ("park-js-1", "provincial_regulator", "320500"),
        ("prov-js", "samr", None),
        ("lsg-js", "samr", None),
        ("mara", "ops", None),
        ("expert-1", "ops", None),
    ],
)
async def test_whom_nothing_reaches_is_a_task_of_whoever_supervises_them(
    post: Post, mail: SmtpServer, account: str, role: str, region: str | None
) -> None:
    mail.answers = {f"{account}@example.gov.cn": UNKNOWN}
    await post.tell(account)
    await post.empty()
    (task,) = await post.tasks()
    assert (task.role, task.region, task.organisation_id, task.closed_at) == (role, region, account, None)
    await post.empty()
    assert len(await post.tasks()) == 1


async def test_where_the_supervisor_has_no_account_operations_are_asked(post: Post) -> None:
    async with post.register.write() as session:
        await session.execute(delete(Account).where(Account.id == "prov-js"))
    await post.tell("park-js-1")
    await post.empty()
    (task,) = await post.tasks()
    assert task.role == "ops"


async def test_an_office_all_of_whose_people_fail_is_one_task(post: Post, mail: SmtpServer) -> None:
    mail.answers = dict.fromkeys([f"{each}@example.gov.cn" for each in ("samr", "samr-2", "samr-3")], UNKNOWN)
    await post.tell("samr")
    await post.empty()
    (task,) = await post.tasks()
    assert (task.role, task.organisation_id) == ("ops", "samr")


async def test_who_reads_it_in_the_portal_after_all_needs_not_be_told_again(post: Post) -> None:
    await post.tell("park-js-1")
    await post.empty()
    async with post.register.write() as session:
        await mark_read(session, "park-js-1", "park-js-1", post.instant)
    (task,) = await post.tasks()
    assert (task.outcome, task.closed_at) == ("read", post.instant)
    assert {row.read_at for row in await post.rows(inbox=True)} == {post.instant}


async def test_what_was_read_before_it_failed_asks_nobody(post: Post, mail: SmtpServer) -> None:
    mail.answers = {"park-js-1@example.gov.cn": "451 4.3.0 Try later"}
    await post.tell("park-js-1")
    await post.empty()
    async with post.register.write() as session:
        await mark_read(session, "park-js-1", "park-js-1", post.instant)
    mail.answers = {"park-js-1@example.gov.cn": UNKNOWN}
    await post.empty(minutes=1)
    assert await post.states() == {("park-js-1", "mail"): "failed"}
    assert await post.tasks() == []


async def test_a_failure_and_its_consequence_stand_or_fall_together(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def breaks(*_: object) -> None:
        raise RuntimeError("the machine dies here")

    await post.tell("park-js-1")
    monkeypatch.setattr("activities.outbox.fall_back", breaks)
    with pytest.raises(ExceptionGroup):
        await post.empty()
    assert await post.states() == {("park-js-1", "mail"): "planned"}
    monkeypatch.undo()
    await post.empty()
    assert len(await post.tasks()) == 1


async def test_what_fails_by_a_later_receipt_has_the_same_consequence_once(post: Post, mail: SmtpServer) -> None:
    mail.answers = {}
    await post.tell("park-js-1")
    await post.empty()
    async with post.register.write() as session:
        (row,) = await post.rows()
        taken = await session.get_one(type(row), row.id)
        taken.state, taken.failed_at = "failed", post.instant
    await post.empty()
    await post.empty()
    (task,) = await post.tasks()
    assert (task.notification_id, task.role) == (row.id, "provincial_regulator")


async def disable(register: Register, account: str) -> None:
    async with register.write() as session:
        (await session.get_one(Account, account)).disabled_at = BEGIN


async def test_a_disabled_account_is_told_nothing_while_a_colleague_is_at_work(post: Post) -> None:
    await add_colleague(post.register, "samr-9", "samr")
    await disable(post.register, "samr-9")
    await post.tell("samr")
    await post.empty()
    assert "samr-9" not in {row.account_id for row in await post.rows(inbox=True)}
    assert await post.tasks() == []


async def test_an_office_whose_only_account_is_disabled_is_told_by_a_person(post: Post, mail: SmtpServer) -> None:
    await disable(post.register, "park-js-1")
    key = await post.tell("park-js-1")
    await post.empty()
    (row,) = await post.rows(inbox=True, event_key=key)
    assert (row.state, row.failure) == ("failed", "账号已停用")
    (task,) = await post.tasks()
    assert (task.organisation_id, task.role, task.region) == ("park-js-1", "provincial_regulator", "320500")
    assert mail.accepted == []
    await post.empty(hours=1)
    assert len(await post.tasks()) == 1


async def test_who_is_disabled_after_the_notice_was_written_is_told_nothing_and_a_colleague_is(post: Post) -> None:
    await add_colleague(post.register, "samr-9", "samr")
    key = await post.tell("samr")
    for account in ("samr", "samr-2", "samr-3"):
        await disable(post.register, account)
    await post.empty()
    states = await post.states(event_key=key)
    assert {account for (account, _), state in states.items() if state != "failed"} == {"samr-9"}
    assert await post.tasks() == []


async def test_where_the_supervising_body_has_only_disabled_accounts_operations_is_asked(post: Post) -> None:
    for account in ("park-js-1", "prov-js"):
        await disable(post.register, account)
    await post.tell("park-js-1")
    await post.empty()
    (task,) = await post.tasks()
    assert task.role == "ops"
