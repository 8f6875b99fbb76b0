"""First answers to requests, by idempotency key."""

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import IdempotentResponse


async def first_answer(session: AsyncSession, actor: str, key: str) -> IdempotentResponse | None:
    return await session.get(IdempotentResponse, (actor, key))
