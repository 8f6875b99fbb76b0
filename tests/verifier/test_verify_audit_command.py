"""``zhicheng export-audit`` and ``verify-audit``, and the check alone, on a register with entries."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import cli
from config import Settings
from db.session import Register
from tests.support import source_tree
from tests.support.exports import an_export, fill

Run = Callable[..., Awaitable[Any]]


@pytest.fixture
def run(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A command in this process, in a thread of its own: it brings its event loop along."""
    monkeypatch.setattr(cli, "settings", lambda: Settings(database_url=sqlite_url, data_dir=tmp_path))
    return lambda *arguments: asyncio.to_thread(CliRunner().invoke, cli.app, [str(each) for each in arguments])


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "audit.jsonl"
    path.write_bytes(b"".join(an_export(3)))
    return path


def alone(*arguments: object) -> "subprocess.CompletedProcess[str]":
    """Without the platform and without any installed package."""
    command = [sys.executable, "-S", "-m", "verifier.audit", *map(str, arguments)]
    return subprocess.run(command, cwd=source_tree.ROOT, capture_output=True, text=True, check=False, timeout=60)


async def test_an_export_holds_its_own_entry_and_is_intact(sqlite_register: Register, run: Run, tmp_path: Path) -> None:
    await fill(sqlite_register, 3)
    file = tmp_path / "audit.jsonl"
    exported = await run("export-audit", file)
    assert exported.exit_code == 0, exported.output
    assert exported.output.splitlines()[-1].startswith("已导出4条审计记录；链尾 ")
    head = exported.output.strip().removesuffix("。").rpartition(" ")[2]
    own = json.loads(file.read_text(encoding="utf-8").splitlines()[-1])
    assert (own["action"], own["outcome"], own["actor_id"].partition(":")[0]) == ("audit.export", "read", "cli")
    assert own["request_id"]
    checked = await run("verify-audit", file, "--head", head)
    assert (checked.output, checked.exit_code) == (f"共4条审计记录，完整；链尾 {head}。\n", 0)
    later = tmp_path / "later.jsonl"
    await run("export-audit", later)
    assert (await run("verify-audit", later, "--head", head)).exit_code == 0


async def test_an_altered_export_is_told_by_number_and_does_not_pass(run: Run, export: Path) -> None:
    _alter(export)
    for found in (await run("verify-audit", export), alone(export)):
        output = found.stdout.splitlines()
        assert output[0] == "第1号：内容与散列不符，被改动"
        assert output[-1].startswith("共3条审计记录，不完整，发现1处；链尾 ")
        assert (found.exit_code if hasattr(found, "exit_code") else found.returncode) == 1


async def test_a_noted_head_that_is_not_in_the_export_does_not_pass(run: Run, export: Path) -> None:
    noted = "ab" * 32
    assert (await run("verify-audit", export, "--head", noted)).exit_code == 1
    assert f"所记的链尾{noted}不在其中" in alone(export, "--head", noted).stdout


async def test_a_file_that_cannot_be_read_is_said_to_be_unreadable(run: Run, tmp_path: Path) -> None:
    found = await run("verify-audit", tmp_path / "none")
    assert (found.stderr, found.exit_code) == (f"无法读取 {tmp_path / 'none'}：No such file or directory。\n", 2)
    assert alone(tmp_path).returncode == 2


async def test_a_file_that_cannot_be_written_is_said_to_be_so(run: Run, tmp_path: Path) -> None:
    found = await run("export-audit", tmp_path / "no folder" / "audit.jsonl")
    assert (found.stderr.startswith("无法写入 "), found.exit_code) == (True, 2)


def test_an_outsider_checks_an_export_from_a_pipe(export: Path) -> None:
    command = [sys.executable, "-S", "-m", "verifier.audit", "-"]
    with export.open("rb") as source:
        found = subprocess.run(
            command, cwd=source_tree.ROOT, stdin=source, capture_output=True, check=False, timeout=60
        )
    assert (found.returncode, found.stdout.decode().startswith("共3条审计记录，完整")) == (0, True)


def _alter(export: Path) -> None:
    export.write_bytes(export.read_bytes().replace("本职".encode(), "代某".encode(), 1))
