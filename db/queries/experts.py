"""The pool of experts: who is in it, who was, and who could be."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Account, ExpertRow, Organisation
from domain.procedure.expert_evaluation import Expert
from domain.roles import Role
from domain.zone.art21_panel import Reviewer

_IN_POOL = ExpertRow.left_at.is_(None)


def expert_of(row: ExpertRow) -> Expert:
    """An entry as a draw sees it."""
    return Expert(
        organisation=row.organisation_id,
        name=row.name,
        employer=row.employer,
        former_employers=tuple(row.former_employers),
    )


async def pool(session: AsyncSession) -> list[Expert]:
    """Everybody who is in the pool now, in the order of their organisations' ids."""
    rows = await session.scalars(select(ExpertRow).where(_IN_POOL).order_by(ExpertRow.organisation_id))
    return [expert_of(row) for row in rows]


async def entry(session: AsyncSession, organisation: str) -> ExpertRow | None:
    """The entry of an expert, also of one who has left."""
    return await session.get(ExpertRow, organisation)


async def entries(session: AsyncSession, *, in_pool: bool, start: str | None, limit: int) -> Sequence[ExpertRow]:
    """At most ``limit`` of those in the pool, or of those who left it, by the ids of their organisations from after
    ``start`` on."""
    which = _IN_POOL if in_pool else ~_IN_POOL
    query = select(ExpertRow).where(which).order_by(ExpertRow.organisation_id).limit(limit)
    if start is not None:
        query = query.where(ExpertRow.organisation_id > start)
    return (await session.scalars(query)).all()


async def candidates(session: AsyncSession) -> Sequence[Organisation]:
    """The organisations of experts that have an account and are not in the pool, in the order of their ids."""
    inside = select(ExpertRow.organisation_id).where(_IN_POOL)
    query = select(Organisation).where(_may_answer(), Organisation.id.not_in(inside))
    return (await session.scalars(query.order_by(Organisation.id))).all()


async def may_answer(session: AsyncSession, organisation: str) -> bool:
    """Whether somebody can sign in as this expert."""
    query = select(Organisation.id).where(Organisation.id == organisation, _may_answer())
    return await session.scalar(query) is not None


async def reviewers(session: AsyncSession, organisations: Collection[str]) -> list[Reviewer]:
    """Those of the experts who have an account, with the persons behind it and the employer the pool knows, by id."""
    rows = await session.execute(
        select(Organisation, Account, ExpertRow.employer)
        .join(Account, Account.organisation_id == Organisation.id)
        .outerjoin(ExpertRow, ExpertRow.organisation_id == Organisation.id)
        .where(Organisation.id.in_(organisations), Organisation.role == Role.EXPERT.value)
        .where(Account.role == Role.EXPERT.value)
        .order_by(Organisation.id, Account.id)
    )
    found: dict[str, Reviewer] = {}
    for organisation, account, employer in rows:
        before = found[organisation.id].holders if organisation.id in found else ()
        found[organisation.id] = Reviewer(
            organisation=organisation.id,
            name=organisation.name,
            employer=employer or "",
            holders=(*before, account.person or account.id),
        )
    return list(found.values())


def _may_answer() -> ColumnElement[bool]:
    has_account = select(Account.id).where(
        Account.organisation_id == Organisation.id, Account.role == Role.EXPERT.value
    )
    return (Organisation.role == Role.EXPERT.value) & has_account.exists()


async def add(session: AsyncSession, expert: Expert, field: str, bureau: str, now: datetime) -> None:
    """Enter an expert by the provincial bureau with the id ``bureau``; of one who had left, the entry begins anew."""
    row = await session.get(ExpertRow, expert.organisation) or ExpertRow(organisation_id=expert.organisation)
    row.field, row.bureau_id, row.entered_at, row.left_at = field, bureau, now, None
    write(row, expert)
    session.add(row)


def write(row: ExpertRow, expert: Expert) -> None:
    """What a draw sees of an entry is now ``expert``."""
    row.name, row.employer = expert.name, expert.employer
    row.former_employers = [each.model_dump(mode="json") for each in expert.former_employers]


def leave(row: ExpertRow, now: datetime) -> None:
    """From ``now`` on no panel is drawn with this expert; panels drawn before stand."""
    row.left_at = now
