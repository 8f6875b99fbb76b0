"""Substitutions (代理): who acts in whose stead, by which order, for how long."""

from typing import Annotated

from fastapi import APIRouter, Request
from pydantic import Field
from starlette.responses import Response

from api import substitutions
from api.deps import Body, JsonBody, RequestKey, Web, request_id
from api.idempotency import once
from api.identity import SignedIn
from api.json.lists import Listing
from api.substitution_views import SubstitutionView
from domain.substitution import RevocationForm, SubstitutionForm

router = APIRouter(prefix="/substitutions", tags=["代理"])


class SubstitutionBody(Body, SubstitutionForm):
    """``substitute`` and ``principal`` are account ids; ``file`` is the order, a file the sender uploaded."""

    file: Annotated[str, Field(title="代理文件", min_length=1, max_length=100)]


class RevocationBody(Body, RevocationForm):
    pass


@router.get("", summary="代理：本单位委托的和本人担任的（监督人员、技术运维查看全部）")
async def list_substitutions(services: Web, who: SignedIn) -> Listing[SubstitutionView]:
    return Listing(items=await substitutions.shown(services, who.actor))


@router.post("", status_code=201, response_model=SubstitutionView, summary="登记代理（被代理单位的人员，代理人以外）")
async def enter_substitution(
    services: Web, who: SignedIn, key: RequestKey, request: Request, body: JsonBody[SubstitutionBody]
) -> Response:
    first = once(services, request, who.account.id, key, body)
    if answer := await first.replay():
        return answer
    entered = await substitutions.enter(
        services, who.actor, body, body.file, request_id=request_id(who.account.id, key)
    )
    return await first.keep(201, entered)


@router.post("/{substitution_id}/revoke", response_model=SubstitutionView, summary="撤销代理（被代理单位的人员）")
async def revoke_substitution(
    services: Web,
    who: SignedIn,
    key: RequestKey,
    request: Request,
    substitution_id: str,
    body: JsonBody[RevocationBody],
) -> Response:
    first = once(services, request, who.account.id, key, body)
    if answer := await first.replay():
        return answer
    revoked = await substitutions.revoke(
        services, who.actor, substitution_id, body, request_id=request_id(who.account.id, key)
    )
    return await first.keep(200, revoked)
