"""The press: numbers without a gap and without a double, check codes, files by format, and what came before."""

import asyncio
import hashlib
from datetime import date
from itertools import groupby, product
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select, update
from temporalio.testing import ActivityEnvironment

from db.models import DocumentCounter, DocumentFile, DocumentRelation, DocumentRow
from db.session import Register
from services.documents.digests import digests
from services.documents.kinds import KINDS
from services.documents.store import DocumentStore, DocumentStoreDown
from tests.support.databases import fresh_register
from tests.support.printing import (
    PDF,
    a_case_to_print_for,
    a_store,
    files_of,
    order,
    press,
    print_all,
    rows_of,
)
from tests.support.steps import BEGIN, a_step, asked, recording
from tests.support.world import populate

LETTERS = [f"示征函〔2026〕{number}号" for number in range(1, 9)]


@pytest.mark.article("zone:17.2")
async def test_two_presses_at_once_number_every_document_once_and_without_a_gap(
    register: Register, register_url: str, tmp_path: Path
) -> None:
    await populate(register, BEGIN)
    for number in (1, 2):
        await recording(register).record_step(a_step(number, asked(f"第{number}批创建申请")))
    await recording(register).record_step(a_step(3))
    store, other = a_store(tmp_path), Register(register_url)
    try:
        await asyncio.gather(print_all(register, store), print_all(other, store))
    finally:
        await other.dispose()
    documents = await rows_of(register)
    assert sorted(row.number or "" for row in documents.values()) == LETTERS
    files = await files_of(register)
    for id_ in documents:
        assert len(await store.get(files[id_].sha256)) == files[id_].size


