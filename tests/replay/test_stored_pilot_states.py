"""Every state of a pilot ever stored loads, loses nothing, and a project goes on from it."""

from datetime import datetime
from pathlib import Path

import pytest
from temporalio.client import WorkflowUpdateFailedError

from contracts.queues import CASES
from domain.pilot.case import PilotCase
from domain.pilot.kinds import TASK_KINDS
from tests.replay.pilot_answers import ANSWERS
from tests.replay.pilot_stories import PILOT_STATES
from tests.replay.test_stored_states import is_kept, shares, stored
from tests.support.pilot_cases import PilotWorld
from tests.support.world import World

STATES = sorted(PILOT_STATES.glob("*.json"))
SHARES = 2


def test_a_state_is_stored_for_every_question_a_project_can_be_waiting_for() -> None:
    assert {path.stem for path in STATES} == set(TASK_KINDS) == set(ANSWERS)


@pytest.mark.parametrize("path", STATES, ids=lambda path: path.stem)
def test_a_stored_state_of_a_pilot_loads_and_loses_nothing(path: Path) -> None:
    before = stored(path)
    case = PilotCase.model_validate(before)
    assert is_kept(before, case.model_dump(mode="json"))
    carried = PilotCase.model_validate(case.carried())
    assert carried.model_copy(update={"answers": case.answers}) == case
    assert path.stem in {task.kind for task in case.tasks}


@pytest.mark.parametrize("share", shares(SHARES))
async def test_a_project_starts_from_every_stored_state_and_goes_on(world: World, share: int) -> None:
    """Each as a project of its own; it takes an answer, or refuses it by its rules. Every second one in short runs."""
    pilot = PilotWorld(world.env, world.register, world.mail)
    await pilot.populate(await pilot.clock.now())
    for number, path in enumerate(sorted(STATES, key=_recorded_at)[share::SHARES], start=1):
        renamed = path.read_text(encoding="utf-8").replace("pilot-p1", f"pilot-p{number}-{share}")
        case = PilotCase.model_validate_json(renamed)
        if _recorded_at(path) > await pilot.clock.now():
            await pilot.clock.advance_to(_recorded_at(path))
        pilot.case_id, pilot.workflow_id = case.id, f"pilot/p{number}-{share}"
        await pilot.client.start_workflow("PilotProject", case, id=pilot.workflow_id, task_queue=CASES)
        task = next(task for task in case.tasks if task.kind == path.stem)
        action, data = ANSWERS[path.stem]
        try:
            await pilot.send(task.audience.organisation or "", task.id, action, data, f"{task.id}:answer")
        except WorkflowUpdateFailedError as error:
            assert getattr(error.cause, "type", "") == "Refusal"  # noqa: PT017
        else:
            assert (await pilot.row()).step > case.step, path.stem


def _recorded_at(path: Path) -> datetime:
    return max(task.opened_at for task in PilotCase.model_validate(stored(path)).tasks)
