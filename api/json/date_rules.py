"""期限计算器: public."""

from typing import Annotated

from fastapi import APIRouter, Query

from api import calculator
from api.date_views import BackPlanView, DateRuleView, DerivationView
from api.deps import JsonBody, Web
from api.json.lists import Listing

router = APIRouter(tags=["期限计算器"])


@router.get("/date-rules", summary="四个文本的全部期限规则及其依据")
async def list_date_rules() -> Listing[DateRuleView]:
    return Listing(items=calculator.rules())


@router.post("/date-rules/{key}/explain", summary="推算一个日期，逐行说明由来")
async def explain_date(services: Web, key: str, question: JsonBody[calculator.Question]) -> DerivationView:
    return await calculator.explain(services, key, question)


@router.get("/back-plan", summary="倒排：由示范期最后一日推算复审各环节的建议时间")
async def plan_back(
    services: Web, last_day: Annotated[calculator.Anchor, Query(description="示范期最后一日")]
) -> BackPlanView:
    return await calculator.back_plan(services, last_day)
