"""Policies and their versions as people read them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from api import interpretations
from api.errors import basis_views
from api.rule_views import (
    InterpretationView,
    PolicyChangeView,
    PolicyParameterView,
    PolicyVersionView,
    PolicyView,
)
from db.models import Account, PolicyVersion
from domain.citation import TITLES
from domain.interpretation import IN_TEXT
from domain.policy import PARAMETERS, Policy

STATES = {"proposed": "待批准", "approved": "批准", "declined": "不予同意"}


def words(name: str, value: Any) -> str:
    """A value of the parameter ``name``, as JSON has it, for people."""
    if value in (None, "", []):
        return "未确定"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(words(name, each) for each in value)
    if isinstance(value, dict):
        event, *rest = map(str, value.values())
        between = "至" if "first" in value else "，"
        return f"{event}（{between.join(dict.fromkeys(rest))}）"
    return PARAMETERS[name].values.get(str(value), str(value))


async def policy(session: AsyncSession, programme: str, in_force: Policy, rows: Sequence[PolicyVersion]) -> PolicyView:
    values = in_force.model_dump(mode="json")
    found = await interpretations.views(session, programme)
    counting = [found[row.version] for row in rows if row.state == "approved" and row.version in found]
    last = {each.name: one for one in reversed(counting) for each in one.parameters}
    return PolicyView(
        programme=programme,
        title=TITLES[programme],
        version=in_force.version,
        regulation=in_force.regulation,
        parameters=[
            _parameter(name, value, in_force.source(name), last.get(name))
            for name, value in values.items()
            if name in PARAMETERS
        ],
        versions=[await version(session, row, found.get(row.version)) for row in rows],
        interpretations=counting,
    )


async def version(
    session: AsyncSession, row: PolicyVersion, interpretation: InterpretationView | None
) -> PolicyVersionView:
    return PolicyVersionView(
        version=row.version,
        based_on=row.based_on,
        state=row.state or "proposed",
        state_label=STATES[row.state or "proposed"],
        changes=[
            PolicyChangeView(
                name=name,
                label=PARAMETERS[name].label,
                before=words(name, each["before"]),
                after=words(name, each["after"]),
            )
            for name, each in row.changes.items()
        ],
        interpretation=interpretation,
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


def _parameter(name: str, value: Any, source: str, interpretation: InterpretationView | None) -> PolicyParameterView:
    known = PARAMETERS[name]
    return PolicyParameterView(
        name=name,
        id=known.id,
        label=known.label,
        value=value,
        words=words(name, value),
        source=IN_TEXT if known.in_text else source,
        interpretation=interpretation,
        basis=basis_views((known.citation,))[0] if known.citation else None,
        quote=known.quote,
        note=known.note,
    )
