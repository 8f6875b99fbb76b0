"""``zhicheng verify-dates`` on a register with cases as their workflows stored them."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import cli
from config import Settings
from db.models import CalendarReleaseRow, Case
from db.session import Register
from domain.deadline import Deadline
from domain.policy import ZonePolicy
from domain.rederivation import rederived
from domain.zone.case import ZoneCase
from onebox.seed import plant_calendar
from tests.support import source_tree
from tests.support.calendars import CALENDAR
from tests.support.dated_cases import SHORT, SOON, in_notice
from tests.support.dated_records import counted_again

STATES = source_tree.ROOT / "tests" / "replay" / "states"
SHAPES = sorted(STATES.iterdir())
"""A folder for every shape of the state ever stored."""
Run = Callable[..., Awaitable[Any]]
PLANTED = datetime(2026, 1, 1, tzinfo=UTC)


def stored(shape: Path, question: str) -> dict[str, Any]:
    state: dict[str, Any] = json.loads((shape / f"{question}.json").read_text(encoding="utf-8"))
    return state


@pytest.fixture
async def register(sqlite_register: Register) -> Register:
    """With the notices of past years, known since the beginning of 2026."""
    async with sqlite_register.write() as session:
        await plant_calendar(session, PLANTED)
    return sqlite_register


async def store(register: Register, state: dict[str, Any]) -> None:
    async with register.write() as session:
        session.add(
            Case(
                id=state["id"],
                workflow_id=state["id"],
                programme="zone",
                subject_id=state["park"]["id"],
                subject_name=state["park"]["name"],
                region=state["park"]["region"],
                stage=state.get("stage", "application"),
                stage_label="",
                state=state,
                schema_version=state["schema_version"],
                policy_version=state["policy"]["version"],
                step=state.get("step", 0),
                opened_at=PLANTED,
                updated_at=PLANTED,
            )
        )


@pytest.fixture
def run(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command in this process, in a thread of its own: it brings its event loop along."""
    monkeypatch.setattr(cli, "settings", lambda: Settings(database_url=sqlite_url))
    return lambda *arguments: asyncio.to_thread(CliRunner().invoke, cli.app, ["verify-dates", *arguments])


def by_present_rules(found: Any, policy: ZonePolicy) -> Any:
    """A stored state with its dates as the present rules make them, whatever version of the program wrote it."""
    if isinstance(found, list):
        return [by_present_rules(each, policy) for each in found]
    if not isinstance(found, dict):
        return found
    if {"key", "anchor", "date"} <= found.keys():
        return rederived(Deadline.model_validate(found), policy, CALENDAR).compact().model_dump(mode="json")
    return {name: by_present_rules(each, policy) for name, each in found.items()}


def recorded(state: dict[str, Any]) -> dict[str, Any]:
    """The state as a case of today would have it, and as it is handed on: without the defaults."""
    case = ZoneCase.model_validate(state)
    return ZoneCase.model_validate(by_present_rules(state, case.policy)).carried()


@pytest.mark.parametrize("shape", SHAPES, ids=lambda path: path.name)
@pytest.mark.parametrize("question", ["acceptance_application", "creation_opinion", "objection", "renewal_notice"])
async def test_the_dates_of_a_stored_case_agree(register: Register, run: Run, shape: Path, question: str) -> None:
    state = recorded(stored(shape, question))
    await store(register, state)
    result = await run(state["id"])
    *lines, sum_ = result.output.splitlines()
    assert lines
    assert all(line.startswith("一致　") for line in lines), result.output
    assert sum_ == f"共{len(lines)}个日期，一致{len(lines)}个。"
    assert result.exit_code == 0


@pytest.mark.parametrize("shape", SHAPES, ids=lambda path: path.name)
async def test_a_date_no_holiday_moves_agrees_whatever_version_stored_it(
    register: Register, run: Run, shape: Path
) -> None:
    state = stored(shape, "renewal_notice")
    await store(register, state)
    lines = (await run(state["id"])).output.splitlines()
    assert "一致　示范期最后一日 term.last_day：2031-06-22" in lines
    assert "一致　复审申请期开始 term.window：2030-12-22" in lines


async def test_a_date_changed_in_the_register_is_found(register: Register, run: Run) -> None:
    state = recorded(stored(SHAPES[0], "renewal_notice"))
    state["term"]["last_day"]["date"] = "2031-06-23"
    await store(register, state)
    result = await run(state["id"])
    assert "不一致　示范期最后一日 term.last_day：2031-06-23（日期登记2031-06-23，核验2031-06-22）" in result.output
    assert "，不一致1个" in result.output
    assert result.exit_code == 1


async def test_a_rule_the_check_does_not_know_does_not_pass(register: Register, run: Run) -> None:
    state = recorded(stored(SHAPES[0], "renewal_notice"))
    state["term"]["window"]["key"] = "zone-unheard-of"
    await store(register, state)
    result = await run(state["id"])
    assert "未核验　复审申请期开始 term.window：2030-12-22（核验程序没有规则zone-unheard-of）" in result.output
    assert result.exit_code == 1


@pytest.mark.article("zone:22#1")
@pytest.mark.scenario("A18")
async def test_a_stated_date_kept_through_an_import_passes(register: Register, run: Run) -> None:
    case = counted_again(in_notice(), SHORT, SOON)
    async with register.write() as session:
        row = SHORT.model_dump(mode="json") | {"issued_on": SHORT.issued_on}
        session.add(CalendarReleaseRow(id="2027", imported_at=SOON, **row))
    await store(register, case.carried())
    result = await run(case.id)
    assert result.output.startswith("保留已公布日期　公示期最后一日 proceeding.notice.last_day：2027-01-")
    assert result.exit_code == 0


async def test_a_case_without_dates_passes(register: Register, run: Run) -> None:
    state = stored(SHAPES[0], "creation_application")
    await store(register, state)
    result = await run(state["id"])
    assert (result.output, result.exit_code) == ("共0个日期。\n", 0)


async def test_an_unknown_case_is_said_to_be_unknown(register: Register, run: Run) -> None:
    result = await run("zone-nowhere-case-1")
    assert (result.stderr, result.exit_code) == ("没有案件 zone-nowhere-case-1。\n", 2)


async def test_an_outsider_checks_the_same_without_the_platform(
    register: Register, sqlite_url: str, run: Run, tmp_path: Path
) -> None:
    """The command in a process of its own writes the inputs; the check reads them without any installed package."""
    state = recorded(stored(SHAPES[0], "renewal_notice"))
    state["term"]["last_day"]["closes_at"] = "2031-06-22T15:00:00Z"
    await store(register, state)
    alone = await asyncio.to_thread(_outside, state["id"], sqlite_url, tmp_path / "inputs.json")
    here = await run(state["id"])
    assert alone.stdout.splitlines() == here.output.splitlines()[:-1]
    assert alone.returncode == here.exit_code == 1


def _outside(case: str, database: str, inputs: Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "cli.py", "verify-dates", case, "--inputs"]
    environment = {**os.environ, "ZHICHENG_DATABASE_URL": database}
    with inputs.open("w", encoding="utf-8") as target:
        subprocess.run(command, cwd=source_tree.ROOT, env=environment, stdout=target, check=True, timeout=60)
    alone = [sys.executable, "-S", "-m", "verifier", str(inputs)]
    return subprocess.run(alone, cwd=source_tree.ROOT, capture_output=True, text=True, check=False, timeout=60)
