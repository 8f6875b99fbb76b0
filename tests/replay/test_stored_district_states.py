"""Every state of a district plan and of a ledger ever stored loads, loses nothing, and its case goes on from it."""

import json
from pathlib import Path

import pytest

from contracts.queues import CASES
from domain.district.kinds import TASK_KINDS
from domain.programmes import case_of, programme_of
from tests.replay.district_stories import DISTRICT_STATES
from tests.replay.test_stored_states import is_kept, stored
from tests.support.district_cases import DistrictWorld
from tests.support.world import World

STATES = sorted(DISTRICT_STATES.glob("*.json"))


def test_a_state_is_stored_for_every_question_of_a_plan_and_of_a_ledger() -> None:
    assert {path.stem for path in STATES} == set(TASK_KINDS)


@pytest.mark.parametrize("path", STATES, ids=lambda path: path.stem)
def test_a_stored_state_of_the_district_loads_and_loses_nothing(path: Path) -> None:
    before = stored(path)
    case = case_of(before)
    assert is_kept(before, case.model_dump(mode="json"))
    carried = case_of(case.carried() | {"programme": case.programme})
    assert carried.model_copy(update={"answers": case.answers}) == case
    assert path.stem in {task.kind for task in case.tasks}


async def test_a_ledger_goes_on_from_every_stored_state(world: World) -> None:
    """Each as a ledger of its own, which the office supervises or takes an instruction for."""
    district = DistrictWorld(world.env, world.register, world.mail)
    await district.populate()
    ledgers = [path for path in STATES if stored(path)["programme"] == "district-ledger"]
    for number, path in enumerate(ledgers):
        unit = f"unit-{number}"
        case = case_of(json.loads(path.read_text(encoding="utf-8").replace("ledger-yc-tax", f"ledger-{unit}")))
        district.at(unit)
        await district.client.start_workflow(
            programme_of(case).workflow(case), case, id=district.workflow_id, task_queue=CASES
        )
        task = next(each for each in case.tasks if each.kind == "ledger_instruction")
        await district.send("yc-office", task.id, "review_over", {"number": 9}, f"{unit}:over")
        assert (await district.row()).step > case.step, path.stem
