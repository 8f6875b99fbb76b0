"""Every state of an event's file ever stored loads, loses nothing, and the file goes on from it."""

from pathlib import Path

import pytest

from contracts.queues import CASES
from domain.programmes import case_of
from tests.replay.event_stories import EVENT_STATES
from tests.replay.test_stored_states import is_kept, stored
from tests.support.event_files import EventWorld
from tests.support.world import World

STATES = sorted(EVENT_STATES.glob("*.json"))


def test_states_of_both_texts_and_of_a_joint_document_are_stored() -> None:
    assert {"district_interview_transfer", "province_accident_response", "province_joint_system_signature"} <= {
        path.stem for path in STATES
    }


@pytest.mark.parametrize("path", STATES, ids=lambda path: path.stem)
def test_a_stored_state_of_an_event_loads_and_loses_nothing(path: Path) -> None:
    before = stored(path)
    case = case_of(before)
    assert is_kept(before, case.model_dump(mode="json"))
    carried = case_of(case.carried())
    assert carried.model_copy(update={"answers": case.answers}) == case
    assert path.stem in {task.kind for task in case.tasks}


async def test_a_file_starts_from_every_stored_state_and_takes_what_becomes_known(world: World) -> None:
    events = EventWorld(world.env, world.register, world.mail)
    await events.populate()
    for number, path in enumerate(STATES, start=1):
        case = case_of(stored(path))
        events.case_id, events.workflow_id = f"{case.id}{number}", f"event/{number}"
        case.id, case.tasks = events.case_id, []
        await events.client.start_workflow("EventFile", case.carried(), id=events.workflow_id, task_queue=CASES)
        await events.act(case.opened_by.organisation, f"{case.kind}_supplement", "add", text="补充。")
        assert (await events.row()).step > case.step, path.stem
