"""Changing a running date of a case (延长、中止、恢复计算): the one way for JSON and pages.

The case decides; what is looked at here first only spares it messages it would refuse anyway, and shows beforehand
what it would do.
"""

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from api import acting, audit, impacts, present, reading
from api.date_change_views import CaseDateView, ChangeView, DateChangePreview
from api.deps import Services
from api.errors import WebError, not_found, refused
from api.views import MilestoneView, Receipt
from contracts.date_change import ChangeDate
from db.models import Case
from db.queries.releases import work_calendar
from domain import date_changes
from domain.date_change_kinds import ChangeForm, ChangeKind, changes_of
from domain.date_changes import DateChange
from domain.deadline import Deadline
from domain.open_dates import OpenDate, unsettled_dates
from domain.programmes import case_of, programme_of
from domain.rederivation import explained, rederived
from domain.refusal import Refusal, RefusalKind
from domain.roles import Actor
from domain.working_days import WorkCalendar
from services.documents.kinds import KINDS as DOCUMENTS


async def case_dates(services: Services, actor: Actor, case_id: str) -> list[CaseDateView]:
    """The running dates of a case that count working days, with what the actor may do to them. Raises 404."""
    now = await services.clock.now()
    async with services.register.read() as session:
        row = await reading.case_row(session, actor, case_id)
        case = case_of(row.state)
        calendar = await work_calendar(session)
    fixed = dict(programme_of(case).fixed(case))
    return [_view(case, each, actor, calendar, now) for each in unsettled_dates(case, now) if each.path not in fixed]


async def changeable(services: Services, actor: Actor, case_id: str) -> list[CaseDateView]:
    """Those that the actor may change now. Raises 404."""
    return [each for each in await case_dates(services, actor, case_id) if each.changes]


async def one_date(services: Services, actor: Actor, case_id: str, path: str) -> CaseDateView:
    """Raises 404, or 403 for whoever may change none."""
    found = next((each for each in await case_dates(services, actor, case_id) if each.path == path), None)
    if found is None:
        raise not_found("该期限")
    async with services.register.read() as session:
        case = case_of((await reading.case_row(session, actor, case_id)).state)
    if refusal := date_changes.refuse_actor(case, path, actor):
        raise refused(refusal)
    return found


async def foresee(
    services: Services, actor: Actor, case_id: str, path: str, kind: ChangeKind, form: ChangeForm
) -> DateChangePreview:
    """What the change would do, by the calendar now in the register. Raises as ``change`` does, and changes nothing."""
    now, order = await services.clock.now(), DateChange(path, kind, form, actor)
    async with services.register.read() as session:
        _, case = await _case(session, order, case_id)
        if refusal := date_changes.refusal_of(case, order, now):
            raise refused(refusal)
        calendar = await work_calendar(session)
        one = date_changes.found(case, path, now)
        assert one is not None
        written = kind.write(one, form, now)
        after = date_changes.settled(one, rederived(written, case.policy, calendar))
        if refusal := date_changes.refusal_of_outcome(one, after):
            raise refused(refusal)
        effects = date_changes.effects(case, one, after, order)
        names = await impacts.names_of(session, one.told)
    return DateChangePreview(
        text=effects.text,
        before=_milestone(case, one.deadline, calendar),
        after=_milestone(case, after, calendar),
        told=[names[each] for each in one.told],
        documents=[DOCUMENTS[each.kind].label for each in effects.documents],
    )


async def change(
    services: Services, actor: Actor, case_id: str, path: str, kind: ChangeKind, form: ChangeForm, *, request_id: str
) -> Receipt:
    """Change the date; the receipt means that the register has it. A repeated request id gets the first receipt.

    Raises ``WebError``: 404 for an unknown case or date, 403, 409, 422, 503.
    """
    order, action = DateChange(path, kind, form, actor), f"date.{kind.name}"
    try:
        async with services.register.read() as session:
            row, case = await _case(session, order, case_id)
        message = ChangeDate(path=path, action=kind.name, actor=actor, data=form.model_dump(mode="json"))
        step = await acting.deliver(
            services,
            row.workflow_id,
            "change_date",
            message.model_dump(mode="json", exclude_defaults=True),
            request_id,
            gone=_over(row),
        )
    except WebError as error:
        if error.refusal:
            await audit.record(
                services, actor, action, path, case_id=case_id, refusal=error.refusal, request_id=request_id
            )
        raise
    await audit.record(
        services,
        actor,
        action,
        path,
        case_id=case_id,
        basis=programme_of(case).change_basis,
        detail=f"{kind.label}期限（理由：{form.reason}；依据文件：{form.document}）",
        request_id=request_id,
    )
    return Receipt(case_id=case_id, step=step)


async def _case(session: AsyncSession, order: DateChange, case_id: str) -> tuple[Case, Any]:
    """The case as last recorded. Raises 404, or 403 with the article that says who decides."""
    row = await reading.case_row(session, order.actor, case_id)
    case = case_of(row.state)
    if refusal := date_changes.refuse_actor(case, order.path, order.actor):
        raise refused(refusal)
    if order.path not in date_changes.all_dates(case):
        raise not_found("该期限")
    return row, case


def _view(case: Any, one: OpenDate, actor: Actor, calendar: WorkCalendar, now: datetime) -> CaseDateView:
    may = [] if date_changes.refuse_actor(case, one.path, actor) else changes_of(one, now)
    return CaseDateView(
        path=one.path,
        date=_milestone(case, one.deadline, calendar),
        decided_by=programme_of(case).decides(case, one.path).role.label,
        changes=[ChangeView(name=each.name, label=each.label) for each in may],
    )


def _milestone(case: Any, deadline: Deadline, calendar: WorkCalendar) -> MilestoneView:
    return present.milestone(explained(deadline, case.policy, calendar))


def _over(row: Case) -> WebError:
    basis = case_of(row.state).stage.basis
    return refused(Refusal(kind=RefusalKind.ALREADY_DONE, text="案件已经结束，未作任何变更。", basis=basis))
