"""Reading: what one actor may see, as view models. Pages and JSON call the same functions.

What an actor may not see is not there (404), so that nobody learns of a case outside their part in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from api import acting, audit, audit_views, document_present, fact_present, pilot_present, present
from api.audit_views import AuditView
from api.deps import Services
from api.document_views import DocumentView
from api.editions import read_as
from api.errors import not_found, refused
from api.notice_views import ObjectionView
from api.notification_present import notification
from api.timeline import stages
from api.views import (
    CaseSummary,
    CaseView,
    EventView,
    MilestoneView,
    NotificationView,
    PlannedView,
    TaskSummary,
    TaskView,
    TimelineView,
    WaitingView,
)
from db.models import Case, CaseEvent, TaskRow
from db.queries import audit as log
from db.queries import cases, documents, files, notices, notifications, substitutions, tasks
from db.queries.editions import editions
from db.queries.recipients import account_names, organisation_names
from domain.citation import Citation
from domain.dates import local_date
from domain.deadline import Deadline
from domain.pilot.case import PilotCase
from domain.procedure import objections
from domain.programmes import case_of, edition_of, programme_of
from domain.refusal import Refusal, RefusalKind
from domain.roles import Actor, Role
from domain.substitution import Substitution, capacity

_SEES_WORKFLOW = frozenset({Role.OPS, Role.SUPERVISOR})
SEES_AUDIT = frozenset({Role.SUPERVISOR, Role.OPS, Role.SAMR})
NO_AUDIT = "审计记录由监督人员、技术运维和市场监管总局查看。"
_SEES_OBJECTIONS = frozenset({Role.SAMR, Role.SUPERVISOR})
_END = datetime.max.replace(tzinfo=UTC)


async def case_row(session: AsyncSession, actor: Actor, case_id: str) -> Case:
    found = await cases.visible(session, actor, case_id)
    if found is None:
        raise not_found("该案件")
    return found


async def one_case(services: Services, actor: Actor, case_id: str) -> CaseView:
    """Raises 404."""
    async with services.register.read() as session:
        row = await case_row(session, actor, case_id)
        waiting = await tasks.open_in(session, [row.id])
        matters = await tasks.optional_in(session, actor, row.id)
        names = await organisation_names(session, (each.organisation_id for each in waiting[row.id]))
    case = case_of(row.state)
    view = CaseView(
        **present.case_facts(row, waiting[row.id], names),
        matters=[present.matter(each) for each in matters],
        facts=fact_present.in_case(case),
        pilot=pilot_present.pilot(case) if isinstance(case, PilotCase) else None,
        policy_version=row.policy_version,
        workflow_id=row.workflow_id if actor.role in _SEES_WORKFLOW else None,
    )
    return read_as(view, edition_of(row.state))


async def some_cases(
    services: Services, actor: Actor, wanted: cases.CaseFilter, start: tuple[datetime, str] | None, limit: int
) -> list[CaseSummary]:
    """One page of the actor's cases; see ``db.queries.cases.page``."""
    async with services.register.read() as session:
        rows = await cases.page(session, actor, wanted, start, limit)
        waiting = await tasks.open_in(session, [row.id for row in rows])
        asked = [each.organisation_id for found in waiting.values() for each in found]
        names = await organisation_names(session, asked)
        read = await editions(session, (row.id for row in rows))
    views = ((row.id, CaseSummary(**present.case_facts(row, waiting[row.id], names))) for row in rows)
    return [read_as(view, read.get(id_)) for id_, view in views]


async def timeline(services: Services, actor: Actor, case_id: str) -> TimelineView:
    """What happened in a case, and what is planned. Raises 404."""
    async with services.register.read() as session:
        row = await case_row(session, actor, case_id)
        spans = await stages.of_case(session, row)
        happened = await _events(session, await cases.events(session, row.id))
        coming = [present.planned_reminder(rung, duty) for rung, duty in await cases.coming_rungs(session, row.id)]
    deadlines = [Deadline.model_validate(each) for each in row.milestones]
    coming += [present.planned_milestone(each) for each in deadlines if not each.suspended]
    now = await services.clock.now()
    view = TimelineView(
        stages=spans, events=happened, planned=sorted((each for each in coming if _when(each) > now), key=_when)
    )
    return read_as(view, edition_of(row.state))


def _when(planned: PlannedView) -> datetime:
    return planned.at or _END


async def _events(session: AsyncSession, rows: Sequence[CaseEvent]) -> list[EventView]:
    organisations = await organisation_names(session, (row.actor_organisation for row in rows))
    people = await account_names(session, (row.actor_id for row in rows if row.actor_id and row.actor_substitute_for))
    stored = await files.by_id(session, (each for row in rows for each in row.attachments))
    return [present.event(row, organisations, people, stored) for row in rows]


async def case_documents(services: Services, actor: Actor, case_id: str) -> list[DocumentView]:
    """Raises 404."""
    async with services.register.read() as session:
        row = await case_row(session, actor, case_id)
        return await document_present.views(session, await documents.in_case(session, row.id))


async def case_notifications(services: Services, actor: Actor, case_id: str) -> list[NotificationView]:
    """Every notification of a case on every channel, with its fate. Raises 404."""
    async with services.register.read() as session:
        row = await case_row(session, actor, case_id)
        found = [notification(each) for each in await notifications.in_case(session, row.id)]
    return read_as(found, edition_of(row.state))


