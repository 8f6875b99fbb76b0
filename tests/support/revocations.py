"""The steps of a revocation, each told once."""

from typing import Any

from sqlalchemy import select

from db.models import PublicNotice
from tests.support import forms
from tests.support.stories import DEPARTMENTS
from tests.support.world import World

OPENING: dict[str, Any] = {
    "ground": "promotion",
    "facts": "示范期内未开展推广。",
    "evidence": ["现场检查记录"],
}


async def open_review(world: World, **changes: Any) -> None:
    await world.act("samr", "revocation_opening", "open", **OPENING | changes)


async def close(world: World) -> None:
    """While the decision is being signed."""
    await world.act("samr", "revocation_closing", "close", **forms.REASONS)


async def decide(world: World) -> None:
    await sign(world, "revocation")


async def sign(world: World, prefix: str) -> None:
    await world.act("samr-2", f"{prefix}_decision", "sign")
    for each in DEPARTMENTS:
        await world.act(each, f"{prefix}_signature", "sign")


async def revoke(world: World, **changes: Any) -> None:
    """From the opening to the last signature."""
    await open_review(world, **changes)
    await world.act("samr", "revocation_review", "propose", findings="经审查属实。")
    await decide(world)


async def notice_states(world: World) -> list[str]:
    async with world.register.read() as session:
        return list(await session.scalars(select(PublicNotice.state)))
