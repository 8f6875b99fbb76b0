"""The running dates of a case, and what 市场监管总局 may do to them."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from api import date_changes, reading
from api.date_change_views import CaseDateView, DateChangePreview
from api.deps import Body, JsonBody, RequestKey, Web, request_id
from api.idempotency import once
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


@dataclass(frozen=True, slots=True)
class _Request:
    """Who asks to change which date, and under which key."""

    services: Web
    who: SignedIn
    key: RequestKey
    request: Request
    case_id: str
    path: str
    dry_run: Annotated[bool, Query(description="只说明将发生什么，不作变更")] = False

    async def answer(self, kind: ChangeKind, form: ChangeForm) -> Response | DateChangePreview:
        place = self.services, self.who.actor, self.case_id
        if self.dry_run:
            return await date_changes.foresee(*place, self.path, kind, form)
        first = once(self.services, self.request, self.who.account.id, self.key, form)
        if answer := await first.replay():
            return answer
        sent = request_id(self.who.account.id, self.key)
        receipt = await date_changes.change(*place, self.path, kind, form, request_id=sent)
        return await first.keep(200, ActReceipt(**receipt.model_dump(), case=await reading.one_case(*place)))


Asked = Annotated[_Request, Depends()]


@router.get("", summary="正在计算的期限，以及市场监管总局可以对其作出的变更")
async def list_dates(services: Web, who: SignedIn, case_id: str) -> Listing[CaseDateView]:
    return Listing(items=await date_changes.case_dates(services, who.actor, case_id))


@router.post("/{path}/extend", response_model=Answer, summary="延长期限（市场监管总局）")
async def extend_date(asked: Asked, body: JsonBody[ExtendBody]) -> Response | DateChangePreview:
    return await asked.answer(EXTEND, body)


@router.post("/{path}/pause", response_model=Answer, summary="中止期限的计算（市场监管总局）")
async def pause_date(asked: Asked, body: JsonBody[PauseBody]) -> Response | DateChangePreview:
    return await asked.answer(PAUSE, body)


@router.post("/{path}/resume", response_model=Answer, summary="恢复期限的计算（市场监管总局）")
async def resume_date(asked: Asked, body: JsonBody[ResumeBody]) -> Response | DateChangePreview:
    return await asked.answer(RESUME, body)
