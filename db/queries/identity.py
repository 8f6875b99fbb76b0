"""Accounts, and the sessions they opened."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Account, Organisation, Session
from domain.roles import Role


async def account(session: AsyncSession, username: str) -> Account | None:
    return await session.get(Account, username)


async def holder(session: AsyncSession, token_hash: str, now: datetime) -> tuple[Account, Organisation] | None:
    """Whose session this is, unless it has expired by ``now`` or was revoked."""
    row = await session.execute(
        select(Account, Organisation)
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


async def member(session: AsyncSession, username: str) -> tuple[Account, Organisation] | None:
    """An account with its organisation."""
    row = await session.execute(
        select(Account, Organisation)
        .join(Organisation, Organisation.id == Account.organisation_id)
        .where(Account.id == username)
    )
    return row.one_or_none()


async def organisations(session: AsyncSession, ids: Collection[str], role: Role) -> Sequence[Organisation]:
    """Those of ``ids`` that there are and that are of ``role``, in the order of their ids."""
    query = select(Organisation).where(Organisation.id.in_(ids), Organisation.role == role)
    return (await session.scalars(query.order_by(Organisation.id))).all()
