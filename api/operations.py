"""运维台: what the platform owes and has not done, and which of its parts answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession
from temporalio.service import RPCError

from api import engine, readiness
from api.deps import Services
from api.engine import Workers
from api.reading import only
from db.models import CaseStep, DutyRow, Notification, Rung
from db.queries import operations as queries
from db.queries import outbox
from db.queries.operations import Backlog
from domain.delivery import Channel
from domain.roles import Actor, Role

SEES_OPERATIONS = frozenset({Role.OPS})
_NOT_FOR_YOU = "运维台由技术运维查看。"
_SHOWN = 20
LATE = timedelta(minutes=15)
"""系统策略: what waits longer than this is told as an alarm; the alarms on ``/metrics`` have the same limit."""
UNCONFIRMED = timedelta(minutes=1)
"""系统策略: a step is vouched for within milliseconds; one that waits longer is told."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One line: what is measured, how it stands, and whether somebody should look. ``list`` is its place below."""

    label: str
    words: str
    alarming: bool = False
    list: str = ""


@dataclass(frozen=True, slots=True)
class Unserved:
    """A reminder that is due and was not served. ``case_id`` empty: the platform's own."""

    title: str
    case_id: str
    subject: str
    planned_at: datetime
    waiting: str


@dataclass(frozen=True, slots=True)
class Undelivered:
    case_id: str
    subject: str
    recipient: str
    channel: str
    planned_at: datetime
    attempts: int
    failure: str


@dataclass(frozen=True, slots=True)
class Stuck:
    """A workflow that does not get on: its page in Temporal's web UI, and what is known of it."""

    workflow_id: str
    page: str
    case_id: str
    words: str


@dataclass(frozen=True, slots=True)
class Provisional:
    """A date of an open case that a calendar not yet published may still move."""

    case_id: str
    subject: str
    label: str
    earliest: date
    latest: date


@dataclass(frozen=True, slots=True)
class Console:
    """``stuck`` and ``workers`` None: Temporal did not answer, or cannot say."""

    now: datetime
    missing: list[str]
    measures: list[Measure]
    unserved: list[Unserved]
    undelivered: list[Undelivered]
    unconfirmed: list[Stuck]
    stuck: list[Stuck] | None
    provisional: list[Provisional]
    provisional_in_all: int
    workers: list[Workers] | None
    engine_page: str


async def console(services: Services, actor: Actor) -> Console:
    """Raises 403."""
    only(actor, SEES_OPERATIONS, _NOT_FOR_YOU)
    now = await services.clock.now()
    async with services.register.read() as session:
        backlog = await queries.backlog(session, now)
        unserved = [_unserved(*each, now) for each in await outbox.due_rungs(session, now, _SHOWN)]
        undelivered = [_undelivered(each) for each in await queries.undelivered(session, _SHOWN)]
        steps = await queries.unconfirmed(session, now - UNCONFIRMED, _SHOWN)
        provisional = _provisional(await queries.with_provisional_dates(session))
    return Console(
        now=now,
        missing=await readiness.reasons(services),
        measures=_measures(backlog, now, len(provisional)),
        unserved=unserved,
        undelivered=undelivered,
        unconfirmed=[_unconfirmed(services, step, case_id, now) for step, case_id in steps],
        stuck=await _stuck(services),
        provisional=provisional[:_SHOWN],
        provisional_in_all=len(provisional),
        workers=await _workers(services),
        engine_page=services.settings.temporal_ui,
    )


def _measures(found: Backlog, now: datetime, provisional: int) -> list[Measure]:
    return [
        _waiting("最早的一件未发出的提醒", found.unserved, now, "没有", "unserved"),
        _canary(found.canary, now),
        _queued("待发出的通知", found.outbox.number, found.outbox.oldest, now, "undelivered"),
        Measure("未送达的通知（待发送，或者未成功且尚未另行通知）", f"{found.undelivered}条", list="undelivered"),
        Measure("各渠道都不能送达、待另行通知的单位", f"{found.untold}件", found.untold > 0),
        _queued("待制作的文书", found.ordered.number, found.ordered.oldest, now, ""),
        Measure("未能制成的文书", f"{found.failed_documents}件", found.failed_documents > 0),
        _queued("待流程确认的步骤", found.unconfirmed.number, found.unconfirmed.oldest, now, "unconfirmed"),
        Measure("暂定的日期", f"{provisional}个", list="provisional"),
    ]


