"""日历订阅: making and revoking the addresses under which one's calendar is read. One way for JSON and pages.

Whoever has the address reads the calendar without signing in, as calendar programs do; so it is shown once, and can
be revoked.
"""

import secrets
from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field

from api import audit
from api.deps import Body, Services
from api.errors import not_found
from api.identity import digest, is_admitted
from db.models import CalendarToken
from db.queries import calendar_feeds as queries
from db.queries.recipients import actor_of
from domain.roles import Actor


class NewFeed(Body):
    """``label``: what the owner calls it, to tell it from others."""

    label: Annotated[str, Field(title="名称", min_length=1, max_length=50)]


class FeedView(BaseModel):
    """A subscription; whoever knows its address reads the calendar while ``revoked_at`` is null."""

    id: str
    label: str
    created_at: datetime
    revoked_at: datetime | None


class NewFeedView(FeedView):
    """``url`` is shown once: null in the answer to a repeated request."""

    url: str | None


async def shown(services: Services, actor: Actor) -> list[FeedView]:
    """The actor's own subscriptions, the newest first."""
    async with services.register.read() as session:
        return [_view(each) for each in await queries.of_account(session, actor.id)]


async def make(services: Services, actor: Actor, form: NewFeed, *, request_id: str) -> NewFeedView:
    """A new subscription with its address. A repeated request id gets what the first one made, without the address:
    nobody here knows it any more."""
    now, id_ = await services.clock.now(), f"feed-{request_id}"
    token = secrets.token_urlsafe(32)
    async with services.register.write() as session:
        row = await session.get(CalendarToken, id_)
        is_new = row is None
        if row is None:
            row = CalendarToken(
                id=id_,
                token_hash=digest(token),
                account_id=actor.id,
                label=form.label,
                created_at=now,
                revoked_at=None,
            )
            session.add(row)
            detail = f"建立日历订阅“{form.label}”"
            await audit.add(session, now, actor, "feed.make", id_, detail=detail, request_id=request_id)
    url = f"{services.settings.base_url}/calendar/{token}.ics" if is_new else None
    return NewFeedView(**_view(row).model_dump(), url=url)


async def revoke(services: Services, actor: Actor, feed_id: str, *, request_id: str) -> FeedView:
    """From now on the address opens nothing; of one revoked before, that. Raises 404."""
    now = await services.clock.now()
    async with services.register.write() as session:
        row = await queries.one(session, actor.id, feed_id)
        if row is None:
            raise not_found("该日历订阅")
        if row.revoked_at is None:
            row.revoked_at = now
            detail = f"撤销日历订阅“{row.label}”"
            await audit.add(session, now, actor, "feed.revoke", feed_id, detail=detail, request_id=request_id)
    return _view(row)


async def holder(services: Services, token: str) -> Actor | None:
    """Whose calendar a token opens; None for one that nobody was given, or that was revoked."""
    async with services.register.read() as session:
        found = await queries.holder(session, digest(token))
    return actor_of(*found) if found and is_admitted(services, found[0]) else None


def _view(row: CalendarToken) -> FeedView:
    return FeedView(id=row.id, label=row.label, created_at=row.created_at, revoked_at=row.revoked_at)
