"""Parks: whose they are, lists of them, and whether one of a name is already there."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Organisation, Park, ParkBody, ParkIdentity, ParkSuccession
from db.pinyin import typed_key
from db.queries.cases import of_body, within
from domain.naming import normalised
from domain.roles import Role


@dataclass(frozen=True, slots=True)
class ParkFilter:
    """``region``: everything within this GB/T 2260 code. ``q``: part of the present name, or of its pinyin or
    initials."""

    region: str | None = None
    q: str | None = None


async def parks_of(session: AsyncSession, organisation: str) -> Sequence[Park]:
    """The parks a body may act for, in the order of their ids."""
    return (await session.scalars(select(Park).where(of_body(organisation)).order_by(Park.id))).all()


async def page(session: AsyncSession, wanted: ParkFilter, start: str | None, limit: int) -> Sequence[Park]:
    """At most ``limit`` parks in the order of their ids, from after the id ``start``."""
    query = select(Park).order_by(Park.id).limit(limit)
    if wanted.region:
        query = query.where(within(Park.region, wanted.region))
    if wanted.q:
        named, spelt = Park.name.icontains(wanted.q, autoescape=True), typed_key(wanted.q)
        query = query.where(named | Park.name_key.contains(spelt, autoescape=True) if spelt else named)
    if start is not None:
        query = query.where(Park.id > start)
    return (await session.scalars(query)).all()


async def bodies_of(session: AsyncSession, park: Park) -> Sequence[Organisation]:
    """Every body that may act for a park, the present creating body first."""
    ids = select(ParkBody.organisation_id).where(ParkBody.park_id == park.id)
    own = Organisation.id == park.organisation_id
    query = select(Organisation).where(own | Organisation.id.in_(ids)).order_by(own.desc(), Organisation.id)
    return (await session.scalars(query)).all()


async def creating_bodies(session: AsyncSession) -> Sequence[Organisation]:
    """Every organisation that acts for parks, in the order of their ids."""
    query = select(Organisation).where(Organisation.role == Role.CREATING_BODY.value).order_by(Organisation.id)
    return (await session.scalars(query)).all()


async def is_cited(session: AsyncSession, file_id: str) -> bool:
    """Whether the history of some park rests on this file: everyone who may read parks may read it."""
    cited = select(ParkSuccession.id).where(ParkSuccession.file_id == file_id).limit(1)
    named = select(ParkIdentity.park_id).where(ParkIdentity.file_id == file_id).limit(1)
    return await session.scalar(cited) is not None or await session.scalar(named) is not None


async def add_body(session: AsyncSession, park_id: str, organisation: str) -> None:
    """``organisation`` may act for the park from now on; harmless when it already may."""
    if await session.get(ParkBody, (park_id, organisation)) is None:
        session.add(ParkBody(park_id=park_id, organisation_id=organisation))


async def drop_body(session: AsyncSession, park_id: str, organisation: str) -> None:
    await session.execute(delete(ParkBody).where(ParkBody.park_id == park_id, ParkBody.organisation_id == organisation))


async def named_alike(session: AsyncSession, name: str, region: str) -> Park | None:
    """A park of the same region that has, or once had, the same name but for spaces, punctuation and width."""
    wanted = normalised(name)
    for park in await session.scalars(select(Park).where(Park.region == region).order_by(Park.id)):
        if normalised(park.name) == wanted:
            return park
    former = select(ParkIdentity).where(ParkIdentity.region == region).order_by(ParkIdentity.park_id)
    for identity in await session.scalars(former):
        if normalised(identity.name) == wanted:
            return await session.get(Park, identity.park_id)
    return None
