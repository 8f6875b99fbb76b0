"""Identity and lineage of parks: what each was called, what it came from, and which cases touch it by that."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Case, Park, ParkIdentity, ParkSuccession
from db.queries.parks import add_body, drop_body
from domain.dates import ONE_DAY
from domain.lineage import Path, Succession, SuccessionKind, ancestors
from domain.zone.case import Park as ParkFacts
from domain.zone.case import Stage

_REVOKED = (Stage.REVOKED.value, Stage.BAR_ENDED.value)
"""The title is gone; the case runs on, for the bar alone, or that is over too."""


async def edges(session: AsyncSession, until: date | None = None) -> list[Succession]:
    """Every recorded succession that took effect by ``until``, in the order in which they did."""
    query = select(ParkSuccession).order_by(ParkSuccession.on, ParkSuccession.id)
    rows = await session.scalars(query if until is None else query.where(ParkSuccession.on <= until))
    return [edge_of(row) for row in rows]


def edge_of(row: ParkSuccession) -> Succession:
    kind = SuccessionKind(row.kind)
    return Succession(kind=kind, predecessor=row.predecessor_id, successor=row.successor_id, on=row.on)


async def ancestors_of(session: AsyncSession, park_id: str, until: date | None = None) -> dict[str, Path]:
    """``domain.lineage.ancestors`` by what the register holds."""
    return ancestors(park_id, await edges(session, until))


async def successions_of(session: AsyncSession, park_ids: Iterable[str]) -> Sequence[ParkSuccession]:
    """Every succession one of the parks has a part in, the oldest first."""
    ids = set(park_ids)
    touched = ParkSuccession.predecessor_id.in_(ids) | ParkSuccession.successor_id.in_(ids)
    query = select(ParkSuccession).where(touched).order_by(ParkSuccession.on, ParkSuccession.id)
    return (await session.scalars(query)).all()


async def names_of(session: AsyncSession, park_ids: Iterable[str]) -> dict[str, str]:
    """Park id → its present name."""
    rows = await session.execute(select(Park.id, Park.name).where(Park.id.in_(set(park_ids))))
    return dict(rows.all())


async def identities_of(session: AsyncSession, park_id: str) -> Sequence[ParkIdentity]:
    """What a park was called and whose it was, the oldest first; the last is the present one."""
    query = select(ParkIdentity).where(ParkIdentity.park_id == park_id).order_by(ParkIdentity.number)
    return (await session.scalars(query)).all()


def begin_identity(session: AsyncSession, park: Park) -> ParkIdentity:
    """The first row of a park's history, open at both ends: the register does not know since when."""
    first = ParkIdentity(
        park_id=park.id,
        number=1,
        name=park.name,
        creating_body=park.creating_body,
        organisation_id=park.organisation_id,
        region=park.region,
    )
    session.add(first)
    return first


async def write_identity(
    session: AsyncSession, park: ParkFacts, on: date, document_number: str, file_id: str | None = None
) -> bool:
    """From ``on`` (day in Asia/Shanghai) the park is called, and belongs, as ``park`` says; by this document.

    Closes the present row, opens the new one, brings ``parks`` up to date, and lets the new creating body act in
    the old one's place. Answers whether anything differed; a park the register does not hold changes nothing. To be
    called when a case changes its park, not at each of its steps: an older case may still say the older name.
    """
    row = await session.get(Park, park.id)
    if row is None or not (change := _differences(row, park)):
        return False
    history = list(await identities_of(session, park.id)) or [begin_identity(session, row)]
    present = history[-1]
    since = max(on, present.from_day or on)
    present.until_day = max(since - ONE_DAY, present.from_day or date.min)
    session.add(
        ParkIdentity(
            park_id=park.id,
            number=present.number + 1,
            from_day=since,
            name=park.name,
            creating_body=park.creating_body,
            organisation_id=park.organisation,
            region=park.region,
            change=change,
            document_number=document_number,
            file_id=file_id,
        )
    )
    if row.organisation_id != park.organisation:
        await drop_body(session, park.id, row.organisation_id)
    await add_body(session, park.id, park.organisation)
    row.name, row.region, row.region_name = park.name, park.region, park.region_name
    row.creating_body, row.organisation_id = park.creating_body, park.organisation
    return True


async def hand_over(session: AsyncSession, park: ParkFacts, before: str) -> None:
    """The body ``park.organisation`` acts for the park in the place of ``before`` from now on; the present identity,
    written when the change was reported, becomes that body's. Again is harmless."""
    row = await session.get(Park, park.id)
    if row is None or row.organisation_id == park.organisation:
        return
    present = (list(await identities_of(session, park.id)) or [begin_identity(session, row)])[-1]
    present.creating_body, present.organisation_id = park.creating_body, park.organisation
    await drop_body(session, park.id, before)
    await add_body(session, park.id, park.organisation)
    row.creating_body, row.organisation_id = park.creating_body, park.organisation


def _differences(row: Park, park: ParkFacts) -> str:
    """What changes, in Chinese; empty when nothing does."""
    changes = []
    if row.name != park.name:
        changes.append(f"名称由“{row.name}”变更为“{park.name}”")
    if (row.creating_body, row.organisation_id) != (park.creating_body, park.organisation):
        changes.append(f"创建主体由“{row.creating_body}”变更为“{park.creating_body}”")
    if (row.region, row.region_name) != (park.region, park.region_name):
        changes.append(f"所在地由“{row.region_name}”变更为“{park.region_name}”")
    return "；".join(changes)


async def revoked_in(session: AsyncSession, park_ids: Iterable[str]) -> Sequence[Case]:
    """The cases of these parks whose recognition was revoked, the oldest first; ``state`` holds ``revocation``."""
    query = select(Case).where(Case.programme == "zone", Case.subject_id.in_(set(park_ids)), Case.stage.in_(_REVOKED))
    return (await session.scalars(query.order_by(Case.opened_at, Case.id))).all()


async def case_ids_of(session: AsyncSession, park_id: str) -> tuple[str, ...]:
    """Every case a park ever had."""
    return tuple(await session.scalars(select(Case.id).where(Case.subject_id == park_id).order_by(Case.id)))


async def live_creation_of(session: AsyncSession, park_ids: Iterable[str], asking: str = "") -> Case | None:
    """A case of these parks, other than ``asking``, that has not ended, creating or in its term; one that only waits
    for a bar is none."""
    query = select(Case).where(
        Case.programme == "zone",
        Case.subject_id.in_(set(park_ids)),
        Case.id != asking,
        Case.closed_at.is_(None),
        Case.stage.not_in(_REVOKED),
    )
    found: Case | None = await session.scalar(query.order_by(Case.opened_at, Case.id).limit(1))
    return found
