"""A list as one actor sees it: its entries, what came of every act, and what they may do now."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from api import acting, document_present
from api.case_list_views import AllowedAct, EntryView, ListActView, ListView, ResultView
from api.document_views import DocumentView
from api.errors import basis_views
from db.models import Case, CaseList, DocumentRow, ListActRow, ListEntry, PublicNotice, TaskRow
from db.queries import case_lists as queries
from db.queries import substitutions
from db.queries.recipients import organisation_names
from domain.kinds import TASK_KINDS
from domain.list_kinds import LIST_KINDS
from domain.roles import Actor
from domain.substitution import capacity
from domain.task import TaskKind

Answerable = tuple[TaskRow, Actor]
"""An open task, and as whom somebody may answer it."""
RESULTS = {"done": "已办理", "refused": "未予办理", "failed": "系统出错"}


def facts(row: CaseList, names: Mapping[str, str]) -> dict[str, Any]:
    """The fields of ``ListSummary``."""
    return {
        "number": row.number,
        "kind": row.kind,
        "kind_label": LIST_KINDS[row.kind].label,
        "subject_label": LIST_KINDS[row.kind].subject,
        "title": row.title,
        "organisation": names.get(row.organisation_id, row.organisation_id),
        "created_at": row.created_at,
    }


async def view(session: AsyncSession, actor: Actor, row: CaseList) -> ListView:
    names = await organisation_names(session)
    notices = await queries.notices_of(session, row.number) if LIST_KINDS[row.kind].puts_up_notices else {}
    acts = await queries.acts(session, row.number)
    papers = await _papers(session, acts)
    return ListView(
        **facts(row, names),
        entries=[_entry(*each, notices) for each in await queries.entries(session, row.number)],
        acts=[_act(each, names, papers.get(each.document_id or "")) for each in acts],
        allowed=_allowed(row, await answerable(session, actor, row)),
    )


async def _papers(session: AsyncSession, acts: Iterable[ListActRow]) -> dict[str, DocumentView]:
    """The documents that acts sent out, by their ids."""
    found = [await session.get(DocumentRow, each.document_id) for each in acts if each.document_id]
    return {each.id: each for each in await document_present.views(session, [row for row in found if row])}


async def answerable(session: AsyncSession, actor: Actor, row: CaseList) -> list[Answerable]:
    """The open tasks of the list's acts that the actor may answer, and in which capacity."""
    held = [each.order for each in await substitutions.held_by(session, actor.id)]
    kinds = [each.key for each in LIST_KINDS[row.kind].acts]
    tasks = await queries.open_tasks(session, row.number, kinds)
    found = [(each, capacity(actor, held, acting.task_of(each), each.case_id)) for each in tasks]
    return [(task, who) for task, who in found if who and not acting.task_of(task).excludes(who)]


def in_one_capacity(tasks: Iterable[Answerable], kind: TaskKind) -> list[Answerable]:
    """Of what somebody may answer, that of one kind and of one office: their own, else the first they stand in for.

    One act on a list is one person's act for one office; whoever answers for two acts twice.
    """
    found = [each for each in tasks if each[0].kind == kind.key]
    first = min(found, key=lambda each: each[1].is_substitute, default=None)
    return [each for each in found if first and each[1].organisation == first[1].organisation]


def _entry(entry: ListEntry, case: Case, notices: Mapping[str, PublicNotice]) -> EntryView:
    notice = notices.get(case.id)
    return EntryView(
        case_id=case.id,
        subject=case.subject_name,
        park=case.subject_name,
        rank=entry.rank,
        state_label=case.stage_label,
        result=entry.result,
        notice_id=notice.id if notice else None,
        notice_state=notice.state if notice else None,
        notice_last_day=notice.last_day if notice else None,
    )


def _act(row: ListActRow, names: Mapping[str, str], paper: DocumentView | None) -> ListActView:
    action = TASK_KINDS[row.kind].action(row.action)
    organisation = str(row.actor["organisation"])
    return ListActView(
        act=row.act,
        action=f"{row.kind}.{row.action}",
        label=action.label if action else row.action,
        organisation=names.get(organisation, organisation),
        asked_at=row.asked_at,
        finished_at=row.finished_at,
        results=[_result(each) for each in row.results],
        document=paper,
    )


def _result(kept: Mapping[str, Any]) -> ResultView:
    return ResultView(
        case_id=kept["case_id"],
        state=kept["state"],
        state_label=RESULTS[kept["state"]],
        text=kept["text"],
        basis=basis_views(kept["basis"]),
    )


def _allowed(row: CaseList, tasks: Sequence[Answerable]) -> list[AllowedAct]:
    found = []
    for kind in LIST_KINDS[row.kind].acts:
        waiting = list(dict.fromkeys(task.case_id for task, _ in in_one_capacity(tasks, kind)))
        for action in kind.actions if waiting else ():
            found.append(
                AllowedAct(
                    action=f"{kind.key}.{action.name}",
                    label=f"{kind.label}：{action.label}",
                    irreversible=action.irreversible,
                    data_schema=action.form.model_json_schema(),
                    entries=waiting,
                )
            )
    return found
