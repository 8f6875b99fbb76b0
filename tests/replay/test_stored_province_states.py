"""Every state of the provincial regulation ever stored loads and loses nothing."""

from pathlib import Path

import pytest

from domain.programmes import case_of
from domain.province.kinds import TASK_KINDS
from tests.replay.province_stories import PROVINCE_STATES
from tests.replay.test_stored_states import is_kept, stored

STATES = sorted(PROVINCE_STATES.glob("*.json"))


def test_a_state_is_stored_for_every_question_a_case_can_be_waiting_for() -> None:
    assert {path.stem for path in STATES} == set(TASK_KINDS)


@pytest.mark.parametrize("path", STATES, ids=lambda path: path.stem)
def test_a_stored_state_of_the_regulation_loads_and_loses_nothing(path: Path) -> None:
    before = stored(path)
    case = case_of(before)
    assert is_kept(before, case.model_dump(mode="json"))
    carried = type(case).model_validate(case.carried())
    assert carried.model_copy(update={"answers": case.answers}) == case
    assert path.stem in {task.kind for task in case.tasks}
