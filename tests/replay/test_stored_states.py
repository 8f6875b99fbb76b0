"""The state of a case is the only thing one version of the code hands to the next: every shape ever stored loads."""

import asyncio
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from temporalio.client import WorkflowUpdateFailedError

from contracts.queues import CASES
from db.models import Case
from domain.case import SCHEMA_VERSION
from domain.task import Task
from domain.zone.case import ZoneCase
from domain.zone.kinds import PARK_KINDS
from tests.replay.edge_answers import ANSWERS
from tests.support.world import World

STATES = sorted((Path(__file__).parent / "states").rglob("*.json"))


def shares(number: int) -> list[Any]:
    """The numbers of the shares, every second one for long runs only."""
    return [pytest.param(share, marks=pytest.mark.long) if share % 2 else share for share in range(number)]


def stored(path: Path) -> dict[str, Any]:
    state: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return state


def kind_of(path: Path) -> str:
    """The question that is open; a stage in which it comes back stands behind it in the name."""
    return path.stem.partition("-")[0]


LATEST = f"v{SCHEMA_VERSION}"
SHARES = 8
"""A server that plays all of them at once is out of breath."""


def is_kept(before: Any, after: Any) -> bool:
    """Whether everything stored is still there; fields may only have been added."""
    if isinstance(before, dict):
        return isinstance(after, dict) and all(key in after and is_kept(before[key], after[key]) for key in before)
    if isinstance(before, list):
        return len(before) == len(after) and all(map(is_kept, before, after))
    return bool(before == after)


def step_of_each_answer(state: dict[str, Any]) -> dict[str, int]:
    """Version 1 stored a receipt for each answer; its step is what every version keeps."""
    return {key: one["step"] if isinstance(one, dict) else one for key, one in state["answers"].items()}


def test_a_state_is_stored_for_every_question_a_case_can_be_waiting_for() -> None:
    assert {kind_of(path) for path in STATES if path.parent.name == f"v{SCHEMA_VERSION}"} == set(PARK_KINDS)


@pytest.mark.parametrize("path", STATES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_stored_state_loads_and_loses_nothing(path: Path) -> None:
    before = stored(path)
    case = ZoneCase.model_validate(before)
    after = case.model_dump(mode="json")
    assert is_kept(before | {"schema_version": SCHEMA_VERSION, "answers": step_of_each_answer(before)}, after)
    assert ZoneCase.model_validate(after) == case
    carried = ZoneCase.model_validate(case.carried())
    assert carried.model_copy(update={"answers": case.answers}) == case
    assert kind_of(path) in {task.kind for task in case.tasks}


@pytest.mark.parametrize("share", shares(SHARES))
async def test_a_case_starts_from_every_stored_state_and_goes_on(world: World, share: int) -> None:
    """Every second one in short runs."""
    await _go_on(world, [path for path in STATES if path.parent.name == LATEST], share)


@pytest.mark.long
@pytest.mark.parametrize("share", range(SHARES))
async def test_a_case_starts_from_every_state_of_an_older_shape_and_goes_on(world: World, share: int) -> None:
    """In short runs they are only loaded: loaded, they are of the latest shape."""
    await _go_on(world, [path for path in STATES if path.parent.name != LATEST], share)


async def _go_on(world: World, paths: list[Path], share: int) -> None:
    """Each as a case of its own. One whose moment is past goes on by itself; the others take an answer."""
    for number, path in enumerate(sorted(paths, key=_recorded_at)[share::SHARES], start=1):
        started = ZoneCase.model_validate_json(path.read_text(encoding="utf-8").replace("case-1", f"case-{number}"))
        if _recorded_at(path) > await world.clock.now():
            await world.clock.advance_to(_recorded_at(path))
        world.case_id, world.workflow_id = started.id, f"zone/js-1/case-{number}"
        await world.client.start_workflow(
            "ZoneTerm" if started.term else "ZoneCreation", started, id=world.workflow_id, task_queue=CASES
        )
        task = next(task for task in started.tasks if task.kind == kind_of(path))
        refusal = await _answer(world, task)
        assert refusal or await _step(world) > started.step, path.stem


def _recorded_at(path: Path) -> datetime:
    """A moment at which the case of this file was waiting and its question could be answered."""
    case = ZoneCase.model_validate(stored(path))
    moments = [task.opened_at for task in case.tasks]
    if kind_of(path) == "acceptance_application" and case.creation_minimum and case.creation_minimum.opens_at:
        moments.append(case.creation_minimum.opens_at)
    return max(moments)


async def _answer(world: World, task: Task) -> bool:
    """Answer the task; whether that was refused. It may be, when the moment passed before the case was started here:
    then too the case is awake, and knows its rules."""
    accounts, action, data = ANSWERS[task.kind]
    account = next(each for each in accounts if len(accounts) == 1 or each == task.audience.organisation)
    try:
        await world.send(account, task.id, action, data, f"{task.id}:answer")
    except WorkflowUpdateFailedError as error:
        assert getattr(error.cause, "type", "") == "Refusal"  # noqa: PT017
        return True
    return False


async def _step(world: World) -> int:
    """The number of the step last recorded of the case; waits for the first."""
    for _ in range(250):
        async with world.register.read() as session:
            row = await session.get(Case, world.case_id)
        if row is not None:
            return row.step
        await asyncio.sleep(0.02)
    raise AssertionError(f"{world.case_id} was never recorded")
