"""A notice that reached nobody, for tests of the web."""

from datetime import datetime

from db.models import DeliveryTask, Notification
from tests.support.web import NOW, Web

TASK = "undelivered-1"


async def add_undelivered(
    web: Web, case_id: str = "", at: datetime = NOW, role: str = "provincial_regulator", region: str | None = "320500"
) -> str:
    """A notice to the park of js-1 whose mail failed for good: a task of its province. Answers the id of the task.

    ``case_id``: of a case there is already.
    """
    common = {
        "event_key": "event-1",
        "case_id": case_id or (await web.add_case()).id,
        "workflow_id": "zone/js-1/case-1",
        "kind": "case_opened",
        "account_id": "park-js-1",
        "recipient_name": "示例一号园区管理委员会",
        "recipient_role": "creating_body",
        "address": "park-js-1@example.gov.cn",
        "subject": "关于办理事项的通知",
        "body": "请办理。",
        "planned_at": at,
        "created_at": at,
        "basis": ["zone:16"],
    }
    failed = {"state": "failed", "failed_at": at, "failure": "5.1.1 No such user", "attempts": 1}
    async with web.register.write() as session:
        session.add(Notification(id="mail-1", channel="mail", **common, **failed))
        session.add(Notification(id="inbox-1", channel="inbox", state="delivered", delivered_at=at, **common))
        asked = {"role": role, "region": region, "opened_at": at}
        found = {"event_key": "event-1", "organisation_id": "park-js-1", "notification_id": "mail-1"}
        session.add(DeliveryTask(id=TASK, **found, **asked))
    return TASK
