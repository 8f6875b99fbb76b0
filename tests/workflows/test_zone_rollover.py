"""New code takes a case over at any question it may be waiting for, and nobody notices."""

import json
from pathlib import Path
from typing import Any

import pytest

from domain.zone.case import ZoneCase
from domain.zone.kinds import PARK_KINDS
from tests.support import lives
from tests.support.world import World
from tests.support.zone_cases import events, footprint, kinds, roll_over, settle_in

LIFE = Path(__file__).parents[1] / "replay" / "whole_life.json"
"""What the record holds of the same life without any roll-over."""


class RollingWorld(World):
    """Rolls the case over at every question, before it is answered."""

    def __init__(self, world: World) -> None:
        super().__init__(world.env, world.register, world.mail)
        self.rolled: set[str] = set()

    async def send(self, account: str, task_id: str, action: str, data: dict[str, Any], request_id: str = "") -> Any:
        before = await self.state()
        if not {task.kind for task in before.awaited} <= self.rolled:
            self.rolled |= {task.kind for task in before.awaited}
            written = await footprint(self.register)
            await roll_over(self)
            assert await footprint(self.register) == written
            assert (await handed_over(self)).model_copy(update={"answers": {}}) == before.model_copy(
                update={"answers": {}}
            )
        return await super().send(account, task_id, action, data, request_id)


async def handed_over(world: World) -> ZoneCase:
    """The state with which the present run was started."""
    run_id = (await world.handle.describe()).run_id
    history = await world.client.get_workflow_handle(world.workflow_id, run_id=run_id).fetch_history()
    payloads = history.events[0].workflow_execution_started_event_attributes.input.payloads
    [case] = await world.client.data_converter.decode(payloads, [ZoneCase])
    assert isinstance(case, ZoneCase)
    return case


@pytest.mark.long
async def test_a_case_rolled_over_at_every_question_lives_the_same_life(world: World) -> None:
    rolling = RollingWorld(world)
    await settle_in(rolling)
    await lives.whole_life(rolling)
    assert rolling.rolled == {key for key in lives.ANSWERS if not PARK_KINDS[key].optional}
    assert await kinds(rolling) == json.loads(LIFE.read_text(encoding="utf-8"))
    requests = [event.request_id for event in await events(rolling) if event.request_id]
    assert len(requests) == len(set(requests))
