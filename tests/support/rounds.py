"""Three parks of one province, and the people who handle them by the list."""

from typing import Any

from contracts.queues import CASES
from db.models import Park as ParkRow
from domain.policy import ZonePolicy
from domain.zone.case import Stage, ZoneCase
from tests.support.handled import Handled
from tests.support.web import Caller
from tests.support.world import PARK, World

PARKS = ("js-1", "js-2", "js-3")
DEPARTMENTS = ("mara", "mofcom", "mct", "cnipa")


def case_id(park: str) -> str:
    return f"zone-{park}-case-1"


CASE_IDS = [case_id(park) for park in PARKS]


class Round(Handled[World]):
    """Three parks of one province, and the people who handle them by the list."""

    kind = "nominees"
    maker = "prov-js"

    def __init__(self, world: World, web: Caller) -> None:
        super().__init__(world, web, {park: case_id(park) for park in PARKS})

    async def begin(self, stage: Stage, **facts: Any) -> None:
        async with self.world.register.write() as session:
            for park in PARKS[1:]:
                found = PARK.model_dump(include={"name", "region", "region_name", "creating_body"})
                found["name"] = f"示例园区{park}"
                session.add(ParkRow(**found, id=park, organisation_id=PARK.organisation, kind="工业", industry="装备"))
        for park in PARKS:
            case = ZoneCase(
                id=case_id(park),
                park=PARK.model_copy(update={"id": park, "name": f"示例园区{park}"}),
                stage=stage,
                stage_since=await self.world.clock.now(),
                **{"policy": ZonePolicy(), **facts},
            )
            await self.world.client.start_workflow(
                "ZoneCreation", case.carried(), id=f"zone/{park}/case-1", task_queue=CASES
            )
        await self.until(lambda stages: len(stages) == len(PARKS))
