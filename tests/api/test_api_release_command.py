"""``import-release`` of the command line, on a register of its own."""

from pathlib import Path

import pytest

from api.release_command import import_file
from config import Settings
from db.session import Register
from tests.support.dated_cases import LONG


@pytest.fixture
def config(sqlite_url: str, sqlite_register: Register, tmp_path: Path) -> Settings:
    return Settings(database_url=sqlite_url, data_dir=tmp_path, temporal_address="127.0.0.1:1")


async def test_a_file_is_looked_at_imported_and_imported_again_without_effect(config: Settings) -> None:
    data = LONG.model_dump_json().encode()
    said = [await import_file(config, data, dry_run=dry_run) for dry_run in (True, False, False)]
    assert [taken for _, taken in said] == [True, True, True]
    assert [lines[-1] for lines, _ in said] == [
        "涉及案件0件。未作任何变更。",
        "涉及案件0件。已导入，各案件随即重新计算期限。",
        "登记库已有这件安排，内容相同，没有任何变更。",
    ]
    assert said[0][0][0].startswith("2027年 测试〔2027〕")


async def test_what_is_refused_is_told_with_every_reason(config: Settings) -> None:
    await import_file(config, LONG.model_dump_json().encode(), dry_run=False)
    other = LONG.model_copy(update={"days_off": LONG.days_off[:9]})
    lines, taken = await import_file(config, other.model_dump_json().encode(), dry_run=False)
    assert not taken
    assert "内容与本件不同" in lines[0]
    assert "自己的文号" in lines[1]
    lines, taken = await import_file(config, b"{", dry_run=False)
    assert (taken, lines) == (False, ["文件内容有误（1处），未作任何变更。", "  第1行：不是有效的JSON"])
