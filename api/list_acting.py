"""Acting on a list: the act is sent to the case of every chosen entry, and each answers for itself.

``ListAct`` (workflows) sees it through; whoever asks again with the same key asks for the same act.
"""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy
from temporalio.exceptions import WorkflowAlreadyStartedError

from api import acting, audit, case_lists
from api.case_list_present import answerable, in_one_capacity
from api.case_list_views import ListView
from api.deps import Services
from api.errors import FieldError, WebError, engine_silent, malformed, not_found, refused
from contracts.lists import EntryResult, ListEntryOrder, ListOrder
from contracts.queues import CASES
from db.models import Case, CaseList, ListActRow, TaskRow
from db.queries import case_lists as queries
from domain.case_lists import ListKind
from domain.list_kinds import LIST_KINDS
from domain.programmes import case_of
from domain.refusal import Refusal, RefusalKind
from domain.roles import Actor
from domain.task import Act, Action, Form, TaskKind

PATIENCE = timedelta(seconds=10)
"""How long an answer waits for the entries; the list tells later what became of the rest."""


@dataclass(frozen=True, slots=True)
class ListAsk:
    """What is asked of a list: ``action`` is ``kind.action``; ``entries`` are case ids, none for all that wait."""

    action: str
    data: dict[str, Any]
    comment: str = ""
    attachments: Sequence[str] = ()
    entries: Sequence[str] = ()


def asked(kind: ListKind, name: str) -> tuple[TaskKind, Action]:
    """Raises 404 for what cannot be done to such a list."""
    key, _, wanted = name.partition(".")
    task_kind = kind.act(key)
    action = task_kind.action(wanted) if task_kind else None
    if task_kind is None or action is None:
        raise not_found("名单的这一办理动作")
    return task_kind, action


async def perform(
    services: Services, actor: Actor, number: str, ask: ListAsk, *, request_id: str, strict: bool = True
) -> ListView:
    """Act on the entries; answers the list as it stands then. A repeated request id is the same act.

    Raises ``WebError``: 404, 403 when none of the entries waits for the actor, 409 when none waits at all, 422, 503.
    """
    act = f"{ask.action}-{request_id}"
    async with services.register.read() as session:
        row = await case_lists.found(session, actor, number)
        known = await session.get(ListActRow, (number, act))
    kind, action = asked(LIST_KINDS[row.kind], ask.action)
    try:
        if known is None:
            order = await _prepare(services, actor, row, kind, action, ask, act, strict=strict)
            await _start(services, workflow_id(LIST_KINDS[row.kind], number, act), order)
    except WebError as error:
        if error.refusal:
            await audit.record(
                services, actor, f"list.{ask.action}", number, refusal=error.refusal, request_id=request_id
            )
        raise
    await _finished(services, workflow_id(LIST_KINDS[row.kind], number, act))
    await audit.record(
        services,
        actor,
        f"list.{ask.action}",
        number,
        basis=kind.basis,
        detail=f"{kind.label}：{action.label}（名单）",
        request_id=request_id,
    )
    return await case_lists.one_list(services, actor, number)


async def _prepare(
    services: Services,
    actor: Actor,
    row: CaseList,
    kind: TaskKind,
    action: Action,
    ask: ListAsk,
    act: str,
    *,
    strict: bool,
) -> ListOrder:
    form = acting.checked(action.form, ask.data, strict=strict)
    await acting.own(services, actor, ask.attachments)
    async with services.register.read() as session:
        waiting = await answerable(session, actor, row)
        entries = await queries.entries(session, row.number)
        tasks = await queries.open_tasks(session, row.number, [kind.key])
    mine = {task.case_id: (task, who) for task, who in in_one_capacity(waiting, kind)}
    of_list = LIST_KINDS[row.kind]
    chosen = _chosen(of_list, [case for _, case in entries], mine, ask)
    if not any(each in mine for each in chosen):
        raise refused(_nothing_waits(of_list, kind, elsewhere=bool(tasks)))
    text = f"该{of_list.subject}现在没有由您办理的“{kind.label}”，未作任何变更。"
    return ListOrder(
        list_number=row.number,
        act=act,
        kind=kind.key,
        action=action.name,
        actor=next(who for case_id, (_, who) in mine.items() if case_id in chosen),
        comment=ask.comment,
        entries=tuple(_entry(row.number, act, ask, action, form, *mine[each]) for each in chosen if each in mine),
        refused=tuple(
            EntryResult(case_id=each, state="refused", text=text, basis=kind.basis)
            for each in chosen
            if each not in mine
        ),
    )


def _chosen(kind: ListKind, cases: Sequence[Case], mine: Mapping[str, object], ask: ListAsk) -> list[str]:
    """The cases asked for, in the order of the list; raises 422 for one that is not on it."""
    in_list = [each.id for each in cases]
    if strange := [each for each in ask.entries if each not in in_list]:
        error = FieldError(loc=["body", "entries"], code="unknown", message=f"名单中没有{'、'.join(strange)}")
        raise malformed(f"办理的{kind.subject}有误，未作任何变更。", error)
    if any(kind.binds_all(ask.action, case_of(each.state)) for each in cases):
        return [each for each in in_list if each in mine]
    return [each for each in in_list if each in (ask.entries or mine)]


def _nothing_waits(of_list: ListKind, kind: TaskKind, *, elsewhere: bool) -> Refusal:
    if elsewhere:
        text = f"“{kind.label}”由{kind.role.label}办理，名单中没有由您办理的{of_list.subject}。"
        return Refusal(kind=RefusalKind.WRONG_ACTOR, text=text, basis=kind.basis)
    text = f"名单中没有{of_list.subject}等待“{kind.label}”，未作任何变更。"
    return Refusal(kind=RefusalKind.ALREADY_DONE, text=text, basis=kind.basis)


def _entry(
    number: str, act: str, ask: ListAsk, action: Action, form: Form, task: TaskRow, who: Actor
) -> ListEntryOrder:
    return ListEntryOrder(
        case_id=task.case_id,
        workflow_id=task.workflow_id,
        request_id=f"{number}/{act}/{task.case_id}",
        act=Act(
            task_id=task.id,
            action=action.name,
            actor=who,
            comment=ask.comment,
            data=form.model_dump(mode="json"),
            attachments=tuple(ask.attachments),
        ),
    )


async def _start(services: Services, id_: str, order: ListOrder) -> None:
    """Start the act; whoever asks again finds it running, or done."""
    try:
        await services.client.start_workflow(
            "ListAct",
            order,
            id=id_,
            task_queue=CASES,
            static_summary=f"{order.list_number}：{order.act}",
            id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
            id_reuse_policy=WorkflowIDReusePolicy.REJECT_DUPLICATE,
        )
    except WorkflowAlreadyStartedError:
        return
    except RuntimeError as error:  # never connected
        raise engine_silent() from error


def workflow_id(kind: ListKind, number: str, act: str) -> str:
    return f"{kind.programme}/list/{number}/{act}"


async def _finished(services: Services, id_: str) -> None:
    """Wait until every entry has answered, but not longer than people do."""
    handle = services.client.get_workflow_handle(id_)
    with suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE.total_seconds()):
            await handle.result()