async def test_a_document_keeps_number_and_code_it_was_given_before_the_press_died(
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
        await print_all(register, store)
    [given] = [row for row in (await rows_of(register)).values() if row.number]
    assert (given.number, given.state, await files_of(register)) == (LETTERS[0], "ordered", {})
    blocked.unlink()
    await print_all(register, DocumentStore(blocked.as_uri()))
    documents = await rows_of(register)
    assert sorted(row.number or "" for row in documents.values()) == LETTERS[:4]
    assert (documents[given.id].number, documents[given.id].check_code) == (given.number, given.check_code)


class Killed(Exception):
    """Stands for the end of the process."""


class DyingStore:
    """A store whose process is killed before or after some of the writings, by their place."""

    def __init__(self, store: DocumentStore, deaths: frozenset[int], *, after: bool) -> None:
        self._store, self._deaths, self._after, self._count = store, deaths, after, 0

    async def put(self, data: bytes) -> str:
        self._count += 1
        if self._count in self._deaths and not self._after:
            raise Killed
        sha256 = await self._store.put(data)
        if self._count in self._deaths:
            raise Killed
        return sha256


async def _until_done(register: Register, store: DocumentStore) -> None:
    """As Temporal does: tried again until it comes through."""
    while True:
        try:
            return await print_all(register, store)
        except Killed:
            continue


ORGANS, SERIES, YEARS = ("samr", "prov-js"), ("withdrawal_confirmation", "supplement_notice"), (2026, 2027)
Plan = list[tuple[str, str, int]]


async def _numbers_hold(register: Register, other: Register, folder: Path, plan: Plan, dying: DyingStore) -> None:
    await a_case_to_print_for(register)
    for place, (organ, kind, year) in enumerate(plan, start=1):
        await order(register, place, kind, issuer=organ, on=date(year, 12 if year == YEARS[0] else 1, 1))
    store: DocumentStore = dying  # type: ignore[assignment]
    await asyncio.gather(_until_done(register, store), _until_done(other, store))
    rows = await rows_of(register)
    assert {row.state for row in rows.values()} == {"stored"}
    assert len({row.check_code for row in rows.values()}) == len(rows)
    series = sorted((row.issuers[0], row.kind, row.on.year, row.number) for row in rows.values())
    for (organ, kind, year), found in groupby(series, key=lambda each: each[:3]):
        numbers = sorted(each[3] or "" for each in found)
        wanted = sorted(f"{KINDS[kind].code}〔{year}〕{number}号" for number in range(1, len(numbers) + 1))
        assert numbers == wanted
        async with register.read() as session:
            assert (await session.get_one(DocumentCounter, (organ, kind, year))).last == len(numbers)


@given(
    plan=st.lists(st.sampled_from(list(product(ORGANS, SERIES, YEARS))), min_size=2, max_size=7),
    deaths=st.frozensets(st.integers(1, 8), max_size=3),
    after=st.booleans(),
)
@settings(max_examples=6, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_numbers_run_on_by_organ_kind_and_year_whoever_prints_and_whenever_it_dies(
    database: str, request: pytest.FixtureRequest, tmp_path: Path, plan: Plan, deaths: frozenset[int], after: bool
) -> None:
    """Two presses at once, each killed at drawn places and started again."""
    with fresh_register(database, request, tmp_path) as (url, folder):

        async def play() -> None:
            one, other = Register(url), Register(url)
            try:
                await _numbers_hold(one, other, folder, plan, DyingStore(a_store(folder), deaths, after=after))
            finally:
                await one.dispose()
                await other.dispose()

        asyncio.run(play())


async def test_a_document_is_registered_with_both_digests_and_what_it_rests_on(
    register: Register, tmp_path: Path
) -> None:
    await a_case_to_print_for(register)
    id_ = await order(register, 1, "withdrawal_confirmation")
    store = a_store(tmp_path)
    await print_all(register, store)
    row, file = (await rows_of(register))[id_], (await files_of(register))[id_]
    data = await store.get(file.sha256)
    assert (file.sha256, file.sm3, file.size) == (hashlib.sha256(data).hexdigest(), digests(data).sm3, len(data))
    assert row.regulation is not None
    assert row.regulation.startswith("《全国质量品牌提升示范区管理办法（试行）》")
    assert row.policy_version
    assert row.check_code is not None
    assert len(row.check_code) >= 22
    assert not set(row.check_code) & set("/?#%"), "it stands in an address"
    assert urlsplit(f"https://x/verify/{row.check_code}").path == f"/verify/{row.check_code}"


async def test_the_later_document_marks_the_earlier_one_and_leaves_its_bytes(
    register: Register, tmp_path: Path
) -> None:
    await a_case_to_print_for(register)
    notice = await order(register, 1, "public_notice", matter="评估验收结果")
    store = a_store(tmp_path)
    await print_all(register, store)
    before = (await files_of(register))[notice]
    taken_back = await order(register, 2, "notice_withdrawal", matter="评估验收结果")
    await print_all(register, store)
    async with register.read() as session:
        [kept] = list(await session.scalars(select(DocumentRelation)))
    assert (kept.earlier_id, kept.later_id, kept.relation) == (notice, taken_back, "withdrawn")
    after = (await files_of(register))[notice]
    assert (after.sha256, after.size) == (before.sha256, before.size)
    assert hashlib.sha256(await store.get(after.sha256)).hexdigest() == before.sha256


async def test_a_withdrawal_holds_though_its_own_paper_cannot_be_written(register: Register, tmp_path: Path) -> None:
    await a_case_to_print_for(register)
    await order(register, 1, "public_notice", matter="评估验收结果")
    broken = await order(register, 2, "notice_withdrawal", matter="评估验收结果")
    async with register.write() as session:
        held = await session.get_one(DocumentRow, broken)
        held.facts = held.facts | {"data": {"matter": "评估验收结果"}}
    await print_all(register, a_store(tmp_path))
    async with register.read() as session:
        assert await session.scalar(select(DocumentRelation.later_id)) == broken
    assert (await rows_of(register))[broken].state == "failed"


async def test_what_was_withdrawn_before_relations_were_kept_is_not_called_valid_afterwards(
    register: Register, tmp_path: Path
) -> None:
    await a_case_to_print_for(register)
    notice = await order(register, 1, "public_notice", matter="评估验收结果")
    await order(register, 2, "notice_withdrawal", matter="评估验收结果")
    await print_all(register, a_store(tmp_path))
    async with register.write() as session:
        await session.execute(update(DocumentRow).values(check_code=None))
        await session.execute(delete(DocumentRelation))
    await print_all(register, a_store(tmp_path))
    async with register.read() as session:
        assert await session.scalar(select(DocumentRelation.earlier_id)) == notice
    assert len({row.check_code for row in (await rows_of(register)).values()} - {None}) == 2


async def test_what_was_stored_before_there_was_an_sm3_gets_it_at_the_next_printing(
    register: Register, tmp_path: Path
) -> None:
    await a_case_to_print_for(register)
    old, lost = await order(register, 1, "withdrawal_letter"), await order(register, 2, "withdrawal_confirmation")
    store = a_store(tmp_path)
    await print_all(register, store)
    async with register.write() as session:
        await session.execute(update(DocumentFile).values(sm3=None))
        gone = update(DocumentFile).where(DocumentFile.document_id == lost, DocumentFile.media_type == PDF)
        await session.execute(gone.values(sha256="0" * 64))
    await ActivityEnvironment().run(press(register, store).print_documents)
    files = await files_of(register)
    assert files[old].sm3 == digests(await store.get(files[old].sha256)).sm3
    assert files[lost].sm3 is None
