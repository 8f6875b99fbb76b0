"""Rows and rules as view models. Reads nothing: whatever a view needs is handed in."""

from collections.abc import Mapping, Sequence
from typing import Any

from api.errors import basis_views
from api.notice_views import NoticeSummary, ObjectionDocument, ObjectionView
from api.regions import region_name
from api.views import (
    ActionView,
    EventView,
    ExplanationView,
    FileView,
    MatterView,
    MilestoneView,
    PlannedView,
    StateView,
    SubjectView,
    SubstituteView,
    SupersededView,
    SuspensionView,
    WaitingView,
)
from db.models import (
    Case,
    CaseEvent,
    DocumentRow,
    DutyRow,
    Objection,
    PublicNotice,
    Rung,
    StoredFile,
    TaskRow,
)
from domain.dates import local_date
from domain.deadline import Deadline, Line, Superseded
from domain.kinds import TASK_KINDS
from domain.moment import moment
from domain.procedure.public_notice import closing_hour
from domain.roles import Actor, Role
from domain.task import Action


def explanation(lines: Sequence[Line]) -> list[ExplanationView]:
    return [
        ExplanationView(
            text=line.text,
            citation=basis_views([line.citation])[0] if line.citation else None,
            source=line.source,
            dates=list(line.dates),
        )
        for line in lines
    ]


def milestone(deadline: Deadline) -> MilestoneView:
    return MilestoneView(
        **deadline.model_dump(
            include={"key", "label", "date", "earliest", "latest", "provisional", "opens_at", "closes_at"}
        ),
        words=deadline.words,
        basis=basis_views(deadline.basis),
        suspension=_suspension(deadline),
        superseded=[_superseded(each) for each in deadline.superseded],
        explanation=explanation(deadline.lines),
    )


def _suspension(deadline: Deadline) -> SuspensionView | None:
    pause = deadline.suspended
    if pause is None:
        return None
    return SuspensionView(
        since=pause.first_day,
        remaining=deadline.remaining,
        actor=pause.actor,
        reason=pause.reason,
        document=pause.document,
        basis=basis_views(pause.basis),
    )


def _superseded(record: Superseded) -> SupersededView:
    return SupersededView(
        date=record.deadline.date,
        words=record.deadline.words,
        at=record.at,
        actor=record.actor,
        reason=record.reason,
        basis=basis_views(record.basis),
    )


def notice_summary(row: PublicNotice) -> NoticeSummary:
    last_day = Deadline.model_validate(row.deadline)
    return NoticeSummary(
        id=row.id,
        matter=row.matter,
        entry=row.entry,
        published_at=row.published_at,
        last_day=last_day.date,
        words=last_day.words,
        closes_at=last_day.closes_at,
        closing_hour=closing_hour(last_day) if last_day.closes_at else "",
        state=row.state,
        result=row.result,
        channel=row.channel,
        url=row.url,
        remark=row.remark,
    )


def objection_document(row: DocumentRow) -> ObjectionDocument:
    reasons = str(row.facts.get("data", {}).get("reasons", ""))
    return ObjectionDocument(title=row.title, number=row.number, on=row.on, reasons=reasons)


def subject(case: Case) -> SubjectView:
    return SubjectView(
        id=case.subject_id, name=case.subject_name, region=case.region, region_name=region_name(case.region)
    )


def asked(row: TaskRow) -> str:
    """What a task asks, and about which of several alike."""
    label = TASK_KINDS[row.kind].label
    return f"{label}（{row.about_label}）" if row.about_label else label


def waiting(row: TaskRow, names: Mapping[str, str]) -> WaitingView:
    """``names``: of organisations."""
    kind = TASK_KINDS[row.kind]
    return WaitingView(
        role=row.role,
        label=Role(row.role).label,
        organisation="" if row.role == Role.EXPERT else names.get(row.organisation_id or "", ""),
        task=asked(row),
        task_id=row.id,
        since=row.opened_at,
        due=row.due,
        due_provisional=row.due_provisional,
        basis=basis_views(kind.basis),
    )


