"""Notifications: of one case, of one person, and how far the platform is behind with them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Account, DeliveryTask, Notification


async def in_case(session: AsyncSession, case_id: str) -> Sequence[Notification]:
    query = select(Notification).where(Notification.case_id == case_id)
    return (
        await session.scalars(query.order_by(Notification.planned_at, Notification.created_at, Notification.id))
    ).all()


async def inbox(session: AsyncSession, account_id: str, limit: int) -> Sequence[Notification]:
    """The newest notifications of one person in the portal."""
    query = select(Notification).where(
        Notification.account_id == account_id,
        Notification.channel == "inbox",
        Notification.state == "delivered",
    )
    return (await session.scalars(query.order_by(Notification.created_at.desc(), Notification.id).limit(limit))).all()


async def unread(session: AsyncSession, account_id: str, limit: int) -> int:
    """How many of the newest ``limit`` notifications of one person in the portal nobody has opened."""
    newest = (
        select(Notification.read_at)
        .where(
            Notification.account_id == account_id,
            Notification.channel == "inbox",
            Notification.state == "delivered",
        )
        .order_by(Notification.created_at.desc(), Notification.id)
        .limit(limit)
        .subquery()
    )
    query = select(func.count()).select_from(newest).where(newest.c.read_at.is_(None))
    return await session.scalar(query) or 0


async def mark_read(session: AsyncSession, account_id: str, organisation_id: str, now: datetime) -> None:
    """Everything in a person's inbox has been read, and with it what tells of the same on other channels.

    Whoever was asked to tell the organisation of it otherwise has nothing more to do.
    """
    unread = select(Notification.event_key).where(
        Notification.account_id == account_id,
        Notification.channel == "inbox",
        Notification.state == "delivered",
        Notification.read_at.is_(None),
    )
    events = list(await session.scalars(unread))
    await session.execute(
        update(Notification)
        .where(Notification.account_id == account_id, Notification.event_key.in_(events))
        .where(Notification.read_at.is_(None))
        .values(read_at=now)
    )
    await session.execute(
        update(DeliveryTask)
        .where(DeliveryTask.organisation_id == organisation_id, DeliveryTask.event_key.in_(events))
        .where(DeliveryTask.closed_at.is_(None))
        .values(closed_at=now, outcome="read")
    )


async def text_messages(session: AsyncSession, request_id: str) -> Sequence[Notification]:
    """The rows that left in one text message."""
    query = select(Notification).where(
        Notification.channel == "sms", (Notification.id == request_id) | (Notification.digest == request_id)
    )
    return (await session.scalars(query)).all()


async def undelivered(session: AsyncSession) -> int:
    """How many wait to be sent, or failed while somebody is still to see to it."""
    return await session.scalar(select(func.count()).select_from(Notification).where(is_undelivered())) or 0


def is_undelivered() -> ColumnElement[bool]:
    """A failure counts until its consequence is drawn, and on while the task 通知未送达 that came of it is open;
    another channel or a colleague that stands in counts by itself."""
    task_is_open = exists().where(
        DeliveryTask.event_key == Notification.event_key,
        DeliveryTask.closed_at.is_(None),
        DeliveryTask.organisation_id == Account.organisation_id,
        Account.id == Notification.account_id,
    )
    failed = (Notification.state == "failed") & (Notification.followed_up_at.is_(None) | task_is_open)
    return (Notification.state == "planned") | failed
