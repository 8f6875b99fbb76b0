"""What Temporal's own page shows of a park's case: whose move it is and what comes when."""

from datetime import datetime
from typing import Any

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from contracts.search_attributes import EXPIRES_AT, PARK, PROGRAMME, REGION, STAGE, clamp
    from domain.citation import cited
    from domain.deadline import Deadline
    from domain.zone.calendar_of_case import coming, milestones
    from domain.zone.case import ZoneCase
    from domain.zone.kinds import PARK_KINDS


def search_attributes(case: ZoneCase) -> list[Any]:
    """Pairs of key and value; codes only."""
    pairs: list[Any] = [
        (PROGRAMME, "zone"),
        (STAGE, clamp(case.renewal.stage if case.renewal else case.stage)),
        (PARK, clamp(case.park.id)),
        (REGION, case.park.region),
    ]
    if case.term and case.term.last_day.closes_at:
        pairs.append((EXPIRES_AT, case.term.last_day.closes_at))
    return pairs


def details(case: ZoneCase, now: datetime) -> str:
    """Markdown for the workflow's page; of the dates those still to come at ``now`` (UTC)."""
    lines = [f"## {case.park.name} · {case.label}", f"依据：{cited(case.stage.basis)}", "", "### 待谁办理"]
    for task in case.awaited:
        kind = PARK_KINDS[task.kind]
        due = f"，期限 {task.due}" if task.due else ""
        whom = task.audience.organisation or task.audience.region or "全国"
        lines.append(f"- **{kind.role.label}**（{whom}）：{kind.label}{due}（{cited(kind.basis)}）")
    if not case.awaited:
        lines.append("- 无，等待法定时点")
    lines += ["", "### 接下来"]
    dated = [deadline for deadline, instant in coming(case) if instant > now]
    dated += [deadline for deadline in milestones(case) if deadline.suspended]
    lines += [f"- {_moment(deadline)}" for deadline in dated] or ["- 没有已确定的日期"]
    return "\n".join(lines)


def _moment(deadline: Deadline) -> str:
    return f"{deadline.label}：{deadline.words}（{cited(deadline.basis)}）"
