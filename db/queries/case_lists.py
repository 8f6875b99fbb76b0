"""Lists of cases: who may see which, what one holds, and what came of an act on it."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Case, CaseEvent, CaseList, ListActRow, ListEntry, PublicNotice, TaskRow
from db.queries.cases import visible_to
from domain.roles import Actor


def lists_seen_by(actor: Actor) -> Select[str]:
    """Numbers of the lists with an entry whose case the actor may see."""
    return select(ListEntry.list_number).join(Case, Case.id == ListEntry.case_id).where(visible_to(actor))


async def all_lists(session: AsyncSession, actor: Actor) -> Sequence[CaseList]:
    """Every list the actor may see, the newest first."""
    query = (
        select(CaseList)
        .where(CaseList.number.in_(lists_seen_by(actor)))
        .order_by(CaseList.created_at.desc(), CaseList.number)
    )
    return (await session.scalars(query)).all()


async def one(session: AsyncSession, actor: Actor, number: str) -> CaseList | None:
    query = select(CaseList).where(CaseList.number == number, CaseList.number.in_(lists_seen_by(actor)))
    found: CaseList | None = await session.scalar(query)
    return found


async def of_request(session: AsyncSession, request_id: str) -> CaseList | None:
    """The list an earlier attempt at the same request made."""
    found: CaseList | None = await session.scalar(select(CaseList).where(CaseList.request_id == request_id))
    return found


async def how_many(session: AsyncSession, prefix: str) -> int:
    query = select(func.count()).select_from(CaseList).where(CaseList.number.startswith(prefix, autoescape=True))
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


async def of_notice(session: AsyncSession, notice: PublicNotice, kinds: Iterable[str]) -> CaseList | None:
    """The latest list of these kinds whose publication put up this notice, or one it took the place of."""
    query = (
        select(CaseList)
        .join(ListEntry, ListEntry.list_number == CaseList.number)
        .where(
            CaseList.kind.in_(kinds),
            ListEntry.case_id == notice.case_id,
            CaseList.created_at <= notice.published_at,
        )
        .order_by(CaseList.created_at.desc())
        .limit(1)
    )
    found: CaseList | None = await session.scalar(query)
    return found


async def notices_of(session: AsyncSession, number: str) -> dict[str, PublicNotice]:
    """By case: the notice of each entry published last."""
    cases = select(ListEntry.case_id).where(ListEntry.list_number == number)
    rows = await session.scalars(
        select(PublicNotice).where(PublicNotice.case_id.in_(cases)).order_by(PublicNotice.published_at, PublicNotice.id)
    )
    return {row.case_id: row for row in rows}


async def events_of(session: AsyncSession, steps: Mapping[str, int]) -> dict[str, frozenset[str]]:
    """By case: the kinds of the events in the step named of it."""
    query = select(CaseEvent.case_id, CaseEvent.step, CaseEvent.kind).where(CaseEvent.case_id.in_(steps))
    found: dict[str, set[str]] = {case_id: set() for case_id in steps}
    for case_id, step, kind in await session.execute(query.where(CaseEvent.step.in_(set(steps.values())))):
        if step == steps[case_id]:
            found[case_id].add(kind)
    return {case_id: frozenset(kinds) for case_id, kinds in found.items()}
