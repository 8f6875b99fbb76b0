"""Who stands behind an audience: accounts with their organisation."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, false, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Account, Organisation
from domain.roles import Actor, Audience, Role


async def accounts_in(session: AsyncSession, audiences: Iterable[Audience]) -> list[tuple[Account, Organisation]]:
    """Every account one of the audiences includes, each once, in the order of their ids."""
    wanted = tuple(audiences)
    rows = await session.execute(
        select(Account, Organisation)
        .join(Organisation, Organisation.id == Account.organisation_id)
        .where(or_(false(), *map(_may_include, wanted)))
        .order_by(Account.id)
    )
    return [
        (account, organisation)
        for account, organisation in rows
        if any(audience.includes(_actor(account, organisation)) for audience in wanted)
    ]


def _may_include(audience: Audience) -> ColumnElement[bool]:
    """Without its region, which ``includes`` looks at: an office is found by index, however many there are."""
    of_office = true() if audience.organisation is None else Account.organisation_id == audience.organisation
    return (Account.role == audience.role) & of_office


async def organisation_names(session: AsyncSession) -> dict[str, str]:
    rows = await session.execute(select(Organisation.id, Organisation.name))
    return dict(rows.all())


async def account_names(session: AsyncSession, ids: Iterable[str]) -> dict[str, str]:
    """Display names of accounts by id."""
    rows = await session.execute(select(Account.id, Account.display_name).where(Account.id.in_(set(ids))))
    return dict(rows.all())


async def organisations_in(session: AsyncSession, audience: Audience) -> list[str]:
    """Names of the organisations an audience stands for, e.g. the provincial regulator of a region."""
    rows = await session.scalars(
        select(Organisation).where(Organisation.role == audience.role).order_by(Organisation.id)
    )
    return [
        row.name
        for row in rows
        if audience.includes(Actor(id="", role=Role(row.role), organisation=row.id, jurisdiction=row.jurisdiction))
    ]


def _actor(account: Account, organisation: Organisation) -> Actor:
    return Actor(
        id=account.id,
        role=Role(account.role),
        organisation=organisation.id,
        jurisdiction=organisation.jurisdiction,
    )
