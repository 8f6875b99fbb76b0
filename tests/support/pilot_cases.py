"""Pilot projects on the small world: three bureaus of three provinces, and the five provincial bureaus."""

import asyncio
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from contracts.queues import CASES
from db.models import CaseEvent, DocumentRow, Notification
from db.queries import experts
from domain.dates import local_date
from domain.pilot.case import Lead, Participant, PilotCase, PilotStage
from domain.pilot.parts import Bureau, Filing
from domain.pilot.policy import PilotPolicy
from domain.pilot.provinces import NAMES
from domain.procedure.expert_evaluation import Expert
from domain.refusal import Refusal
from domain.roles import NATIONAL, Actor, Role
from tests.support.accounts import add_accounts
from tests.support.world import PEOPLE, World

TITLE = "示例区域仪器仪表行业质量提升"
JIA = Bureau(organisation="city-jia", name="示例甲市市场监督管理局", region="320700")
YI = Bureau(organisation="city-yi", name="示例乙市市场监督管理局", region="330400")
BING = Bureau(organisation="city-bing", name="示例丙区市场监督管理局", region="310114")
BUREAUS = {each.organisation: each for each in (JIA, YI, BING)}
REGIONS = {"prov-sh": "310000", "prov-js": "320000", "prov-zj": "330000", "prov-ah": "340000", "prov-jx": "360000"}
"""Organisation id of a provincial bureau → its jurisdiction."""
EXPERTS = {f"expert-{number}": f"示例大学{numeral}" for number, numeral in enumerate("一二三四五六", start=1)}
"""Account of an expert in the pool → the employer."""
PILOT_PEOPLE = {
    **{each.organisation: (Role.CITY_REGULATOR, each.organisation, each.region) for each in BUREAUS.values()},
    **{name: (Role.PROVINCIAL_REGULATOR, name, region) for name, region in REGIONS.items()},
    **{name: (Role.EXPERT, name, NATIONAL) for name in EXPERTS},
}

FILING: dict[str, Any] = {
    "implementing_bodies": ["示例仪器仪表行业协会"],
    "goals": "三年内形成区域公共品牌。",
    "work_plan": "建设质量基础设施一站式服务平台。",
    "features": "仪器仪表产业集聚。",
    "sealed": True,
}
CONTACT: dict[str, Any] = {"contact_person": "示例联系人", "contact_phone": "13900000000"}
"""What the form asks for besides: given over the web alone, never in a message to the case."""
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
HELP: dict[str, Any] = {
    "on": "2025-10-09",
    "ways": ["management", "staff"],
    "enterprises": "示例仪表零件厂等6家",
    "what": "入企诊断，培训质量管理员。",
}
SERVICE: dict[str, Any] = {
    "on": "2025-10-09",
    "partners": ["示例仪器仪表行业协会", "示例计量院"],
    "kinds": ["metrology", "testing"],
    "what": "检测报告两地互认。",
    "is_across_regions": True,
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
        case = a_project(await self.clock.now(), policy=policy or PilotPolicy(), **facts)
        await self.client.start_workflow("PilotProject", case.carried(), id=self.workflow_id, task_queue=CASES)

    async def populate(self, now: datetime) -> None:
        names = NAMES | {each.organisation: each.name for each in BUREAUS.values()} | {each: each for each in EXPERTS}
        async with self.register.write() as session:
            offices = {
                account: (where, names[where], role, place)
                for account, (role, where, place) in PILOT_PEOPLE.items()
                if account not in PEOPLE
            }
            await add_accounts(session, offices, now)
            for account, employer in EXPERTS.items():
                expert = Expert(organisation=account, name=f"示例{account}", employer=employer)
                await experts.add(session, expert, "质量管理", "prov-sh", now)

    async def refused_own(self, account: str, kind: str, action: str, /, **data: Any) -> Refusal:
        """The refusal an act meets on the account's own task; fails if it is taken."""
        return await self.refused_task(account, (await self.task(kind, account)).id, action, data)

    async def documents(self, kind: str) -> list[dict[str, Any]]:
        """The data of every document of a kind, in the order of the record."""
        ordered = sa.select(DocumentRow.facts).where(DocumentRow.kind == kind)
        async with self.register.read() as session:
            found = await session.scalars(ordered.order_by(DocumentRow.step, DocumentRow.position))
            return [each["data"] for each in found]

    async def events(self) -> list[tuple[str, str, str]]:
        """Kind, text and comment of every line of the record."""
        async with self.register.read() as session:
            rows = await session.execute(sa.select(CaseEvent.kind, CaseEvent.text, CaseEvent.comment))
            return [(kind, text, comment) for kind, text, comment in rows]

    async def told(self, kind: str) -> set[str]:
        """The accounts a notice of a kind went to."""
        async with self.register.read() as session:
            return set(await session.scalars(sa.select(Notification.account_id).where(Notification.kind == kind)))

    async def project(self) -> PilotCase:
        """The project as its last recorded step left it."""
        return PilotCase.model_validate((await self.row()).state)

    async def in_stage(self, stage: PilotStage) -> PilotCase:
        """The project once it is there: a joint decision takes effect right after the answer to its last signature."""
        for _ in range(200):
            case = await self.project()
            if case.stage is stage:
                return case
            await asyncio.sleep(0.02)
        raise AssertionError(f"the project never came to {stage}")


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


async def sign_all(world: PilotWorld, kind: str) -> None:
    """All five sign."""
    for each in NAMES:
        await world.act(each, kind, "sign")


async def select(world: PilotWorld) -> None:
    await world.act("prov-sh", "pilot_assessment", "assess", **ASSESSMENT)
    await sign_all(world, "pilot_selection_signature")


async def publish(world: PilotWorld) -> None:
    await sign_all(world, "pilot_publication_signature")


async def begun(world: PilotWorld, **policy: Any) -> None:
    """Up to the filings, under the policy but for ``policy``."""
    await world.begin(PilotPolicy(**policy))
    await cooperate(world)


async def into_construction(world: PilotWorld, *bureaus: Bureau, **policy: Any) -> None:
    """A project of ``bureaus`` launched today, taken over as it stands: the road to it is told elsewhere."""
    await world.begin(
        PilotPolicy(**policy), **launched(local_date(await world.clock.now()), bureaus or (JIA, YI, BING))
    )
    await world.row()


def a_project(since: datetime, **facts: Any) -> PilotCase:
    """The one project of these tests, of bureau 甲; ``facts`` take the place of what is here."""
    known = {"id": "pilot-p1", "project_id": "p1", "title": TITLE, "opened_by": JIA, "policy": PilotPolicy()}
    return PilotCase(**known | {"stage_since": since} | facts)


def launched(today: date, bureaus: Iterable[Bureau]) -> dict[str, Any]:
    """What a case knows of a project on the day of its publication."""
    filing = Filing(**FILING, filed_on=today, received_on=today)
    return {
        "stage": PilotStage.UNDER_CONSTRUCTION,
        "scope": "仪器仪表行业",
        "goals": "提升质量水平",
        "participants": [Participant(bureau=each, joined_on=today) for each in bureaus],
        "leads": [Lead(organisation=JIA.organisation, from_day=today)],
        "filings": {each.organisation: filing for each in bureaus},
        "launched_on": today,
    }
