"""源城区: a plan, its office, the 17 departments, a town with an account and a street without one."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa

from contracts.queues import CASES
from db.models import Case, CaseEvent, DocumentRow, Notification
from domain.date_rules import derive
from domain.deadline import Deadline
from domain.district.case import PlanCase
from domain.district.ledger_case import LedgerCase
from domain.district.measures import measures_of
from domain.district.parts import Item, Unit, UnitKind
from domain.district.policy import DistrictPolicy
from domain.programmes import case_of
from domain.refusal import Refusal
from domain.roles import Actor, Role
from domain.task import Act, Answer, Task
from onebox.people_district import DEPARTMENTS, OFFICE, OFFICES, REGION, TOWNS
from tests.support.accounts import add_accounts
from tests.support.calendars import CALENDAR
from tests.support.world import PEOPLE, World

PLAN_ID, CASE_ID = f"{REGION}-1", f"district-{REGION}-1"
TITLE = "源城区加快推进质量强区建设实施方案"
STREET = {"name": "示例街道办事处", "address": "示例路1号"}
DISTRICT_PEOPLE = {
    OFFICE: (Role.LEADING_GROUP_OFFICE, OFFICE, REGION),
    **{each: (Role.DISTRICT_UNIT, each, REGION) for each in (*DEPARTMENTS, *TOWNS)},
}
NAMES = {**DEPARTMENTS, **TOWNS, **OFFICES}
PREPARATION: dict[str, Any] = {
    "issued_on": "2021-06-01",
    "document_number": "示例〔2021〕1号",
    "issuing_body": "示例发文机关",
    "members": [{"name": name, "organisation": each} for each, name in list(DEPARTMENTS.items())[:3]],
    "towns": [{"name": "示例镇人民政府", "organisation": "yc-town"}, STREET],
}
TARGET = derive("district-target", date(2021, 6, 1), {}, DistrictPolicy(), CALENDAR).compact()


def district_actor(account: str) -> Actor:
    role, organisation, jurisdiction = DISTRICT_PEOPLE[account]
    return Actor(id=account, role=role, organisation=organisation, jurisdiction=jurisdiction)


def row(item: str, day: str = "", **more: Any) -> dict[str, Any]:
    """One line of a ledger, by a day or as a continuous one."""
    dated = {"schedule": "dated", "day": day} if day else {"schedule": "continuous"}
    return {"item": item, "measures": "开展专项行动。", "what": "完成阶段任务" if day else "", **dated, **more}


def due_on(day: date, policy: DistrictPolicy | None = None) -> Deadline:
    return derive("district-ledger-date", day, {}, policy or DistrictPolicy(), CALENDAR).compact()


def a_ledger(organisation: str, now: datetime, keys: Sequence[str] = (), **facts: Any) -> LedgerCase:
    """The ledger of a department as it begins; ``facts`` take the place of what is here."""
    name = NAMES[organisation]
    leads = {"yc-market": "区市场监管局"}
    unit = Unit(id=organisation, name=name, organisation=organisation, kinds=[UnitKind.DEPARTMENT])
    items = [Item(key=key, lead=leads["yc-market"], lead_organisation="yc-market") for key in keys or measures_of(name)]
    known = {
        "id": f"{CASE_ID}-ledger-{organisation}",
        "plan_id": PLAN_ID,
        "plan_title": TITLE,
        "plan_document": "示例〔2021〕1号",
        "unit": unit,
        "office": OFFICE,
        "region": REGION,
        "policy": DistrictPolicy(),
        "stage_since": now,
        "target": TARGET,
        "items": items,
    }
    return LedgerCase(**known | facts)


def a_plan(now: datetime, **facts: Any) -> PlanCase:
    known = {"id": CASE_ID, "plan_id": PLAN_ID, "title": TITLE, "region": REGION, "policy": DistrictPolicy()}
    return PlanCase(**known | {"stage_since": now} | facts)


def an_answer(account: str, form: Any, at: datetime, about: str = "", facts: Any = None, **more: Any) -> Answer:
    """An accepted act, for rules that are asked without a workflow."""
    who = district_actor(account) if account in DISTRICT_PEOPLE else Actor(id="ops", role=Role.OPS, organisation="ops")
    act = Act(task_id="t", action=more.pop("action", "a"), actor=who, attachments=more.pop("attachments", ()))
    task = Task(id="t", kind=more.pop("kind", "k"), audience=OPS_AUDIENCE, opened_at=at, about=about)
    return Answer(act=act, form=form, task=task, at=at, facts=facts)


OPS_AUDIENCE = a_plan(datetime(2025, 1, 1, tzinfo=UTC)).office_audience


class DistrictWorld(World):
    """The world with a district plan; ``at`` turns to the case of a ledger."""

    case_id = CASE_ID
    workflow_id = f"district/{PLAN_ID}"

    def actor(self, account: str) -> Actor:
        return district_actor(account) if account in DISTRICT_PEOPLE else super().actor(account)

    async def populate(self) -> None:
        now = await self.clock.now()
        async with self.register.write() as session:
            offices = {each: (each, NAMES[each], role, place) for each, (role, _, place) in DISTRICT_PEOPLE.items()}
            await add_accounts(session, {key: each for key, each in offices.items() if key not in PEOPLE}, now)

    async def begin(self, policy: DistrictPolicy | None = None, **facts: Any) -> None:
        """Load the plan."""
        await self.populate()
        case = a_plan(await self.clock.now(), policy=policy or DistrictPolicy(), **facts)
        await self.client.start_workflow("DistrictPlan", case.carried(), id=self.workflow_id, task_queue=CASES)

    async def begin_ledger(self, organisation: str, keys: Sequence[str] = (), **facts: Any) -> None:
        """One ledger alone."""
        await self.populate()
        await self.begin_ledger_beside(organisation, keys, **facts)

    async def begin_ledger_beside(self, organisation: str, keys: Sequence[str] = (), **facts: Any) -> None:
        """One more."""
        self.at(organisation)
        case = a_ledger(organisation, await self.clock.now(), keys, **facts)
        await self.client.start_workflow("UnitLedger", case.carried(), id=self.workflow_id, task_queue=CASES)
        await self.row()

    def at(self, unit: str = "") -> "DistrictWorld":
        """From now on the world's case is the ledger of this unit, or the plan."""
        self.case_id = f"{CASE_ID}-ledger-{unit}" if unit else CASE_ID
        self.workflow_id = f"district/{PLAN_ID}/ledger/{unit}" if unit else f"district/{PLAN_ID}"
        return self

    async def plan(self) -> PlanCase:
        async with self.register.read() as session:
            return PlanCase.model_validate((await session.get_one(Case, CASE_ID)).state)

    async def ledger(self) -> LedgerCase:
        return LedgerCase.model_validate((await self.row()).state)

    async def ledgers(self) -> dict[str, LedgerCase]:
        """Unit → its ledger, as recorded."""
        async with self.register.read() as session:
            rows = await session.scalars(sa.select(Case).where(Case.programme == "district-ledger").order_by(Case.id))
            cases = [LedgerCase.model_validate(each.state) for each in rows]
        return {each.unit.id: each for each in cases}

    async def until(self, holds: Any) -> Any:
        """Errands reach other cases right after the answer: until ``holds`` of the recorded cases."""
        for _ in range(2000):
            if found := await holds():
                return found
            await asyncio.sleep(0.02)
        raise AssertionError("it never came to that")

    async def refused_own(self, account: str, kind: str, action: str, /, **data: Any) -> Refusal:
        return await self.refused_task(account, (await self.task(kind, account)).id, action, data)

    async def act_with_file(self, account: str, kind: str, action: str, /, **data: Any) -> int:
        return await self.send(account, (await self.task(kind, account)).id, action, data, attachments=("file-1",))

    async def texts(self) -> list[str]:
        async with self.register.read() as session:
            rows = sa.select(CaseEvent.text).where(CaseEvent.case_id == self.case_id).order_by(CaseEvent.id)
            return list(await session.scalars(rows))

    async def documents(self, kind: str) -> list[dict[str, Any]]:
        ordered = sa.select(DocumentRow.facts).where(DocumentRow.kind == kind)
        async with self.register.read() as session:
            return [each["data"] for each in await session.scalars(ordered.order_by(DocumentRow.id))]

    async def told(self, kind: str) -> set[str]:
        async with self.register.read() as session:
            return set(await session.scalars(sa.select(Notification.account_id).where(Notification.kind == kind)))


async def running(world: DistrictWorld, policy: DistrictPolicy | None = None, **preparation: Any) -> None:
    """A plan whose ledgers have all begun."""
    await world.begin(policy)
    await world.act("ops", "plan_preparation", "prepare", **PREPARATION | preparation)

    async def all_begun() -> bool:
        return case_of((await world.row()).state).stage == "running"

    await world.until(all_begun)
