"""Substitutions (代理): who acts in whose stead, by which order, for how long."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import Field
from starlette.responses import Response

from api import substitutions
from api.deps import Body, JsonBody, Web
from api.idempotency import Submission
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
async def enter_substitution(sent: Submission, body: JsonBody[SubstitutionBody]) -> Response:
    place = sent.services, sent.actor
    return await sent.once(body, lambda id_: substitutions.enter(*place, body, body.file, request_id=id_), 201)


@router.post("/{substitution_id}/revoke", response_model=SubstitutionView, summary="撤销代理（被代理单位的人员）")
async def revoke_substitution(sent: Submission, substitution_id: str, body: JsonBody[RevocationBody]) -> Response:
    place = sent.services, sent.actor, substitution_id
    return await sent.once(body, lambda id_: substitutions.revoke(*place, body, request_id=id_))
