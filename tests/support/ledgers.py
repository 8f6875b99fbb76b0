"""Entries in the ledger of a case on the web of ``tests.support.web``."""

from datetime import date
from typing import Any

import httpx2

from domain.case import next_task
from domain.policy import ZonePolicy
from domain.procedure.consultation import department
from domain.zone.case import Stage, ZoneCase
from domain.zone.kinds import TASK_KINDS
from domain.zone.term import first_term
from tests.support.web import NOW, Caller, Web, a_case

RECOGNISED = date(2025, 5, 20)
DONE: dict[str, Any] = {"on": "2025-10-09", "what": "派出专家现场指导。"}
READERS = ("park-js-1", "prov-js", "lsg-js", "samr", "mara", "supervisor", "ops")
"""Who sees the case: its parties, those who were asked, and who sees every one."""


def a_zone(stage: Stage = Stage.IN_TERM, **facts: Any) -> ZoneCase:
    """The case of js-1: approved on 1 April 2024, recognised on 20 May 2025."""
    zone: dict[str, Any] = {"recognised_on": RECOGNISED, "term": first_term(RECOGNISED, ZonePolicy())}
    known = zone if stage is Stage.IN_TERM else {}
    return a_case("js-1", 1, NOW, **{"stage": stage, "approved_on": date(2024, 4, 1), **known, **facts})


async def add_zone(web: Web, stage: Stage = Stage.IN_TERM) -> ZoneCase:
    """The case in the register; 农业农村部 was once asked about it."""
    case = a_zone(stage)
    case.tasks.append(next_task(case, TASK_KINDS["creation_opinion"], department("mara"), NOW))
    await web.save(case)
    return case


async def record(
    web: Caller, case: ZoneCase, account: str = "prov-js", line: str = "funds", key: str = "", **other: Any
) -> httpx2.Response:
    """``other``: what is different from ``DONE``."""
    headers = {"Idempotency-Key": key} if key else {}
    return await web.post(f"/cases/{case.id}/ledger/{line}/entries", account, json=DONE | other, headers=headers)
