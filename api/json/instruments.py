"""Instruments: work plans (第十五条) and versions of the indicators (第十九条)."""

from typing import Any

from fastapi import APIRouter
from pydantic import Field, ValidationError
from starlette.responses import Response

from api import instruments
from api.deps import Body, JsonBody, Web
from api.errors import field_errors, malformed
from api.idempotency import Submission
from api.identity import SignedIn
from api.instrument_views import InstrumentView
from api.json.lists import Listing
from domain.zone.art15_round import NewPlan
from domain.zone.art19_indicators import NewIndicators
from domain.zone.instrument import InstrumentKind

router = APIRouter(prefix="/instruments", tags=["工作方案和指标体系"])


class NewInstrument(Body):
    """``data`` is the first draft: of a work plan number, title, text, opens_on and closes_on; of indicators number,
    title, text, in_force_from, classes and indicators."""

    kind: InstrumentKind = Field(strict=False)
    data: dict[str, Any]


@router.get("", summary="工作方案和评估指标体系的各版本")
async def list_instruments(services: Web, who: SignedIn) -> Listing[InstrumentView]:
    return Listing(items=await instruments.shown(services, who.actor))


@router.post("", status_code=201, response_model=InstrumentView, summary="起草工作方案或者评估指标体系（市场监管总局）")
async def draw_up(sent: Submission, body: JsonBody[NewInstrument]) -> Response:
    place = sent.services, sent.actor, body.kind
    return await sent.once(body, lambda id_: instruments.draw_up(*place, _draft(body), request_id=id_), 201)


def _draft(body: NewInstrument) -> NewPlan | NewIndicators:
    """Raises 422 with every field that is wrong."""
    try:
        return instruments.DRAFTS[body.kind].model_validate(body.data)
    except ValidationError as error:
        found = field_errors(error.errors(include_url=False), ("body", "data"))
        raise malformed(f"填报内容有误（{len(found)}处），未作任何变更。", *found) from error
