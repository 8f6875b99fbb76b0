"""The portal: server-rendered pages that work without scripts. They change a case only as the API does."""

from fastapi import APIRouter, Depends

from api.deps import without_nul
from api.pages import (
    audit,
    calculator,
    calendar_feeds,
    case_ledger,
    case_lists,
    casebook,
    clock,
    contacts,
    date_changes,
    deliverables,
    delivery_record,
    delivery_tasks,
    desk,
    experts,
    inbox,
    instruments,
    mail,
    noticeboard,
    notification_settings,
    oidc,
    parks,
    pilots,
    policies,
    rules,
    sessions,
    signing_in,
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
    casebook,
    case_ledger,
    delivery_record,
    contacts,
    date_changes,
    tasks,
    substitutions,
    case_lists,
    instruments,
    pilots,
)
_OF_REGISTERS = (parks, experts, deliverables)
_PUBLIC = (noticeboard, verification, calculator)
for part in (signing_in, oidc, sessions, *_OF_CASES, *_OF_REGISTERS, *_PUBLIC, rules, policies, audit, clock, mail):
    router.include_router(part.router)
