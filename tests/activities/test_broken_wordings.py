"""One wording that breaks stops neither the outbox nor the press."""

from pathlib import Path

from sqlalchemy import select, update
from temporalio.testing import ActivityEnvironment

from activities.outbox import OutboxDelivery
from activities.press import Press
from db.models import DocumentRow, Notification
from db.session import Register
from services.documents.store import DocumentStore
from services.notifications.mail import MailChannel
from tests.support.smtp import smtp_server
from tests.support.steps import BASE_URL, BEGIN, StillClock, a_step, asked, recording
from tests.support.world import populate


class NothingWaits:
    """Every step is confirmed already."""

    async def gather(self) -> int:
        return 0


async def two_steps(register: Register) -> None:
    await populate(register, BEGIN)
    await recording(register).record_step(a_step(1, asked()))
    await recording(register).record_step(a_step(2))


async def test_a_notice_whose_wording_is_gone_leaves_with_the_words_written_down(register: Register) -> None:
    await two_steps(register)
    async with register.write() as session:
        await session.execute(update(Notification).where(Notification.account_id == "mara").values(kind="gone"))
        await session.execute(update(Notification).where(Notification.kind == "gone").values(body="写好的原文"))
    async with smtp_server() as mail:
        channel = MailChannel("127.0.0.1", mail.port, "zhicheng@example.gov.cn", "example.gov.cn")
        outbox = OutboxDelivery(register, StillClock(), channel, NothingWaits())  # type: ignore[arg-type]
        assert (await ActivityEnvironment().run(outbox.deliver_outbox)).done == 8
        assert len(mail.recipients) == 4
        texts = [str(each.get_body(("plain",)).get_content()) for each in mail.mails]  # type: ignore[union-attr]
        assert sum("写好的原文" in text for text in texts) == 1


async def test_a_document_that_cannot_be_written_fails_alone(register: Register, tmp_path: Path) -> None:
    await two_steps(register)
    async with register.write() as session:
        broken = (await session.scalars(select(DocumentRow).order_by(DocumentRow.position))).first()
        assert broken is not None
        broken.facts = broken.facts | {"data": {}}
    store = DocumentStore((tmp_path / "documents").as_uri())
    press = Press(register, store, NothingWaits(), BASE_URL, sample=True)  # type: ignore[arg-type]
    await ActivityEnvironment().run(press.print_documents)
    async with register.read() as session:
        states = list(await session.scalars(select(DocumentRow.state).order_by(DocumentRow.position)))
        failures = [text for text in await session.scalars(select(DocumentRow.failure)) if text]
    assert states == ["failed", "stored", "stored", "stored"]
    assert len(failures) == 1
