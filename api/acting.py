"""Acting: the one way by which the web changes a case. Pages and JSON call the same function.

The workflow decides; what is looked at here first (task, audience, form, attachments) only spares it
messages it would refuse anyway, and tells people which field is wrong.
"""

import asyncio
import json
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from pydantic import ValidationError
from temporalio.client import WorkflowHandle, WorkflowUpdateFailedError, WorkflowUpdateRPCTimeoutOrCancelledError
from temporalio.exceptions import ApplicationError
from temporalio.service import RPCError, RPCStatusCode

from api import audit
from api.deps import Services, holds_nul, nul_error
from api.editions import read_as
from api.errors import FieldError, WebError, engine_silent, field_errors, internal, malformed, not_found, refused
from api.exchange import exchange
from api.views import Receipt
from db.models import Case, TaskRow
from db.queries import cases, contacts, files, substitutions, tasks
from db.queries.contacts import ContactKey
from domain.kinds import TASK_KINDS
from domain.programmes import edition_of
from domain.refusal import NOT_OPEN, Refusal, RefusalKind
from domain.roles import Actor, Audience, Role
from domain.substitution import capacity, obstacles
from domain.task import Act, Form, Task, TaskKind

PATIENCE = timedelta(seconds=10)
"""How long one attempt waits for the workflow."""
PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 1.85)
"""Seconds between attempts while a case moves to new code or cannot answer; five in all."""
_PERSONAL = frozenset(
    name
    for kind in TASK_KINDS.values()
    for action in kind.actions
    if action.personal
    for name in action.personal.model_fields
)
"""Names of fields that are personal data, whatever is acted on."""
_BUSY = frozenset({RPCStatusCode.RESOURCE_EXHAUSTED, RPCStatusCode.FAILED_PRECONDITION})


async def perform(
    services: Services,
    actor: Actor,
    task_id: str,
    action_name: str,
    data: dict[str, Any],
    *,
    request_id: str,
    comment: str = "",
    attachments: Sequence[str] = (),
    strict: bool = True,
) -> Receipt:
    """Answer a task: the receipt means that the register has it. A repeated request id gets the first receipt.

    ``strict`` reads ``data`` as JSON (numbers are numbers); HTML forms give text and say False.
    Raises ``WebError``: 404 for an unknown task or action, 403, 409, 422 with the fields, 503.
    """
    row, case, kind = await find(services, task_id)
    action = kind.action(action_name)
    if action is None and action_name in kind.unknown_to_the_text:
        raise refused(kind.unknown_to_the_text[action_name])
    if action is None:
        raise not_found("该事项的这一办理动作")
    try:
        actor = await acting_as(services, actor, row, kind)
        told, personal = action.apart(checked(action.asked, data, strict=strict))
        await own(services, actor, attachments)
        act = Act(
            task_id=task_id,
            action=action_name,
            actor=actor,
            request_id=request_id,
            comment=comment,
            data=told,
            attachments=tuple(attachments),
        )
        step = await _send_beside(services, row, act, personal)
    except WebError as error:
        if error.refusal:
            name = f"{kind.key}.{action_name}"
            await audit.record(
                services, actor, name, task_id, case_id=case.id, refusal=error.refusal, request_id=request_id
            )
        read_as(error.problem, edition_of(case.state))
        raise
    await audit.record(
        services,
        actor,
        f"{kind.key}.{action_name}",
        task_id,
        case_id=case.id,
        basis=kind.basis,
        detail=f"{kind.label}：{action.label}",
        request_id=request_id,
    )
    return Receipt(case_id=case.id, step=step)


def without_personal(data: dict[str, Any]) -> dict[str, Any]:
    """Data as anything but the register of contacts may keep it, were it only as a hash: a telephone number is soon
    guessed from one."""
    return {name: data[name] for name in data if name not in _PERSONAL}


async def find(services: Services, task_id: str) -> tuple[TaskRow, Case, TaskKind]:
    """The task with its case and kind. Raises 404, also for one that is acted on by errands alone."""
    async with services.register.read() as session:
        found = await tasks.one(session, task_id)
    if found is None or TASK_KINDS[found[0].kind].by_errand:
        raise not_found("该事项")
    row, case = found
    exchange().case_id = case.id
    return row, case, TASK_KINDS[row.kind]


def audience_of(row: TaskRow) -> Audience:
    return Audience(role=Role(row.role), region=row.region, organisation=row.organisation_id)


def task_of(row: TaskRow) -> Task:
    """The task as the rules know it."""
    return Task(
        id=row.id,
        kind=row.kind,
        audience=audience_of(row),
        opened_at=row.opened_at,
        excluded=tuple(each for each in row.excluded.split("|") if each),
    )


async def as_asked(services: Services, actor: Actor, task_id: str) -> tuple[TaskRow, Case, TaskKind, Actor]:
    """The task for whoever is asked, and in which capacity: what reading a task begins with.

    Raises 404, also for those who have no part in its case, though their attempt is entered into the audit log; and for
    the others as ``acting_as``.
    """
    row, case, kind = await find(services, task_id)
    try:
        return row, case, kind, await acting_as(services, actor, row, kind)
    except WebError as error:
        async with services.register.read() as session:
            if await cases.visible(session, actor, row.case_id) is None:
                raise not_found("该事项", error.refusal) from error
        raise


async def acting_as(services: Services, actor: Actor, row: TaskRow, kind: TaskKind) -> Actor:
    """The actor in the capacity in which they answer a task: their own office first, else as a substitute.

    Raises 403 with the article that says who acts, and why an order they hold does not serve.
    """
    async with services.register.read() as session:
        held = [each.order for each in await substitutions.held_by(session, actor.id)]
    task = task_of(row)
    if found := capacity(actor, held, task, row.case_id):
        return found
    raise refused(_wrong_actor(kind, obstacles(held, task, row.case_id)))