def matter(row: TaskRow) -> MatterView:
    kind = TASK_KINDS[row.kind]
    return MatterView(task_id=row.id, kind=kind.key, label=asked(row), basis=basis_views(kind.basis))


def case_facts(case: Case, open_tasks: Sequence[TaskRow], names: Mapping[str, str]) -> dict[str, Any]:
    """The fields of ``CaseSummary``; ``names``: of organisations."""
    return {
        "id": case.id,
        "programme": case.programme,
        "subject": subject(case),
        "state": StateView(key=case.stage, label=case.stage_label),
        "waiting_for": [waiting(row, names) for row in open_tasks],
        "milestones": [milestone(Deadline.model_validate(each)) for each in case.milestones],
        "opened_at": case.opened_at,
        "updated_at": case.updated_at,
        "closed_at": case.closed_at,
    }


def task_facts(row: TaskRow, case: Case, actor: Actor) -> dict[str, Any]:
    """The fields of ``TaskSummary``; ``actor`` in the capacity in which they would answer."""
    kind = TASK_KINDS[row.kind]
    return {
        "id": row.id,
        "kind": kind.key,
        "label": asked(row),
        "case_id": case.id,
        "subject": subject(case),
        "opened_at": row.opened_at,
        "closed_at": row.closed_at,
        "due": row.due,
        "due_provisional": row.due_provisional,
        "basis": basis_views(kind.basis),
        "substitute_for": actor.substitute_for,
        "order": actor.order,
    }


def action(allowed: Action) -> ActionView:
    return ActionView(
        name=allowed.name,
        label=allowed.label,
        irreversible=allowed.irreversible,
        data_schema=allowed.asked.model_json_schema(),
    )


def file(stored: StoredFile) -> FileView:
    return FileView.model_validate(stored, from_attributes=True)


def attached(ids: Sequence[str], stored: Mapping[str, StoredFile]) -> list[FileView]:
    return [file(stored[each]) for each in ids if each in stored]


def objection(row: Objection, stored: Mapping[str, StoredFile]) -> ObjectionView:
    return ObjectionView(
        receipt_number=row.receipt_number,
        received_at=row.received_at,
        grounds=row.grounds,
        evidence=attached(row.attachments, stored),
        status=row.status,
        conclusion=row.conclusion,
    )


def event(
    row: CaseEvent, organisations: Mapping[str, str], people: Mapping[str, str], stored: Mapping[str, StoredFile]
) -> EventView:
    """``people``: names of those who acted as substitutes."""
    return EventView(
        id=row.id,
        at=row.at,
        kind=row.kind,
        text=row.text,
        basis=basis_views(row.basis),
        role=row.actor_role,
        role_label=Role(row.actor_role).label if row.actor_role else None,
        organisation=organisations.get(row.actor_organisation or ""),
        substitute=_substitute(row, people),
        comment=row.comment,
        attachments=attached(row.attachments, stored),
    )


def _substitute(row: CaseEvent, people: Mapping[str, str]) -> SubstituteView | None:
    if row.actor_substitute_for is None:
        return None
    who = row.actor_id or ""
    return SubstituteView(
        name=people.get(who, who), substitute_for=row.actor_substitute_for, order=row.actor_order or ""
    )


def planned_milestone(deadline: Deadline) -> PlannedView:
    return PlannedView(
        kind="milestone",
        at=moment(deadline),
        date=deadline.date,
        label=deadline.label,
        provisional=deadline.provisional,
        basis=basis_views(deadline.basis),
    )


def planned_reminder(rung: Rung, duty: DutyRow) -> PlannedView:
    return PlannedView(
        kind="reminder",
        at=rung.planned_at,
        date=local_date(rung.planned_at),
        label=f"提醒：{duty.title}" + (f"（{duty.facts['bureau']}）" if "bureau" in duty.facts else ""),
        provisional=Deadline.model_validate(duty.deadline).provisional,
        basis=basis_views(duty.basis),
    )
