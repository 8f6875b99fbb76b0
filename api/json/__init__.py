"""The JSON API: one router a resource, all under ``/api/v1``; every route calls what the pages call."""

from typing import Any

from fastapi import APIRouter, Depends

from api.deps import without_nul
from api.errors import MEDIA_TYPE
from api.json import (
    audit,
    calendar,
    calendar_feeds,
    case_dates,
    case_imports,
    case_ledger,
    case_listing,
    case_lists,
    cases,
    date_rules,
    deliverables,
    delivery_receipts,
    delivery_record,
    delivery_tasks,
    documents,
    experts,
    files,
    identity,
    instruments,
    ledger_sheets,
    notification_settings,
    parks,
    plans,
    policies,
    public,
    regulations,
    rehearsals,
    sandbox,
    sessions,
    sheets,
    statistics,
    substitutions,
    tasks,
    verification,
)

_PROBLEM = {"content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
_RESPONSES: dict[int | str, dict[str, Any]] = {
    401: {"description": "未登录", **_PROBLEM},
    403: {"description": "无权办理", **_PROBLEM},
    404: {"description": "不存在或无权查看", **_PROBLEM},
    409: {"description": "不符合规定", **_PROBLEM},
    422: {"description": "请求内容有误", **_PROBLEM},
    429: {"description": "次数过多，请按 Retry-After 再试", **_PROBLEM},
    503: {"description": "流程引擎没有应答", **_PROBLEM},
}

router = APIRouter(prefix="/api/v1", dependencies=[Depends(without_nul)], responses=_RESPONSES)
_PARTS = (
    identity,
    sessions,
    parks,
    case_listing,
    case_imports,
    cases,
    case_dates,
    case_ledger,
    plans,
    regulations,
    delivery_record,
    rehearsals,
    tasks,
    ledger_sheets,
    delivery_tasks,
    delivery_receipts,
    notification_settings,
    substitutions,
    files,
    documents,
    instruments,
    case_lists,
    experts,
    deliverables,
    sheets,
    date_rules,
    calendar,
    calendar_feeds,
    policies,
    public,
    verification,
    sandbox,
    statistics,
    audit,
)
for part in _PARTS:
    router.include_router(part.router)
