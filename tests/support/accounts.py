"""People of the demonstration: organisations, accounts and parks, each with the same password."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache

from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Account, Organisation, Park
from db.session import Register
from domain.roles import Actor, Role

PASSWORD = "示范-Zhicheng-2026"

Office = tuple[str, str, Role, str]
"""Organisation, its name, role and jurisdiction."""
ORGANISATIONS: dict[str, tuple[str, Role, str]] = {
    "park-js-1": ("示例一号园区管理委员会", Role.CREATING_BODY, "320500"),
    "park-zj-1": ("示例二号园区管理委员会", Role.CREATING_BODY, "330100"),
    "prov-js": ("江苏省市场监督管理局", Role.PROVINCIAL_REGULATOR, "320000"),
    "prov-zj": ("浙江省市场监督管理局", Role.PROVINCIAL_REGULATOR, "330000"),
    "lsg-js": ("江苏省质量强省工作领导小组", Role.PROVINCIAL_LEADING_GROUP, "320000"),
    "samr": ("市场监管总局", Role.SAMR, "000000"),
    "mara": ("农业农村部", Role.JOINT_DEPARTMENT, "000000"),
    "mofcom": ("商务部", Role.JOINT_DEPARTMENT, "000000"),
    "mct": ("文化和旅游部", Role.JOINT_DEPARTMENT, "000000"),
    "cnipa": ("国家知识产权局", Role.JOINT_DEPARTMENT, "000000"),
    "expert-1": ("专家甲", Role.EXPERT, "000000"),
    "supervisor": ("监督组", Role.SUPERVISOR, "000000"),
    "ops": ("技术运维组", Role.OPS, "000000"),
}
"""Organisation id → name, role, jurisdiction. Each has one account of the same name."""
COLLEAGUES = {"samr-2": "samr"}
"""Further accounts, with their organisation."""
PARKS = {"js-1": ("示例一号园区", "320500", "park-js-1"), "zj-1": ("示例二号园区", "330100", "park-zj-1")}
"""Park id → name, region, organisation."""


@cache
def password_hash() -> str:
    """At the least cost there is: argon2 is slow on purpose, and half of all tests sign somebody in."""
    return Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


def actor(account: str) -> Actor:
    organisation = COLLEAGUES.get(account, account)
    _, role, jurisdiction = ORGANISATIONS[organisation]
    return Actor(id=account, role=role, organisation=organisation, jurisdiction=jurisdiction)


async def add_accounts(session: AsyncSession, offices: Mapping[str, Office], now: datetime) -> None:
    """Accounts, each with its office, which is added with its first account."""
    known = set(await session.scalars(select(Organisation.id)))
    new = {office[0]: office for office in offices.values() if office[0] not in known}
    session.add_all(
        Organisation(id=id_, name=name, role=role, jurisdiction=place) for id_, name, role, place in new.values()
    )
    await session.flush()
    session.add_all(
        Account(
            id=account,
            organisation_id=organisation,
            display_name=name,
            role=role,
            password_hash=password_hash(),
            email=f"{account}@example.gov.cn",
            is_demonstration=True,
            created_at=now,
        )
        for account, (organisation, name, role, _) in offices.items()
    )
    await session.flush()


async def add_people(register: Register, now: datetime) -> None:
    """Every organisation, account and park of the tables above."""
    async with register.write() as session:
        everybody = {**{each: each for each in ORGANISATIONS}, **COLLEAGUES}
        await add_accounts(session, {who: (where, *ORGANISATIONS[where]) for who, where in everybody.items()}, now)
        for park, (name, region, organisation) in PARKS.items():
            session.add(
                Park(
                    id=park,
                    name=name,
                    kind="产业园区",
                    industry="高端装备制造",
                    region=region,
                    region_name="江苏省",
                    creating_body=ORGANISATIONS[organisation][0],
                    organisation_id=organisation,
                    is_synthetic=True,
                )
            )
