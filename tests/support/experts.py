"""The pool of experts on the web of ``tests.support.web``: further experts, a bureau outside the five, and entries."""

from typing import Any

import httpx2

from db.models import Organisation
from db.session import Register
from domain.roles import NATIONAL, Role
from tests.support.accounts import add_accounts
from tests.support.web import NOW, Caller

OUTSIDE = "prov-hb"
"""A provincial bureau that is none of the five."""
PEOPLE = {
    "expert-2": ("专家乙", Role.EXPERT, NATIONAL),
    "expert-3": ("专家丙", Role.EXPERT, NATIONAL),
    OUTSIDE: ("湖北省市场监督管理局", Role.PROVINCIAL_REGULATOR, "420000"),
    "city-jia": ("示例甲市市场监督管理局", Role.CITY_REGULATOR, "320700"),
}
NEW: dict[str, Any] = {
    "organisation": "expert-1",
    "name": "示例专家甲",
    "employer": "示例大学",
    "field": "质量管理",
    "former_employers": [{"name": "示例研究院", "until": "2020-08-31"}],
}


async def add_experts(register: Register) -> None:
    """Their organisations and accounts; nobody is in the pool yet, and one organisation has no account."""
    async with register.write() as session:
        session.add(Organisation(id="expert-9", name="专家壬", role=Role.EXPERT, jurisdiction=NATIONAL))
        await add_accounts(session, {account: (account, *office) for account, office in PEOPLE.items()}, NOW)


async def enter(web: Caller, account: str = "prov-js", key: str = "", **other: Any) -> httpx2.Response:
    headers = {"Idempotency-Key": key} if key else {}
    return await web.post("/experts", account, json=NEW | other, headers=headers)
