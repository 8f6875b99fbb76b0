"""When a case came into its stages: told by its steps, and of steps recorded before that as far as it is known."""

from datetime import timedelta

from alembic import command

from db.queries import steps
from db.schema import configuration, upgrade
from db.session import Register
from domain.zone.case import Stage
from tests.support.steps import BEGIN, WORKFLOW_ID, a_case, a_step, recording
from tests.support.world import populate

DAY = timedelta(days=1)
STORY = (Stage.APPLICATION, Stage.NOMINATION, Stage.NOMINATION, Stage.APPROVAL, Stage.APPROVAL)
"""The stage in which each step left the case, one a day."""


async def _recorded(register: Register) -> None:
    await populate(register, BEGIN)
    since = BEGIN
    for number, stage in enumerate(STORY, 1):
        at = BEGIN + number * DAY
        since = since if number > 1 and stage is STORY[number - 2] else at
        state = a_case(step=number, stage=stage, stage_since=since).model_dump(mode="json")
        await recording(register).record_step(a_step(number, at=at, state=state))


async def _entered(register: Register) -> list[tuple[int, str | None]]:
    async with register.read() as session:
        return [((at - BEGIN).days, stage) for at, stage in await steps.stages(session, WORKFLOW_ID)]


async def test_the_steps_tell_when_the_case_came_into_each_stage(register: Register) -> None:
    await _recorded(register)
    assert await _entered(register) == [(1, "application"), (2, "nomination"), (4, "approval")]


async def test_an_attempt_that_a_crash_lost_leaves_no_stage(register: Register) -> None:
    await populate(register, BEGIN)
    lost = a_case(step=1, stage=Stage.WITHDRAWN).model_dump(mode="json")
    await recording(register).record_step(a_step(1, at=BEGIN + DAY, state=lost))
    await recording(register).record_step(a_step(1, at=BEGIN + 2 * DAY, run_id="run-2"))
    assert await _entered(register) == [(2, "approval")]


async def test_of_steps_recorded_before_those_of_the_present_stage_are_known(
    register: Register, register_url: str
) -> None:
    await _recorded(register)
    await register.dispose()
    command.downgrade(configuration(register_url), "0021")
    upgrade(register_url)
    assert await _entered(register) == [(1, None), (4, "approval")]
