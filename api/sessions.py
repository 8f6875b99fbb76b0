"""我的登录: the open sessions of an account, and ending them. Operations may do so for any account.

A session ends at once: every request looks it up.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncSession

from api import audit
from api.deps import Services
from api.errors import not_found
from api.identity import Identity, digest
from api.reading import only
from api.whence import in_words
from db.models import Session
from db.queries import identity as queries
from domain.roles import Role

_OPS = frozenset({Role.OPS})
_ONLY_OPS = "其他账号的登录由技术运维查看和结束。"
_SHOWN = 16
"""Of the hash of a token: enough to tell sessions apart, and it opens nothing."""


class SessionView(BaseModel):
    """``with_what``: the browser in plain words, or 接口令牌. ``last_used_at`` to the minute."""

    id: str
    with_what: str
    address: str
    created_at: datetime
    last_used_at: datetime
    expires_at: datetime
    is_this: bool


class EndedView(BaseModel):
    ended: int


async def own(services: Services, me: Identity) -> list[SessionView]:
    """One's own open sessions, those signed in last first."""
    return await _shown(services, me.account.id, me)


async def of_account(services: Services, me: Identity, account_id: str) -> list[SessionView]:
    """Those of any account, for operations. Raises 403 and 404."""
    only(me.actor, _OPS, _ONLY_OPS)
    async with services.register.read() as session:
        await _known(session, account_id)
    detail = f"查看账号{account_id}的登录"
    await audit.record_reading(services, me.actor, "session.read", account_id, detail=detail)
    return await _shown(services, account_id, me)


async def end(services: Services, me: Identity, session_id: str, *, request_id: str) -> EndedView:
    """End one of one's own. Raises 404 for what is none, or is over."""
    now, at = await services.session_clock.now(), await services.clock.now()
    async with services.register.write() as session:
        found = [each for each in await _open(session, services, me.account.id, now) if _id(each) == session_id]
        if not found:
            raise not_found("该登录")
        found[0].revoked_at = now
        detail = f"结束{_with_what(found[0])}的登录"
        await audit.add(session, at, me.actor, "session.end", me.account.id, detail=detail, request_id=request_id)
    return EndedView(ended=1)


async def end_others(services: Services, me: Identity, *, request_id: str) -> EndedView:
    """End all of one's own but the one in use."""
    return await _end_all(services, me, me.account.id, "结束本人其他的登录", request_id, keep=digest(me.token))


async def end_all(services: Services, me: Identity, account_id: str, *, request_id: str) -> EndedView:
    """End every session of any account, for operations. Raises 403 and 404."""
    only(me.actor, _OPS, _ONLY_OPS)
    async with services.register.read() as session:
        await _known(session, account_id)
    return await _end_all(services, me, account_id, f"结束账号{account_id}的全部登录", request_id)


async def _end_all(
    services: Services, me: Identity, account_id: str, detail: str, request_id: str, keep: str = ""
) -> EndedView:
    now, at = await services.session_clock.now(), await services.clock.now()
    async with services.register.write() as session:
        ended = await queries.revoke_all(session, account_id, now, keep)
        if ended:
            await audit.add(session, at, me.actor, "session.end", account_id, detail=detail, request_id=request_id)
    return EndedView(ended=ended)


async def _known(session: AsyncSession, account_id: str) -> None:
    if await queries.account(session, account_id) is None:
        raise not_found("该账号")


async def _shown(services: Services, account_id: str, me: Identity) -> list[SessionView]:
    now = await services.session_clock.now()
    async with services.register.read() as session:
        rows = await _open(session, services, account_id, now)
    return [_view(each, digest(me.token)) for each in rows]


async def _open(session: AsyncSession, services: Services, account_id: str, now: datetime) -> Sequence[Session]:
    idle = timedelta(minutes=services.settings.session_idle_minutes)
    return await queries.open_sessions(session, account_id, now, now - idle)


def _view(row: Session, current: str) -> SessionView:
    return SessionView(
        id=_id(row),
        with_what=_with_what(row),
        address=row.address,
        created_at=row.created_at,
        last_used_at=row.last_used_at or row.created_at,
        expires_at=row.expires_at,
        is_this=row.token_hash == current,
    )


def _id(row: Session) -> str:
    return row.token_hash[:_SHOWN]


def _with_what(row: Session) -> str:
    if row.kind == "token":
        return "接口令牌"
    return f"{in_words(row.agent)}{'（统一身份认证）' if row.is_external else ''}"
