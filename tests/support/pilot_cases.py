"""Pilot projects on the small world: three bureaus of three provinces, and the five provincial bureaus."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from contracts.queues import CASES
from db.models import Account, Organisation
from domain.pilot.case import Bureau, PilotCase
from domain.pilot.policy import PilotPolicy
from domain.pilot.provinces import NAMES
from domain.roles import Actor, Role
from tests.support.world import PEOPLE, World

JIA = Bureau(organisation="city-jia", name="示例甲市市场监督管理局", region="320700")
YI = Bureau(organisation="city-yi", name="示例乙市市场监督管理局", region="330400")
BING = Bureau(organisation="city-bing", name="示例丙区市场监督管理局", region="310114")
BUREAUS = {each.organisation: each for each in (JIA, YI, BING)}
REGIONS = {"prov-sh": "310000", "prov-js": "320000", "prov-zj": "330000", "prov-ah": "340000", "prov-jx": "360000"}
"""Organisation id of a provincial bureau → its jurisdiction."""
PILOT_PEOPLE = {
    **{each.organisation: (Role.CITY_REGULATOR, each.organisation, each.region) for each in BUREAUS.values()},
    **{name: (Role.PROVINCIAL_REGULATOR, name, region) for name, region in REGIONS.items()},
}

FILING: dict[str, Any] = {
    "implementing_bodies": ["示例仪器仪表行业协会"],
    "goals": "三年内形成区域公共品牌。",
    "work_plan": "建设质量基础设施一站式服务平台。",
    "features": "仪器仪表产业集聚。",
    "sealed": True,
}
ASSESSMENT: dict[str, Any] = {
    "safety": "近三年未发生重大质量安全事件。",
    "safety_met": True,
    "policy_support": "出台了质量提升政策。",
    "policy_support_met": True,
    "industry": "产业集聚优势明显。",
    "industry_met": True,
    "foundation": "检验检测平台健全。",
    "foundation_met": True,
    "merit": "具有先进性、典型性、示范性。",
    "selected": True,
}
REPORT: dict[str, Any] = {"progress": "进展顺利。", "measures": "培训企业。", "next_half": "扩大平台覆盖。"}


def pilot_actor(account: str) -> Actor:
    role, organisation, jurisdiction = PILOT_PEOPLE[account]
    return Actor(id=account, role=role, organisation=organisation, jurisdiction=jurisdiction)


class PilotWorld(World):
    """The world with a pilot project instead of a park."""

    case_id = "pilot-p1"
    workflow_id = "pilot/p1"

    def actor(self, account: str) -> Actor:
        return pilot_actor(account) if account in PILOT_PEOPLE else super().actor(account)

    async def begin(self, policy: PilotPolicy | None = None, **facts: Any) -> None:
        """Start the project as its case stands, at the world's present instant."""
        await self.populate(await self.clock.now())
        case = PilotCase(
            id=self.case_id,
            project_id="p1",
            title="示例区域仪器仪表行业质量提升",
            opened_by=JIA,
            policy=policy or PilotPolicy(),
            stage_since=await self.clock.now(),
            **facts,
        )
        await self.client.start_workflow("PilotProject", case.carried(), id=self.workflow_id, task_queue=CASES)

    async def populate(self, now: datetime) -> None:
        names = NAMES | {each.organisation: each.name for each in BUREAUS.values()}
        async with self.register.write() as session:
            for account, (role, organisation, jurisdiction) in PILOT_PEOPLE.items():
                if account in PEOPLE:
                    continue
                session.add(
                    Organisation(id=organisation, name=names[organisation], role=role, jurisdiction=jurisdiction)
                )
                await session.flush()
                session.add(
                    Account(
                        id=account,
                        organisation_id=organisation,
                        display_name=names[organisation],
                        role=role,
                        password_hash="",
                        email=f"{account}@example.gov.cn",
                        is_demonstration=True,
                        created_at=now,
                    )
                )

    async def project(self) -> PilotCase:
        """The project as its last recorded step left it."""
        return PilotCase.model_validate((await self.row()).state)


async def cooperate(world: PilotWorld, bureaus: Iterable[Bureau] = (JIA, YI, BING)) -> None:
    members = [each.model_dump() for each in bureaus]
    await world.act(
        JIA.organisation,
        "pilot_cooperation",
        "establish",
        members=members,
        lead=JIA.organisation,
        scope="仪器仪表行业",
        goals="提升质量水平",
    )


async def file_all(world: PilotWorld) -> None:
    for each in (JIA, YI, BING):
        await world.act(each.organisation, "pilot_filing", "file", **FILING)


async def select(world: PilotWorld) -> None:
    await world.act("prov-sh", "pilot_assessment", "assess", **ASSESSMENT)
    for each in NAMES:
        await world.act(each, "pilot_selection_signature", "sign")


async def publish(world: PilotWorld) -> None:
    for each in NAMES:
        await world.act(each, "pilot_publication_signature", "sign")


async def begun(world: PilotWorld) -> None:
    """Up to the filings."""
    await world.begin()
    await cooperate(world)


async def into_construction(world: PilotWorld) -> None:
    await begun(world)
    await file_all(world)
    await select(world)
    await publish(world)
