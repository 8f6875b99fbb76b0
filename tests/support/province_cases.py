"""The provincial regulation on the small world: a province, a prefecture and a county, with departments of each."""

import asyncio
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from contracts.queues import CASES
from db.models import Case, CaseEvent, DocumentRow, Notification
from domain.dates import local_date
from domain.province.case import GovernmentCase, RegulationCase
from domain.province.clause import Level
from domain.province.errands import case_id, workflow_id
from domain.province.policy import ProvincePolicy
from domain.refusal import Refusal
from domain.roles import Actor, Role
from tests.support.accounts import add_accounts
from tests.support.world import World

HB, WH, JA = "gov-hb", "gov-wh", "gov-ja"
GOVERNMENTS: dict[str, tuple[str, str, Level]] = {
    HB: ("湖北省人民政府", "420000", Level.PROVINCE),
    WH: ("武汉市人民政府", "420100", Level.PREFECTURE),
    JA: ("江岸区人民政府", "420102", Level.COUNTY),
}
"""Organisation → name, GB/T 2260, level."""
DEPARTMENTS = {
    "dep-hb-market": ("湖北省市场监督管理局", "420000"),
    "dep-wh-finance": ("武汉市财政局", "420100"),
    "dep-wh-market": ("武汉市市场监督管理局", "420100"),
    "dep-yc-finance": ("宜昌市财政局", "420500"),
}
FURTHER = {"gov-new": ("示例新区人民政府", "420190"), "gov-js": ("示例省外人民政府", "320100")}
"""Governments of the register that are not of the tree."""
OFFICES: dict[str, tuple[str, str, Role, str]] = {
    **{each: (each, name, Role.GOVERNMENT, region) for each, (name, region, _) in GOVERNMENTS.items()},
    **{each: (each, name, Role.GOVERNMENT, region) for each, (name, region) in FURTHER.items()},
    **{each: (each, name, Role.GOVERNMENT_DEPARTMENT, region) for each, (name, region) in DEPARTMENTS.items()},
    "npc-hb": ("npc-hb", "湖北省人大常委会", Role.PEOPLES_CONGRESS, "420000"),
}
ROWS = [
    {"organisation": each, "name": name, "region": region, "level": level.value}
    for each, (name, region, level) in GOVERNMENTS.items()
]
TEXT: dict[str, Any] = {
    "document_number": "示例公告第12号",
    "issuer": "湖北省人民代表大会常务委员会",
    "adopted_on": "2025-03-28",
    "effective_on": "2025-05-15",
    "renumbered": [],
}
SHIFTED = [{"old": str(number), "new": str(number + 2)} for number in range(30, 43)]
"""F10: the adopted text has two more articles before 第三十条."""
PLAN = {"theme": "共筑满意消费", "activities": "现场咨询。", "organisers": "市市场监督管理局牵头。"}
SUMMARY = {"results": "各项活动如期开展。"}


def adoption(**changes: Any) -> dict[str, Any]:
    return TEXT | {"governments": ROWS} | changes


def a_regulation(since: datetime, **facts: Any) -> RegulationCase:
    return RegulationCase(
        **{"id": "province-hb", "key": "hb", "policy": ProvincePolicy(), "stage_since": since} | facts
    )


def a_government(organisation: str, since: datetime, **facts: Any) -> GovernmentCase:
    """The case of a government of the tree as it begins."""
    name, region, level = GOVERNMENTS[organisation]
    known = {"id": case_id("hb", organisation), "regulation": "hb", "organisation": organisation, "name": name}
    known |= {"region": region, "level": level, "since": local_date(since), "versions": []}
    return GovernmentCase(**{**known, "policy": ProvincePolicy(), "stage_since": since, **facts})


class ProvinceWorld(World):
    """The world with the regulation instead of a park; ``of`` turns to the case of a government."""

    case_id = "province-hb"
    workflow_id = "province/hb"

    def actor(self, account: str) -> Actor:
        if account not in OFFICES:
            return super().actor(account)
        where, _, role, region = OFFICES[account]
        return Actor(id=account, role=role, organisation=where, jurisdiction=region)

    async def begin(self, **facts: Any) -> None:
        """Load the draft, with everybody in the register."""
        now = await self.clock.now()
        async with self.register.write() as session:
            await add_accounts(session, OFFICES, now)
        case = a_regulation(now, **facts)
        await self.client.start_workflow("ProvinceRegulation", case.carried(), id=self.workflow_id, task_queue=CASES)
        await self.row()

    async def of(self, organisation: str) -> "ProvinceWorld":
        """The same world, turned to the case of a government, once there is one."""
        found = ProvinceWorld(self.env, self.register, self.mail)
        found.case_id, found.workflow_id = case_id("hb", organisation), workflow_id("hb", organisation)
        found.requests = self.requests + 1000
        await found.row()
        return found

    async def regulation(self) -> RegulationCase:
        return RegulationCase.model_validate((await self.row()).state)

    async def duties(self) -> GovernmentCase:
        return GovernmentCase.model_validate((await self.row()).state)

    async def refused_own(self, account: str, kind: str, action: str, /, **data: Any) -> Refusal:
        return await self.refused_task(account, (await self.task(kind, account)).id, action, data)

    async def until(self, wanted: Any) -> Any:
        """The recorded state, once ``wanted`` (of the case as stored) holds."""
        for _ in range(1000):
            state = (await self.row()).state
            if wanted(state):
                return state
            await asyncio.sleep(0.02)
        raise AssertionError("it never came to that")

    async def cases(self) -> set[str]:
        async with self.register.read() as session:
            return set(await session.scalars(sa.select(Case.id)))

    async def kinds_told(self) -> list[str]:
        async with self.register.read() as session:
            return list(await session.scalars(sa.select(Notification.kind)))

    async def events(self) -> list[str]:
        """The record of this case."""
        wanted = sa.select(CaseEvent.text).where(CaseEvent.case_id == self.case_id)
        async with self.register.read() as session:
            return list(await session.scalars(wanted))

    async def papers(self) -> list[str]:
        wanted = sa.select(DocumentRow.kind).where(DocumentRow.case_id == self.case_id)
        async with self.register.read() as session:
            return list(await session.scalars(wanted.order_by(DocumentRow.step, DocumentRow.position)))


def day_of(case: GovernmentCase, key: str) -> date:
    found = case.run(key)
    assert found is not None
    return found.held.date
