"""Rows for pages to show: written straight into the register, with tasks for whom they ask."""

from datetime import timedelta
from typing import Any

from sqlalchemy import insert

from db.models import Case, CaseEvent, DocumentFile, DocumentRow, Notification, Objection, TaskRow
from domain.case import next_task
from domain.dates import local_date
from domain.roles import SAMR, Audience, Role
from domain.task import Task
from domain.zone.case import ZoneCase
from domain.zone.kinds import TASK_KINDS
from tests.support.accounts import PASSWORD
from tests.support.pages import PageClient
from tests.support.web import NOW, Web

ACCOUNTS = {
    Role.CREATING_BODY: "park-js-1",
    Role.PROVINCIAL_REGULATOR: "prov-js",
    Role.PROVINCIAL_LEADING_GROUP: "lsg-js",
    Role.SAMR: "samr-2",
    Role.JOINT_DEPARTMENT: "mofcom",
    Role.EXPERT: "expert-1",
}
"""Who acts in the case of the park js-1."""
ELSEWHERE = {
    Role.CITY_REGULATOR: "city-jia",
    Role.LEADING_GROUP_OFFICE: "yc-office",
    Role.DISTRICT_UNIT: "yc-market",
    Role.DISTRICT_GOVERNMENT: "yc-gov",
    Role.GOVERNMENT: "gov-wh",
    Role.GOVERNMENT_DEPARTMENT: "dep-wh-market",
    Role.PEOPLES_CONGRESS: "npc-hb",
    Role.OPS: "ops",
}
"""Who acts in cases of the other texts."""
CHECK_CODE = "k3yOf-the_Stored-Document"
"""Of the stored document of ``add_history``."""


def visitor(web: Web) -> PageClient:
    return PageClient(web.app)


def credentials(account: str) -> dict[str, str]:
    return {"username": account, "password": PASSWORD}


def audience(kind: str, case: ZoneCase) -> Audience:
    """Whom a kind of task asks in a case."""
    role = TASK_KINDS[kind].role
    own = {
        Role.CREATING_BODY: case.applicant,
        Role.PROVINCIAL_REGULATOR: case.province,
        Role.PROVINCIAL_LEADING_GROUP: case.leading_group,
        Role.SAMR: SAMR,
    }
    return own.get(role) or Audience(role=role, organisation=ACCOUNTS[role])


async def add_task(web: Web, case: ZoneCase, kind: str) -> Task:
    """An open task of this kind in the case."""
    task = next_task(case, TASK_KINDS[kind], audience(kind, case), NOW)
    case.tasks.append(task)
    await web.save(case)
    return task


async def add_history(web: Web, case: ZoneCase) -> None:
    """An event, a document, and notifications in every state."""
    workflow_id = case.id.replace("zone-js-1-", "zone/js-1/")
    common: dict[str, Any] = {"case_id": case.id, "workflow_id": workflow_id, "step": 1}
    async with web.register.write() as session:
        session.add(
            CaseEvent(
                **common,
                position=0,
                at=NOW,
                kind="creation_application.apply",
                text="示例一号园区提出创建申请。",
                basis=["zone:16"],
                actor_id="park-js-1",
                actor_role="creating_body",
                actor_organisation="park-js-1",
                comment="<b>第一行</b>\n第二行",
            )  # fmt: skip
        )
        for position, state in enumerate(("ordered", "stored", "failed")):
            session.add(
                DocumentRow(
                    **common,
                    id=f"document-{state}",
                    position=position,
                    kind="creation_application",
                    title="关于创建全国质量品牌提升示范区的申请",
                    number="示创申〔2025〕1号",
                    issuers=["park-js-1"],
                    facts={},
                    on=NOW.date(),
                    created_at=NOW,
                    state=state,
                    check_code=CHECK_CODE if state == "stored" else None,
                )  # fmt: skip
            )
        session.add(
            DocumentFile(
                document_id="document-stored", media_type="application/pdf", sha256="0" * 64, sm3="1" * 64, size=1024
            )
        )
        for state in ("planned", "sent", "delivered", "failed"):
            for channel in ("inbox", "mail"):
                session.add(
                    Notification(
                        **common,
                        id=f"{state}-{channel}",
                        event_key=state,
                        kind="case_opened",
                        channel=channel,
                        account_id="park-js-1",
                        recipient_name="示例一号园区管理委员会",
                        recipient_role="creating_body",
                        address="",
                        subject="关于办理事项的通知",
                        body="请办理。\n\n依据：第十六条",
                        planned_at=NOW,
                        created_at=NOW,
                        state=state,
                        delivered_at=NOW if state == "delivered" else None,
                        failure="收件人不存在" if state == "failed" else None,
                    )  # fmt: skip
                )


async def add_many_cases(web: Web, count: int) -> list[str]:
    """Copies of one case, each with a task of 总局, one of the province, and a date, at days all mixed up.

    Answers their ids, in the order in which they were opened.
    """
    case = await web.add_notice()
    ids = [f"zone-js-1-case-{number}" for number in range(1, count + 1)]
    async with web.register.write() as session:
        await session.delete(await session.get_one(TaskRow, case.tasks[0].id))
        first = await session.get_one(Case, case.id)
        common = {column.name: getattr(first, column.name) for column in Case.__table__.columns}
        cases: list[dict[str, Any]] = []
        tasks: list[dict[str, Any]] = []
        for number, case_id in enumerate(ids, 1):
            day = local_date(NOW) + timedelta(days=number * 37 % 80)
            workflow_id = f"zone/js-1/case-{number}"
            own = {"id": case_id, "workflow_id": workflow_id, "opened_at": NOW + timedelta(minutes=number)}
            dated = {"milestones": [{**common["milestones"][0], "date": day.isoformat()}], "days": day.isoformat()}
            cases.append(common | own | dated)
            for kind, audience in (("material_review", SAMR), ("provincial_appraisal", case.province)):
                tasks.append(
                    {
                        "id": f"{case_id}-{kind}",
                        "case_id": case_id,
                        "workflow_id": workflow_id,
                        "kind": kind,
                        "role": audience.role,
                        "region": audience.region,
                        "organisation_id": audience.organisation,
                        "opened_at": NOW,
                        "due": day if number % 3 else None,
                    }
                )
        await session.merge(Case(**cases[0]))
        if cases[1:]:
            await session.execute(insert(Case), cases[1:])
        await session.execute(insert(TaskRow), tasks)
    return ids


async def add_objection(web: Web, case: ZoneCase, status: str) -> None:
    """The objection GS-1, by somebody who gave name and contact."""
    async with web.register.write() as session:
        session.add(
            Objection(
                receipt_number="GS-1",
                notice_id=f"{case.id}-notice",
                case_id=case.id,
                grounds="指标数据不实",
                objector_name="张三",
                objector_contact="13800000000",
                received_at=NOW,
                request_id="r",
                status=status,
            )  # fmt: skip
        )
