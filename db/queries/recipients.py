"""Who stands behind an audience: accounts with their organisation."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Account, Organisation
from domain.roles import Actor, Audience, Role


async def accounts_in(session: AsyncSession, audiences: Iterable[Audience]) -> list[tuple[Account, Organisation]]:
    """Every account one of the audiences includes, each once, in the order of their ids."""
    wanted = frozenset(audiences)
    offices = {each.organisation for each in wanted if each.organisation is not None}
    roles = {each.role for each in wanted if each.organisation is None}
    # Without regions, which ``includes`` looks at: an office is found by index, however many there are.
    rows = await session.execute(
        select(Account, Organisation)
        .join(Organisation, Organisation.id == Account.organisation_id)
        .where(Account.organisation_id.in_(offices) | Account.role.in_(roles))
        .order_by(Account.id)
    )
    by_office: dict[str | None, list[Audience]] = {}
    for each in wanted:
        by_office.setdefault(each.organisation, []).append(each)
    return [
        (account, organisation)
        for account, organisation in rows
        for actor in (actor_of(account, organisation),)
        if any(each.includes(actor) for place in (None, organisation.id) for each in by_office.get(place, ()))
    ]


async def organisation_names(session: AsyncSession, ids: Iterable[str | None] | None = None) -> dict[str, str]:
    """Names of organisations by id: of these, or of all."""
    query = select(Organisation.id, Organisation.name)
    if ids is not None:
        query = query.where(Organisation.id.in_({each for each in ids if each}))
    return dict((await session.execute(query)).all())


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


def actor_of(account: Account, organisation: Organisation) -> Actor:
    """An account in its own office."""
    return Actor(
        id=account.id,
        role=Role(account.role),
        organisation=organisation.id,
        jurisdiction=organisation.jurisdiction,
        person=account.person,
    )
