"""What every message to a case shares: whether it must be turned away, and how a refusal or a bug of ours is told."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NoReturn

from temporalio import workflow
from temporalio.exceptions import ApplicationError, FailureError

with workflow.unsafe.imports_passed_through():
    from pydantic import ValidationError

    from domain.citation import Basis
    from domain.refusal import NOT_OPEN, Refusal, RefusalKind
    from domain.task import Act, TaskKind


def refuse(refusal: Refusal) -> NoReturn:
    """A refusal is a typed error with its citation; it fails the message, never the case."""
    raise ApplicationError(refusal.text, refusal.model_dump(mode="json"), type="Refusal", non_retryable=True)


@contextmanager
def only_the_message_fails() -> Iterator[None]:
    """A bug of ours fails the message, never the case."""
    try:
        yield
    except FailureError:
        raise
    except Exception as error:
        workflow.logger.exception("message failed")
        raise ApplicationError(f"internal error: {type(error).__name__}", type="Internal") from error


def current_request_id() -> str:
    info = workflow.current_update_info()
    assert info is not None
    return info.id


def refusal_of(case: Any, kinds: Mapping[str, TaskKind], basis: Basis, act: Act) -> Refusal | None:
    """Why this message must be turned away now, or None. Checks actor, task, action, data and rule."""
    task = case.task(act.task_id)
    if task is None:
        return Refusal(kind=RefusalKind.ALREADY_DONE, text=NOT_OPEN, basis=basis)
    kind = kinds[task.kind]
    if not task.audience.includes(act.actor):
        who = kind.role.label
        return Refusal(kind=RefusalKind.WRONG_ACTOR, text=f"“{kind.label}”由本案件的{who}办理。", basis=kind.basis)
    if task.excludes(act.actor):
        text = f"“{kind.label}”应当由未参与此前办理、也未代表其他单位办理同一事项的其他人员办理。"
        return Refusal(kind=RefusalKind.WRONG_ACTOR, text=text, basis=kind.basis, remedy="请由本单位其他人员办理。")
    action = kind.action(act.action)
    if action is None and act.action in kind.unknown_to_the_text:
        return kind.unknown_to_the_text[act.action]
    if action is None:
        names = "、".join(each.label for each in kind.actions)
        return Refusal(kind=RefusalKind.MALFORMED, text=f"“{kind.label}”可以：{names}。", basis=kind.basis)
    try:
        form = action.form.model_validate(act.data)
    except ValidationError as error:
        return Refusal(kind=RefusalKind.MALFORMED, text=f"填报内容有误（{error.error_count()}处）。", basis=kind.basis)
    return (
        action.check(case, form, workflow.now())
        or action.check_subject(case, task.about)
        or action.check_actor(case, form, act.actor)
        or action.attached(form, act.attachments)
    )