def _waiting(label: str, since: datetime | None, now: datetime, nothing: str, list_: str) -> Measure:
    if since is None or since > now:
        return Measure(label, nothing, list=list_)
    return Measure(label, f"已等待{span(now - since)}", now - since > LATE, list_)


def _queued(label: str, number: int, oldest: datetime | None, now: datetime, list_: str) -> Measure:
    if not number or oldest is None:
        return Measure(label, "没有", list=list_)
    waited = max(now - oldest, timedelta())
    return Measure(label, f"{number}件，最早的已等待{span(waited)}", waited > LATE, list_)


def _canary(day: Rung | None, now: datetime) -> Measure:
    label = "提醒时钟自检（每日09:00）"
    if day is None:
        return Measure(label, "还没有（沙盘没有自检）")
    late = (day.served_at or now) - day.planned_at
    words = f"{day.key}的自检{'迟延' if day.served_at else '尚未完成，已等待'}{span(late)}"
    return Measure(label, words, late > LATE)


def span(length: timedelta) -> str:
    """In words, by its two largest units."""
    seconds = int(length.total_seconds())
    parts = [
        (seconds // 86400, "天"),
        (seconds // 3600 % 24, "小时"),
        (seconds // 60 % 60, "分钟"),
        (seconds % 60, "秒"),
    ]
    first = next((place for place, (number, _) in enumerate(parts) if number), len(parts) - 1)
    return "".join(f"{number}{unit}" for number, unit in parts[first : first + 2] if number) or "0秒"


def _unserved(rung: Rung, duty: DutyRow, case: outbox.CaseInBrief | None, now: datetime) -> Unserved:
    return Unserved(
        title=duty.title,
        case_id=case.case_id if case else "",
        subject=case.subject_name if case else "平台自身",
        planned_at=rung.planned_at,
        waiting=span(now - rung.planned_at),
    )


def _undelivered(row: Notification) -> Undelivered:
    return Undelivered(
        case_id=row.case_id or "",
        subject=row.subject,
        recipient=row.recipient_name,
        channel=Channel(row.channel).label,
        planned_at=row.planned_at,
        attempts=row.attempts,
        failure=row.failure or "",
    )


def _unconfirmed(services: Services, step: CaseStep, case_id: str | None, now: datetime) -> Stuck:
    words = f"第{step.number}步已等待{span(now - step.recorded_at)}"
    return Stuck(step.workflow_id, engine.page_of(services.settings, step.workflow_id), case_id or "", words)


async def _stuck(services: Services) -> list[Stuck] | None:
    found = await engine.failing(services)
    if found is None:
        return None
    async with services.register.read() as session:
        cases = await _cases(session, (each.workflow_id for each in found))
    return [
        Stuck(
            each.workflow_id,
            engine.page_of(services.settings, each.workflow_id),
            cases.get(each.workflow_id, ""),
            "、".join(each.problems),
        )
        for each in found
    ]


async def _cases(session: AsyncSession, workflow_ids: Iterable[str]) -> dict[str, str]:
    found = await queries.case_of_workflow(session, list(workflow_ids))
    return {workflow_id: case_id for workflow_id, (case_id, _) in found.items()}


async def _workers(services: Services) -> list[Workers] | None:
    try:
        return await engine.workers(services)
    except (RPCError, RuntimeError):
        return None


def _provisional(cases: Iterable[tuple[str, str, list[dict[str, Any]]]]) -> list[Provisional]:
    found = [
        Provisional(id_, name, each["label"], date.fromisoformat(each["earliest"]), date.fromisoformat(each["latest"]))
        for id_, name, dates in cases
        for each in dates
        if each["provisional"]
    ]
    return sorted(found, key=lambda one: (one.earliest, one.case_id, one.label))
