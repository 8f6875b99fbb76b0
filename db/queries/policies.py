"""Versions of policies: what is in force, what was proposed."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import PolicyInterpretation, PolicyVersion
from db.types import JsonObject


async def policy_in_force(session: AsyncSession, programme: str) -> JsonObject | None:
    """The values of the version approved last; None while nothing but the deployed policy is known."""
    query = (
        select(PolicyVersion.values)
        .where(PolicyVersion.programme == programme, PolicyVersion.state == "approved")
        .order_by(PolicyVersion.decided_at.desc(), PolicyVersion.version.desc())
        .limit(1)
    )
    found: JsonObject | None = await session.scalar(query)
    return found


async def versions(session: AsyncSession, programme: str) -> Sequence[PolicyVersion]:
    """Every version of a programme's policy, the newest proposal first."""
    query = select(PolicyVersion).where(PolicyVersion.programme == programme)
    return (await session.scalars(query.order_by(PolicyVersion.proposed_at.desc(), PolicyVersion.version.desc()))).all()


async def version(session: AsyncSession, programme: str, name: str) -> PolicyVersion | None:
    return await session.get(PolicyVersion, (programme, name))


async def undecided_twin(session: AsyncSession, row: PolicyVersion) -> PolicyVersion | None:
    """A proposal on the same version with the same values, resting on the same, that nobody has decided on."""
    return next(
        (
            each
            for each in await versions(session, row.programme)
            if (each.state, each.based_on) == ("proposed", row.based_on)
            and each.values | {"version": row.version} == row.values
        ),
        None,
    )


async def interpretations(session: AsyncSession, programme: str) -> dict[str, PolicyInterpretation]:
    """Version of a programme's policy → the interpretation it rests on, of those that rest on one."""
    query = select(PolicyInterpretation).where(PolicyInterpretation.programme == programme)
    return {row.version: row for row in await session.scalars(query)}


async def is_interpretation(session: AsyncSession, file_id: str) -> bool:
    """Whether the file is the document of an interpretation: everyone who may read the policies may read it."""
    query = select(PolicyInterpretation.version).where(PolicyInterpretation.file_id == file_id).limit(1)
    return await session.scalar(query) is not None
