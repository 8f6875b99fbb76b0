"""A register with thousands of running cases, planted as their workflows would have recorded them."""

import asyncio
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from activities.projection import project
from bench.watching import LOOK_AGAIN_SECONDS
from db.models import Case, Organisation, Park, TaskRow
from db.queries.projection import write_duties
from db.queries.releases import work_calendar
from db.session import Register
from domain.dates import local_date
from domain.policy import ZonePolicy
from domain.roles import SAMR, Audience, Role
from domain.zone.case import Park as ParkFacts
from domain.zone.case import Stage, ZoneCase
from domain.zone.taking_over import Handover, taken_over

_PLACES = (
    ("320500", "江苏省苏州市"),
    ("330100", "浙江省杭州市"),
    ("510100", "四川省成都市"),
    ("440100", "广东省广州市"),
)
_AT_ONCE = 500
"""Rows of one transaction."""
_KINDS = ("material_review", "provincial_appraisal")


async def plant_many(register: Register, count: int, now: datetime) -> None:
    """So many zones in their terms, recognised one after the other over the last two years."""
    for first in range(0, count, _AT_ONCE):
        async with register.write() as session:
            calendar = await work_calendar(session)
            for number in range(first, min(first + _AT_ONCE, count)):
                case = _zone(number, calendar, now)
                projection = project(case.model_dump(mode="json"), calendar)
                workflow_id = f"zone/many-{number}/case-1"
                session.add_all(_of_park(case.park, number))
                session.add(_row(case, workflow_id, projection.columns, now + timedelta(seconds=number)))
                session.add_all(_tasks(case, workflow_id, number, now))
                await session.flush()
                await write_duties(session, case.id, workflow_id, projection.duties, now)


def _zone(number: int, calendar: Any, now: datetime) -> ZoneCase:
    region, region_name = _PLACES[number % len(_PLACES)]
    park = ParkFacts(
        id=f"many-{number}",
        name=f"示例园区{number}号",
        region=region,
        region_name=region_name,
        organisation=f"many-{number}",
        creating_body=f"示例管委会{number}",
    )
    recognised = local_date(now) - timedelta(days=1 + number % 700)
    reports = {year: date(year + 1, 1, 15) for year in range(recognised.year, local_date(now).year - number % 2)}
    told = Handover(stage=Stage.IN_TERM, recognised_on=recognised, reports=reports)
    return taken_over(told, f"zone-{park.id}-case-1", park, ZonePolicy(), calendar, now, "r")


def _of_park(park: ParkFacts, number: int) -> tuple[Organisation, Park]:
    office = Organisation(
        id=park.organisation, name=park.creating_body, role=Role.CREATING_BODY, jurisdiction=park.region
    )
    row = Park(
        id=park.id,
        name=park.name,
        kind="工业",
        industry="仪器仪表",
        region=park.region,
        region_name=park.region_name,
        creating_body=park.creating_body,
        organisation_id=office.id,
        is_synthetic=True,
    )
    return office, row


def _row(case: ZoneCase, workflow_id: str, columns: dict[str, Any], opened_at: datetime) -> Case:
    state = case.model_dump(mode="json")
    return Case(
        id=case.id, workflow_id=workflow_id, state=state, step=1, opened_at=opened_at, updated_at=opened_at, **columns
    )


def _tasks(case: ZoneCase, workflow_id: str, number: int, now: datetime) -> list[TaskRow]:
    """One of 总局, one of the province; of every third the day has passed, of every third there is none."""
    due = [None, local_date(now) - timedelta(days=1 + number % 30), local_date(now) + timedelta(days=number % 120)]
    return [
        _task(case, workflow_id, kind, who, due[number % 3], now)
        for kind, who in zip(_KINDS, (SAMR, case.province), strict=True)
    ]


def _task(case: ZoneCase, workflow_id: str, kind: str, who: Audience, due: date | None, now: datetime) -> TaskRow:
    return TaskRow(
        id=f"{case.id}-{kind}",
        case_id=case.id,
        workflow_id=workflow_id,
        kind=kind,
        role=who.role,
        region=who.region,
        organisation_id=who.organisation,
        opened_at=now,
        due=due,
    )


async def a_task_of(register: Register, account: str) -> tuple[str, str]:
    """An open task of 总局 or of the province of 江苏省, and its case."""
    kind = _KINDS[0] if account == "samr" else _KINDS[1]
    async with register.read() as session:
        query = select(TaskRow.id, TaskRow.case_id).where(TaskRow.kind == kind, TaskRow.case_id == "zone-many-0-case-1")
        found = (await session.execute(query)).one()
    return found[0], found[1]


async def the_task_of(register: Register, case_id: str, kind: str) -> str:
    """The open task of this kind, as soon as its case has been recorded."""
    query = select(TaskRow.id).where(TaskRow.case_id == case_id, TaskRow.kind == kind, TaskRow.closed_at.is_(None))
    while True:
        async with register.read() as session:
            found = await session.scalar(query)
        if found is not None:
            return str(found)
        await asyncio.sleep(LOOK_AGAIN_SECONDS)
