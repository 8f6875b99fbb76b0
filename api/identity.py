"""Who is there: passwords by argon2, sessions by opaque tokens of which only the hash is kept."""

import asyncio
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from typing import Annotated, Literal

import structlog
from fastapi import Depends, Request
from fastapi.security import OAuth2PasswordBearer
from pwdlib import PasswordHash
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection

from api import audit, rate_limits
from api.deps import Services, Web
from api.errors import WebError
from api.exchange import exchange
from api.rate_limits import Limit
from api.whence import Whence, subscriber
from config import Environment
from db.models import Account, Organisation, Session
from db.queries import identity as queries
from db.queries.recipients import actor_of
from domain.refusal import Refusal, RefusalKind
from domain.roles import ANYONE, Actor

_COOKIE = "zhicheng_session"
_LONGEST_PASSWORD = 200
_TOUCHED_EVERY = timedelta(minutes=1)

log = structlog.get_logger("api")
Kind = Literal["token", "cookie"]

hasher = PasswordHash.recommended()
bearer = OAuth2PasswordBearer(tokenUrl="/api/v1/token", auto_error=False)


@dataclass(frozen=True, slots=True)
class Identity:
    """A signed-in person. ``actor`` is what workflows see of them; ``token`` is the session in use. Until they
    ``must_choose_password`` no more, nothing else is open to them."""

    account: Account
    organisation: Organisation
    token: str
    must_choose_password: bool = False

    @property
    def actor(self) -> Actor:
        return actor_of(self.account, self.organisation)


def lifetime(services: Services) -> timedelta:
    """How long a log-in lasts at most."""
    return timedelta(hours=services.settings.session_hours)


def cookie_name(services: Services) -> str:
    """Behind https a name that browsers take from this host alone, encrypted, and for the whole site."""
    return f"__Host-{_COOKIE}" if is_encrypted(services) else _COOKIE


def is_encrypted(services: Services) -> bool:
    """Whether cookies may only travel encrypted."""
    return services.settings.base_url.startswith("https:")


async def sign_in(services: Services, username: str, password: str, kind: Kind, whence: Whence) -> str | None:
    """A new session's token; None when name or password is wrong. Raises 429 after too many failures.

    An unknown name takes as long as a wrong password, and counts as much.
    """
    address = subscriber(whence.address)
    await rate_limits.take(services, Limit.SIGN_IN_ADDRESS, address)
    await rate_limits.take(services, Limit.SIGN_IN_ACCOUNT, username)
    found = await _member(services, username)
    account = found[0] if found else None
    right = await fits(password, account.password_hash if account else None)
    if found is None or not right or not is_admitted(services, found[0]):
        await _turned_away(services, account)
        return None
    await rate_limits.give_back(services, Limit.SIGN_IN_ADDRESS, address)
    await rate_limits.forget(services, Limit.SIGN_IN_ACCOUNT, username)
    return await open_session(services, *found, kind, whence, "登录网页" if kind == "cookie" else "取得接口令牌")


async def open_session(
    services: Services,
    account: Account,
    organisation: Organisation,
    kind: Kind,
    whence: Whence,
    detail: str,
    *,
    is_external: bool = False,
) -> str:
    """The token of a new session, of which only the hash is kept."""
    token, now, at = secrets.token_urlsafe(32), await services.session_clock.now(), await services.clock.now()
    row = Session(
        token_hash=digest(token),
        account_id=account.id,
        kind=kind,
        created_at=now,
        expires_at=now + lifetime(services),
        is_external=is_external,
        address=whence.address,
        agent=whence.agent,
    )
    async with services.register.write() as session:
        session.add(row)
        actor = actor_of(account, organisation)
        await audit.add(session, at, actor, "session.open", account.id, detail=detail)
    return token


async def sign_out(services: Services, token: str) -> None:
    """End a session."""
    now, at = await services.session_clock.now(), await services.clock.now()
    async with services.register.write() as session:
        found = await queries.holder(session, digest(token), now)
        await queries.revoke(session, digest(token), now)
        if found:
            account, organisation, _ = found
            actor = actor_of(account, organisation)
            await audit.add(session, at, actor, "session.end", account.id, detail="退出登录")


async def _member(services: Services, username: str) -> tuple[Account, Organisation] | None:
    if "\x00" in username:
        return None
    async with services.register.read() as session:
        return await queries.member(session, username)


async def _turned_away(services: Services, account: Account | None) -> None:
    """A name that is no account's is not kept: people type their password there. Who it was is not known."""
    refusal = Refusal(kind=RefusalKind.WRONG_ACTOR, text="登录未成功：用户名或者密码不正确，或者账号不得在此使用。")
    await audit.record(services, ANYONE, "session.open", account.id if account else "unknown", refusal=refusal)


async def identify(services: Services, token: str | None) -> Identity | None:
    """Whose token this is, while it is valid; that it was used is noted once a minute."""
    if not token:
        return None
    now = await services.session_clock.now()
    async with services.register.read() as session:
        found = await queries.holder(session, digest(token), now)
    if found is None or not is_admitted(services, found[0]):
        return None
    account, organisation, row = found
    used = now - (row.last_used_at or row.created_at)
    if row.kind == "cookie" and used >= timedelta(minutes=services.settings.session_idle_minutes):
        return None
    if used >= _TOUCHED_EVERY:
        await _touch(services, row, now)
    return Identity(account, organisation, token, account.has_initial_password and not row.is_external)


async def _touch(services: Services, row: Session, now: datetime) -> None:
    """A register that cannot write now is no reason not to let somebody read."""
    try:
        async with services.register.write() as session:
            await queries.touch(session, row.token_hash, now)
    except (OperationalError, NoConnection) as error:
        log.warning("session_not_touched", error=str(error))


def is_admitted(services: Services, account: Account) -> bool:
    """Not while disabled. Demonstration accounts have a public password: in production they open nothing, however they
    got there."""
    is_public = account.is_demonstration and services.settings.env is Environment.PRODUCTION
    return account.disabled_at is None and not is_public


async def _visitor(request: Request, services: Web, token: Annotated[str | None, Depends(bearer)]) -> Identity | None:
    visitor = await identify(services, token or request.cookies.get(cookie_name(services)))
    if visitor:
        exchange().actor = visitor.actor
    return visitor


Visitor = Annotated[Identity | None, Depends(_visitor)]
"""The signed-in person, or None."""


async def _signed_in(visitor: Visitor) -> Identity:
    if visitor is None:
        raise WebError("unauthenticated", "未登录或登录已失效，请重新登录。", headers={"WWW-Authenticate": "Bearer"})
    return visitor


Known = Annotated[Identity, Depends(_signed_in)]
"""The signed-in person, even with a password that somebody else knows."""


async def _with_own_password(known: Known) -> Identity:
    if known.must_choose_password:
        raise WebError("initial_password", "您的密码是别人设置的，请先更改为只有自己知道的密码。")
    return known


SignedIn = Annotated[Identity, Depends(_with_own_password)]
"""The signed-in person; nobody else gets in."""


async def fits(password: str, stored: str | None) -> bool:
    """Whether a password is the stored one; nobody's takes as long. In a thread: it is slow on purpose."""
    return len(password) <= _LONGEST_PASSWORD and await asyncio.to_thread(
        lambda: hasher.verify(password, stored or _nobodys_hash())
    )


def digest(token: str) -> str:
    """What is kept of a token."""
    return sha256(token.encode()).hexdigest()


@cache
def _nobodys_hash() -> str:
    """A hash that no password fits, of the same cost as a real one."""
    return hasher.hash(secrets.token_urlsafe(32))
