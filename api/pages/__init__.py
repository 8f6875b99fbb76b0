"""The portal: server-rendered pages that work without scripts. They change a case only as the API does."""

from fastapi import APIRouter, Depends

from api.deps import without_nul
from api.pages import (
    audit,
    calculator,
    calendar_feeds,
    case_imports,
    case_ledger,
    case_listing,
    case_lists,
    casebook,
    clock,
    contacts,
    date_changes,
    deliverables,
    delivery_record,
    delivery_tasks,
    desk,
    events,
    experts,
    inbox,
    instruments,
    ledger_sheets,
    live,
    mail,
    noticeboard,
    notification_settings,
    oidc,
    operations,
    parks,
    pilots,
    plan_loading,
    plans,
    policies,
    regulations,
    rehearsals,
    rules,
    sessions,
    signing_in,
    statistics,
    substitutions,
    tasks,
    verification,
)
from api.pages.problems import problem_page

__all__ = ["problem_page", "router"]

router = APIRouter(include_in_schema=False, dependencies=[Depends(without_nul)])
_OF_CASES = (
    desk,
    delivery_tasks,
    inbox,
    calendar_feeds,
    notification_settings,
    case_listing,
    casebook,
    case_ledger,
    delivery_record,
    contacts,
    date_changes,
    tasks,
    ledger_sheets,
    substitutions,
    case_lists,
    instruments,
    pilots,
    plan_loading,
    plans,
    regulations,
    events,
    rehearsals,
)
_OF_REGISTERS = (case_imports, parks, experts, deliverables)
_PUBLIC = (noticeboard, verification, calculator)
for part in (
    signing_in,
    oidc,
    sessions,
    *_OF_CASES,
    *_OF_REGISTERS,
    *_PUBLIC,
    rules,
    policies,
    statistics,
    operations,
    audit,
    clock,
    mail,
    live,
):
    router.include_router(part.router)
