"""五（四） The days of the half-year reports: extended by the province they are for, moved by a calendar release."""

from datetime import timedelta
from typing import Any

import pytest
from temporalio.client import WorkflowUpdateFailedError
from temporalio.exceptions import ApplicationError

from domain.dates import ONE_DAY
from domain.pilot.parts import HalfYearReport
from services.verification import inputs_of
from tests.support import pilot_cases as pilots
from tests.support.calendars import release
from tests.support.pilot_cases import PilotWorld
from tests.support.recounting import publish
from tests.support.world import World
from verifier import Verdict, verify

PATH = "reports.city-jia.1.due"
WHY = {"reason": "汛期抢险", "document": "苏市监质函〔2027〕3号"}


@pytest.fixture
async def pilot(world: World) -> PilotWorld:
    """A project whose first reports can be handed in."""
    found = PilotWorld(world.env, world.register, world.mail)
    await pilots.into_construction(found)
    await found.forward(days=160)
    return found


async def change(pilot: PilotWorld, account: str, **data: Any) -> int:
    actor = pilot.actor(account).model_dump(mode="json")
    order = {"path": PATH, "action": "extend", "actor": actor, "data": WHY | data}
    return await pilot.handle.execute_update("change_date", order, id=f"{account}:change", result_type=int)


async def reports(pilot: PilotWorld) -> dict[str, HalfYearReport]:
    """The first report of each bureau."""
    return {each.bureau: each for each in (await pilot.project()).reports if each.k == 1}


@pytest.mark.article("pilot:5(4)")
async def test_a_province_extends_the_report_of_its_own_bureau_and_of_no_other(pilot: PilotWorld) -> None:
    before = await reports(pilot)
    await change(pilot, "prov-js", working_days=5)
    after = await reports(pilot)
    assert after["city-jia"].due.date > before["city-jia"].due.date
    assert after["city-yi"].due == before["city-yi"].due
    due = {task.audience.organisation: task.due for task in await pilot.tasks() if task.kind == "pilot_report"}
    assert due == {name: report.due.date for name, report in after.items()}


@pytest.mark.article("pilot:5(4)")
@pytest.mark.parametrize("account", ["prov-zj", "city-jia", "samr"])
async def test_nobody_else_extends_it(pilot: PilotWorld, account: str) -> None:
    with pytest.raises(WorkflowUpdateFailedError) as caught:
        await change(pilot, account, working_days=5)
    assert isinstance(caught.value.cause, ApplicationError)
    assert caught.value.cause.details[0]["basis"] == ["pilot:5(4)"]


@pytest.mark.article("pilot:5(4)")
@pytest.mark.served
async def test_a_release_that_closes_the_day_moves_every_report_and_the_check_agrees(pilot: PilotWorld) -> None:
    before = (await reports(pilot))["city-yi"].due.date
    closed = [(before + ONE_DAY * number).isoformat() for number in range(3)]
    await publish(pilot, release(before.year, off=closed, issued_on=f"{before.year - 1}-11-05"))
    await pilot.clock.advance_to(await pilot.clock.now() + timedelta(minutes=5))
    after = await reports(pilot)
    assert {each.due.date > before for each in after.values()} == {True}
    async with pilot.register.read() as session:
        inputs = await inputs_of(session, pilot.case_id)
    assert inputs is not None
    assert {each.verdict for each in verify(inputs)} <= {Verdict.AGREES, Verdict.KEPT}
