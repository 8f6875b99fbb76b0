"""District plans with the ledgers of their units, as last recorded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Case
from db.queries.cases import visible_to
from db.types import JsonObject
from domain.roles import Actor, Role

_PLAN, _LEDGER = "district", "district-ledger"
_SEES_PLANS = frozenset({Role.LEADING_GROUP_OFFICE, Role.DISTRICT_GOVERNMENT, Role.OPS, Role.SUPERVISOR})


@dataclass(frozen=True, slots=True)
class Recorded:
    """A plan or one of its ledgers. ``is_visible``: whether the asker sees the case itself."""

    case_id: str
    programme: str
    state: JsonObject
    updated_at: datetime
    is_visible: bool

    @property
    def is_plan(self) -> bool:
        return self.programme == _PLAN


async def with_ledgers(session: AsyncSession, actor: Actor, plan_id: str) -> list[Recorded]:
    """The plan and every ledger of it, whether the actor may see them or not: one query, however many units it has."""
    plan = f"{_PLAN}-{plan_id}"
    columns = (Case.id, Case.programme, Case.state, Case.updated_at, visible_to(actor).label("is_visible"))
    is_ledger = (Case.programme == _LEDGER) & Case.id.startswith(f"{plan}-ledger-", autoescape=True)
    query = select(*columns).where(or_((Case.programme == _PLAN) & (Case.id == plan), is_ledger))
    return [Recorded(*row) for row in await session.execute(query.order_by(Case.opened_at, Case.id))]


async def of_actor(session: AsyncSession, actor: Actor) -> Sequence[tuple[str, str]]:
    """Case and name of every plan whose wall the actor sees: an authority those it sees as cases, a unit those in which
    it keeps a ledger. The latest first."""
    query = select(Case.id, Case.subject_name).where(Case.programme == _PLAN)
    if actor.role in _SEES_PLANS:
        query = query.where(visible_to(actor))
    elif actor.role is Role.DISTRICT_UNIT:
        query = query.where(Case.id.in_(await _where_it_keeps_one(session, actor)))
    else:
        return []
    return (await session.execute(query.order_by(Case.opened_at.desc(), Case.id))).all()


async def _where_it_keeps_one(session: AsyncSession, actor: Actor) -> set[str]:
    ending = f"-ledger-{actor.organisation}"
    own = select(Case.id).where(Case.programme == _LEDGER, Case.id.endswith(ending, autoescape=True))
    return {case_id.removesuffix(ending) for case_id in await session.scalars(own)}
