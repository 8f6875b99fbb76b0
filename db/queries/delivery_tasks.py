"""通知未送达: whom no channel reached, and who is to see to it."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import DeliveryTask, Notification, Organisation
from domain.roles import Actor, Role, covers

Found = tuple[DeliveryTask, Notification, Organisation]
_SEE_ALL = frozenset({Role.OPS, Role.SUPERVISOR})


async def open_to(session: AsyncSession, actor: Actor, limit: int) -> Sequence[Found]:
    """The oldest open tasks that ``actor`` is to see to."""
    rows = await session.execute(
        _tasks().where(_asked(actor), DeliveryTask.closed_at.is_(None)).order_by(DeliveryTask.opened_at).limit(limit)
    )
    return [(task, notification, office) for task, notification, office in rows]


async def visible(session: AsyncSession, actor: Actor, task_id: str) -> Found | None:
    """A task, for those who are to see to it; operations and supervision see them all."""
    row = (await session.execute(_tasks().where(DeliveryTask.id == task_id))).one_or_none()
    if row is None:
        return None
    task, notification, office = row
    return (task, notification, office) if actor.role in _SEE_ALL or _is_asked(actor, task) else None


async def is_shown(session: AsyncSession, actor: Actor, file_id: str) -> bool:
    """Whether the file goes with a task that the actor may see."""
    tasks = await session.scalars(select(DeliveryTask).where(DeliveryTask.file_id == file_id))
    return any(actor.role in _SEE_ALL or _is_asked(actor, task) for task in tasks)


async def how_many_open(session: AsyncSession) -> int:
    """How many wait, of everybody."""
    query = select(func.count()).select_from(DeliveryTask).where(DeliveryTask.closed_at.is_(None))
    return await session.scalar(query) or 0


def _tasks() -> Select[DeliveryTask, Notification, Organisation]:
    return (
        select(DeliveryTask, Notification, Organisation)
        .join(Notification, Notification.id == DeliveryTask.notification_id)
        .join(Organisation, Organisation.id == DeliveryTask.organisation_id)
    )


def _asked(actor: Actor) -> ColumnElement[bool]:
    """``domain.roles.covers``, as SQL."""
    significant = actor.jurisdiction.rstrip("0")
    significant += "0" * (-len(significant) % 2)
    within = DeliveryTask.region.is_(None) | DeliveryTask.region.startswith(significant, autoescape=True)
    return (DeliveryTask.role == actor.role.value) & within


def _is_asked(actor: Actor, task: DeliveryTask) -> bool:
    return actor.role == task.role and (task.region is None or covers(actor.jurisdiction, task.region))
