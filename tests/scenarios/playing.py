"""What a scenario's words are in the product, and what the register holds of a story that was played."""

import asyncio
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from db.models import DocumentRow, Notification
from domain.dates import local_date
from domain.deadline import Deadline
from domain.procedure.state import Notice
from domain.zone.case import Stage, Term, ZoneCase
from domain.zone.standing import Standing
from services.standing import standing_of
from tests.support import forms
from tests.support.scenarios import Noted, expected
from tests.support.world import PEOPLE, World, actor
from tests.support.zone_cases import POLICY, local, start_creation, until_open

PARK_ID = "js-1"
PUBLISHED, LAST_DAY = expected("B01")["term"]
"""The zone of B01, of which most of group C tells."""
PARK, PROVINCE, SAMR, OPS = "park-js-1", "prov-js", "samr", "ops"
ORGANISATIONS = {
    "园区": PARK,
    "省级市场监管部门": PROVINCE,
    "省级": PROVINCE,
    "总局经办": SAMR,
    "总局": SAMR,
    "ops": OPS,
}
"""Whom a scenario names → the organisation of our world whose people are told."""
DOCUMENTS = {
    "创建申请": "creation_application",
    "第七条核查表": "article_7_check",
    "可行性论证意见": "feasibility_opinion",
    "创建名单及报送函": "nominee_list",
    "领导小组同意意见(创建)": "leading_group_consent",
    "领导小组同意意见(验收)": "leading_group_consent",
    "征求意见函": "consultation_letter",
    "反馈意见": "opinion_reply",
    "同意创建通知": "creation_approval",
    "自查报告": "self_check_report",
    "验收申请材料": "acceptance_application",
    "省级审核意见": "acceptance_examination",
    "验收申请(报总局)": "acceptance_submission",
    "专家评审组组建通知": "panel_notice",
    "评估验收报告": "evaluation_report",
    "公示公告": "public_notice",
    "认定文件(五部门)": "recognition",
    "公布公告": "announcement",
    "补正通知": "objection_supplement_notice",
    "不予受理说明": "objection_not_accepted",
    "异议复核结论": "reexamination_conclusion",
    "不予认定及改进意见通知": "not_recognised",
    "提前验收申请": "early_acceptance_request",
    "例外批准意见": "early_acceptance_grant",
    "退回通知及改进意见": "return_notice",
    "未入选告知": "not_shortlisted",
    "不同意意见": "leading_group_decline",
    "不同意创建通知": "creation_refusal",
    "撤回申请": "withdrawal_letter",
    "撤回确认": "withdrawal_confirmation",
    "示范期届满通知": "expiry_notice",
    "重大事项报告": "material_event_report",
    "受理回执": "material_event_receipt",
}
"""A document as a scenario calls it → our kind of document."""

Told = set[tuple[str, datetime]]
"""(organisation, the minute in Asia/Shanghai for which it was planned)."""


async def go(world: World, moment: datetime, **later: float) -> None:
    """Move the clock there, or so much later."""
    await world.clock.advance_to(moment + timedelta(**later))


async def told(world: World, *kinds: str) -> Told:
    """Who was written to with one of these wordings, and when. A legal moment may be written a second later."""
    async with world.register.read() as session:
        rows = await session.scalars(
            select(Notification).where(Notification.kind.in_(kinds), Notification.channel == "mail")
        )
        return {
            (PEOPLE[row.account_id or ""][1], local(row.planned_at).replace(second=0, microsecond=0)) for row in rows
        }


async def until_told(world: World, wanted: Told, *kinds: str) -> None:
    """Exactly these have been written to: reminders are written a moment after the clock reaches them."""
    found: Told = set()
    for _ in range(250):
        found = await told(world, *kinds)
        if found == wanted:
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"{kinds}: told {sorted(found)}, wanted {sorted(wanted)}")


async def nobody_is_told(world: World, *kinds: str) -> None:
    assert await told(world, *kinds) == set()


async def papers(world: World) -> list[tuple[str, date]]:
    """(kind, 成文日期) of every document ordered, in order."""
    async with world.register.read() as session:
        rows = await session.scalars(select(DocumentRow).order_by(DocumentRow.step, DocumentRow.position))
        return [(row.kind, row.on) for row in rows]


async def planned_reports(world: World) -> list[date | Noted]:
    """The due days of the term's reports as a scenario writes them; they are planned as the term begins."""
    for _ in range(250):
        term = (await world.state()).term
        if term and term.reports:
            return [as_noted(report.due) for report in term.reports]
        await asyncio.sleep(0.02)
    raise AssertionError("no report was planned")


def as_noted(deadline: Deadline) -> date | Noted:
    return Noted(deadline.date, "(provisional)") if deadline.provisional else deadline.date


async def standing(world: World) -> Standing:
    """Where the park stands if its body wants to start anew now: bars, live cases."""
    async with world.register.read() as session:
        return await standing_of(session, PARK_ID, PARK, local_date(await world.clock.now()), POLICY)


async def send_with_file(world: World, account: str, kind: str, action: str, **data: Any) -> None:
    """An act with a file attached."""
    world.requests += 1
    act = {
        "task_id": (await world.task(kind, account)).id,
        "action": action,
        "actor": actor(account).model_dump(mode="json", exclude_defaults=True),
        "data": data,
        "attachments": ["file-1"],
    }
    await world.handle.execute_update("act", act, id=f"{account}:file:{world.requests}", result_type=int)


async def publish(world: World, at: datetime, working_days: int = 5, **facts: Any) -> Notice:
    """The evaluation passed; the notice goes up at this moment."""
    await go(world, at)
    await start_creation(world, Stage.PUBLIC_NOTICE, **facts)
    await until_open(world, "public_notice")
    await world.act("samr", "public_notice", "publish", **forms.PUBLICATION | {"working_days": working_days})
    return notice_of(await world.state())


async def object_to(world: World, number: str, *evidence: str) -> None:
    data = {"grounds": "指标不实", "evidence": list(evidence), "receipt_number": number}
    await world.send("a-citizen", (await world.task("objection")).id, "object", data)


def notice_of(case: ZoneCase) -> Notice:
    assert case.proceeding.notice is not None
    return case.proceeding.notice


def kinds_of(case: ZoneCase) -> set[str]:
    """What the case asks for."""
    return {task.kind for task in case.tasks}


async def term_of(world: World) -> Term:
    term = (await world.state()).term
    assert term is not None
    return term
