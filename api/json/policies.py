"""Policies: what is in force, which part of it the text fixes, and how it is changed."""

from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.responses import JSONResponse, Response

from api import policies
from api.deps import Body, JsonBody, Web
from api.idempotency import Submission
from api.identity import SignedIn
from api.interpretations import Interpretation
from api.json.lists import Listing
from api.rule_views import PolicyImpactView, PolicyView
from domain.zone.art29_interpretation import InterpretationForm

router = APIRouter(prefix="/policies", tags=["策略"])

DryRun = Annotated[bool, Query(description="只列出影响，不作任何变更")]


class InterpretationBody(Body, InterpretationForm):
    """The document of 总局; ``parameters`` are names, ``file`` is the document itself, which the sender uploaded."""

    file: Annotated[str, Field(title="解释文件", max_length=100)] = ""


class PolicyProposal(Body):
    """``changes``: parameter → its new value, as ``GET /policies/{programme}`` shows it; may be empty where an
    ``interpretation`` confirms the values that are."""

    changes: dict[str, Any] = Field(default_factory=dict, max_length=50)
    reason: str = Field(min_length=1, max_length=2000)
    interpretation: InterpretationBody | None = None

    @property
    def rests_on(self) -> Interpretation | None:
        one = self.interpretation
        return Interpretation(one, one.file) if one else None


class PolicyDecision(Body):
    comment: str = Field(default="", max_length=2000)


@router.get("", summary="各项目的策略：法规规定的和系统策略，及其版本")
async def list_policies(services: Web, who: SignedIn) -> Listing[PolicyView]:
    return Listing(items=await policies.all_policies(services))


@router.get("/{programme}", summary="一个项目的策略")
async def read_policy(services: Web, who: SignedIn, programme: str) -> PolicyView:
    return await policies.one_policy(services, programme)


@router.post(
    "/{programme}/versions",
    status_code=201,
    response_model=PolicyImpactView,
    summary="提出策略变更：哪些案件的哪些期限由哪天改为哪天（技术运维，或者决定该策略的机关）",
    responses={200: {"model": PolicyImpactView, "description": "只列出影响，未作变更"}},
)
async def propose_policy(
    sent: Submission, programme: str, body: JsonBody[PolicyProposal], dry_run: DryRun = False
) -> Response:
    propose = partial(
        policies.propose,
        sent.services,
        sent.actor,
        programme,
        body.changes,
        body.reason,
        interpretation=body.rests_on,
        dry_run=dry_run,
    )
    if dry_run:  # changes nothing, so there is nothing to remember of it
        return JSONResponse((await propose()).model_dump(mode="json"))
    return await sent.once(body, lambda id_: propose(request_id=id_), 201)


@router.get("/{programme}/versions/{version}", summary="一个策略版本，及其现在的影响")
async def read_policy_version(services: Web, who: SignedIn, programme: str, version: str) -> PolicyImpactView:
    return await policies.look_at(services, who.actor, programme, version)


@router.post(
    "/{programme}/versions/{version}/approve",
    response_model=PolicyImpactView,
    summary="批准，自此施行（决定该策略的机关，提出人以外的第二人）",
)
async def approve_policy(sent: Submission, programme: str, version: str, body: JsonBody[PolicyDecision]) -> Response:
    return await _decide(sent, programme, version, body, approve=True)


@router.post(
    "/{programme}/versions/{version}/decline",
    response_model=PolicyImpactView,
    summary="不予同意，或者由提出人撤回",
)
async def decline_policy(sent: Submission, programme: str, version: str, body: JsonBody[PolicyDecision]) -> Response:
    return await _decide(sent, programme, version, body, approve=False)


async def _decide(sent: Submission, programme: str, version: str, body: PolicyDecision, *, approve: bool) -> Response:
    place = sent.services, sent.actor, programme, version, body.comment
    return await sent.once(body, lambda id_: policies.decide(*place, approve=approve, request_id=id_))