def _wrong_actor(kind: TaskKind, why_not: Sequence[str]) -> Refusal:
    text = f"“{kind.label}”由本案件的{kind.role.label}办理。"
    if why_not:
        text += f"您的代理不适用：{'；'.join(dict.fromkeys(why_not))}。"
    return Refusal(kind=RefusalKind.WRONG_ACTOR, text=text, basis=kind.basis)


def checked(form: type[Form], data: dict[str, Any], *, strict: bool) -> Form:
    """The data as this form. Raises 422 with every field that is wrong."""
    if holds_nul(data):
        raise malformed("填报内容有误，未作任何变更。", nul_error(["body", "data"]))
    try:
        if strict:
            return form.model_validate_json(json.dumps(data), strict=True)
        return form.model_validate(data)
    except ValidationError as error:
        found = field_errors(error.errors(include_url=False), ("body", "data"))
        raise malformed(f"填报内容有误（{len(found)}处），未作任何变更。", *found) from error


async def own(services: Services, actor: Actor, attachments: Sequence[str]) -> None:
    """Only what the sender uploaded may be attached: attaching shows a file to everyone in the case."""
    async with services.register.read() as session:
        known = await files.by_id(session, attachments)
    strange = [
        FieldError(loc=["body", "attachments", place], code="unknown_file", message="附件不存在，请重新上传")
        for place, each in enumerate(attachments)
        if each not in known or known[each].uploaded_by != actor.id
    ]
    if strange:
        raise malformed("附件有误，未作任何变更。", *strange)


async def _send_beside(services: Services, row: TaskRow, act: Act, personal: dict[str, Any]) -> int:
    """``send``; the personal data goes into the register first, so that none is lost, and is taken back on a refusal.

    A task that is closed gets none any more: a repeated act has left its own, and what was erased stays so.
    """
    if not personal or row.closed_at is not None:
        return await send(services, row, act)
    key = ContactKey(row.case_id, act.actor.organisation, act.request_id)
    now = await services.clock.now()
    async with services.register.write() as session:
        await contacts.put(session, key, now, personal)
    try:
        return await send(services, row, act)
    except WebError as error:
        if error.refusal:
            async with services.register.write() as session:
                await contacts.drop(session, key)
        raise


async def send(services: Services, row: TaskRow, act: Act) -> int:
    """Send an act to its case; answers the number of the step that recorded it.

    A case whose worker died between writing a step and vouching for it does not know yet what the register shows, and
    will in a moment: that is its silence, and no refusal.
    """
    message = act.model_dump(mode="json", exclude_defaults=True, exclude={"request_id"})
    try:
        return await deliver(services, row.workflow_id, "act", message, act.request_id, gone=_gone(row))
    except WebError as error:
        if error.refusal is None or error.refusal.kind is not RefusalKind.ALREADY_DONE:
            raise
        # Of a closed task the case no longer knows what it was about; the register does.
        if row.closed_at:
            raise refused(_over(TASK_KINDS[row.kind])) from error
        if error.refusal.text == NOT_OPEN and await _is_still_open(services, row):
            raise engine_silent() from error
        raise


async def _is_still_open(services: Services, row: TaskRow) -> bool:
    async with services.register.read() as session:
        return (await session.get_one(TaskRow, row.id)).closed_at is None


def _over(kind: TaskKind) -> Refusal:
    text = f"“{kind.label}”已办结或者已经终止，未作任何变更。"
    return Refusal(kind=RefusalKind.ALREADY_DONE, text=text, basis=kind.basis)


async def deliver(
    services: Services, workflow_id: str, update: str, message: dict[str, Any], request_id: str, *, gone: WebError
) -> int:
    """Send a message to a case; while the case cannot answer, again with the same id for five seconds.

    ``message`` comes without defaults and without the id the update carries anyway: it stands in the history. Answers
    the number of the step that recorded it. Raises ``gone`` when the case is over.
    """
    for pause in (*PAUSES, 0):
        step = await _attempt(services.client.get_workflow_handle(workflow_id), update, message, request_id, gone)
        if step is not None:
            return step
        await asyncio.sleep(pause)
    raise engine_silent()


async def _attempt(
    handle: WorkflowHandle[Any, Any], update: str, message: dict[str, Any], request_id: str, gone: WebError
) -> int | None:
    """The step; None while the case cannot answer (it moves to new code, or too many act at once)."""
    try:
        step: int = await handle.execute_update(update, message, id=request_id, result_type=int, rpc_timeout=PATIENCE)
    except WorkflowUpdateFailedError as error:
        if _is_rolling_over(error.cause):
            return None
        raise _of_workflow(error) from error
    except RPCError as error:
        if error.status in _BUSY:
            return None
        raise (gone if error.status is RPCStatusCode.NOT_FOUND else engine_silent()) from error
    except (WorkflowUpdateRPCTimeoutOrCancelledError, RuntimeError) as error:  # RuntimeError: never connected
        raise engine_silent() from error
    return step


def _is_rolling_over(cause: BaseException) -> bool:
    return isinstance(cause, ApplicationError) and cause.type == "RollingOver"


def _of_workflow(error: WorkflowUpdateFailedError) -> WebError:
    cause = error.cause
    if isinstance(cause, ApplicationError) and cause.type == "Refusal":
        return refused(Refusal.model_validate(cause.details[0]))
    return internal("act_failed", cause=str(cause))


def _gone(row: TaskRow) -> WebError:
    return not_found("该案件的流程") if row.closed_at is None else refused(_over(TASK_KINDS[row.kind]))
