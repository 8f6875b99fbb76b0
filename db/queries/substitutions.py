"""代理: the orders, and the tasks a person may answer in another's stead."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, String, and_, cast, func, literal, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from db.models import Account, Organisation, SubstitutionRow, TaskRow
from domain.dates import ONE_DAY, local_date
from domain.roles import NATIONAL, Actor, Role
from domain.substitution import Substitution

_TASK = aliased(TaskRow)
"""Apart from the tasks of the query around it."""
_READS_ALL = frozenset({Role.SUPERVISOR, Role.OPS})


@dataclass(frozen=True, slots=True)
class Entered:
    """An order with the names of those it speaks of; ``principal`` is None for the whole office."""

    row: SubstitutionRow
    organisation: Organisation
    substitute: Account
    principal: Account | None

    @property
    def order(self) -> Substitution:
        principal = self.principal.display_name if self.principal else self.organisation.name
        return Substitution(
            id=self.row.id,
            office=Actor(
                id=self.row.substitute_id,
                role=Role(self.organisation.role),
                organisation=self.organisation.id,
                jurisdiction=self.organisation.jurisdiction,
                substitute_for=principal,
                order=self.row.order_number,
                person=self.substitute.person,
            ),
            principal=self.row.principal_account_id,
            principal_person=self.principal.person if self.principal else "",
            kinds=tuple(self.row.kinds),
            case_id=self.row.case_id,
            first_day=local_date(self.row.opens_at),
            last_day=local_date(self.row.closes_at) - ONE_DAY,
            entered_at=self.row.entered_at,
            revoked_at=self.row.revoked_at,
        )


async def held_by(session: AsyncSession, account: str) -> list[Entered]:
    """Every order that names an account as substitute, the earliest first; past and revoked ones too."""
    return await _entered(session, SubstitutionRow.substitute_id == account)


async def shown_to(session: AsyncSession, actor: Actor) -> list[Entered]:
    """The orders of the actor's organisation and those that name the actor; all of them to supervision and ops."""
    own = or_(
        SubstitutionRow.principal_organisation_id == actor.organisation, SubstitutionRow.substitute_id == actor.id
    )
    return await _entered(session, true() if actor.role in _READS_ALL else own)


async def one(session: AsyncSession, substitution_id: str) -> Entered | None:
    return next(iter(await _entered(session, SubstitutionRow.id == substitution_id)), None)


async def _entered(session: AsyncSession, which: ColumnElement[bool]) -> list[Entered]:
    principal = aliased(Account)
    rows = await session.execute(
        select(SubstitutionRow, Organisation, Account, principal)
        .join(Organisation, Organisation.id == SubstitutionRow.principal_organisation_id)
        .join(Account, Account.id == SubstitutionRow.substitute_id)
        .outerjoin(principal, principal.id == SubstitutionRow.principal_account_id)
        .where(which)
        .order_by(SubstitutionRow.opens_at, SubstitutionRow.entered_at, SubstitutionRow.id)
    )
    return [Entered(*row) for row in rows]


def tasks_for_another(actor: Actor) -> Select[Any]:
    """Ids of the tasks, open or closed, that the actor may answer in another's stead."""
    return _served(actor, _TASK.id)


def cases_for_another(actor: Actor, kinds: Collection[str] = ()) -> Select[Any]:
    """Ids of the cases those tasks belong to; ``kinds``: of no other tasks than these."""
    served = _served(actor, _TASK.case_id)
    return served.where(_TASK.kind.in_(kinds)) if kinds else served


def _served(actor: Actor, column: SQLColumnExpression[Any]) -> Select[Any]:
    """``domain.substitution.Substitution.obstacle`` and ``Audience.includes`` as a query.

    It starts from the orders of one person, which are few, so that it costs nothing to whoever has none.
    """
    order, office, principal = SubstitutionRow, Organisation, aliased(Account)
    asked = and_(
        _TASK.role == office.role,
        or_(_TASK.region.is_(None), _covers(office.jurisdiction, _TASK.region)),
        or_(_TASK.organisation_id.is_(None), _TASK.organisation_id == office.id),
    )
    kinds = cast(order.kinds, String)
    quoted = literal('"').concat(_TASK.kind).concat('"')
    in_scope = and_(
        or_(kinds == "[]", func.replace(kinds, quoted, "") != kinds),
        or_(order.case_id.is_(None), order.case_id == _TASK.case_id),
    )
    may_send = or_(
        principal.id.is_(None),
        and_(_keeps_out(principal.id), or_(principal.person == "", _keeps_out(principal.person))),
    )
    in_period = and_(_TASK.opened_at >= order.opens_at, _TASK.opened_at < order.closes_at)
    return (
        select(column)
        .select_from(order)
        .join(office, office.id == order.principal_organisation_id)
        .outerjoin(principal, principal.id == order.principal_account_id)
        .join(_TASK, and_(asked, in_scope, in_period, may_send, not_excluded(_TASK, actor)))
        .where(order.substitute_id == actor.id, order.revoked_at.is_(None))
    )


def _keeps_out(person: SQLColumnExpression[str]) -> ColumnElement[bool]:
    """Whether a task does not exclude an account or a person, given as a column."""
    return func.replace(_TASK.excluded, literal("|").concat(person).concat("|"), "") == _TASK.excluded


def not_excluded(task: type[TaskRow], actor: Actor) -> ColumnElement[bool]:
    """``domain.task.Task.excludes``, negated, as a query."""
    quoted = {f"|{actor.id}|", f"|{actor.holder}|"}
    return and_(*(~task.excluded.contains(each, autoescape=True) for each in sorted(quoted)))


def _covers(jurisdiction: SQLColumnExpression[str], region: SQLColumnExpression[Any]) -> ColumnElement[bool]:
    """``domain.roles.covers`` of two columns."""

    def same(digits: int) -> ColumnElement[bool]:
        return func.substr(region, 1, digits) == func.substr(jurisdiction, 1, digits)

    return or_(
        jurisdiction == NATIONAL,
        and_(jurisdiction.like("%0000"), same(2)),
        and_(jurisdiction.like("%00"), same(4)),
        region == jurisdiction,
    )
