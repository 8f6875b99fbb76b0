"""Accounts: making, resetting, disabling and linking them, by operations at the command line.

Passwords made here are shown once, and open nothing but choosing another. Every function gives lines for people.
"""

import getpass
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from api import audit, passwords, rate_limits
from api.deps import Services
from api.identity import hasher
from api.rate_limits import Limit
from db.models import Account, Organisation
from db.queries import identity as queries
from domain.roles import NATIONAL, Actor, Role

_CODE_DIGITS = 6


class CommandRefused(Exception):
    """What stands in the way, in words."""


@dataclass(frozen=True, slots=True)
class NewOffice:
    """What an organisation is, where it is not registered yet. ``jurisdiction``: six-digit GB/T 2260 code."""

    name: str = ""
    role: Role | None = None
    jurisdiction: str = NATIONAL


@dataclass(frozen=True, slots=True)
class NewAccount:
    """``organisation``: its id. ``person``: see ``db.models.Account``."""

    id: str
    organisation: str
    display_name: str = ""
    email: str = ""
    person: str = ""


async def everybody(services: Services) -> list[str]:
    """Every account with its organisation, role and state."""
    async with services.register.read() as session:
        return [_line(*each) for each in await queries.everybody(session)]


async def add(services: Services, new: NewAccount, office: NewOffice) -> list[str]:
    """A new account, and its organisation where that is new. Raises ``CommandRefused``."""
    password = passwords.initial()
    stored, now = hasher.hash(password), await services.clock.now()
    async with services.register.write() as session:
        if await queries.account(session, new.id):
            raise CommandRefused(f"已有账号 {new.id}。")
        organisation = await session.get(Organisation, new.organisation)
        if organisation is None:
            organisation = _new_office(new.organisation, office)
            session.add(organisation)
        session.add(
            Account(
                id=new.id,
                organisation_id=organisation.id,
                display_name=new.display_name or organisation.name,
                role=organisation.role,
                password_hash=stored,
                email=new.email,
                person=new.person,
                has_initial_password=True,
                created_at=now,
            )
        )
        await _entered(session, now, "account.add", new.id, f"建立账号{new.id}（{organisation.name}）")
    return [f"已建立账号 {new.id}（{organisation.name}）。", _told(password)]


async def reset(services: Services, name: str) -> list[str]:
    """Another initial password; what was open ends, and failures are forgotten. Raises ``CommandRefused``."""
    password = passwords.initial()
    stored = hasher.hash(password)
    now, real = await services.clock.now(), await services.session_clock.now()
    async with services.register.write() as session:
        await _account(session, name)
        ended = await passwords.store(session, name, stored, real, is_initial=True)
        await _entered(session, now, "account.reset", name, f"重设账号{name}的初始密码")
    await rate_limits.forget(services, Limit.SIGN_IN_ACCOUNT, name)
    return [f"已重设账号 {name} 的密码，结束了{ended}个登录。", _told(password)]


async def disable(services: Services, name: str) -> list[str]:
    """Nobody signs in any more, and what was open ends; what was done stays. Raises ``CommandRefused``."""
    now, real = await services.clock.now(), await services.session_clock.now()
    async with services.register.write() as session:
        account = await _account(session, name)
        if account.disabled_at is not None:
            raise CommandRefused(f"账号 {name} 已经停用。")
        account.disabled_at = now
        ended = await queries.revoke_all(session, name, real)
        await _entered(session, now, "account.disable", name, f"停用账号{name}")
    return [f"已停用账号 {name}，结束了{ended}个登录。"]


async def enable(services: Services, name: str) -> list[str]:
    """The same password opens it again. Raises ``CommandRefused``."""
    now = await services.clock.now()
    async with services.register.write() as session:
        account = await _account(session, name)
        if account.disabled_at is None:
            raise CommandRefused(f"账号 {name} 没有停用。")
        account.disabled_at = None
        await _entered(session, now, "account.enable", name, f"恢复账号{name}")
    return [f"已恢复账号 {name}。"]


async def link(services: Services, name: str, external_id: str) -> list[str]:
    """Whom the identity provider means by ``external_id``; empty: nobody any more. Raises ``CommandRefused``."""
    now = await services.clock.now()
    word = "关联统一身份" if external_id else "解除统一身份的关联"
    try:
        async with services.register.write() as session:
            (await _account(session, name)).external_id = external_id or None
            await session.flush()
            await _entered(session, now, "account.link", name, f"账号{name}{word}")
    except IntegrityError as error:
        raise CommandRefused("该标识已与另一账号关联，一个标识只能关联一个账号。") from error
    return [f"账号 {name} 已{word}。"]


async def _account(session: AsyncSession, name: str) -> Account:
    if found := await queries.account(session, name):
        return found
    raise CommandRefused(f"没有账号 {name}。")


def _new_office(id_: str, office: NewOffice) -> Organisation:
    if not office.name or office.role is None:
        raise CommandRefused(f"单位 {id_} 还没有登记：请用 --organisation-name 和 --role 写明名称和角色。")
    if len(office.jurisdiction) != _CODE_DIGITS or not office.jurisdiction.isdecimal():
        raise CommandRefused("行政区划代码应为六位数字。")
    return Organisation(id=id_, name=office.name, role=office.role, jurisdiction=office.jurisdiction)


async def _entered(session: AsyncSession, now: datetime, action: str, name: str, detail: str) -> None:
    actor = Actor(id=f"cli:{getpass.getuser()}", role=Role.OPS, organisation="ops")
    await audit.add(session, now, actor, action, name, detail=detail)


def _line(account: Account, office: Organisation) -> str:
    state = "停用" if account.disabled_at else "初始密码" if account.has_initial_password else "正常"
    linked = "，已关联统一身份" if account.external_id else ""
    return f"{account.id}　{account.display_name}　{office.name}　{Role(account.role).label}　{state}{linked}"


def _told(password: str) -> str:
    return f"初始密码：{password}（只显示这一次；首次登录须更改）"
