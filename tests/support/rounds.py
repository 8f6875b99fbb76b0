"""Three parks of one province, and the people who handle them by the list."""

import asyncio
from typing import Any

import httpx2
from sqlalchemy import select

from contracts.queues import CASES
from db.models import Case
from db.models import Park as ParkRow
from domain.policy import ZonePolicy
from domain.zone.case import Stage, ZoneCase
from tests.support.web import Caller
from tests.support.world import PARK, World

PARKS = ("js-1", "js-2", "js-3")
DEPARTMENTS = ("mara", "mofcom", "mct", "cnipa")


def case_id(park: str) -> str:
    return f"zone-{park}-case-1"


CASE_IDS = [case_id(park) for park in PARKS]


class Round:
    """Three parks of one province, and the people who handle them by the list."""

    def __init__(self, world: World, web: Caller) -> None:
        self.world = world
        self.web = web

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

    async def stages(self) -> dict[str, str]:
        async with self.world.register.read() as session:
            rows = await session.execute(select(Case.subject_id, Case.stage).order_by(Case.subject_id))
            return dict(rows.all())

    async def until(self, holds: Any) -> None:
        for _ in range(250):
            if holds(await self.stages()):
                return
            await asyncio.sleep(0.02)
        raise AssertionError(await self.stages())

    async def listed(self, account: str = "prov-js", kind: str = "nominees") -> str:
        answer = await self.create(account, kind)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["number"])

    async def create(self, account: str, kind: str, **change: Any) -> httpx2.Response:
        entries = [{"case_id": each, "rank": rank} for rank, each in enumerate(CASE_IDS, 1)]
        body = {"kind": kind, "title": "2030年第1轮", "entries": entries} | change
        return await self.web.post("/lists", account, json=body)

    async def act(
        self, number: str, account: str, action: str, *parks: str, key: str = "", **data: Any
    ) -> httpx2.Response:
        body = {"data": data, "entries": [case_id(park) for park in parks]}
        headers = {"Idempotency-Key": key} if key else {}
        return await self.web.post(f"/lists/{number}/acts/{action}", account, json=body, headers=headers)

    async def done(self, number: str, account: str, action: str, *parks: str, **data: Any) -> dict[str, str]:
        """What became of every entry of the act, by park."""
        answer = await self.act(number, account, action, *parks, **data)
        assert answer.status_code == 200, answer.text
        results = answer.json()["acts"][-1]["results"]
        return {each["case_id"].removeprefix("zone-").removesuffix("-case-1"): each["state"] for each in results}
