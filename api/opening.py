"""Opening a case: a creating body starts the workflow of its park, a bureau that of a pilot project."""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession
from temporalio.client import WorkflowQueryFailedError
from temporalio.common import (
    SearchAttributePair,
    TypedSearchAttributes,
    WorkflowIDConflictPolicy,
    WorkflowIDReusePolicy,
)

from api import audit
from api.deps import Services
from api.errors import FieldError, WebError, engine_silent, malformed, refused
from contracts.queues import CASES
from contracts.search_attributes import PARK, PROGRAMME, REGION, STAGE
from db.models import Case, Organisation
from db.models import Park as ParkRow
from db.queries import cases
from db.queries.parks import parks_of
from domain.citation import Basis
from domain.dates import local_date
from domain.policy import ZonePolicy
from domain.programmes import programme_of
from domain.refusal import Refusal, RefusalKind
from domain.roles import Actor, Role
from domain.zone import art16_application as art16
from domain.zone.case import Park, ZoneCase
from domain.zone.standing import BASIS, Standing, refuse_opening
from services.policies import policy_for
from services.standing import standing_of

_TRIES = 50
_PAUSE = 0.1


@dataclass(frozen=True, slots=True)
class Opening:
    """A case about to be opened. ``another`` is what the second of two meets that are opened at the same instant."""

    case: Any
    workflow_id: str
    summary: str
    """What Temporal's own page calls it."""
    basis: Basis
    detail: str
    another: Refusal


async def open_zone_case(services: Services, actor: Actor, park_id: str | None, request_id: str) -> str:
    """Start the creation case of a park; answers its id once the register has it.

    ``park_id`` may be left out by a body with a single park. A bar stops no draft. Raises ``WebError``: 403 for
    anyone but a body of the park, 409 while the park or one it came from has a live case or a title, 422, 503.
    Asked again under the same ``request_id``, as after a crash, it answers the case that was opened by it.
    """
    prepared = prepare_zone_case(services, actor, park_id, request_id)
    return await opened(services, actor, park_id or "zone", request_id, prepared)


async def opened(services: Services, actor: Actor, target: str, request_id: str, prepared: Awaitable[Opening]) -> str:
    """Open what is prepared, once however often it is asked, and enter it, or its refusal, into the audit log.

    Answers the id of the case once the register has it. Raises ``WebError``: what the preparation raises, 409, 503.
    """
    try:
        found = await prepared
        await _start(services, found)
        await recorded(services, found.case.id, found.workflow_id)
        await _refuse_another(services, found, request_id)
    except WebError as error:
        if error.refusal:
            await audit.record(services, actor, "case.open", target, refusal=error.refusal, request_id=request_id)
        raise
    await audit.record(
        services,
        actor,
        "case.open",
        found.case.subject_id,
        case_id=found.case.id,
        basis=found.basis,
        detail=found.detail,
        request_id=request_id,
    )
    case_id: str = found.case.id
    return case_id


async def prepare_zone_case(services: Services, actor: Actor, park_id: str | None, request_id: str) -> Opening:
    """The creation case of a park as it would be opened now; nothing is opened. Raises as ``open_zone_case``."""
    if actor.role is not Role.CREATING_BODY:
        raise refused(Refusal(kind=RefusalKind.WRONG_ACTOR, text="创建申请由园区的创建主体提出。", basis=BASIS))
    now = await services.clock.now()
    async with services.register.read() as session:
        row = await _park(session, actor, park_id)
        number = 1 + await cases.count_of(session, row.id)
        policy = await policy_for(session, ZonePolicy)
        standing = await standing_of(session, row.id, actor.organisation, local_date(now), policy)
        park = await _facts(session, actor, row)
        live = await session.get(Case, standing.live_case)
    if live and request_id in live.state["answers"]:
        return _opening(ZoneCase.model_validate(live.state), live.workflow_id)
    if refusal := refuse_opening(standing):
        raise refused(refusal)
    # The first step, which opens the case, is the answer to this request.
    case = ZoneCase(
        id=f"zone-{row.id}-case-{number}", park=park, policy=policy, stage_since=now, answers={request_id: 1}
    )
    return _opening(case, f"zone/{row.id}/case-{number}")


def _opening(case: ZoneCase, workflow_id: str) -> Opening:
    another = refuse_opening(Standing(park=case.park.name, live_case=case.id, live_park=case.park.name))
    assert another is not None
    summary, detail = f"{case.park.name}：示范区创建", f"为{case.park.name}发起示范区创建"
    return Opening(case, workflow_id, summary, art16.BASIS, detail, another)


async def _park(session: AsyncSession, actor: Actor, park_id: str | None) -> ParkRow:
    own = {row.id: row for row in await parks_of(session, actor.organisation)}
    if park_id is None and len(own) == 1:
        return next(iter(own.values()))
    if park_id is None:
        error = FieldError(loc=["body", "subject"], code="missing", message="请写明为哪个园区提出")
        raise malformed("本单位没有园区，或者不止一个园区，请写明园区。", error)
    if park_id not in own:
        raise refused(
            Refusal(kind=RefusalKind.WRONG_ACTOR, text="创建主体只能为本单位的园区提出创建申请。", basis=BASIS)
        )
    return own[park_id]


async def _facts(session: AsyncSession, actor: Actor, row: ParkRow) -> Park:
    """The park as the case will carry it: the body that applies is its creating body (第三条: 或)."""
    applying = await session.get_one(Organisation, actor.organisation)
    return Park(
        id=row.id,
        name=row.name,
        region=row.region,
        region_name=row.region_name,
        organisation=applying.id,
        creating_body=row.creating_body if applying.id == row.organisation_id else applying.name,
    )


async def _start(services: Services, opening: Opening) -> None:
    case = opening.case
    known = (
        SearchAttributePair(PROGRAMME, case.programme),
        SearchAttributePair(STAGE, case.stage.value),
        SearchAttributePair(PARK, case.subject_id),
        SearchAttributePair(REGION, case.region),
    )
    try:
        await services.client.start_workflow(
            programme_of(case).workflow(case),
            case.carried(),
            id=opening.workflow_id,
            task_queue=CASES,
            static_summary=opening.summary,
            search_attributes=TypedSearchAttributes(known),
            id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
            id_reuse_policy=WorkflowIDReusePolicy.REJECT_DUPLICATE,
        )
    except RuntimeError as error:  # never connected
        raise engine_silent() from error


async def _refuse_another(services: Services, opening: Opening, request_id: str) -> None:
    """The case may be there already, opened by somebody else under the same id."""
    async with services.register.read() as session:
        row = await session.get_one(Case, opening.case.id)
    if request_id not in row.state["answers"]:
        raise refused(opening.another)


async def recorded(services: Services, case_id: str, workflow_id: str) -> None:
    """Wait until the first step stands in the register: the workflow answers queries once it has written it."""
    try:
        await services.client.get_workflow_handle(workflow_id).query("state")
    except WorkflowQueryFailedError as error:
        raise engine_silent() from error
    for _ in range(_TRIES):
        async with services.register.read() as session:
            if await session.get(Case, case_id) is not None:
                return
        await asyncio.sleep(_PAUSE)
    raise engine_silent()
