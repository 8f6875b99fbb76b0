"""Checks of what left the house: notifications, mails, documents, reminders."""

from collections import Counter, defaultdict

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from chaos.findings import Findings
from chaos.mailbox import Caught, caught
from chaos.passing import duty_prefix
from chaos.platform import Platform
from db.models import DocumentCounter, DocumentFile, DocumentRow, Notification, Rung
from services.documents.store import DocumentStore, DocumentStoreError


async def check_outgoing(platform: Platform, findings: Findings, lives: int) -> None:
    mails = caught(platform.mails)
    async with platform.register.read() as session:
        rows = list(await session.scalars(select(Notification)))
        _check_notifications(rows, mails, findings)
        await _check_reminders(session, rows, mails, findings, lives)
        documents = list(await session.scalars(select(DocumentRow)))
        files = list(await session.scalars(select(DocumentFile)))
        counters = list(await session.scalars(select(DocumentCounter)))
    _check_numbers(documents, counters, findings)
    await _check_bytes(files, DocumentStore(platform.settings.documents), findings)


def _check_notifications(rows: list[Notification], mails: list[Caught], findings: Findings) -> None:
    """Each once per event, recipient and channel; each mail at the server, and nothing there that we know not of."""
    same = Counter((row.event_key, row.account_id, row.channel) for row in rows)
    findings.must_be_none("notifications written twice", [str(key) for key, number in same.items() if number > 1])
    late = [f"{row.id} {row.kind} {row.state} {row.failure or ''}" for row in rows if row.state != "delivered"]
    findings.must_be_none("notifications not delivered", late)
    by_mail = {row.message_id: row for row in rows if row.channel == "mail"}
    arrived = Counter(each.message_id for each in mails)
    lost = [f"{row.id} {row.event_key} to {row.address}" for key, row in by_mail.items() if not arrived[str(key)]]
    findings.must_be_none("mails delivered that never arrived", lost)
    findings.must_be_none("mails nobody ordered", [each.file for each in mails if each.message_id not in by_mail])
    again = {key: number for key, number in arrived.items() if number > 1}
    findings.count("notifications", len(rows))
    findings.count("mails", len(by_mail))
    findings.count("mails delivered again under the same Message-ID", sum(again.values()) - len(again))


async def _check_reminders(
    session: AsyncSession, rows: list[Notification], mails: list[Caught], findings: Findings, lives: int
) -> None:
    """Of every ladder the rungs that were due, each once to everybody on every channel, and in order."""
    arrival = {each.message_id: place for place, each in reversed(list(enumerate(mails)))}
    rung_count = 0
    for number in range(lives):
        query = select(Rung).where(Rung.duty_id.startswith(duty_prefix(number)), Rung.outcome == "served")
        rungs = sorted(await session.scalars(query), key=lambda each: int(each.key[1:]))
        rung_count += len(rungs)
        _check_ladder([each.key for each in rungs], duty_prefix(number), findings)
        told: dict[tuple[str, str | None, str], list[Notification]] = defaultdict(list)
        for row in rows:
            if row.duty_id and row.duty_id.startswith(duty_prefix(number)):
                told[row.duty_id, row.rung, row.channel].append(row)
        for rung in rungs:
            for channel in ("mail", "inbox"):
                found = told.pop((rung.duty_id, rung.key, channel), [])
                accounts = Counter(row.account_id for row in found)
                if not accounts or max(accounts.values()) > 1:
                    findings.must_be_none("reminders lost or doubled", [f"{rung.duty_id} {rung.key} {channel} {found}"])
        findings.must_be_none("reminders of no served rung", [str(key) for key in told])
        ours = [row for row in rows if row.duty_id in {each.duty_id for each in rungs} and row.channel == "mail"]
        ours.sort(key=lambda row: arrival.get(str(row.message_id), -1))
        order = [int(str(row.rung)[1:]) for row in ours]
        if order != sorted(order):
            findings.must_be_none("reminders out of order", [f"{duty_prefix(number)} arrived as {order}"])
    findings.count("reminders rung", rung_count)


def _check_ladder(keys: list[str], duty: str, findings: Findings) -> None:
    """Nothing is left out: the days of the rungs follow one another."""
    days = [int(key[1:]) for key in keys]
    gaps = [f"{duty} after d{day:+d}" for day, following in zip(days, days[1:], strict=False) if following != day + 1]
    findings.must_be_none("reminders left out", gaps)


def _check_numbers(documents: list[DocumentRow], counters: list[DocumentCounter], findings: Findings) -> None:
    """Every ordered document stored once under a number of its own, without a gap."""
    findings.must_be_none(
        "documents not stored", [f"{row.id} {row.failure}" for row in documents if row.state != "stored"]
    )
    numbers: dict[tuple[str, str, int], list[int]] = defaultdict(list)
    for row in documents:
        if row.number:
            sequence = row.number.rpartition("〕")[2].removesuffix("号")
            numbers[row.issuers[0], row.kind, row.on.year].append(int(sequence))
    last = {(each.organ, each.kind, each.year): each.last for each in counters}
    wrong = [
        f"{key}: {sorted(found)}, counter {last.get(key)}"
        for key, found in numbers.items()
        if sorted(found) != list(range(1, len(found) + 1)) or last.get(key) != len(found)
    ]
    findings.must_be_none("document numbers doubled or left out", wrong)
    codes = Counter(row.check_code for row in documents)
    findings.must_be_none("check codes missing or doubled", [str(key) for key, n in codes.items() if not key or n > 1])
    findings.count("documents", len(documents))


async def _check_bytes(files: list[DocumentFile], store: DocumentStore, findings: Findings) -> None:
    bad = []
    for row in files:
        try:
            await store.get(row.sha256)
        except DocumentStoreError as error:
            bad.append(f"{row.document_id} {row.media_type}: {error}")
    findings.must_be_none("documents whose bytes are gone", bad)
