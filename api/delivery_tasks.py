"""通知未送达: what was tried to reach somebody, and that they were told otherwise. One way for JSON and pages."""

from sqlalchemy.ext.asyncio import AsyncSession

from api import audit, present
from api.deps import Services
from api.errors import FieldError, basis_views, malformed, not_found, refused
from api.notification_views import AttemptView, DeliveryTaskView
from db.models import DeliveryTask, Notification
from db.queries import delivery_tasks as queries
from db.queries import files
from db.queries.delivery_tasks import Found
from db.queries.outbox import of_event
from domain import delivery as rules
from domain.dates import local_date
from domain.delivery import Channel, OtherwiseTold
from domain.roles import Actor, Audience, Role

SHOWN = 100


async def mine(services: Services, actor: Actor) -> list[DeliveryTaskView]:
    """The open ones that the actor is to see to, the oldest first; at most ``SHOWN``."""
    async with services.register.read() as session:
        return [await _view(session, actor, found) for found in await queries.open_to(session, actor, SHOWN)]


async def one(services: Services, actor: Actor, task_id: str) -> DeliveryTaskView:
    """Raises 404 for whoever is not to see to it."""
    async with services.register.read() as session:
        return await _view(session, actor, await _visible(session, actor, task_id))


async def close(
    services: Services, actor: Actor, task_id: str, form: OtherwiseTold, file_id: str | None, *, request_id: str
) -> DeliveryTaskView:
    """已另行通知; ``file_id`` is a file that ``actor`` uploaded. The same once more finds it done and changes nothing.

    Raises ``WebError``: 403, 404, 409, 422.
    """
    now, act = await services.clock.now(), "delivery.told"
    async with audit.refusals(services, actor, act, task_id, request_id), services.register.write() as session:
        row, notification, office = await _visible(session, actor, task_id)
        if (row.closed_by, row.answer) == (actor.id, form.model_dump(mode="json")):
            return await _view(session, actor, (row, notification, office))
        refusal = rules.refuse_otherwise_told(
            actor,
            _asked(row),
            form,
            is_closed=row.closed_at is not None,
            opened_on=local_date(row.opened_at),
            today=local_date(now),
        )
        if refusal:
            raise refused(refusal)
        if file_id and not await files.handed_in(session, actor, file_id):
            error = FieldError(loc=["body", "file"], code="unknown", message="文件不存在，请重新上传")
            raise malformed("填报内容有误（1处），未作任何变更。", error)
        row.closed_at, row.closed_by, row.outcome = now, actor.id, "told"
        row.answer, row.file_id = form.model_dump(mode="json"), file_id
        detail = (
            f"已另行通知{office.name}（{form.means.label}，{form.told_on}，{form.told_by}）：{notification.subject}"
        )
        about: audit.Particulars = {"basis": rules.BASIS, "detail": detail, "request_id": request_id}
        about["case_id"] = notification.case_id
        await audit.add(session, now, actor, act, task_id, **about)
    return await one(services, actor, task_id)


async def _visible(session: AsyncSession, actor: Actor, task_id: str) -> Found:
    found = await queries.visible(session, actor, task_id)
    if found is None:
        raise not_found("该通知未送达事项")
    return found


async def _view(session: AsyncSession, actor: Actor, found: Found) -> DeliveryTaskView:
    row, notification, office = found
    tried = [each for each in await of_event(session, row.event_key, office.id) if each.channel != Channel.INBOX]
    stored = await files.by_id(session, [row.file_id] if row.file_id else [])
    answer = OtherwiseTold.model_validate(row.answer) if row.answer else None
    return DeliveryTaskView(
        id=row.id,
        organisation=office.name,
        case_id=notification.case_id,
        subject=notification.subject,
        basis=basis_views(notification.basis),
        opened_at=row.opened_at,
        attempts=[_attempt(each) for each in tried],
        text=notification.body,
        may_close=row.closed_at is None and _asked(row).includes(actor),
        closed_at=row.closed_at,
        outcome=row.outcome,
        means=answer.means.label if answer else None,
        told_on=answer.told_on if answer else None,
        told_by=answer.told_by if answer else None,
        told_whom=answer.told_whom if answer else None,
        remarks=answer.remarks if answer else None,
        file=present.file(stored[row.file_id]) if row.file_id in stored else None,
    )


def _asked(row: DeliveryTask) -> Audience:
    return Audience(role=Role(row.role), region=row.region)


def _attempt(row: Notification) -> AttemptView:
    return AttemptView(
        recipient=row.recipient_name,
        channel=row.channel,
        channel_label=Channel(row.channel).label,
        state=row.state,
        at=row.failed_at or row.delivered_at or row.sent_at,
        failure=row.failure,
    )
