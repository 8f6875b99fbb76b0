"""A notification of a case as the API and the pages show it."""

from api.errors import basis_views
from api.views import NotificationView
from db.models import Notification
from domain.roles import Role


def notification(row: Notification) -> NotificationView:
    return NotificationView(
        id=row.id,
        kind=row.kind,
        channel=row.channel,
        recipient_role=row.recipient_role,
        recipient_role_label=Role(row.recipient_role).label,
        recipient_name=row.recipient_name,
        subject=row.subject,
        rung=row.rung,
        planned_at=row.planned_at,
        held_until=row.held_until,
        instead_of=row.instead_of,
        sent_at=row.sent_at,
        delivered_at=row.delivered_at,
        failed_at=row.failed_at,
        read_at=row.read_at,
        state=row.state,
        failure=row.failure,
        basis=basis_views(row.basis),
    )
