"""Event files on the small world: the units of 源城区, and governments and departments of 湖北."""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from contracts.queues import CASES
from db.models import CaseEvent, DocumentRow, DutyRow, Notification
from db.session import Register
from domain.district.event_case import DistrictEvent
from domain.district.policy import DistrictPolicy
from domain.event_kinds import EVENT_KINDS
from domain.procedure.event_file import EventKind
from domain.procedure.event_state import Body, EventCase
from domain.province.event_case import ProvinceEvent
from domain.province.policy import ProvincePolicy
from domain.roles import Actor, Role
from domain.task import Act, Answer, Task
from tests.support.accounts import ORGANISATIONS, add_accounts
from tests.support.world import PEOPLE, World

NOW = datetime(2025, 10, 9, 2, tzinfo=UTC)
DISTRICT, WUHAN = "441602", "420100"
UNITS = {
    "yc-market": "区市场监管局",
    "yc-industry": "区工商信局",
    "yc-housing": "区住建局",
    "yc-police": "市公安局源城分局",
    "yc-personnel": "区人社局",
    "yc-reform": "区发改局",
}
BODIES = {
    **{id_: Body(organisation=id_, name=name, role=Role.DISTRICT_UNIT, region=DISTRICT) for id_, name in UNITS.items()},
    **{
        id_: Body(organisation=id_, name=name, role=role, region=region)
        for id_, name, role, region in (
            ("yc-office", "区质量强区工作领导小组办公室", Role.LEADING_GROUP_OFFICE, DISTRICT),
            ("yc-gov", "源城区人民政府", Role.DISTRICT_GOVERNMENT, DISTRICT),
            ("gov-hb", "湖北省人民政府", Role.GOVERNMENT, "420000"),
            ("gov-wh", "武汉市人民政府", Role.GOVERNMENT, WUHAN),
            ("gov-ja", "江岸区人民政府", Role.GOVERNMENT, "420102"),
            ("gov-jh", "江汉区人民政府", Role.GOVERNMENT, "420103"),
            ("gov-yc", "宜昌市人民政府", Role.GOVERNMENT, "420500"),
            ("wh-reform", "武汉市发展和改革委员会", Role.GOVERNMENT_DEPARTMENT, WUHAN),
            ("wh-industry", "武汉市经济和信息化局", Role.GOVERNMENT_DEPARTMENT, WUHAN),
            ("wh-market", "武汉市市场监督管理局", Role.GOVERNMENT_DEPARTMENT, WUHAN),
            ("wh-finance", "武汉金融监督管理局", Role.GOVERNMENT_DEPARTMENT, WUHAN),
            ("ja-market", "江岸区市场监督管理局", Role.GOVERNMENT_DEPARTMENT, "420102"),
            ("prov-hb", "湖北省市场监督管理局", Role.PROVINCIAL_REGULATOR, "420000"),
            ("npc-wh", "武汉市人大常委会", Role.PEOPLES_CONGRESS, WUHAN),
        )
    },
}
"""By organisation, which is also the one account there."""


async def add_offices_of_events(register: Register) -> None:
    """Everybody who records or handles events, besides those the small world has."""
    offices = {
        id_: (id_, each.name, each.role, each.region) for id_, each in BODIES.items() if id_ not in ORGANISATIONS
    }
    async with register.write() as session:
        await add_accounts(session, offices, NOW)


def event_actor(account: str) -> Actor:
    body = BODIES[account]
    return Actor(id=account, role=body.role, organisation=body.organisation, jurisdiction=body.region)


def an_event(key: str, by: str = "", now: datetime = NOW, **facts: Any) -> EventCase:
    """A file of this kind that ``by`` begins ``now``; ``facts`` take the place of what is here."""
    kind = EVENT_KINDS[key]
    known: dict[str, Any] = {
        "kind": key,
        "kind_label": kind.label,
        "subject": "sample",
        "title": "示例电器厂质量问题",
        "what": "抽检连续不合格",
        "at": kind.first.key,
        "at_label": kind.first.label,
        "at_since": now,
        "stage_since": now,
    }
    if kind.text == "district":
        named = {name: id_ for id_, name in UNITS.items() if name in kind.units}
        known |= {"id": "district-sample-event-1", "region": DISTRICT, "policy": DistrictPolicy()}
        known |= {
            "opened_by": BODIES[by or "yc-market"],
            "units": {each: named[each] for each in kind.units if each in named},
        }
        return DistrictEvent(**known | facts)
    known |= {"id": "province-sample-event-1", "region": WUHAN, "policy": ProvincePolicy()}
    return ProvinceEvent(**known | {"opened_by": BODIES[by or "wh-market"]} | facts)


def answered(case: EventCase, by: str, action: str, at: datetime = NOW, **data: Any) -> Answer:
    """An answer to the step the case stands at, with its data checked."""
    kind = EVENT_KINDS[case.kind]
    asks = kind.tasks[case.at]
    found = asks.action(action)
    assert found is not None
    task = Task(id="task", kind=asks.key, audience=kind.asked(case)[0], opened_at=at)
    act = Act(task_id="task", action=action, actor=event_actor(by), data=data)
    return Answer(act, found.form.model_validate(data), task, at)


def kind_of(case: EventCase) -> EventKind:
    return EVENT_KINDS[case.kind]


class EventWorld(World):
    """The world with a file of one event instead of a park."""

    case_id = "district-sample-event-1"
    workflow_id = "district/sample/event/1"

    def actor(self, account: str) -> Actor:
        return event_actor(account) if account in BODIES else super().actor(account)

    async def populate(self) -> None:
        now = await self.clock.now()
        offices = {id_: (id_, body.name, body.role, body.region) for id_, body in BODIES.items() if id_ not in PEOPLE}
        async with self.register.write() as session:
            await add_accounts(session, offices, now)

    async def begin(self, key: str, by: str = "", **facts: Any) -> None:
        """Start a file as ``by`` records it now."""
        await self.populate()
        case = an_event(key, by, await self.clock.now(), **facts)
        self.case_id, self.workflow_id = case.id, case.id.replace("-", "/")
        await self.client.start_workflow("EventFile", case.carried(), id=self.workflow_id, task_queue=CASES)
        await self.row()

    async def file(self) -> EventCase:
        """The file as its last recorded step left it."""
        row = await self.row()
        model = DistrictEvent if row.programme == "district-event" else ProvinceEvent
        return model.model_validate(row.state)

    async def papers(self) -> list[str]:
        """The kinds of its documents, in order."""
        async with self.register.read() as session:
            ordered = sa.select(DocumentRow.kind).order_by(DocumentRow.step, DocumentRow.position)
            return list(await session.scalars(ordered))

    async def record(self) -> list[str]:
        """The lines of its record."""
        async with self.register.read() as session:
            rows = await session.scalars(sa.select(CaseEvent.text).order_by(CaseEvent.step, CaseEvent.position))
            return list(rows)

    async def told(self, kind: str) -> set[str]:
        """The accounts a notice of a kind went to."""
        async with self.register.read() as session:
            found = await session.scalars(sa.select(Notification.account_id).where(Notification.kind == kind))
            return {each or "" for each in found}

    async def duties(self) -> list[str]:
        async with self.register.read() as session:
            return list(await session.scalars(sa.select(DutyRow.id)))
