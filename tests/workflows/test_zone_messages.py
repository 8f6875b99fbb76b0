"""A message counts once, whatever way it comes and however often; of two answers to one question one is taken."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from temporalio.client import WorkflowUpdateFailedError

from domain.zone.case import Stage
from tests.support import forms, stories
from tests.support.world import World, actor
from tests.support.zone_cases import (
    events,
    footprint,
    kinds,
    roll_over,
    run_id,
    start_creation,
    start_last_days,
    until_open,
    until_recorded,
)


@pytest.mark.article("zone:16")
async def test_a_message_sent_again_gets_its_first_answer_and_is_written_once(world: World) -> None:
    await start_creation(world, Stage.APPLICATION)
    task = (await until_open(world, "creation_application")).awaited[0]
    first = await world.send("park-js-1", task.id, "apply", forms.APPLICATION, "request-1")
    written = await footprint(world.register)
    again = await world.send("park-js-1", task.id, "apply", forms.APPLICATION, "request-1")
    assert again == first
    await roll_over(world)
    in_the_next_run = await world.send("park-js-1", task.id, "apply", forms.APPLICATION, "request-1")
    assert in_the_next_run == first
    assert await footprint(world.register) == written
    assert [event.request_id for event in await events(world)].count("request-1") == 1


@pytest.mark.article("zone:17.1")
async def test_a_signal_does_what_the_message_of_the_portal_does(world: World) -> None:
    await start_creation(world, Stage.NOMINATION)
    task = (await until_open(world, "provincial_appraisal")).awaited[0]
    act = {"task_id": task.id, "action": "nominate", "actor": actor("prov-js"), "data": forms.APPRAISAL}
    await world.handle.signal("act", act)
    event = await until_recorded(world, "provincial_appraisal.nominate")
    assert (event.actor_id, event.actor_organisation) == ("prov-js", "prov-js")
    await world.handle.signal("act", act)
    await world.act("lsg-js", "nomination_consent", "consent", **forms.OPINION)
    assert (await kinds(world)).count("provincial_appraisal.nominate") == 1
    assert "signal.refused" not in await kinds(world)


@pytest.mark.article("zone:17.1")
async def test_a_refused_signal_stands_in_the_record_with_its_reason(world: World) -> None:
    await start_creation(world, Stage.NOMINATION)
    before = await until_open(world, "provincial_appraisal")
    act = {"task_id": before.awaited[0].id, "action": "nominate", "actor": actor("prov-zj"), "data": forms.APPRAISAL}
    await world.handle.signal("act", act)
    event = await until_recorded(world, "signal.refused")
    assert "省级市场监管部门办理" in event.text
    assert event.basis == ["zone:17.1"]
    after = await world.state()
    assert (after.tasks, after.stage) == (before.tasks, before.stage)
    await roll_over(world)


@pytest.mark.article("zone:17.1")
async def test_of_two_officials_answering_at_once_exactly_one_is_heard(world: World) -> None:
    await start_creation(world, Stage.NOMINATION)
    task = (await until_open(world, "provincial_appraisal")).awaited[0]
    answers = await asyncio.gather(
        world.send("prov-js", task.id, "nominate", forms.APPRAISAL, "one"),
        world.send("prov-js", task.id, "decline", forms.REASONS, "two"),
        return_exceptions=True,
    )
    assert {type(each) for each in answers} == {int, WorkflowUpdateFailedError}
    assert len([kind for kind in await kinds(world) if kind.startswith("provincial_appraisal")]) == 1


async def notice_with_objections(world: World, *numbers: str) -> None:
    """A public notice with these objections, all sent at once."""
    await start_creation(world, Stage.PUBLIC_NOTICE)
    await until_open(world, "public_notice")
    await world.act("samr", "public_notice", "publish", **forms.PUBLICATION)
    invitation = await world.task("objection")
    objection = {"grounds": "指标不实", "evidence": ["a.pdf"]}
    await asyncio.gather(
        *(
            world.send("a-citizen", invitation.id, "object", objection | {"receipt_number": number}, number)
            for number in numbers
        )
    )


@pytest.mark.article("zone:22#3")
async def test_objections_that_come_at_once_are_all_taken_and_each_is_ruled_on_once(world: World) -> None:
    await notice_with_objections(world, "GS-1", "GS-2", "GS-3")
    task = await world.task("objection_reexamination")
    rulings = [("samr-3", "GS-1"), ("samr-2", "GS-1"), ("samr-3", "GS-2"), ("samr-2", "GS-3")]
    answers = await asyncio.gather(
        *(
            world.send(who, task.id, "reject", {"receipt_number": number, "reasons": "经核查属实"}, f"{who}-{number}")
            for who, number in rulings
        ),
        return_exceptions=True,
    )
    assert {type(each) for each in answers[:2]} == {int, WorkflowUpdateFailedError}
    assert {type(each) for each in answers[2:]} == {int}
    await world.forward(days=20)
    assert (await world.state()).stage is Stage.RECOGNITION


@pytest.mark.article("zone:22#3")
async def test_two_rulings_that_arrive_in_one_moment_are_heard_one_after_the_other(world: World) -> None:
    """While the register is busy both wait at the door; the second finds the objection settled."""
    await notice_with_objections(world, "GS-1", "GS-2")
    task = await world.task("objection_reexamination")

    def ruling(who: str, action: str, number: str) -> dict[str, Any]:
        data = {"receipt_number": number, "reasons": "经核查"}
        return {
            "task_id": task.id,
            "action": action,
            "actor": actor(who),
            "data": data,
            "request_id": f"{who}-{number}",
        }

    async with world.register.write():
        await world.handle.signal("act", ruling("samr-3", "reject", "GS-2"))
        await world.handle.signal("act", ruling("samr-3", "reject", "GS-1"))
        await world.handle.signal("act", ruling("samr-2", "uphold", "GS-1"))
    await until_recorded(world, "signal.refused")
    await until_recorded(world, "objection_reexamination.reject", times=2)
    notice = (await world.state()).proceeding.notice
    assert notice is not None
    assert not notice.upheld
    assert notice.pending == []


@pytest.mark.article("zone:28.3#2")
async def test_a_message_sent_again_in_the_next_term_still_gets_its_first_answer(world: World) -> None:
    case = await start_last_days(world, 40)
    assert case.term is not None
    assert case.term.last_day.closes_at is not None
    await until_open(world, "renewal_application")
    step = await stories.renew(world)
    last_request = f"samr:{world.requests}"
    first_run = await run_id(world)
    await world.clock.advance_to(case.term.last_day.closes_at + timedelta(minutes=1))
    term = (await world.state()).term
    assert term is not None
    assert term.number == 2
    assert await run_id(world) != first_run
    assert await world.send("samr", f"{world.case_id}-task-1", "publish", {}, last_request) == step
    assert (await kinds(world)).count("renewal_announcement.publish") == 1
