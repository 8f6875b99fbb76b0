"""期限计算器: public."""

from fastapi import APIRouter

from api import calculator
from api.deps import JsonBody, Web
from api.json.lists import Listing
from api.views import DateRuleView, DerivationView

router = APIRouter(prefix="/date-rules", tags=["期限计算器"])


@router.get("", summary="全部期限规则及其依据")
async def list_date_rules() -> Listing[DateRuleView]:
    return Listing(items=calculator.rules())


@router.post("/{key}/explain", summary="推算一个日期，逐行说明由来")
async def explain_date(services: Web, key: str, question: JsonBody[calculator.Question]) -> DerivationView:
    return await calculator.explain(services, key, question)
