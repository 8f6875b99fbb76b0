"""Lists of parks: who may see which, what one holds, and what came of an act on it."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Case, ListActRow, ListEntry, ParkList, PublicNotice, TaskRow
from db.queries.cases import visible_to
from domain.roles import Actor
from domain.zone.park_lists import ListKind


def _seen_by(actor: Actor) -> ColumnElement[bool]:
    """Lists with an entry whose case the actor may see."""
    entries = select(ListEntry.list_number).join(Case, Case.id == ListEntry.case_id).where(visible_to(actor))
    return ParkList.number.in_(entries)


async def all_lists(session: AsyncSession, actor: Actor) -> Sequence[ParkList]:
    """Every list the actor may see, the newest first."""
    query = select(ParkList).where(_seen_by(actor)).order_by(ParkList.created_at.desc(), ParkList.number)
    return (await session.scalars(query)).all()


async def one(session: AsyncSession, actor: Actor, number: str) -> ParkList | None:
    found: ParkList | None = await session.scalar(select(ParkList).where(ParkList.number == number, _seen_by(actor)))
    return found


async def of_request(session: AsyncSession, request_id: str) -> ParkList | None:
    """The list an earlier attempt at the same request made."""
    found: ParkList | None = await session.scalar(select(ParkList).where(ParkList.request_id == request_id))
    return found


async def how_many(session: AsyncSession, prefix: str) -> int:
    query = select(func.count()).select_from(ParkList).where(ParkList.number.startswith(prefix, autoescape=True))
    return await session.scalar(query) or 0


async def entries(session: AsyncSession, number: str) -> Sequence[tuple[ListEntry, Case]]:
    """In the order of their rank."""
    query = select(ListEntry, Case).join(Case, Case.id == ListEntry.case_id).where(ListEntry.list_number == number)
    return (await session.execute(query.order_by(ListEntry.rank))).all()


async def acts(session: AsyncSession, number: str) -> Sequence[ListActRow]:
    """Oldest first."""
    query = select(ListActRow).where(ListActRow.list_number == number)
    return (await session.scalars(query.order_by(ListActRow.asked_at, ListActRow.act))).all()


async def open_tasks(session: AsyncSession, number: str, kinds: Sequence[str]) -> Sequence[TaskRow]:
    """The open tasks of these kinds in the cases of the list."""
    cases = select(ListEntry.case_id).where(ListEntry.list_number == number)
    query = select(TaskRow).where(TaskRow.case_id.in_(cases), TaskRow.kind.in_(kinds), TaskRow.closed_at.is_(None))
    return (await session.scalars(query.order_by(TaskRow.opened_at, TaskRow.id))).all()


async def of_notice(session: AsyncSession, notice: PublicNotice) -> ParkList | None:
    """The latest list whose publication put up this notice, or one it took the place of."""
    query = (
        select(ParkList)
        .join(ListEntry, ListEntry.list_number == ParkList.number)
        .where(
            ParkList.kind == ListKind.NOTICE.value,
            ListEntry.case_id == notice.case_id,
            ParkList.created_at <= notice.published_at,
        )
        .order_by(ParkList.created_at.desc())
        .limit(1)
    )
    found: ParkList | None = await session.scalar(query)
    return found


async def notices_of(session: AsyncSession, number: str) -> dict[str, PublicNotice]:
    """By case: the notice of each entry published last."""
    cases = select(ListEntry.case_id).where(ListEntry.list_number == number)
    rows = await session.scalars(
        select(PublicNotice).where(PublicNotice.case_id.in_(cases)).order_by(PublicNotice.published_at, PublicNotice.id)
    )
    return {row.case_id: row for row in rows}
