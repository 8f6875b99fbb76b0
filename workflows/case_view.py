"""What Temporal's own page shows of a case: whose move it is and what comes when."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.citation import cited
    from domain.deadline import Deadline
    from domain.milestones import coming, milestones
    from domain.task import Task, TaskKind


def details(case: Any, kinds: Mapping[str, TaskKind], now: datetime) -> str:
    """Markdown for the workflow's page; of the dates those still to come at ``now`` (UTC)."""
    lines = [f"## {case.subject_name} · {case.label}", f"依据：{cited(case.stage.basis)}", "", "### 待谁办理"]
    for task in case.awaited:
        kind = kinds[task.kind]
        due = f"，期限 {task.due}" if task.due else ""
        whom = task.audience.organisation or task.audience.region or "全国"
        lines.append(f"- **{kind.role.label}**（{whom}）：{kind.label}{_about(task)}{due}（{cited(kind.basis)}）")
    if not case.awaited:
        lines.append("- 无，等待法定时点")
    lines += ["", "### 接下来"]
    dated = [deadline for deadline, instant in coming(case) if instant > now]
    dated += [deadline for deadline in milestones(case) if deadline.suspended]
    lines += [f"- {_moment(deadline)}" for deadline in dated] or ["- 没有已确定的日期"]
    return "\n".join(lines)


def _moment(deadline: Deadline) -> str:
    return f"{deadline.label}：{deadline.words}（{cited(deadline.basis)}）"


def _about(task: Task) -> str:
    return f"（{task.about_label}）" if task.about_label else ""
