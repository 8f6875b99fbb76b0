"""The running dates of a case, and what 市场监管总局 may do to them."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from api import date_changes, reading
from api.date_change_views import CaseDateView, DateChangePreview
from api.deps import Body, JsonBody, Web
from api.idempotency import Submission
from api.identity import SignedIn
from api.json.lists import Listing
from api.views import ActReceipt
from domain.date_change_kinds import EXTEND, PAUSE, RESUME, ChangeForm, ChangeKind, Extending, Pausing, Resuming

router = APIRouter(prefix="/cases/{case_id}/dates", tags=["案件"])

Answer = ActReceipt | DateChangePreview
"""The receipt; of a dry run what would come of it."""


class ExtendBody(Extending, Body):
    """By ``working_days`` or by ``months``, counted from the old end."""


class PauseBody(Pausing, Body):
    """From today on, which no longer counts."""


class ResumeBody(Resuming, Body):
    """``last_day``: of the pause; today unless it is given."""


DryRun = Annotated[bool, Query(description="只说明将发生什么，不作变更")]


@router.get("", summary="正在计算的期限，以及市场监管总局可以对其作出的变更")
async def list_dates(services: Web, who: SignedIn, case_id: str) -> Listing[CaseDateView]:
    return Listing(items=await date_changes.case_dates(services, who.actor, case_id))


@router.post("/{path}/extend", response_model=Answer, summary="延长期限（市场监管总局）")
async def extend_date(
    sent: Submission, case_id: str, path: str, body: JsonBody[ExtendBody], dry_run: DryRun = False
) -> Response | DateChangePreview:
    return await _change(sent, case_id, path, EXTEND, body, dry_run)


@router.post("/{path}/pause", response_model=Answer, summary="中止期限的计算（市场监管总局）")
async def pause_date(
    sent: Submission, case_id: str, path: str, body: JsonBody[PauseBody], dry_run: DryRun = False
) -> Response | DateChangePreview:
    return await _change(sent, case_id, path, PAUSE, body, dry_run)


@router.post("/{path}/resume", response_model=Answer, summary="恢复期限的计算（市场监管总局）")
async def resume_date(
    sent: Submission, case_id: str, path: str, body: JsonBody[ResumeBody], dry_run: DryRun = False
) -> Response | DateChangePreview:
    return await _change(sent, case_id, path, RESUME, body, dry_run)


async def _change(
    sent: Submission, case_id: str, path: str, kind: ChangeKind, form: ChangeForm, dry_run: bool
) -> Response | DateChangePreview:
    place = sent.services, sent.actor, case_id
    if dry_run:
        return await date_changes.foresee(*place, path, kind, form)

    async def change(id_: str) -> ActReceipt:
        receipt = await date_changes.change(*place, path, kind, form, request_id=id_)
        return ActReceipt(**receipt.model_dump(), case=await reading.one_case(*place))

    return await sent.once(form, change)
