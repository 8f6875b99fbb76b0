"""With nobody at the queues of notifications and documents the cases go on; once somebody is, they catch up."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import date, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from sqlalchemy import select

from config import Environment, Settings
from contracts.queues import DOCUMENTS, NOTIFICATIONS, REMINDERS
from db.models import DocumentRow, Notification
from db.queries.outbox import next_rung_at
from domain.dates import start_of
from domain.zone.case import Stage
from services.wake import Wake
from tests.support.lives import answer
from tests.support.world import World
from tests.support.zone_cases import settle_in, start_creation, start_term, until_recorded
from worker import build

LADDER = ["d-30", "d-7", "d-1", "d+1", "d+7", "d+30"]
_ORDER = (Notification.planned_at, Notification.created_at, Notification.id)


async def mails(world: World) -> list[Notification]:
    async with world.register.read() as session:
        query = select(Notification).where(Notification.channel == "mail")
        return list(await session.scalars(query.order_by(*_ORDER)))


async def papers(world: World) -> list[DocumentRow]:
    async with world.register.read() as session:
        return list(await session.scalars(select(DocumentRow).order_by(DocumentRow.step, DocumentRow.position)))


@asynccontextmanager
async def caught_up(world: World, folder: Path, patches: pytest.MonkeyPatch) -> AsyncIterator[None]:
    """Workers begin at the other queues, as they do when they are started; within, all that had waited is done."""
    patches.undo()  # the world keeps the clocks asleep while nobody works
    config = Settings(env=Environment.SANDBOX, smtp_host="127.0.0.1", smtp_port=world.mail.port, data_dir=folder)
    async with AsyncExitStack() as stack:
        for queue in (REMINDERS, NOTIFICATIONS, DOCUMENTS):
            await stack.enter_async_context(build(queue, world.client, world.register, world.clock, config))
        await Wake(world.client, config).all()
        for _ in range(1200):
            waiting = [row.id for row in await mails(world) if row.state == "planned"]
            waiting += [row.id for row in await papers(world) if row.state == "ordered"]
            if not waiting and await _served(world):
                break
            await asyncio.sleep(0.05)
        else:
            raise AssertionError(waiting)
        yield


async def _served(world: World) -> bool:
    """Whether the clock of reminders has looked: it answers how far it is only when it has done all."""
    async with world.register.read() as session:
        due = await next_rung_at(session)
    return due is None or due > await world.clock.now()


def sequence_of(row: DocumentRow) -> int:
    """The 顺序号 of 〔2026〕3号."""
    return int(str(row.number).rpartition("〕")[2].removesuffix("号"))


def text_of(mail: EmailMessage) -> str:
    plain = mail.get_body(("plain",))
    assert plain is not None
    return str(plain.get_content())


def assert_each_left_once_and_in_order(world: World, rows: list[Notification]) -> None:
    arrived = [(recipient, str(mail["Message-ID"])) for recipient, mail in world.mail.accepted]
    assert Counter(id_ for _, id_ in arrived) == Counter(str(row.message_id) for row in rows)
    for address in {row.address for row in rows}:
        planned = [str(row.message_id) for row in rows if row.address == address]
        assert [id_ for to, id_ in arrived if to == address] == planned


@pytest.mark.article("zone:17.1", "zone:17.2")
async def test_a_creation_is_decided_while_mail_and_press_stand_still_and_both_catch_up(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await start_creation(world, Stage.APPLICATION)
    for kinds in (
        ("creation_application",),
        ("provincial_appraisal", "nomination_consent", "nominee_report"),
        ("creation_consultation", "creation_opinion"),
        ("creation_decision",),
    ):
        await answer(world, *kinds)
        await world.forward(days=2)
    assert (await world.state()).stage is Stage.CREATION
    assert {row.state for row in await mails(world)} == {"planned"}
    assert {row.state for row in await papers(world)} == {"ordered"}
    assert world.mail.accepted == []

    async with caught_up(world, tmp_path, monkeypatch):
        rows, written = await mails(world), await papers(world)

    assert {row.state for row in rows} == {"delivered"}
    assert_each_left_once_and_in_order(world, rows)
    assert {row.state for row in written} == {"stored"}
    assert len({row.kind for row in written}) >= 4
    in_order: dict[tuple[str, str], list[int]] = {}
    for row in written:
        in_order.setdefault((row.issuers[0], row.kind), []).append(sequence_of(row))
    assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in in_order.values())
    assert "本提醒应于" in text_of(world.mail.mails[0])


@pytest.mark.article("zone:27#1")
async def test_the_reminders_of_a_whole_ladder_leave_once_in_order_and_say_when_they_were_due(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    year = await settle_in(world)
    await start_term(world, date(year, 5, 20))
    await until_recorded(world, "case.opened")
    term = (await world.state()).term
    assert term is not None
    await world.clock.advance_to(start_of(term.reports[0].due.date) + timedelta(days=40))
    assert world.mail.accepted == []

    async with caught_up(world, tmp_path, monkeypatch):
        rows = await mails(world)

    assert_each_left_once_and_in_order(world, rows)
    own = [row for row in rows if row.account_id == "park-js-1" and row.kind.startswith("annual_report")]
    assert [row.rung for row in own] == LADDER
    late = {str(mail["Message-ID"]): text_of(mail) for mail in world.mail.mails}
    assert all("本提醒应于" in late[str(row.message_id)] for row in own)
