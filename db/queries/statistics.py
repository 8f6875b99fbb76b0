"""Numbers over the cases an actor may see: what was done in time, where cases stand, whose term is about to end.

Every number is counted by the same conditions by which its list is read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

from sqlalchemy import ColumnElement, Date, and_, case, exists, func, not_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction

from db.models import Case, CaseEvent, TaskRow
from db.queries.cases import visible_to, within
from db.queries.paging import after
from domain.roles import Actor, Role

Standing = Literal["in_time", "late", "running", "overdue", "undated"]
"""How a task stands to its day: closed by it, closed after it, still to be done, past it; ``undated``: open, and no day
is set, so that it can be neither."""
STANDINGS: tuple[Standing, ...] = get_args(Standing)
LOCAL = (Role.CREATING_BODY, Role.CITY_REGULATOR, Role.EXPERT)
"""Told together by the province of the case: there are too many of them to be told one by one."""


class ChinaDay(GenericFunction[date]):
    """The day in Asia/Shanghai of an instant."""

    type = Date()
    inherit_cache = True


@compiles(ChinaDay, "sqlite")
def _on_sqlite(element: ChinaDay, compiler: SQLCompiler, **options: Any) -> str:
    return f"date({compiler.process(element.clauses, **options)}, '+8 hours')"


@compiles(ChinaDay, "postgresql")
def _on_postgresql(element: ChinaDay, compiler: SQLCompiler, **options: Any) -> str:
    return f"(({compiler.process(element.clauses, **options)}) AT TIME ZONE 'Asia/Shanghai')::date"


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """``region``: cases within this GB/T 2260 code; ``year``: of the due day (what has none is left out). ``kind``,
    ``role``, ``organisation``, ``province``: of the step and of the unit as ``StepCount`` has them."""

    programme: str | None = None
    region: str | None = None
    year: int | None = None
    kind: str | None = None
    role: str | None = None
    organisation: str | None = None
    province: str | None = None
    standing: Standing | None = None


@dataclass(frozen=True, slots=True)
class StepCount:
    """``number`` tasks of one kind stand so with one unit: an organisation, or everybody of a role in a province
    (its two digits), or everybody of a role."""

    programme: str
    kind: str
    role: str
    organisation: str
    province: str
    standing: Standing
    number: int


_organisation = case((TaskRow.role.in_(LOCAL), ""), else_=func.coalesce(TaskRow.organisation_id, ""))
_province = case(
    (TaskRow.role.in_(LOCAL), func.substr(Case.region, 1, 2)),
    (TaskRow.organisation_id.is_(None), func.coalesce(func.substr(TaskRow.region, 1, 2), "")),
    else_="",
)
_ON_PAPER = exists().where(
    CaseEvent.case_id == TaskRow.case_id,
    CaseEvent.at == TaskRow.closed_at,
    CaseEvent.kind.startswith("paper_annual_report."),
    CaseEvent.text.not_like("%，逾期报送%"),
)
"""A report that came on paper counts from the stamp, whenever it was entered."""


def _standing(today: date) -> ColumnElement[str]:
    """A provisional day may still move, so nothing is late by it."""
    certain = TaskRow.due_provisional.is_(False)
    late = (ChinaDay(TaskRow.closed_at) > TaskRow.due) & certain & not_((TaskRow.kind == "annual_report") & _ON_PAPER)
    return case(
        (TaskRow.due.is_(None), "undated"),
        (TaskRow.closed_at.is_(None) & (TaskRow.due < today) & certain, "overdue"),
        (TaskRow.closed_at.is_(None), "running"),
        (late, "late"),
        else_="in_time",
    )


def _counted(actor: Actor, today: date, wanted: TaskFilter) -> ColumnElement[bool]:
    """Of the cases the actor may see: what was or is to be done by somebody, and is either dated or open."""
    conditions: list[ColumnElement[bool]] = [
        visible_to(actor),
        TaskRow.optional.is_(False),
        TaskRow.role != Role.PUBLIC.value,
        or_(TaskRow.due.is_not(None), TaskRow.closed_at.is_(None)),
    ]
    if wanted.programme:
        conditions.append(Case.programme == wanted.programme)
    if wanted.region:
        conditions.append(within(Case.region, wanted.region))
    if wanted.year:
        conditions.append(TaskRow.due.between(date(wanted.year, 1, 1), date(wanted.year, 12, 31)))
    if wanted.kind:
        conditions.append(TaskRow.kind == wanted.kind)
    if wanted.role is not None:
        unit = (_organisation == (wanted.organisation or "")) & (_province == (wanted.province or ""))
        conditions += [TaskRow.role == wanted.role, unit]
    if wanted.standing:
        conditions.append(_standing(today) == wanted.standing)
    return and_(*conditions)


async def step_counts(session: AsyncSession, actor: Actor, today: date, wanted: TaskFilter) -> list[StepCount]:
    """How many tasks of each kind stand how with each unit."""
    groups = (
        Case.programme.label("programme"),
        TaskRow.kind.label("kind"),
        TaskRow.role.label("role"),
        _organisation.label("organisation"),
        _province.label("province"),
        _standing(today).label("standing"),
    )
    tasks = select(*groups).join(Case, Case.id == TaskRow.case_id).where(_counted(actor, today, wanted))
    each = tasks.subquery()
    rows = await session.execute(select(*each.c, func.count().label("number")).group_by(*each.c).order_by(*each.c))
    return [StepCount(**row) for row in rows.mappings()]


Start = tuple[date, str] | None
"""Where a page of tasks begins: after this (due day, or the first of all days; id)."""
NO_DUE = date(1, 1, 1)


async def steps(
    session: AsyncSession, actor: Actor, today: date, wanted: TaskFilter, start: Start, limit: int
) -> Sequence[tuple[TaskRow, Case]]:
    """The tasks behind a number, by their days."""
    order = (func.coalesce(TaskRow.due, NO_DUE), TaskRow.id)
    query = select(TaskRow, Case).join(Case, Case.id == TaskRow.case_id).where(_counted(actor, today, wanted))
    if start is not None:
        query = query.where(after(order, start))
    return [(row, of) for row, of in await session.execute(query.order_by(*order).limit(limit))]


async def stock(
    session: AsyncSession, actor: Actor, programme: str | None, region: str | None
) -> list[tuple[str, str, int]]:
    """(programme, stage, how many cases), of all cases the actor may see, closed ones too."""
    conditions = [visible_to(actor)]
    conditions += [Case.programme == programme] if programme else []
    conditions += [within(Case.region, region)] if region else []
    query = select(Case.programme, Case.stage, func.count()).where(*conditions).group_by(Case.programme, Case.stage)
    return [(of, stage, number) for of, stage, number in await session.execute(query)]


@dataclass(frozen=True, slots=True)
class Ending:
    """A case in its term (第二十四条), with the last day the term now has (ISO)."""

    id: str
    name: str
    region: str
    last_day: str
    provisional: bool | None


_FIRST, _LAST_DAY = (Case.milestones[(0, name)] for name in ("key", "date"))
"""The term comes first among the dates of a case that is in one: the others are not read."""


def _in_term(actor: Actor, region: str | None) -> ColumnElement[bool]:
    """Every case in its term that the actor may see."""
    conditions = [visible_to(actor), Case.programme == "zone", Case.stage == "in_term"]
    conditions += [within(Case.region, region)] if region else []
    return and_(*conditions, _FIRST.as_string() == "zone-term")


async def ends_by_month(session: AsyncSession, actor: Actor, region: str | None) -> list[tuple[str, int]]:
    """(2026-12, in how many cases the term ends in that month)."""
    month = func.substr(_LAST_DAY.as_string(), 1, 7).label("month")
    each = select(month).where(_in_term(actor, region)).subquery()
    rows = await session.execute(select(each.c.month, func.count()).group_by(each.c.month))
    return [(month, number) for month, number in rows]


async def ending(
    session: AsyncSession, actor: Actor, region: str | None, first: date, before: date | None
) -> list[Ending]:
    """The cases whose term ends from ``first`` on, and ``before`` a day if one is given; by their last days."""
    day = _LAST_DAY.as_string()
    conditions = [_in_term(actor, region), day >= first.isoformat()]
    conditions += [day < before.isoformat()] if before else []
    columns = (Case.id, Case.subject_name, Case.region, day, Case.milestones[(0, "provisional")].as_boolean())
    return [Ending(*row) for row in await session.execute(select(*columns).where(*conditions).order_by(day, Case.id))]
