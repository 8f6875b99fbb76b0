"""Three projects of three cities, and the five provincial bureaus that handle them by the list."""

from pathlib import Path

from sqlalchemy import select

from contracts.queues import CASES
from db.models import Case, DocumentRow
from domain.dates import local_date
from domain.pilot.case import PilotCase, PilotStage
from domain.pilot.parts import Assessment, Bureau
from domain.pilot.policy import PilotPolicy
from domain.pilot.provinces import NAMES
from tests.support.handled import Handled
from tests.support.pilot_cases import ASSESSMENT, BING, JIA, YI, PilotWorld, launched
from tests.support.web import Caller, on_world
from tests.support.world import World

MEMBERS: dict[str, tuple[Bureau, ...]] = {"p1": (JIA, YI), "p2": (JIA, BING), "p3": (YI, BING)}
"""Project → its bureaus, the lead first. Their provinces: 江苏 and 浙江, 江苏 and 上海, 浙江 and 上海."""
SELECTION, PUBLICATION = "pilot_selection_signature.sign", "pilot_publication_signature.sign"


def case_id(project: str) -> str:
    return f"pilot-{project}"


class Projects(Handled[PilotWorld]):
    kind = "projects"
    maker = "prov-ah"

    def __init__(self, world: PilotWorld, web: Caller) -> None:
        super().__init__(world, web, {each: case_id(each) for each in MEMBERS})

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
