"""Forms that are not sent yet, of one account."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import SavedDraft


async def one(session: AsyncSession, account_id: str, place: str) -> SavedDraft | None:
    return await session.get(SavedDraft, (account_id, place))


async def below(session: AsyncSession, account_id: str, folder: str) -> Sequence[SavedDraft]:
    """Those whose place begins with ``folder``, latest first."""
    query = select(SavedDraft).where(SavedDraft.account_id == account_id, SavedDraft.place.startswith(folder))
    return (await session.scalars(query.order_by(SavedDraft.saved_at.desc(), SavedDraft.place))).all()


async def drop(session: AsyncSession, account_id: str, place: str) -> None:
    await session.execute(delete(SavedDraft).where(SavedDraft.account_id == account_id, SavedDraft.place == place))


async def drop_older(session: AsyncSession, than: datetime) -> None:
    """Those last saved before this instant, whoever's they are."""
    await session.execute(delete(SavedDraft).where(SavedDraft.saved_at < than))
