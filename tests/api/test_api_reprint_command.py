"""``reprint`` of the command line: a failed document is ordered again, and keeps its number and check code."""

from pathlib import Path

import pytest

from api.reprint_command import order_again, reprint
from config import Settings
from contracts.queues import DOCUMENT_PRESS
from db.models import DocumentRow
from db.session import Register
from tests.support.printing import a_case_to_print_for, a_store, files_of, order, print_all, rows_of
from tests.support.steps import Calls
from tests.support.web import ON_BOTH_DATABASES, Web


async def broken(register: Register, folder: Path) -> DocumentRow:
    """A document whose wording did not fit its facts, between two that were written."""
    for place in (1, 2, 3):
        await order(register, place, "withdrawal_confirmation")
    async with register.write() as session:
        held = await session.get_one(DocumentRow, "document-2")
        facts, held.facts = held.facts, held.facts | {"data": {}}
    await print_all(register, a_store(folder))
    async with register.write() as session:
        held = await session.get_one(DocumentRow, "document-2")
        held.facts = facts
    return held


@pytest.fixture
def config(register_url: str, tmp_path: Path) -> Settings:
    return Settings(database_url=register_url, data_dir=tmp_path, temporal_address="127.0.0.1:1")


async def test_a_failed_document_is_printed_under_its_own_number_once_the_wording_is_mended(
    register: Register, config: Settings, tmp_path: Path
) -> None:
    await a_case_to_print_for(register)
    failed = await broken(register, tmp_path)
    assert (failed.state, failed.number) == ("failed", "示撤回〔2026〕2号")
    lines, done = await reprint(config, [], dry_run=True)
    assert (done, lines[-1]) == (True, "共1件，未作任何变更。")
    assert lines[0].startswith("document-2　示撤回〔2026〕2号")
    lines, done = await reprint(config, ["document-2"], dry_run=False)
    assert (done, lines[-2:]) == (
        True,
        ["已重新交付制发1件，文号和核验码不变。", "流程引擎没有应答：恢复以后将自动制发。"],
    )
    await order(register, 4, "withdrawal_confirmation")
    await print_all(register, a_store(tmp_path))
    rows = await rows_of(register)
    assert [row.number for row in rows.values()] == [f"示撤回〔2026〕{number}号" for number in (1, 2, 3, 4)]
    assert {row.state for row in rows.values()} == {"stored"}
    assert (rows["document-2"].check_code, rows["document-2"].failure) == (failed.check_code, None)
    assert set(await files_of(register)) == set(rows)


async def test_what_did_not_fail_is_not_printed_again(register: Register, config: Settings, tmp_path: Path) -> None:
    await a_case_to_print_for(register)
    await broken(register, tmp_path)
    lines, done = await reprint(config, ["document-1", "document-2", "none"], dry_run=False)
    assert not done
    assert lines == [f"{each}：没有这件文书，或者它不是制发失败的文书。" for each in ("document-1", "none")]
    assert (await rows_of(register))["document-2"].state == "failed"


async def test_nothing_failed_is_said_so(config: Settings, register: Register) -> None:
    assert await reprint(config, [], dry_run=False) == (["没有制发失败的文书。"], True)


@ON_BOTH_DATABASES
async def test_the_press_is_woken_and_the_audit_log_says_who_ordered_it(web: Web) -> None:
    case = await web.add_case()
    await order(web.register, 1, "withdrawal_confirmation")
    async with web.register.write() as session:
        (await session.get_one(DocumentRow, "document-1")).state = "failed"
    calls = Calls()
    await order_again(web.services, calls, [], dry_run=False)  # type: ignore[arg-type]
    assert calls.woken == [DOCUMENT_PRESS]
    [entry] = [
        each
        for each in (await web.get(f"/cases/{case.id}/audit", "samr")).json()["items"]
        if each["action"] == "document.reprint"
    ]
    assert entry["actor"].startswith("cli:")
    assert entry["target"] == "document-1"
