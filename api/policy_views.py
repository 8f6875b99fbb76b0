"""Policies and their versions as people read them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from api.errors import basis_views
from api.rule_views import PolicyChangeView, PolicyParameterView, PolicyVersionView, PolicyView
from db.models import Account, PolicyVersion
from domain.citation import TITLES
from domain.policy import PARAMETERS, Policy

STATES = {"proposed": "待批准", "approved": "批准", "declined": "不予同意"}
_WORDS = {
    "corresponding": "对应日",
    "inclusive": "对应日的前一日",
    "rolling": "自核查日向前推算",
    "calendar_years": "按整年度计算",
    "original": "自首次向社会公布之日起算",
    "previous_last_day": "自上一示范期最后一日起算",
    "window": "示范期最后六个月内可以申请",
    "deadline": "最迟在到期六个月前申请",
    "calendar_year": "每个公历年度",
    "anniversary_year": "自向社会公布之日起每满一年",
    "anchored": "自启动之日起每满半年",
    "calendar": "每个公历半年",
    "none": "不顺延",
    "next_workday": "顺延至下一工作日",
}
"""Values that are keys → words."""


def words(value: Any) -> str:
    """A value of a parameter, as JSON has it, for people."""
    if value is None or value == "":
        return "未确定"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(words(each) for each in value)
    if isinstance(value, dict):
        name, *rest = map(str, value.values())
        return f"{name}（{'至'.join(dict.fromkeys(rest))}）"
    return _WORDS.get(str(value), str(value))


async def policy(session: AsyncSession, programme: str, in_force: Policy, rows: Sequence[PolicyVersion]) -> PolicyView:
    values = in_force.model_dump(mode="json")
    return PolicyView(
        programme=programme,
        title=TITLES[programme],
        version=in_force.version,
        regulation=in_force.regulation,
        parameters=[_parameter(name, value) for name, value in values.items() if name in PARAMETERS],
        versions=[await version(session, row) for row in rows],
    )


async def version(session: AsyncSession, row: PolicyVersion) -> PolicyVersionView:
    return PolicyVersionView(
        version=row.version,
        based_on=row.based_on,
        state=row.state or "proposed",
        state_label=STATES[row.state or "proposed"],
        changes=[
            PolicyChangeView(
                name=name, label=PARAMETERS[name].label, before=words(each["before"]), after=words(each["after"])
            )
            for name, each in row.changes.items()
        ],
        reason=row.reason,
        proposed_by=await _name(session, row.proposed_by),
        proposed_at=row.proposed_at,
        decided_by=await _name(session, row.decided_by) if row.decided_by else None,
        decided_at=row.decided_at,
        decision_comment=row.decision_comment or "",
    )


async def _name(session: AsyncSession, account: str) -> str:
    known = await session.get(Account, account)
    return known.display_name if known else account


def _parameter(name: str, value: Any) -> PolicyParameterView:
    known = PARAMETERS[name]
    return PolicyParameterView(
        name=name,
        id=known.id,
        label=known.label,
        value=value,
        words=words(value),
        source="法规规定" if known.in_text else "系统策略",
        basis=basis_views((known.citation,))[0] if known.citation else None,
        quote=known.quote,
        note=known.note,
    )
