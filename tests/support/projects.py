"""Three projects of three cities, and the five provincial bureaus that handle them by the list."""

import asyncio
from pathlib import Path
from typing import Any

import httpx2
from sqlalchemy import select

from contracts.queues import CASES
from db.models import Case, DocumentRow
from domain.dates import local_date
from domain.pilot.case import PilotCase, PilotStage
from domain.pilot.parts import Assessment, Bureau
from domain.pilot.policy import PilotPolicy
from domain.pilot.provinces import NAMES
from tests.support.pilot_cases import ASSESSMENT, BING, JIA, YI, PilotWorld, launched
from tests.support.web import Caller, on_world
from tests.support.world import World

MEMBERS: dict[str, tuple[Bureau, ...]] = {"p1": (JIA, YI), "p2": (JIA, BING), "p3": (YI, BING)}
"""Project → its bureaus, the lead first. Their provinces: 江苏 and 浙江, 江苏 and 上海, 浙江 and 上海."""
SELECTION, PUBLICATION = "pilot_selection_signature.sign", "pilot_publication_signature.sign"


def case_id(project: str) -> str:
    return f"pilot-{project}"


class Projects:
    def __init__(self, world: PilotWorld, web: Caller) -> None:
        self.world = world
        self.web = web

    async def begin(self, stage: PilotStage, *projects: str, policy: PilotPolicy | None = None) -> None:
        """Take the projects over as they stand; all three unless named."""
        now = await self.world.clock.now()
        for each in projects or tuple(MEMBERS):
            facts = launched(local_date(now), MEMBERS[each])
            facts["leads"][0].organisation = MEMBERS[each][0].organisation
            if stage is not PilotStage.UNDER_CONSTRUCTION:
                facts["launched_on"] = None
            case = PilotCase(
                id=case_id(each),
                project_id=each,
                title=f"示例项目{each}",
                opened_by=MEMBERS[each][0],
                policy=policy or PilotPolicy(),
                stage_since=now,
                **{**facts, "stage": stage},
            )
            if stage in (PilotStage.UNDER_ASSESSMENT, PilotStage.SELECTED):
                case.assessment = Assessment(**ASSESSMENT, looked_back_from=local_date(now))
            await self.world.client.start_workflow("PilotProject", case.carried(), id=f"pilot/{each}", task_queue=CASES)
        await self.until(lambda stages: set(projects or MEMBERS) <= set(stages))

    async def stages(self) -> dict[str, str]:
        async with self.world.register.read() as session:
            return dict((await session.execute(select(Case.subject_id, Case.stage).order_by(Case.subject_id))).all())

    async def until(self, holds: Any) -> None:
        for _ in range(250):
            if holds(await self.stages()):
                return
            await asyncio.sleep(0.02)
        raise AssertionError(await self.stages())

    async def listed(self, account: str = "prov-ah", *projects: str) -> str:
        answer = await self.create(account, *projects)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["number"])

    async def create(self, account: str, *projects: str, **change: Any) -> httpx2.Response:
        entries = [{"case_id": case_id(each), "rank": rank} for rank, each in enumerate(projects or MEMBERS, 1)]
        body = {"kind": "projects", "title": "第一批", "entries": entries} | change
        return await self.web.post("/lists", account, json=body)

    async def act(
        self, number: str, account: str, action: str, *projects: str, key: str = "", **data: Any
    ) -> httpx2.Response:
        body = {"data": data, "entries": [case_id(each) for each in projects]}
        headers = {"Idempotency-Key": key} if key else {}
        return await self.web.post(f"/lists/{number}/acts/{action}", account, json=body, headers=headers)

    async def done(self, number: str, account: str, action: str, *projects: str, **data: Any) -> dict[str, str]:
        """What became of every entry of the act, by project."""
        answer = await self.act(number, account, action, *projects, **data)
        assert answer.status_code == 200, answer.text
        results = answer.json()["acts"][-1]["results"]
        return {each["case_id"].removeprefix("pilot-"): each["state"] for each in results}

    async def signed(self, number: str, action: str, *accounts: str) -> None:
        """These sign for whatever waits for them; all five unless named."""
        for each in accounts or NAMES:
            assert set((await self.done(number, each, action)).values()) == {"done"}

    async def papers(self) -> list[DocumentRow]:
        """Every 项目清单 of a list, in the order in which they were ordered."""
        async with self.world.register.read() as session:
            found = select(DocumentRow).where(DocumentRow.kind == "pilot_project_list")
            return list(await session.scalars(found.order_by(DocumentRow.created_at, DocumentRow.id)))

    async def case(self, project: str) -> PilotCase:
        async with self.world.register.read() as session:
            return PilotCase.model_validate((await session.get_one(Case, case_id(project))).state)


async def projects_on(world: World, tmp_path: Path) -> Projects:
    pilot = PilotWorld(world.env, world.register, world.mail)
    await pilot.populate(await pilot.clock.now())
    return Projects(pilot, on_world(pilot, tmp_path))
