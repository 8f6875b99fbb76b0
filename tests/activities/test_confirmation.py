"""A step no history knows never happened: nothing it ordered leaves the house."""

import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio
from sqlalchemy import select
from temporalio.testing import ActivityEnvironment, WorkflowEnvironment

from activities.confirmation import Confirmation
from activities.outbox import OutboxDelivery
from activities.press import Press
from contracts.client import DATA_CONVERTER
from db.models import DocumentRow, Notification
from db.session import Register
from services.documents.content import Specimen
from services.documents.store import DocumentStore
from services.notifications.mail import MailChannel
from tests.support.smtp import smtp_server
from tests.support.steps import BASE_URL, BEGIN, StillClock, a_step, asked, recording
from tests.support.world import populate


@pytest_asyncio.fixture
async def temporal() -> AsyncIterator[WorkflowEnvironment]:
    """A server on which nothing ever ran."""
    async with await WorkflowEnvironment.start_time_skipping(
        data_converter=DATA_CONVERTER,
        test_server_existing_path=str(Path(sys.executable).parent / "temporal-test-server"),
    ) as env:
        yield env


async def test_a_phantom_step_sends_no_notice_and_prints_no_document(
    register: Register, temporal: WorkflowEnvironment
) -> None:
    await populate(register, BEGIN)
    await recording(register).record_step(a_step(1, asked()))
    confirmation = Confirmation(register, temporal.client, StillClock())
    async with smtp_server() as mail:
        channel = MailChannel("127.0.0.1", mail.port, "zhicheng@example.gov.cn", "example.gov.cn")
        outbox = OutboxDelivery(register, StillClock(), channel, confirmation)
        press = Press(register, DocumentStore("memory:///"), confirmation, BASE_URL, specimen=Specimen.DEMONSTRATION)
        sent = await ActivityEnvironment().run(outbox.deliver_outbox)
        printed = await ActivityEnvironment().run(press.print_documents)
        assert (sent.done, printed.done, mail.accepted) == (0, 0, [])
    async with register.read() as session:
        assert set(await session.scalars(select(Notification.state))) == {"planned"}
        assert set(await session.scalars(select(DocumentRow.state))) == {"ordered"}
        assert set(await session.scalars(select(DocumentRow.number))) == {None}


async def test_what_a_step_ordered_leaves_once_its_workflow_has_gone_on(
    register: Register, temporal: WorkflowEnvironment
) -> None:
    await populate(register, BEGIN)
    await recording(register).record_step(a_step(1, asked()))
    await recording(register).record_step(a_step(2))
    confirmation = Confirmation(register, temporal.client, StillClock())
    async with smtp_server() as mail:
        channel = MailChannel("127.0.0.1", mail.port, "zhicheng@example.gov.cn", "example.gov.cn")
        outbox = OutboxDelivery(register, StillClock(), channel, confirmation)
        assert (await ActivityEnvironment().run(outbox.deliver_outbox)).done == 8
        assert (await ActivityEnvironment().run(outbox.deliver_outbox)).done == 0
        assert sorted(mail.recipients) == [f"{who}@example.gov.cn" for who in ("cnipa", "mara", "mct", "mofcom")]
