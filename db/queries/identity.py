"""Accounts, and the sessions they opened."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Account, Organisation, Session
from domain.roles import Role


async def account(session: AsyncSession, username: str) -> Account | None:
    return await session.get(Account, username)


async def holder(session: AsyncSession, token_hash: str, now: datetime) -> tuple[Account, Organisation, Session] | None:
    """Whose session this is, and it, unless it has expired by ``now`` or was revoked."""
    row = await session.execute(
        select(Account, Organisation, Session)
        .join(Session, Session.account_id == Account.id)
        .join(Organisation, Organisation.id == Account.organisation_id)
        .where(Session.token_hash == token_hash, Session.expires_at > now, Session.revoked_at.is_(None))
    )
    return row.one_or_none()


async def revoke(session: AsyncSession, token_hash: str, now: datetime) -> None:
    """End a session; harmless when there is none."""
    await session.execute(
        update(Session).where(Session.token_hash == token_hash, Session.revoked_at.is_(None)).values(revoked_at=now)
    )


async def touch(session: AsyncSession, token_hash: str, now: datetime) -> None:
    """A session was used; never earlier than it was before, when two requests pass each other."""
    fresh = or_(Session.last_used_at.is_(None), Session.last_used_at < now)
    await session.execute(update(Session).where(Session.token_hash == token_hash, fresh).values(last_used_at=now))


async def open_sessions(
    session: AsyncSession, account_id: str, now: datetime, idle_since: datetime
) -> Sequence[Session]:
    """The sessions of an account that open something, those signed in last first. A browser's ends where it was last
    used no later than ``idle_since``."""
    used = func.coalesce(Session.last_used_at, Session.created_at)
    query = select(Session).where(
        Session.account_id == account_id,
        Session.expires_at > now,
        Session.revoked_at.is_(None),
        or_(Session.kind == "token", used > idle_since),
    )
    return (await session.scalars(query.order_by(Session.created_at.desc(), Session.token_hash))).all()


async def revoke_all(session: AsyncSession, account_id: str, now: datetime, keep: str = "") -> int:
    """End every session of an account but the one whose token has the hash ``keep``; how many."""
    mine = (Session.account_id == account_id, Session.revoked_at.is_(None), Session.expires_at > now)
    ended = await session.scalars(
        update(Session).where(*mine, Session.token_hash != keep).values(revoked_at=now).returning(Session.token_hash)
    )
    return len(ended.all())


async def linked(session: AsyncSession, external_id: str) -> tuple[Account, Organisation] | None:
    """The account that an identity provider's name for a person is linked to."""
    row = await session.execute(
        select(Account, Organisation)
        .join(Organisation, Organisation.id == Account.organisation_id)
        .where(Account.external_id == external_id)
    )
    return row.one_or_none()


async def everybody(session: AsyncSession) -> Sequence[tuple[Account, Organisation]]:
    """Every account with its organisation, in the order of their names."""
    query = select(Account, Organisation).join(Organisation, Organisation.id == Account.organisation_id)
    return (await session.execute(query.order_by(Account.id))).all()


async def member(session: AsyncSession, username: str) -> tuple[Account, Organisation] | None:
    """An account with its organisation."""
    row = await session.execute(
        select(Account, Organisation)
        .join(Organisation, Organisation.id == Account.organisation_id)
        .where(Account.id == username)
    )
    return row.one_or_none()


async def organisations_within(session: AsyncSession, role: Role, region: str) -> Sequence[Organisation]:
    """Those of a role whose jurisdiction is this GB/T 2260 code, in the order of their ids."""
    query = select(Organisation).where(Organisation.role == role, Organisation.jurisdiction == region)
    return (await session.scalars(query.order_by(Organisation.id))).all()


async def organisations(session: AsyncSession, ids: Collection[str], role: Role) -> Sequence[Organisation]:
    """Those of ``ids`` that there are and that are of ``role``, in the order of their ids."""
    query = select(Organisation).where(Organisation.id.in_(ids), Organisation.role == role)
    return (await session.scalars(query.order_by(Organisation.id))).all()


async def of_role(session: AsyncSession, role: Role) -> Sequence[Organisation]:
    """Every organisation of a role, by where it has its seat."""
    query = select(Organisation).where(Organisation.role == role)
    return (await session.scalars(query.order_by(Organisation.jurisdiction, Organisation.id))).all()
