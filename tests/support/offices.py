"""总局 and the departments at their desks, drawing up and signing what stands above single cases."""

import asyncio
from typing import Any

import httpx2
from sqlalchemy import select

from db.models import Case, InstrumentRow, TaskRow
from tests.support.web import Caller
from tests.support.world import World

DEPARTMENTS = ("mara", "mofcom", "mct", "cnipa")


class Office:
    """总局 and the departments at their desks, by the API alone."""

    def __init__(self, world: World, web: Caller) -> None:
        self.world = world
        self.web = web

    async def draw_up(self, kind: str, account: str = "samr", **data: Any) -> httpx2.Response:
        return await self.web.post("/instruments", account, json={"kind": kind, "data": data})

    async def plan(self, number: str, **data: Any) -> str:
        answer = await self.draw_up("work_plan", number=number, title=f"{number}方案", text="开展创建活动。", **data)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["case_id"])

    async def indicators(self, number: str, **data: Any) -> str:
        rows = [{"indicator": "质量基础设施", "requirement": "服务平台健全。"}]
        answer = await self.draw_up(
            "indicators", number=number, title=f"指标体系{number}", text="说明。", indicators=rows, **data
        )
        assert answer.status_code == 201, answer.text
        return str(answer.json()["case_id"])

    async def act(self, account: str, case_id: str, kind: str, action: str, **data: Any) -> httpx2.Response:
        return await self.web.post(
            f"/tasks/{await self.task(account, case_id, kind)}/actions/{action}", account, json={"data": data}
        )

    async def task(self, account: str, case_id: str, kind: str) -> str:
        async with self.world.register.read() as session:
            rows = await session.scalars(
                select(TaskRow).where(TaskRow.case_id == case_id, TaskRow.kind == kind, TaskRow.closed_at.is_(None))
            )
            organisation = account.removesuffix("-2")
            return next(row.id for row in rows if row.organisation_id in (None, organisation))

    async def sign(self, case_id: str, prefix: str, *accounts: str) -> None:
        for account in accounts or ("samr-2", *DEPARTMENTS):
            kind = "decision" if account.startswith("samr") else "signature"
            answer = await self.act(account, case_id, f"{prefix}_{kind}", "sign")
            assert answer.status_code == 200, answer.text

    async def stage(self, case_id: str) -> str:
        async with self.world.register.read() as session:
            return (await session.get_one(Case, case_id)).stage

    async def until(self, case_id: str, stage: str) -> None:
        for _ in range(250):
            if await self.stage(case_id) == stage:
                return
            await asyncio.sleep(0.02)
        raise AssertionError(f"{case_id} is {await self.stage(case_id)}, not {stage}")

    async def in_force(self, number: str) -> InstrumentRow | None:
        async with self.world.register.read() as session:
            found: InstrumentRow | None = await session.scalar(
                select(InstrumentRow).where(InstrumentRow.number == number)
            )
            return found
