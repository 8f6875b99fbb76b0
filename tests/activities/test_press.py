"""The numbers of documents: in every series one after the other, without a gap and without a double."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import select
from temporalio.testing import ActivityEnvironment

from activities.press import Press
from db.models import DocumentRow
from db.session import Register
from services.documents.store import DocumentStore, DocumentStoreDown
from tests.support.steps import BASE_URL, BEGIN, NothingWaits, a_step, asked, recording
from tests.support.world import populate


def press(register: Register, store: DocumentStore) -> Press:
    return Press(register, store, NothingWaits(), BASE_URL, sample=True)  # type: ignore[arg-type]


async def printed(register: Register) -> list[DocumentRow]:
    async with register.read() as session:
        return list(await session.scalars(select(DocumentRow).where(DocumentRow.state == "stored")))


@pytest.mark.article("zone:17.2")
async def test_two_presses_at_once_number_every_document_once_and_without_a_gap(
    register: Register, register_url: str, tmp_path: Path
) -> None:
    await populate(register, BEGIN)
    for number in (1, 2):
        await recording(register).record_step(a_step(number, asked(f"第{number}批创建申请")))
    await recording(register).record_step(a_step(3))
    store = DocumentStore((tmp_path / "documents").as_uri())
    other = Register(register_url)
    try:
        await asyncio.gather(
            ActivityEnvironment().run(press(register, store).print_documents),
            ActivityEnvironment().run(press(other, store).print_documents),
        )
    finally:
        await other.dispose()
    documents = await printed(register)
    assert sorted(row.number or "" for row in documents) == [f"示征函〔2026〕{number}号" for number in range(1, 9)]
    for row in documents:
        assert len(await store.get(row.sha256 or "")) == row.size


async def test_a_document_keeps_the_number_it_was_given_before_the_press_died(
    register: Register, tmp_path: Path
) -> None:
    await populate(register, BEGIN)
    await recording(register).record_step(a_step(1, asked()))
    await recording(register).record_step(a_step(2))
    blocked = tmp_path / "documents"
    store = DocumentStore(blocked.as_uri())
    blocked.rmdir()
    blocked.write_text("the disk is gone", encoding="utf-8")
    with pytest.raises(DocumentStoreDown):
        await ActivityEnvironment().run(press(register, store).print_documents)
    assert await printed(register) == []
    blocked.unlink()
    await ActivityEnvironment().run(press(register, DocumentStore(blocked.as_uri())).print_documents)
    numbers = sorted(row.number or "" for row in await printed(register))
    assert numbers == [f"示征函〔2026〕{number}号" for number in range(1, 5)]
