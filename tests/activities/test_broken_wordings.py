"""One wording that breaks stops neither the outbox, nor the press, nor the duty clock."""

from pathlib import Path
from typing import Any

from sqlalchemy import select, update
from temporalio.testing import ActivityEnvironment

from activities.outbox import OutboxDelivery
from activities.press import Press
from activities.reminders import Reminders
from contracts.queues import OUTBOX
from db.models import DocumentRow, DutyRow, Notification, Rung
from db.session import Register
from domain.date_rules import derive
from services.documents.content import Specimen
from services.documents.store import DocumentStore
from services.notifications.mail import MailChannel
from services.notifications.wording import PLAIN_REMINDER
from tests.support.calendars import CALENDAR
from tests.support.smtp import smtp_server
from tests.support.steps import (
    BASE_URL,
    BEGIN,
    WORKFLOW_ID,
    Calls,
    NothingWaits,
    StillClock,
    a_case,
    a_step,
    asked,
    recording,
)
from tests.support.world import populate
from tests.support.zone_cases import POLICY


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
    press = Press(register, store, NothingWaits(), BASE_URL, specimen=Specimen.DEMONSTRATION)  # type: ignore[arg-type]
    await ActivityEnvironment().run(press.print_documents)
    async with register.read() as session:
        states = list(await session.scalars(select(DocumentRow.state).order_by(DocumentRow.position)))
        failures = [text for text in await session.scalars(select(DocumentRow.failure)) if text]
    assert states == ["failed", "stored", "stored", "stored"]
    assert len(failures) == 1


REMINDERS: dict[str, tuple[str, dict[str, Any]]] = {
    "a-unknown": ("no_such_kind", {}),
    "b-incomplete": ("annual_report_before", {}),
    "c-of-another-sort": ("renewal_heads_up", {"window_opens": 20260101}),
    "d-whole": ("annual_report_before", {"year": 2025}),
}
"""Duty → wording of its one rung, facts of the duty; the broken ones are due before the whole one."""


async def owe(register: Register) -> None:
    """The duties of ``REMINDERS``, owed by the park, with their rungs due."""
    due = derive("zone-consultation", BEGIN.date(), {}, POLICY, CALENDAR)
    debtor = a_case().applicant.model_dump(mode="json")
    async with register.write() as session:
        for name, (wording, facts) in REMINDERS.items():
            common = {"case_id": "zone-js-1-case-1", "workflow_id": WORKFLOW_ID, "kind": "annual_report"}
            deadline = due.compact().model_dump(mode="json")
            owed = {"title": f"义务{name}", "debtor": debtor, "due": due.date, "deadline": deadline, "facts": facts}
            session.add(DutyRow(id=name, **common, **owed, basis=list(due.basis), opened_at=BEGIN))
            session.add(Rung(duty_id=name, key="due-30", planned_at=BEGIN, audience=[debtor], wording=wording))


async def test_a_reminder_whose_wording_is_broken_reminds_in_plain_words_and_stops_nobody(register: Register) -> None:
    await populate(register, BEGIN)
    await recording(register).record_step(a_step(1))
    await owe(register)
    calls = Calls()
    reminders = Reminders(register, StillClock(), calls, BASE_URL)  # type: ignore[arg-type]
    served = await ActivityEnvironment().run(reminders.claim_due_rungs)
    assert (served.done, served.next_due, calls.woken) == (len(REMINDERS), None, [OUTBOX])
    assert (await ActivityEnvironment().run(reminders.claim_due_rungs)).done == 0
    async with register.read() as session:
        outcomes = set(await session.scalars(select(Rung.outcome)))
        sent = list(await session.scalars(select(Notification).order_by(Notification.duty_id, Notification.channel)))
    assert outcomes == {"served"}
    assert [(each.duty_id, each.channel) for each in sent] == [(n, c) for n in REMINDERS for c in ("inbox", "mail")]
    assert [each.kind for each in sent[::2]] == [*[PLAIN_REMINDER] * 3, "annual_report_before"]
    for each in sent[:6]:
        assert each.account_id == "park-js-1"
        assert f"需办事项：义务{each.duty_id}。" in each.body
        assert "由谁办理：创建主体" in each.body
        assert "期限：2026年3月" in each.body
    assert "2025年度工作报告" in sent[-1].subject


async def test_a_reminder_in_plain_words_leaves_like_any_other(register: Register) -> None:
    await populate(register, BEGIN)
    await recording(register).record_step(a_step(1))
    await owe(register)
    reminders = Reminders(register, StillClock(), Calls(), BASE_URL)  # type: ignore[arg-type]
    await ActivityEnvironment().run(reminders.claim_due_rungs)
    async with smtp_server() as mail:
        channel = MailChannel("127.0.0.1", mail.port, "zhicheng@example.gov.cn", "example.gov.cn")
        outbox = OutboxDelivery(register, StillClock(), channel, NothingWaits())  # type: ignore[arg-type]
        assert (await ActivityEnvironment().run(outbox.deliver_outbox)).done == 2 * len(REMINDERS)
        assert sum("期限提醒" in str(each["Subject"]) for each in mail.mails) == 3
