"""Instruments: drawing one up (总局), and what there is. One way for JSON and pages."""

from hashlib import blake2s

from temporalio.common import (
    SearchAttributePair,
    TypedSearchAttributes,
    WorkflowIDConflictPolicy,
    WorkflowIDReusePolicy,
)
from temporalio.exceptions import WorkflowAlreadyStartedError

from api import audit
from api.deps import Services
from api.errors import WebError, basis_views, engine_silent, refused
from api.instrument_views import InstrumentView
from api.opening import recorded
from api.views import StateView
from contracts.queues import CASES
from contracts.search_attributes import PROGRAMME, REGION, STAGE
from db.models import Case, InstrumentRow
from db.queries import cases, instruments
from db.queries.cases import CaseFilter
from domain.dates import local_date
from domain.policy import ZonePolicy
from domain.refusal import Refusal, RefusalKind
from domain.roles import NATIONAL, Actor, Role
from domain.zone import art15_round as art15
from domain.zone import art19_indicators as art19
from domain.zone import instrument
from domain.zone.art15_round import NewPlan
from domain.zone.art19_indicators import NewIndicators
from domain.zone.instrument import InstrumentCase, InstrumentKind
from services.policies import policy_for

MOST = 200
"""Drafts shown at once."""
DRAFTS: dict[InstrumentKind, type[NewPlan] | type[NewIndicators]] = {
    InstrumentKind.WORK_PLAN: NewPlan,
    InstrumentKind.INDICATORS: NewIndicators,
}


async def shown(services: Services, actor: Actor) -> list[InstrumentView]:
    """Those adopted for everybody, drafts for whoever may see their case; drafts first, then the latest."""
    async with services.register.read() as session:
        rows = await instruments.adopted(session)
        drafts = await cases.page(session, actor, CaseFilter(programme=instrument.PROGRAMME), None, MOST)
        adopted = [row.id for row in rows]
        found = await cases.with_states(session, [*adopted, *(each.id for each in drafts)])
    views = [_of_case(found[each.id]) for each in drafts if each.id not in adopted]
    views += [_of_case(found[row.id]) if row.id in found else _taken_over(row) for row in rows]
    return views


async def draw_up(
    services: Services, actor: Actor, kind: InstrumentKind, form: NewPlan | NewIndicators, *, request_id: str
) -> InstrumentView:
    """Start the joint act on a first draft; answers once the register has it.

    Raises ``WebError``: 403 for anyone but 总局, 409 for a number that is taken or a round that is over, 503.
    """
    action = f"instrument.{kind.value}"
    try:
        case = await _prepare(services, actor, kind, form)
        started = await _start(services, case)
    except WebError as error:
        if error.refusal:
            await audit.record(services, actor, action, form.number, refusal=error.refusal, request_id=request_id)
        raise
    await recorded(services, case.id, started)
    await audit.record(
        services,
        actor,
        action,
        form.number,
        case_id=case.id,
        basis=kind.basis,
        detail=f"起草{case.subject_name}",
        request_id=request_id,
    )
    async with services.register.read() as session:
        return _of_case(await session.get_one(Case, case.id))


async def _prepare(
    services: Services, actor: Actor, kind: InstrumentKind, form: NewPlan | NewIndicators
) -> InstrumentCase:
    if actor.role is not Role.SAMR:
        text = f"{kind.label}由市场监管总局会同相关部门制定。"
        raise refused(Refusal(kind=RefusalKind.WRONG_ACTOR, text=text, basis=kind.basis))
    today = local_date(await services.clock.now())
    async with services.register.read() as session:
        taken = await instruments.numbered(session, form.number)
        policy = await policy_for(session, ZonePolicy)
    if taken and taken.id != _id(form.number):
        raise refused(_taken(kind, form.number))
    if isinstance(form, NewPlan) and (refusal := art15.refuse_days(form.opens_on, form.closes_on, today)):
        raise refused(refusal)
    first = form.opens_on if isinstance(form, NewPlan) else form.in_force_from
    case = InstrumentCase(
        id=_id(form.number),
        kind=kind,
        number=form.number,
        title=form.title,
        policy=policy,
        starts_on=first,
        acted={f"{kind.value}_draft": (actor.id,)},
    )
    if isinstance(form, NewPlan):
        art15.put(case, form)
    else:
        art19.put(case, form)
    return case


def _id(number: str) -> str:
    """The case of the instrument of a number: fit for a URL."""
    return f"{instrument.PROGRAMME}-{blake2s(number.encode(), digest_size=6).hexdigest()}"


async def _start(services: Services, case: InstrumentCase) -> str:
    """The id of its workflow."""
    workflow_id = f"zone/instrument/{case.number}"
    known = (
        SearchAttributePair(PROGRAMME, case.programme),
        SearchAttributePair(STAGE, case.stage.value),
        SearchAttributePair(REGION, NATIONAL),
    )
    try:
        await services.client.start_workflow(
            "ZoneInstrument",
            case.carried(),
            id=workflow_id,
            task_queue=CASES,
            static_summary=case.subject_name,
            search_attributes=TypedSearchAttributes(known),
            id_conflict_policy=WorkflowIDConflictPolicy.FAIL,
            id_reuse_policy=WorkflowIDReusePolicy.REJECT_DUPLICATE,
        )
    except WorkflowAlreadyStartedError as error:
        raise refused(_taken(case.kind, case.number)) from error
    except RuntimeError as error:  # never connected
        raise engine_silent() from error
    return workflow_id


def _taken(kind: InstrumentKind, number: str) -> Refusal:
    text = f"编号“{number}”已经使用。"
    return Refusal(kind=RefusalKind.ALREADY_DONE, text=text, basis=kind.basis, remedy="请另行编号。")


def _of_case(row: Case) -> InstrumentView:
    case = InstrumentCase.model_validate(row.state)
    return InstrumentView(
        id=case.id,
        kind=case.kind.value,
        kind_label=case.kind.label,
        number=case.number,
        title=case.title,
        state=StateView(key=row.stage, label=row.stage_label),
        first_day=case.first_day,
        closes_on=case.closes_on,
        classes=list(case.classes),
        case_id=case.id,
        basis=basis_views(case.kind.basis),
    )


def _taken_over(row: InstrumentRow) -> InstrumentView:
    kind = InstrumentKind(row.kind)
    return InstrumentView(
        id=row.id,
        kind=kind.value,
        kind_label=kind.label,
        number=row.number,
        title=row.title,
        state=StateView(key="taken_over", label="接入前已经施行"),
        first_day=row.in_force_from,
        closes_on=row.closes_on,
        classes=list(row.classes),
        case_id=None,
        basis=basis_views(kind.basis),
    )
