"""Who is there: passwords by argon2, sessions by opaque tokens of which only the hash is kept."""

import asyncio
import secrets
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from hashlib import sha256
from typing import Annotated, Literal

from fastapi import Depends, Request
from fastapi.security import OAuth2PasswordBearer
from pwdlib import PasswordHash

from api import audit
from api.deps import Services, Web
from api.errors import WebError
from api.exchange import exchange
from config import Environment
from db.models import Account, Organisation, Session
from db.queries import identity as queries
from db.queries.recipients import actor_of
from domain.refusal import Refusal, RefusalKind
from domain.roles import ANYONE, Actor

LIFETIME = timedelta(hours=12)
COOKIE = "zhicheng_session"
_LONGEST_PASSWORD = 200

hasher = PasswordHash.recommended()
bearer = OAuth2PasswordBearer(tokenUrl="/api/v1/token", auto_error=False)


@dataclass(frozen=True, slots=True)
class Identity:
    """A signed-in person. ``actor`` is what workflows see of them; ``token`` is the session in use."""

    account: Account
    organisation: Organisation
    token: str

    @property
    def actor(self) -> Actor:
        return actor_of(self.account, self.organisation)


async def sign_in(services: Services, username: str, password: str, kind: Literal["token", "cookie"]) -> str | None:
    """A new session's token, good for 12 hours of real time; None when name or password is wrong.

    An unknown name takes as long as a wrong password.
    """
    found = await _member(services, username)
    account = found[0] if found else None
    right = len(password) <= _LONGEST_PASSWORD and await asyncio.to_thread(
        _fits, password, account.password_hash if account else None
    )
    if found is None or not right or not is_admitted(services, found[0]):
        await _turned_away(services, account)
        return None
    token, now, at = secrets.token_urlsafe(32), await services.session_clock.now(), await services.clock.now()
    identity = Identity(*found, token)
    async with services.register.write() as session:
        session.add(
            Session(token_hash=digest(token), account_id=username, kind=kind, created_at=now, expires_at=now + LIFETIME)
        )
        detail = "登录网页" if kind == "cookie" else "取得接口令牌"
        await audit.add(session, at, identity.actor, "session.open", username, detail=detail)
    return token


async def sign_out(services: Services, token: str) -> None:
    """End a session."""
    now, at = await services.session_clock.now(), await services.clock.now()
    async with services.register.write() as session:
        found = await queries.holder(session, digest(token), now)
        await queries.revoke(session, digest(token), now)
        if found:
            await audit.add(session, at, Identity(*found, token).actor, "session.end", found[0].id, detail="退出登录")


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
    """Whose token this is, while it is valid."""
    if not token:
        return None
    now = await services.session_clock.now()
    async with services.register.read() as session:
        found = await queries.holder(session, digest(token), now)
    return Identity(*found, token) if found and is_admitted(services, found[0]) else None


def is_admitted(services: Services, account: Account) -> bool:
    """Demonstration accounts have a public password: in production they open nothing, however they got there."""
    return services.settings.env is not Environment.PRODUCTION or not account.is_demonstration


async def _visitor(request: Request, services: Web, token: Annotated[str | None, Depends(bearer)]) -> Identity | None:
    visitor = await identify(services, token or request.cookies.get(COOKIE))
    if visitor:
        exchange().actor = visitor.actor
    return visitor


Visitor = Annotated[Identity | None, Depends(_visitor)]
"""The signed-in person, or None."""


async def _signed_in(visitor: Visitor) -> Identity:
    if visitor is None:
        raise WebError("unauthenticated", "未登录或登录已失效，请重新登录。", headers={"WWW-Authenticate": "Bearer"})
    return visitor


SignedIn = Annotated[Identity, Depends(_signed_in)]
"""The signed-in person; nobody else gets in."""


def _fits(password: str, stored: str | None) -> bool:
    return hasher.verify(password, stored or _nobodys_hash())


def digest(token: str) -> str:
    """What is kept of a token."""
    return sha256(token.encode()).hexdigest()


@cache
def _nobodys_hash() -> str:
    """A hash that no password fits, of the same cost as a real one."""
    return hasher.hash(secrets.token_urlsafe(32))