async def case_audit(services: Services, actor: Actor, case_id: str) -> list[AuditView]:
    """Raises 404, or 403 for whoever has no business with the audit log."""
    async with services.register.read() as session:
        row = await case_row(session, actor, case_id)
        only(actor, SEES_AUDIT, NO_AUDIT)
        found = await audit_views.entries(session, await log.in_case(session, row.id))
    await audit.record_reading(services, actor, "audit.read", case_id, case_id=case_id, detail="查看本案件的审计记录")
    return found


async def case_objections(services: Services, actor: Actor, case_id: str) -> list[ObjectionView]:
    """What is to be re-examined; who objected is not told. Raises 404 or 403."""
    async with services.register.read() as session:
        row = await case_row(session, actor, case_id)
        only(actor, _SEES_OBJECTIONS, "异议材料由市场监管总局复核，其他单位不能查看。")
        found = await notices.objections_in(session, row.id)
        stored = await files.by_id(session, (each for one in found for each in one.attachments))
    if found:
        numbers = "、".join(each.receipt_number for each in found)
        await audit.record_reading(
            services, actor, "objection.read", case_id, case_id=case_id, detail=f"查看异议{numbers}的内容"
        )
    return [present.objection(each, stored) for each in found]


async def open_objections(services: Services, actor: Actor, case_id: str) -> list[objections.Waiting]:
    """How long each objection nobody has settled has waited; neither its grounds nor who objected. Raises 404."""
    async with services.register.read() as session:
        row = await case_row(session, actor, case_id)
    case = case_of(row.state)
    found = [one for notice, _ in programme_of(case).notices(case) for one in notice.objections]
    return objections.waiting(found, local_date(await services.clock.now()))


def only(actor: Actor, roles: frozenset[Role], text: str) -> None:
    """Raises 403 for everybody else."""
    if actor.role not in roles:
        raise refused(Refusal(kind=RefusalKind.WRONG_ACTOR, text=text, basis=(Citation("zone:5"),)))


async def one_task(services: Services, actor: Actor, task_id: str) -> TaskView:
    """A task for those who are asked, or act for them. Raises 404, or to those with another part in its case 403 with
    the article that says who acts."""
    row, case, kind, who = await acting.as_asked(services, actor, task_id)
    allowed = kind.actions if row.closed_at is None else ()
    view = TaskView(**present.task_facts(row, case, who), actions=[present.action(each) for each in allowed])
    return read_as(view, edition_of(case.state))


async def capacity_in(services: Services, actor: Actor, task_id: str) -> Actor:
    """As whom the actor answers a task, to read what the task needs. Raises as ``one_task``."""
    *_, who = await acting.as_asked(services, actor, task_id)
    return who


async def my_tasks(services: Services, actor: Actor, start: tasks.Start, limit: int) -> list[TaskSummary]:
    """One page of the open tasks of an actor, the most urgent first; see ``db.queries.tasks.mine``."""
    async with services.register.read() as session:
        rows = await tasks.mine(session, actor, start, limit)
        held = [each.order for each in await substitutions.held_by(session, actor.id)]
    return [_summary(row, case, _capacity(actor, held, row)) for row, case in rows]


def _summary(row: TaskRow, case: Case, who: Actor) -> TaskSummary:
    return read_as(TaskSummary(**present.task_facts(row, case, who)), edition_of(case.state))


def _capacity(actor: Actor, held: Sequence[Substitution], row: TaskRow) -> Actor:
    return capacity(actor, held, acting.task_of(row), row.case_id) or actor


async def how_many_tasks(services: Services, actor: Actor) -> int:
    """How many open tasks an actor has."""
    async with services.register.read() as session:
        return await tasks.how_many_mine(session, actor)


async def my_tasks_in(services: Services, actor: Actor, case_id: str) -> list[str]:
    """Ids of the actor's open tasks in one case, the most urgent first."""
    async with services.register.read() as session:
        return list(await tasks.mine_in(session, actor, case_id))


async def awaited(
    services: Services, actor: Actor, start: tasks.Start, limit: int
) -> list[tuple[TaskSummary, WaitingView]]:
    """One page of what others have to do in the actor's cases; see ``db.queries.tasks.awaited``."""
    async with services.register.read() as session:
        rows = await tasks.awaited(session, actor, start, limit)
        names = await organisation_names(session, (row.organisation_id for row, _ in rows))
    return [
        (_summary(row, case, actor), read_as(present.waiting(row, names), edition_of(case.state))) for row, case in rows
    ]


@dataclass(frozen=True, slots=True)
class CaseDate:
    """A milestone of an open case. ``place`` orders the dates of all cases: day, case, place in the case."""

    place: tuple[str, str, int]
    case_id: str
    subject: str
    milestone: MilestoneView


async def coming(
    services: Services, actor: Actor, between: tuple[date, date], start: tuple[str, str, int] | None, limit: int
) -> list[CaseDate]:
    """One page of the dates of the actor's open cases within two days, both included, from after ``start``."""
    first, last = (day.isoformat() for day in between)
    async with services.register.read() as session:
        found = sorted(
            (day, case_id, position)
            for case_id, days in await cases.days(session, actor)
            for position, day in enumerate(days.split())
            if first <= day <= last and (start is None or (day, case_id, position) > start)
        )
        shown = found[:limit]
        known = await cases.milestones_of(session, {case_id for _, case_id, _ in shown})
    return [_case_date(place, *known[place[1]]) for place in shown]


def _case_date(place: tuple[str, str, int], subject: str, kept: Sequence[Any]) -> CaseDate:
    _, case_id, position = place
    return CaseDate(place, case_id, subject, present.milestone(Deadline.model_validate(kept[position])))
