"""The filters of the list of cases that somebody keeps."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import SavedFilter


async def of_account(session: AsyncSession, account_id: str) -> Sequence[SavedFilter]:
    """By name."""
    query = select(SavedFilter).where(SavedFilter.account_id == account_id).order_by(SavedFilter.name)
    return (await session.scalars(query)).all()


async def named(session: AsyncSession, account_id: str, name: str) -> SavedFilter | None:
    query = select(SavedFilter).where(SavedFilter.account_id == account_id, SavedFilter.name == name)
    found: SavedFilter | None = await session.scalar(query)
    return found


async def one(session: AsyncSession, account_id: str, filter_id: str) -> SavedFilter | None:
    """The filter, if it is this account's."""
    query = select(SavedFilter).where(SavedFilter.account_id == account_id, SavedFilter.id == filter_id)
    found: SavedFilter | None = await session.scalar(query)
    return found
