"""Running cases are taken over from a sheet: each row once, whatever is repeated or dies, and as the dry run said."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, update
from temporalio.testing import ActivityEnvironment

from activities.intake import Intake
from db.models import AuditEntry, Case, CaseEvent, CaseImportRow, Rung
from domain.dates import local_date, plus_years
from tests.support.imports import confirmed, sheet, until_settled
from tests.support.web import on_world
from tests.support.world import PARK, World
from tests.support.zone_cases import settle_in


async def a_pass(world: World) -> Any:
    return await ActivityEnvironment().run(Intake(world.register, world.client, world.clock).take_over_cases)


async def count(world: World, of: Any, *conditions: Any) -> int:
    async with world.register.read() as session:
        return await session.scalar(select(func.count()).select_from(of).where(*conditions)) or 0


@pytest.mark.served
async def test_a_confirmed_zone_is_taken_over_with_the_reminders_the_dry_run_told(world: World, tmp_path: Path) -> None:
    year = await settle_in(world)
    web = on_world(world, tmp_path)
    recognised = plus_years(local_date(await world.clock.now()), -1)
    told = await confirmed(web, sheet((PARK.name, "示范期内", "", "", recognised)))
    found = await until_settled(web, told["id"])
    assert (found["taken_over"], found["failed"]) == (1, 0)
    row = await world.row()
    assert row.stage_label.startswith("示范期内")
    case = await world.state()
    assert case.term is not None
    assert [each.year for each in case.term.reports if each.submitted_on is None] == [year - 1, year, year + 1]
    async with world.register.read() as session:
        texts = list(await session.scalars(select(CaseEvent.text).where(CaseEvent.kind == "case.opened")))
    assert texts == [f"{PARK.name}作为在办案件接入，当前阶段：示范期内。接入前应发的提醒不再补发。"]
    assert await count(world, Rung, Rung.outcome == "inherited") > 0


async def test_a_pass_repeated_after_a_crash_begins_no_case_twice(world: World, tmp_path: Path) -> None:
    web = on_world(world, tmp_path)
    approved = local_date(await world.clock.now()) - timedelta(days=30)
    await confirmed(web, sheet((PARK.name, "创建中", approved)))
    assert (await a_pass(world)).done == 1
    await world.row()
    async with world.register.write() as session:  # as if the pass had died before it wrote what it did
        await session.execute(update(CaseImportRow).values(settled_at=None))
    assert (await a_pass(world)).done == 1
    assert (await a_pass(world)).done == 0
    assert await count(world, Case) == 1
    assert await count(world, CaseEvent, CaseEvent.kind == "case.opened") == 1
    assert await count(world, CaseImportRow, CaseImportRow.failure != "") == 0


async def test_a_park_that_opened_a_case_meanwhile_is_left_alone_and_said_so(world: World, tmp_path: Path) -> None:
    web = on_world(world, tmp_path)
    approved = local_date(await world.clock.now()) - timedelta(days=30)
    told = await confirmed(web, sheet((PARK.name, "创建中", approved)))
    await world.start()
    await world.row()
    assert (await a_pass(world)).done == 1
    found = await until_settled(web, told["id"])
    assert (found["taken_over"], found["failed"]) == (0, 1)
    assert found["rows"][0]["failure"] == f"已有另外发起的案件{world.case_id}"
    assert await count(world, AuditEntry, AuditEntry.action == "import.row") == 1
