"""第三条 自愿申请: a park withdraws at any stage before it is recognised, and nothing of the case goes on."""

import asyncio

import pytest
from sqlalchemy import select
from temporalio.client import WorkflowExecutionStatus, WorkflowUpdateFailedError

from db.models import DutyRow, PublicNotice
from domain.procedure.state import Proceeding
from domain.zone.case import BEFORE_RECOGNITION, Stage
from tests.support import forms
from tests.support.world import World
from tests.support.zone_cases import documents, kinds, start_creation, until_open, until_recorded


async def is_over(world: World) -> bool:
    return (await world.handle.describe()).status is WorkflowExecutionStatus.COMPLETED


@pytest.mark.article("zone:3#2")
@pytest.mark.scenario("B14")
@pytest.mark.parametrize("stage", sorted(BEFORE_RECOGNITION))
async def test_a_park_withdraws_at_any_stage_before_its_recognition_and_is_barred_from_nothing(
    world: World, stage: Stage
) -> None:
    facts = {} if stage is not Stage.EVALUATION else {"proceeding": Proceeding(number=2, panel_leader="expert-1")}
    await start_creation(world, stage, **facts)
    await until_open(world, "withdrawal")
    await world.act("park-js-1", "withdrawal", "withdraw", **forms.REASONS)
    case = await world.state()
    assert (case.stage, case.tasks, case.revocation) == (Stage.WITHDRAWN, [], None)
    assert {"withdrawal_letter", "withdrawal_confirmation"} <= set(await documents(world))
    await world.forward(minutes=1)
    assert await is_over(world)


@pytest.mark.article("zone:3#2")
@pytest.mark.scenario("B14")
async def test_the_dates_of_a_withdrawn_case_ring_no_more(world: World) -> None:
    """Withdrawn in the middle of a public notice and of a consultation: neither ends by itself later."""
    await start_creation(world, Stage.APPROVAL)
    await until_open(world, "creation_consultation", "withdrawal")
    await world.act("samr", "creation_consultation", "consult")
    await world.act("park-js-1", "withdrawal", "withdraw", **forms.REASONS)
    await world.forward(days=60)
    assert await is_over(world)
    assert "creation_opinion.closed" not in await kinds(world)


@pytest.mark.article("zone:3#2")
async def test_of_a_withdrawal_and_a_decision_that_arrive_at_once_the_record_keeps_an_order(world: World) -> None:
    """Whichever came first is taken; the withdrawal is taken either way, since the park is not recognised yet."""
    await start_creation(world, Stage.NOMINATION)
    await until_open(world, "provincial_appraisal", "withdrawal")
    withdrawal = await world.task("withdrawal")
    appraisal = await world.task("provincial_appraisal")
    answers = await asyncio.gather(
        world.send("prov-js", appraisal.id, "decline", forms.REASONS, "decline"),
        world.send("park-js-1", withdrawal.id, "withdraw", forms.REASONS, "withdraw"),
        return_exceptions=True,
    )
    case = await world.state()
    found = await kinds(world)
    if case.stage is Stage.WITHDRAWN:
        assert isinstance(answers[1], int)
        assert "withdrawal.withdraw" in found
    else:
        assert case.stage is Stage.NOT_SHORTLISTED
        assert isinstance(answers[0], int)
        assert "withdrawal.withdraw" not in found
    assert all(isinstance(each, int | WorkflowUpdateFailedError) for each in answers)
    await world.forward(minutes=1)
    assert await is_over(world)


@pytest.mark.article("zone:3#2")
async def test_a_withdrawal_that_comes_with_another_matter_leaves_no_message_unanswered(world: World) -> None:
    await start_creation(world, Stage.CREATION)
    await until_open(world, "withdrawal", "early_acceptance_request")
    withdrawal = await world.task("withdrawal")
    request = await world.task("early_acceptance_request")
    async with asyncio.timeout(30):
        answers = await asyncio.gather(
            world.send("park-js-1", withdrawal.id, "withdraw", forms.REASONS, "withdraw"),
            world.send("park-js-1", request.id, "ask", forms.REASONS, "ask"),
            return_exceptions=True,
        )
    assert isinstance(answers[0], int)
    await until_recorded(world, "withdrawal.withdraw")
    assert (await world.state()).stage is Stage.WITHDRAWN


@pytest.mark.article("zone:3#2", "zone:22#1")
async def test_a_notice_that_runs_ends_with_the_application_and_nobody_is_reminded_of_it(world: World) -> None:
    await start_creation(world, Stage.PUBLIC_NOTICE)
    await until_open(world, "public_notice")
    await world.act("samr", "public_notice", "publish", **forms.PUBLICATION)
    await world.act("park-js-1", "withdrawal", "withdraw", **forms.REASONS)
    async with world.register.read() as session:
        states = list(await session.scalars(select(PublicNotice.state)))
        open_duties = list(await session.scalars(select(DutyRow.id).where(DutyRow.closed_at.is_(None))))
    assert (states, open_duties) == (["withdrawn"], [])
